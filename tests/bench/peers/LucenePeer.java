// Lucene as the benchmark's peer: builds an index of the table that make_corpus writes, and answers over HTTP,
// a thread a connection. Run by tests/bench/peers/run.
//   java -cp JARS:. LucenePeer index TABLE FOLDER THREADS
//   java -cp JARS:. LucenePeer serve FOLDER PORT

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;

public final class LucenePeer {
  private static final double BUFFER_MB = 256;
  private static final int HITS = 10;
  private static final int FACET_VALUES = 200;
  private static final String[] FACETS = {"partner", "topic", "month"};
  private static final List<String> SHOWN =
      List.of("id", "lang", "kind", "title", "date", "partners", "topics");
  private static final Set<String> SHOWN_SET = Set.copyOf(SHOWN);

  private static final Analyzer ANALYZER =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer words = new StandardTokenizer();
          TokenStream terms = new DecimalDigitFilter(new LowerCaseFilter(words));
          terms = new ArabicStemFilter(new ArabicNormalizationFilter(terms));
          return new TokenStreamComponents(words, new PorterStemFilter(terms));
        }
      };

  private static final FacetsConfig FACETS_CONFIG = new FacetsConfig();

  static {
    FACETS_CONFIG.setMultiValued("partner", true);
    FACETS_CONFIG.setMultiValued("topic", true);
  }

  /** What answers questions: a reader with its facet state, replaced as a whole when something was added. */
  private static final class Snapshot {
    final DirectoryReader reader;
    final IndexSearcher searcher;
    final SortedSetDocValuesReaderState facets;

    Snapshot(DirectoryReader reader) throws IOException {
      this.reader = reader;
      searcher = new IndexSearcher(reader);
      facets = new DefaultSortedSetDocValuesReaderState(reader);
    }
  }

  private final IndexWriter writer;
  private volatile Snapshot snapshot;

  private LucenePeer(IndexWriter writer) throws IOException {
    this.writer = writer;
    snapshot = new Snapshot(DirectoryReader.open(writer));
  }

  private static int dayNumber(String day) {
    return Integer.parseInt(day.replace("-", ""));
  }

  private static void addValues(Document document, String facet, String ids) {
    for (String id : ids.split(",")) {
      if (id.isEmpty()) continue;
      document.add(new StringField(facet, id, Field.Store.NO));
      document.add(new SortedSetDocValuesFacetField(facet, id));
    }
  }

  /** ID, language, kind, title, body, day, partners, topics: a line of the table. */
  private static Document document(String[] line) throws IOException {
    Document document = new Document();
    document.add(new StringField("id", line[0], Field.Store.YES));
    document.add(new StringField("lang", line[1], Field.Store.YES));
    document.add(new StringField("kind", line[2], Field.Store.YES));
    document.add(new StoredField("title", line[3]));
    document.add(new StoredField("body", line[4]));
    document.add(new TextField("text", line[3] + "\n" + line[4], Field.Store.NO));
    document.add(new StoredField("date", line[5]));
    document.add(new IntPoint("day", dayNumber(line[5])));
    document.add(new NumericDocValuesField("day", dayNumber(line[5])));
    document.add(new SortedSetDocValuesFacetField("month", line[5].substring(0, 7)));
    document.add(new StoredField("partners", line[6]));
    document.add(new StoredField("topics", line[7]));
    addValues(document, "partner", line[6]);
    addValues(document, "topic", line[7]);
    return FACETS_CONFIG.build(document);
  }

  private static void index(String table, String folder, int threads) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER);
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(Paths.get(folder)), config);
        BufferedReader lines = Files.newBufferedReader(Paths.get(table))) {
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Thread worker = new Thread(() -> indexLines(lines, writer));
        worker.start();
        workers.add(worker);
      }
      for (Thread worker : workers) worker.join();
      writer.commit();
    }
  }

  private static void indexLines(BufferedReader lines, IndexWriter writer) {
    try {
      for (; ; ) {
        List<String> batch = new ArrayList<>();
        synchronized (lines) {
          String line;
          while (batch.size() < 200 && (line = lines.readLine()) != null) batch.add(line);
        }
        if (batch.isEmpty()) return;
        for (String line : batch) writer.addDocument(document(line.split("\t", -1)));
      }
    } catch (IOException | RuntimeException failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static List<Term> terms(String text) throws IOException {
    List<Term> terms = new ArrayList<>();
    try (TokenStream stream = ANALYZER.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) terms.add(new Term("text", term.toString()));
      stream.end();
    }
    return terms;
  }

  private static Query wordsQuery(Map<String, String> asked) throws IOException {
    List<Term> terms = terms(asked.get("q"));
    if (asked.get("op").equals("phrase")) {
      PhraseQuery.Builder phrase = new PhraseQuery.Builder();
      for (Term term : terms) phrase.add(term);
      return phrase.build();
    }
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    Occur occur = asked.get("op").equals("or") ? Occur.SHOULD : Occur.MUST;
    for (Term term : terms) words.add(new TermQuery(term), occur);
    return words.build();
  }

  private static Query query(Map<String, String> asked) throws IOException {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(wordsQuery(asked), Occur.MUST);
    for (String facet : new String[] {"partner", "topic"}) {
      if (asked.containsKey(facet)) all.add(new TermQuery(new Term(facet, asked.get(facet))), Occur.FILTER);
    }
    if (asked.containsKey("from")) {
      int from = dayNumber(asked.get("from"));
      int to = dayNumber(asked.get("to"));
      all.add(
          new IndexOrDocValuesQuery(
              IntPoint.newRangeQuery("day", from, to),
              NumericDocValuesField.newSlowRangeQuery("day", from, to)),
          Occur.FILTER);
    }
    if (asked.containsKey("not")) {
      for (Term term : terms(asked.get("not"))) all.add(new TermQuery(term), Occur.MUST_NOT);
    }
    BooleanQuery query = all.build();
    return query.clauses().size() == 1 ? query.clauses().get(0).getQuery() : query;
  }

  private static void appendText(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') json.append('\\');
      json.append(c);
    }
    json.append('"');
  }

  private String search(Map<String, String> asked) throws IOException {
    Snapshot now = snapshot;
    while (!now.reader.tryIncRef()) now = snapshot;
    try {
      return search(asked, now);
    } finally {
      now.reader.decRef();
    }
  }

  private static String search(Map<String, String> asked, Snapshot now) throws IOException {
    TopScoreDocCollector top = TopScoreDocCollector.create(HITS, Integer.MAX_VALUE);
    FacetsCollector matches = new FacetsCollector();
    now.searcher.search(query(asked), MultiCollector.wrap(top, matches));
    StringBuilder json = new StringBuilder(8192);
    json.append("{\"total\":").append(top.getTotalHits()).append(",\"hits\":[");
    for (ScoreDoc hit : top.topDocs().scoreDocs) {
      Document document = now.searcher.doc(hit.doc, SHOWN_SET);
      if (json.charAt(json.length() - 1) == '}') json.append(',');
      json.append("{\"score\":").append(hit.score);
      for (String field : SHOWN) {
        json.append(",\"").append(field).append("\":");
        appendText(json, document.get(field));
      }
      json.append('}');
    }
    json.append("],\"facets\":{");
    appendFacets(json, new SortedSetDocValuesFacetCounts(now.facets, matches));
    return json.append("}}").toString();
  }

  private static void appendFacets(StringBuilder json, Facets counts) throws IOException {
    for (String facet : FACETS) {
      json.append(facet.equals(FACETS[0]) ? "\"" : ",\"").append(facet).append("\":{");
      FacetResult result = counts.getTopChildren(FACET_VALUES, facet);
      if (result != null) {
        for (LabelAndValue value : result.labelValues) {
          if (json.charAt(json.length() - 1) != '{') json.append(',');
          appendText(json, value.label);
          json.append(':').append(value.value.longValue());
        }
      }
      json.append('}');
    }
  }

  /** Adds a document durably and makes it visible. */
  private synchronized String add(Map<String, String> asked) throws IOException {
    String id = asked.get("id");
    String[] line = {id, "en", "news", asked.get("title"), asked.get("body"), "2020-01-01", "", ""};
    writer.updateDocument(new Term("id", id), document(line));
    writer.commit();
    DirectoryReader next = DirectoryReader.openIfChanged(snapshot.reader, writer);
    if (next != null) {
      DirectoryReader last = snapshot.reader;
      snapshot = new Snapshot(next);
      last.decRef();
    }
    return "{}";
  }

  private static String readTarget(InputStream in) throws IOException {
    StringBuilder first = null;
    StringBuilder line = new StringBuilder(512);
    for (; ; ) {
      int c = in.read();
      if (c < 0) return null;
      if (c == '\r') continue;
      if (c != '\n') {
        line.append((char) c);
      } else if (line.length() > 0) {
        if (first == null) first = line;
        line = new StringBuilder(64);
      } else if (first != null) {
        return first.toString().split(" ")[1];
      }
    }
  }

  private static Map<String, String> parameters(String target) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    int at = target.indexOf('?');
    if (at < 0) return parameters;
    for (String pair : target.substring(at + 1).split("&")) {
      int equals = pair.indexOf('=');
      parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), "UTF-8"));
    }
    return parameters;
  }

  private void answer(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream(), 8192);
      OutputStream out = connection.getOutputStream();
      for (String target; (target = readTarget(in)) != null; ) {
        String status = "200 OK";
        String body;
        try {
          Map<String, String> asked = parameters(target);
          body = target.startsWith("/add") ? add(asked) : search(asked);
        } catch (IOException | RuntimeException failure) {
          failure.printStackTrace();
          status = "500 Failed";
          body = "{}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: ";
        byte[] headBytes = (head + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[headBytes.length + bytes.length];
        System.arraycopy(headBytes, 0, all, 0, headBytes.length);
        System.arraycopy(bytes, 0, all, headBytes.length, bytes.length);
        out.write(all);
      }
    } catch (IOException gone) {
      // The client went away: nothing is left to do for it.
    }
  }

  private static void serve(String folder, int port) throws IOException {
    IndexWriter writer =
        new IndexWriter(FSDirectory.open(Paths.get(folder)), new IndexWriterConfig(ANALYZER));
    LucenePeer peer = new LucenePeer(writer);
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress("127.0.0.1", port), 512);
    for (; ; ) {
      Socket connection = server.accept();
      new Thread(() -> peer.answer(connection)).start();
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 4 && arguments[0].equals("index")) {
      index(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
    } else if (arguments.length == 3 && arguments[0].equals("serve")) {
      serve(arguments[1], Integer.parseInt(arguments[2]));
    } else {
      System.err.println("usage: LucenePeer index TABLE FOLDER THREADS | serve FOLDER PORT");
      System.exit(2);
    }
  }
}
