# Sourced by the other scripts. need_packages GROUP... installs the packages of scripts/packages.txt
# that are missing; quiet unless that fails.

need_packages() {
  local root group wanted missing sudo=() log
  root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    return 0  # not a Debian system: cmake names what it does not find
  fi
  wanted="$(for group in "$@"; do
    sed -n "s/^$group //p" "$root/scripts/packages.txt"
  done)"
  missing="$(for package in $wanted; do
    [[ "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null)" == *" installed" ]] ||
      echo "$package"
  done)"
  [[ -z "$missing" ]] && return 0
  if [[ "$(id -u)" != 0 ]]; then
    command -v sudo >/dev/null || {
      echo "missing packages, to be installed by root: apt-get install" $missing >&2
      return 1
    }
    sudo=(sudo)
  fi
  echo "installing" $missing >&2
  log="$(mktemp)"
  # Package lists may be absent or old: fetch them, and go on when only some mirror failed.
  "${sudo[@]}" apt-get update >"$log" 2>&1 || true
  if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends $missing >>"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}
