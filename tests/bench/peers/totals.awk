# Compares the totals of an engine with Lucene's, query by query: two files of CLASS, tab, TOTAL (-1: not answered, left out).
BEGIN { FS = "\t" }
FNR == NR { wanted[FNR] = $2; next }
$2 >= 0 && wanted[FNR] >= 0 {
  asked[$1]++
  sum[$1] += $2
  of_lucene[$1] += wanted[FNR]
  if ($2 == wanted[FNR]) same[$1]++
  else if ($2 < wanted[FNR]) fewer[$1]++
}
END {
  printf "\n| totals of %s | queries | equal to Lucene's | fewer | more | sum, of Lucene's |\n|---|---|---|---|---|---|\n", engine
  classes = split("and1 and2 and3 and4 or phrase bool filter head headf heador", names, " ")
  for (c = 1; c <= classes; c++) {
    n = names[c]
    line(n, asked[n], same[n], fewer[n], sum[n], of_lucene[n])
    a += asked[n]; s += same[n]; f += fewer[n]; t += sum[n]; l += of_lucene[n]
  }
  line("all", a, s, f, t, l)
}
function line(name, n, equal, less, total, base) {
  if (n) printf "| %s | %d | %d | %d | %d | %s |\n", name, n, equal, less, n - equal - less, base ? sprintf("%.4f", total / base) : "-"
}
