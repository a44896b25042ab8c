// SQLite FTS5 as the benchmark's peer: builds an index of the table that make_corpus writes, and answers over
// HTTP, with the counts that a careful user of SQL would ask for. Run by tests/bench/peers/run.
#include <httplib.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/peers/table.h"

namespace {

using peers::split;

constexpr const char* kTables = R"(
  pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000;
  create table docs (id integer primary key, key text, lang text, kind text, title text, body text, date text,
                     day int, month text, partners text, topics text);
  create virtual table fts using fts5 (title, body, content = 'docs', content_rowid = 'id',
                                       tokenize = 'porter unicode61 remove_diacritics 2');
  create table partner (value text, doc int);
  create table topic (value text, doc int);)";
constexpr const char* kIndexes = R"(
  create index partner_docs on partner (value, doc); create index doc_partners on partner (doc, value);
  create index topic_docs on topic (value, doc); create index doc_topics on topic (doc, value);
  create index months on docs (id, month, day);
  insert into fts (fts) values ('optimize'); analyze;)";
constexpr const char* kConnection = R"(
  pragma mmap_size = 30000000000; pragma cache_size = -200000; pragma temp_store = memory;
  create temp table matches (doc integer primary key);)";
/// One connection with its statements. Not safe for use from two threads at once.
class Database {
 public:
  explicit Database(const std::string& file)
      : database_(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {}

  void run(const char* sql) { database_.exec(sql); }

  /// A statement with nothing bound, made once.
  SQLite::Statement& statement(const std::string& sql) {
    auto& made = statements_[sql];
    if (!made) made = std::make_unique<SQLite::Statement>(database_, sql);
    made->reset();
    made->clearBindings();
    return *made;
  }

  void add(const peers::Row& row) {
    auto& document = statement(
        "insert into docs (key, lang, kind, title, body, date, partners, topics, day, month)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int column = 0;
    for (const auto* text :
         {&row.id, &row.language, &row.kind, &row.title, &row.body, &row.day, &row.partners, &row.topics})
      document.bind(++column, *text);
    document.bind(9, peers::day_number(row.day));
    document.bind(10, row.day.substr(0, 7));
    document.exec();
    const auto id = database_.getLastInsertRowid();
    auto& words = statement("insert into fts (rowid, title, body) values (?, ?, ?)");
    words.bind(1, id);
    words.bind(2, row.title);
    words.bind(3, row.body);
    words.exec();
    add_values("partner", id, row.partners);
    add_values("topic", id, row.topics);
  }

 private:
  void add_values(const std::string& facet, std::int64_t id, const std::string& values) {
    if (values.empty()) return;
    for (const auto& value : split(values, ',')) {
      auto& row = statement("insert into " + facet + " values (?, ?)");
      row.bind(1, value);
      row.bind(2, id);
      row.exec();
    }
  }

  SQLite::Database database_;
  std::map<std::string, std::unique_ptr<SQLite::Statement>> statements_;
};

void build(const std::string& table, const std::string& file) {
  Database database(file);
  database.run(kTables);
  database.run("begin");
  peers::for_each_row(table, [&database](const peers::Row& row) {
    database.add(row);
    return true;
  });
  database.run("commit");
  database.run(kIndexes);
}

/// What FTS5's `match` takes.
std::string match_of(const httplib::Request& asked) {
  const std::string op = asked.get_param_value("op");
  std::string match;
  if (op == "phrase") {
    match = '"' + asked.get_param_value("q") + '"';
  } else {
    for (const auto& word : split(asked.get_param_value("q"), ' '))
      match += (match.empty() ? "\"" : op == "or" ? " OR \"" : " AND \"") + word + '"';
  }
  if (asked.has_param("not")) match = '(' + match + ") NOT \"" + asked.get_param_value("not") + '"';
  return match;
}

/// `sql` with the restrictions of what is asked behind it and their values bound. It restricts `fts` and must
/// end in a where.
SQLite::Statement& restricted(Database& database, std::string sql, const char* rest,
                              const httplib::Request& asked) {
  sql += " fts match ?";
  std::vector<std::string> values = {match_of(asked)};
  for (const char* facet : {"partner", "topic"}) {
    if (!asked.has_param(facet)) continue;
    sql += std::string(" and exists (select 1 from ") + facet + " where value = ? and doc = fts.rowid)";
    values.push_back(asked.get_param_value(facet));
  }
  if (asked.has_param("from")) {
    sql += " and (select day from docs where id = fts.rowid) between cast(? as int) and cast(? as int)";
    for (const char* end : {"from", "to"})
      values.push_back(std::to_string(peers::day_number(asked.get_param_value(end))));
  }
  auto& statement = database.statement(sql + rest);
  for (std::size_t at = 0; at < values.size(); ++at) statement.bind(static_cast<int>(at) + 1, values[at]);
  return statement;
}

nlohmann::json facets(Database& database) {
  constexpr std::array<std::array<const char*, 2>, 3> kCounts = {
      {{"partner",
        "select value, count(*) from temp.matches m join partner p on p.doc = m.doc group by value"},
       {"topic", "select value, count(*) from temp.matches m join topic t on t.doc = m.doc group by value"},
       {"month", "select month, count(*) from temp.matches m join docs d on d.id = m.doc group by month"}}};
  auto counts = nlohmann::json::object();
  for (const auto& [name, sql] : kCounts) {
    auto values = nlohmann::json::object();
    auto& rows = database.statement(sql);
    while (rows.executeStep()) values[rows.getColumn(0).getString()] = rows.getColumn(1).getInt();
    counts[name] = std::move(values);
  }
  return counts;
}

std::string search(Database& database, const httplib::Request& asked) {
  database.run("delete from temp.matches");
  const int total =
      restricted(database, "insert into temp.matches select rowid from fts where", "", asked).exec();
  nlohmann::json answer = {{"total", total}, {"hits", nlohmann::json::array()}};
  auto& hits = restricted(database,
                          "select d.key, d.lang, d.kind, d.title, d.date, d.partners, d.topics, f.score from"
                          " (select rowid, rank as score from fts where",
                          " order by rank limit 10) f join docs d on d.id = f.rowid order by f.score", asked);
  constexpr std::array<const char*, 7> kShown = {"id", "lang", "kind", "title", "date", "partners", "topics"};
  while (hits.executeStep()) {
    nlohmann::json hit = {{"score", hits.getColumn(7).getDouble()}};
    for (std::size_t at = 0; at < kShown.size(); ++at)
      hit[kShown[at]] = hits.getColumn(static_cast<int>(at)).getString();
    answer["hits"].push_back(std::move(hit));
  }
  answer["facets"] = facets(database);
  return answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void serve(const std::string& file, int port) {
  constexpr std::size_t kThreads = 16;
  const auto connection = [&file]() -> Database& {
    thread_local std::unique_ptr<Database> own;
    if (!own) {
      own = std::make_unique<Database>(file);
      own->run(kConnection);
    }
    return *own;
  };
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };  // the server's: it deletes it
  // The port may have been another engine's a moment ago.
  server.set_socket_options([](socket_t socket) {
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  });
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1'000'000'000);
  server.Get("/search", [&](const httplib::Request& asked, httplib::Response& answer) {
    answer.set_content(search(connection(), asked), "application/json");
  });
  server.Get("/add", [&](const httplib::Request& asked, httplib::Response& answer) {
    auto& database = connection();
    database.run("begin immediate");
    database.add({asked.get_param_value("id"), "en", "news", asked.get_param_value("title"),
                  asked.get_param_value("body"), "2020-01-01", "", ""});
    database.run("commit");
    answer.set_content("{}", "application/json");
  });
  if (!server.listen("127.0.0.1", port)) throw std::runtime_error("cannot listen on " + std::to_string(port));
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("SQLite FTS5 as the benchmark's peer");
  std::string table, file;
  int port = 0;
  auto* index = app.add_subcommand("index", "builds FILE of TABLE");
  index->add_option("table", table, "what make_corpus wrote: BASE.tsv")->required();
  index->add_option("file", file, "database to write")->required();
  auto* answering = app.add_subcommand("serve", "answers on 127.0.0.1");
  answering->add_option("file", file, "database that index wrote")->required();
  answering->add_option("port", port, "to listen on")->required();
  app.require_subcommand(1);
  CLI11_PARSE(app, argc, argv);
  if (index->parsed()) {
    build(table, file);
  } else {
    serve(file, port);
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "fts5_peer: " << error.what() << '\n';
  return 1;
}
