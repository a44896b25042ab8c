# Read by run: what each engine needs, how it is built, served, and given a document. For an engine E: needs_E prints
# what is missing (nothing: it is installed), build_E builds $folder/E of the corpus, command_E prints the words that
# serve it on $port (each a line), and add_E the options with which add_documents gives it a document; suffix_E names its
# queries, label_E what stands before the total in its answers. $corpus, $folder, $port, $programs, $here and $root are run's.

lucene_jars=/usr/share/java
lucene_classes() { ls "$lucene_jars"/lucene-core-8.*.jar "$lucene_jars"/lucene-analyzers-common-8.*.jar "$lucene_jars"/lucene-facet-8.*.jar 2>/dev/null; }
lucene_path() { lucene_classes | tr '\n' ':'; printf '%s' "$folder/lucene-classes"; }

# sijill: our own, an archive and two indexes of it, one of each schema. The archive is imported once; each index lies
# in a data folder of its own, which has a link to it.
suffix_sijill=sijill
label_sijill='"total":'
suffix_sijill_plain=sijill_plain
label_sijill_plain='"total":'
needs_sijill() { :; }
needs_sijill_plain() { :; }
import_archive() {
  [ -f "$folder/imported" ] && return 0
  rm -rf "$folder/archive"
  : >"$results"
  timed import archive "$programs/indexer/indexer" --data "$folder/archive" --vocabulary "$root/corpus/vocabulary" \
    import --no-update --quiet "$corpus.jsonl"
  value archive archive_bytes "$(bytes_of "$folder/archive/archive.db")"
  mv "$results" "$folder/imported"
}
build_ours() { # build_ours ENGINE SCHEMA
  (results=$folder/importing && import_archive)
  sed "s/^archive\t/$1\t/" "$folder/imported" >>"$results"
  mkdir -p "$folder/$1"
  ln -s ../archive/archive.db "$folder/$1/archive.db"
  timed build "$1" "$programs/indexer/indexer" --data "$folder/$1" --vocabulary "$root/corpus/vocabulary" rebuild --schema "$2" --quiet
  value "$1" index_bytes "$(bytes_of "$folder/$1/index")"
}
build_sijill() { build_ours sijill full; }
build_sijill_plain() { build_ours sijill_plain plain; }
serve_ours() { # serve_ours ENGINE OPTION...
  served=$folder/$1
  shift
  printf '%s\n' "$programs/searchd/searchd" --data "$served" --host 127.0.0.1 --port "$port" --quiet "$@"
}
command_sijill() { serve_ours sijill --result-cache-mb 0; }
command_sijill_keeping() { serve_ours sijill --result-cache-mb 64; } # holds all 500, which clients here take unpacked
command_sijill_plain() { serve_ours sijill_plain --result-cache-mb 0; }
add_ours() { # add_ours ENGINE
  printf '%s\n' --search '/api/v1/search?q=WORD&cross=off' --command \
    "printf '{\"key\":\"bench:WORD\",\"kind\":\"news\",\"lang\":\"en\",\"title\":\"One more\",\"body\":\"With WORD in it.\"}\\n' >'$folder/one.jsonl' && '$programs/indexer/indexer' --data '$folder/$1' --vocabulary '$root/corpus/vocabulary' import --quiet '$folder/one.jsonl' >/dev/null"
}
# What the other one added to the archive is followed first.
add_sijill() { follow_archive sijill && add_ours sijill; }
add_sijill_plain() { follow_archive sijill_plain && add_ours sijill_plain; }
follow_archive() {
  "$programs/indexer/indexer" --data "$folder/$1" --vocabulary "$root/corpus/vocabulary" update --quiet >&2
}

# lucene: Lucene 8 behind a small server of Java
suffix_lucene=peer
label_lucene='"total":'
needs_lucene() {
  [ -n "$(lucene_classes)" ] || echo "liblucene8-java"
  command -v javac >/dev/null || echo "default-jdk-headless"
}
build_lucene() {
  mkdir -p "$folder/lucene-classes"
  javac -cp "$(lucene_path)" -d "$folder/lucene-classes" "$here/LucenePeer.java"
  timed build lucene java -Xmx2g -cp "$(lucene_path)" LucenePeer index "$corpus.tsv" "$folder/lucene" "$(nproc)"
  value lucene index_bytes "$(bytes_of "$folder/lucene")"
}
command_lucene() { printf '%s\n' java -Xmx2g -cp "$(lucene_path)" LucenePeer serve "$folder/lucene" "$port"; }
add_lucene() { printf '%s\n' --search '/search?op=and&q=WORD' --add '/add?id=WORD&title=One+more&body=With+WORD+in+it.'; }

# fts5: SQLite's full text behind a small server of C++
suffix_fts5=peer
label_fts5='"total":'
needs_fts5() { :; }
build_fts5() {
  rm -f "$folder/fts5"
  timed build fts5 "$programs/tests/bench/peers/fts5_peer" index "$corpus.tsv" "$folder/fts5"
  value fts5 index_bytes "$(bytes_of "$folder/fts5")"
}
command_fts5() { printf '%s\n' "$programs/tests/bench/peers/fts5_peer" serve "$folder/fts5" "$port"; }
add_fts5() { add_lucene; }

# groonga: its own server
suffix_groonga=groonga
label_groonga='],[[['
needs_groonga() { command -v groonga >/dev/null || echo "groonga-bin"; }
build_groonga() {
  mkdir -p "$folder/groonga"
  # shellcheck disable=SC2016  # for the inner shell
  timed build groonga sh -c '"$1" "$2" | groonga -n "$3"' sh "$programs/tests/bench/peers/groonga_commands" "$corpus.tsv" "$folder/groonga/db"
  value groonga index_bytes "$(du -s --block-size=1 "$folder/groonga" | cut -f 1)" # its files have holes
}
command_groonga() {
  printf '%s\n' groonga --protocol http --bind-address 127.0.0.1 -p "$port" -s -t 8 --cache-limit 0 "$folder/groonga/db"
}
add_groonga() {
  printf '%s\n' --search '/d/select.json?table=Docs&match_columns=text&query=WORD&limit=10' \
    --add '/d/load?table=Docs&values=%5B%7B%22_key%22%3A%22WORD%22%2C%22title%22%3A%22One%20more%22%2C%22text%22%3A%22With%20WORD%20in%20it.%22%2C%22day%22%3A20200101%2C%22month%22%3A%222020-01%22%7D%5D'
}
