# Read by the other scripts: require_packages GROUP... installs what is missing of scripts/packages.txt, or says what
# is missing and how to get it, and stops.

say() { printf '%s\n' "$*" >&2; }

give_up() {
  for line in "$@"; do say "$line"; done
  exit 1
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() { # missing_packages GROUP...
  for group in "$@"; do
    while read -r of package command; do
      [ "$of" = "$group" ] || continue
      [ -z "$command" ] || ! command -v "$command" >/dev/null 2>&1 || continue
      is_installed "$package" || printf '%s ' "$package"
    done <"$root/scripts/packages.txt"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null >&2
}

require_packages() { # require_packages GROUP...
  if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    give_up "This is no Debian system (no dpkg, no apt-get). Sijill is built and tested on Debian 12." \
      "The libraries it needs are listed in scripts/packages.txt; with them: cmake --workflow --preset release"
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
    give_up "These Debian packages are missing, and only root or a user with sudo can install them:" \
      "  $missing" "Ask an administrator for: apt-get install $missing"
  fi
  say "Installing $missing"
  # shellcheck disable=SC2086  # a list of words
  install_packages $missing || { as_root apt-get update -q </dev/null >&2 && install_packages $missing; } ||
    give_up "apt-get could not install: $missing" "Mend what it says above, then run this again."
}

# As many jobs as there are cores and memory for (1.5 GB a job).
build_jobs() {
  cores=$(nproc)
  by_memory=$(awk '/MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)
  jobs=$((cores < by_memory ? cores : by_memory))
  [ "$jobs" -ge 1 ] || jobs=1
  printf '%s' "$jobs"
}
