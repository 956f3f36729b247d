#!/bin/sh
# Sees to Debian packages: root gets the missing ones installed, everybody else gets them named.
#
#   packages.sh SET...    build (tvm itself), speed (a faster tvm), swift (what Swift's archive
#                         expects of the system), test (the tests), wheels (pip)
#
# Exit status: 1 if a package is missing, except for those of `speed`, which tvm can do without.
# The only list of these packages; systems without dpkg are told what to look for.
set -eu

packages() {
  case $1 in
    build) echo 'ca-certificates curl g++ git libarchive-dev liblzma-dev nettle-dev zlib1g-dev' ;;
    speed) echo 'libisal-dev musl-tools' ;;
    swift) echo 'binutils libcurl4 libncurses6 libsqlite3-0 libxml2 tzdata' ;;
    test) echo 'fish mandoc perl python3 shellcheck strace valgrind xz-utils zsh' ;;
    wheels) echo 'python3 python3-pip' ;;
    *)
      echo "packages.sh: unknown set: $1" >&2
      exit 64
      ;;
  esac
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
optional=
for group in "$@"; do
  # A variable keeps the exit status of the function.
  names=$(packages "$group")
  if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "packages.sh: not a Debian system; as Debian calls them, these are needed: $names" >&2
    continue
  fi
  for name in $names; do
    if is_installed "$name"; then continue; fi
    if [ "$group" = speed ]; then optional="$optional $name"; else missing="$missing $name"; fi
  done
done
if [ -z "$missing$optional" ]; then exit 0; fi

if [ "$(id -u)" != 0 ]; then
  if [ -n "$optional" ]; then
    echo "packages.sh: tvm would be faster with:$optional" >&2
    echo "help: sudo apt-get install --no-install-recommends$optional" >&2
  fi
  if [ -n "$missing" ]; then
    echo "packages.sh: these packages are missing:$missing" >&2
    echo "help: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  exit 0
fi

install_packages() {
  DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@"
}

# Splitting the lists into words is meant.
# shellcheck disable=SC2086
if [ -n "$missing" ] && ! install_packages $missing $optional; then
  # The lists of packages are absent or older than what the server has.
  apt-get update -qq
  install_packages $missing
fi
# shellcheck disable=SC2086
if [ -n "$optional" ] && ! install_packages $optional; then
  echo "packages.sh: going on without:$optional" >&2
fi
