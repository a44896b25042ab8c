# A searchd for a measurement, read in by the scripts beside it. Takes $searchd, $data and $port; makes $folder, which is removed
# at the end, as the server is ended.
folder=$(mktemp -d)
server=
stop_server() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  server=
}
trap 'stop_server; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP PIPE

# start_server [OPTION...]   with these options; run by $by_server, a command with its options, where there is one
# shellcheck disable=SC2120  # http_rate has none
start_server() {
  : >"$folder/served"
  # shellcheck disable=SC2086  # words or none
  ${by_server:-} "$searchd" --data "$data" --port "$port" --quiet "$@" >"$folder/served" 2>"$folder/log" &
  server=$!
  until grep -q '^serving' "$folder/served"; do
    kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.1
  done
}
