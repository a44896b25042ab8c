# The benchmark's table: from what make_corpus and run wrote (KEY, tab, VALUE; ENGINE, tab, KEY, tab, VALUE) to Markdown.
# Each figure is the median of its rounds, in brackets its ratio to Lucene's.
BEGIN {
  FS = "\t"
  count = split(engines, columns, " ")
}
FNR == NR { fact[$1] = $2; next }
{ seen[$1, $2] = ($1, $2) in seen ? seen[$1, $2] " " $3 : $3 }

function median(engine, key,    all, n, i, j, swap) {
  n = split(seen[engine, key], all, " ")
  for (i = 2; i <= n; i++)
    for (j = i; j > 1 && all[j - 1] + 0 > all[j] + 0; j--) { swap = all[j]; all[j] = all[j - 1]; all[j - 1] = swap }
  return all[int((n + 1) / 2)]
}

function shown(number) {
  if (number >= 100) return sprintf("%.0f", number)
  if (number >= 10) return sprintf("%.1f", number)
  return sprintf("%.2f", number)
}

# A row: `scale` times the figure, or `scale` over it.
function row(name, key, scale, inverse,    i, value, base, line) {
  base = (("lucene", key) in seen) ? median("lucene", key) : 0
  line = "| " name " |"
  for (i = 1; i <= count; i++) {
    if (!((columns[i], key) in seen)) { line = line " |"; continue }
    value = median(columns[i], key)
    line = line " " shown(inverse ? scale / value : scale * value)
    if (base > 0 && value > 0 && key !~ /asked$/) line = line sprintf(" (%.2f)", inverse ? base / value : value / base)
    line = line " |"
  }
  print line
}

function rows_of_times(name, key) {
  row(name ", p50", key ".p50", 1)
  row("p95", key ".p95", 1)
  row("p99", key ".p99", 1)
}

function name_of(engine) {
  if (engine == "sijill") return "sijill, full"
  if (engine == "sijill_plain") return "sijill, plain"
  return engine
}

function head(title,    i, line, under) {
  line = "| " title " |"
  under = "|---|"
  for (i = 1; i <= count; i++) { line = line " " name_of(columns[i]) " |"; under = under "---|" }
  print "\n" line "\n" under
}

# What is asked of `engine`, "at most" or "at least" `asked`, beside what was measured: `scale` times the figure, or with
# how == "ratio" what it is to Lucene's, with "inverse" what Lucene's is to it.
function verdict(engine, key, scale, how, direction, asked,    value, base, is_met) {
  base = how == "" ? 1 : median("lucene", key)
  if (!((engine, key) in seen) || !(base > 0)) return direction " " asked " | not measured"
  value = how == "inverse" ? base / median(engine, key) : scale * median(engine, key) / base
  is_met = direction == "at most" ? value <= asked : value >= asked
  return sprintf("%s %s | %s%s", direction, asked, shown(value), is_met ? "" : " **missed**")
}

function bar(name, key, scale, how, direction, plain, full) {
  print "| " name " | " verdict("sijill_plain", key, scale, how, direction, plain) " | " verdict("sijill", key, scale, how, direction, full) " |"
}

# The bars of both schemas; they are set for 100,000 documents and for a million.
function bars(documents,    is_million) {
  is_million = documents == 1000000
  if (!is_million && documents != 100000) return
  print "\n| what is asked; × is to Lucene | sijill, plain | measured | sijill, full | measured |\n|---|---|---|---|---|"
  bar("p50, one client, ×", "c1.all.p50", 1, "ratio", "at most", is_million ? 0.45 : 0.25, is_million ? 0.9 : 0.5)
  bar("p99, ×", "c1.all.p99", 1, "ratio", "at most", is_million ? 0.2 : 0.3, is_million ? 0.4 : 0.6)
  bar("queries a second, eight clients, ×", "c8.per_second", 1, "ratio", "at least", 3, 1.5)
  bar("index build, MB of text a second, ×", "build_s", 1, "inverse", "at least", 0.75, 0.4)
  bar("index over text", "index_bytes", 1 / fact["text_bytes"], "", "at most", 1.25, 2.0)
  if (!is_million) return
  bar("never repeated, p50, ×", "fresh.all.p50", 1, "ratio", "at most", 1, 2)
  bar("p99, ×", "fresh.all.p99", 1, "ratio", "at most", 0.5, 1)
  bar("anonymous memory, MB", "anonymous_mib", 1.048576, "", "at most", 400, 400)
  bar("durable add to visible in the index, p50 ms", "staying.index.p50", 1, "", "at most", 5, 5)
  bar("p95 ms", "staying.index.p95", 1, "", "at most", 15, 15)
  bar("seen through HTTP, p50 ms", "staying.visible.p50", 1, "", "at most", 50, 50)
  bar("start to first answer, ms", "cold_ms", 1, "", "at most", 300, 500)
}

END {
  printf "%d documents, %.1f MB of text, of %s; ratio to Lucene in brackets.\n", fact["documents"], fact["text_bytes"] / 1e6, fact["made_of"]
  megabytes = fact["text_bytes"] / 1e6
  head("one client, ms")
  classes = split("all and1 and2 and3 and4 or phrase bool filter head headf heador", class, " ")
  for (c = 1; c <= classes; c++) rows_of_times(class[c], "c1." class[c])
  row("processor time of the server, mean", "c1.processor_ms", 1)
  row("queries asked", "c1.asked", 1)
  rows_of_times("never repeated", "fresh.all")
  row("queries asked", "fresh.asked", 1)
  row("processor time of the server, mean", "fresh.processor_ms", 1)
  head("queries a second")
  row("one client", "c1.per_second", 1)
  row("two clients", "c2.per_second", 1)
  row("eight clients", "c8.per_second", 1)
  row("eight clients, p50 ms", "c8.all.p50", 1)
  row("p99 ms", "c8.all.p99", 1)
  row("answers that failed", "c8.failed", 1)
  head("the same 500 queries from our result cache, which is off in all other figures")
  rows_of_times("one client, ms", "kept1.all")
  row("processor time of the server, mean", "kept1.processor_ms", 1)
  row("queries a second, one client", "kept1.per_second", 1)
  row("eight clients", "kept8.per_second", 1)
  head("what it costs")
  row("start to first answer, ms", "cold_ms", 1)
  row("memory after the queries, MiB", "rss_mib", 1)
  row("of it anonymous, MiB", "anonymous_mib", 1)
  row("index build, MB of text a second", "build_s", megabytes, 1)
  row("the same by processor time", "build_processor_s", megabytes, 1)
  row("memory of the build, MiB", "build_mib", 1)
  row("import into the archive, MB of text a second", "import_s", megabytes, 1)
  row("index over text", "index_bytes", 1 / fact["text_bytes"])
  row("archive over text", "archive_bytes", 1 / fact["text_bytes"])
  row("durable add to visible, p50 ms", "visible.p50", 1)
  row("p95 ms", "visible.p95", 1)
  row("the same from a program that stays, p50 ms", "staying.visible.p50", 1)
  row("p95 ms", "staying.visible.p95", 1)
  row("of it in the index, p50 ms", "staying.index.p50", 1)
  row("p95 ms", "staying.index.p95", 1)
  bars(fact["documents"])
}
