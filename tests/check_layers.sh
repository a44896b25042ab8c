#!/bin/sh
# Fails when a line stands in a room that is not its own: a folder that includes one above it,
# or an outside library used where it does not belong.
cd "$1" || exit 2
broken=0
complain() { echo "^ $1"; broken=1; }

forbid() {  # forbid FOLDER ABOVE...   nothing in FOLDER may include a file of ABOVE
  folder=$1; shift
  for above in "$@"; do
    grep -rnE "#include \"$above/" "$folder" --include='*.h' --include='*.cpp' &&
      complain "$folder/ may not include $above/"
  done
}
only_in() {  # only_in HEADER FOLDER...   HEADER may be included in these folders alone
  header=$1; shift
  grep -rnE "#include <$header" analyzers corpus indexer searchd --include='*.h' --include='*.cpp' |
    grep -vE "^($(echo "$@" | tr ' ' '|'))[/.]" && complain "<$header> belongs in: $*"
}

forbid analyzers corpus indexer searchd tests
forbid corpus    indexer searchd tests
forbid indexer   searchd tests
forbid searchd   tests
# Of the indexer the searcher knows the layout alone (target index_layout).
grep -rnE '#include "indexer/' searchd --include='*.h' --include='*.cpp' |
  grep -vE '"indexer/(index_(schema|directory|ledger|reader)|document_columns|files_for_readers|frequent_postings|indexed_words|pair_signatures|position_(block|cursor)|postings|stored_(document|versions))\.h"' && complain "searchd/ may include the index layout alone"

only_in 'unicode/'     analyzers corpus searchd/views   # corpus: dates and charsets; views: numbers, dates, plurals
only_in 'libstemmer'   analyzers
only_in 'SQLiteCpp/'   corpus
only_in 'libxml/'      corpus
only_in 'zlib'         analyzers corpus   # analyzers: dictionaries packed with dictzip
only_in 'xapian'       indexer searchd/matching searchd/search
only_in 'httplib'      searchd/http
only_in 'libdeflate'   searchd/http
only_in 'kainjow/'     searchd/views
only_in 'curl/'        corpus/live/web_client corpus/live/web_address
only_in 'openssl/'     corpus/document
only_in 'sodium'       corpus indexer/webhook searchd/http
only_in 'zstd'         corpus
only_in 'archive(_entry)?\.h' corpus/sources/bundle_reader
only_in 'poppler/'     corpus/sources/pdf
only_in 'brotli/'      corpus/sources/http_answer
only_in 'nlohmann/'    corpus/checked_json corpus/json_fields corpus/document_json corpus/document_json_parts corpus/pages/json_ld corpus/live corpus/sources corpus/exporter indexer/index_directory indexer/index_ledger indexer/stats indexer/pairing indexer/record_history indexer/report indexer/reuse indexer/webhook searchd/views searchd/http
only_in 'CLI/'         indexer/settings searchd/settings
exit $broken
