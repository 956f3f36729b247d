#!/bin/sh
# Sees to Debian packages: root gets the missing ones installed, everybody else gets them named.
#
#   packages.sh SET...    build (tvm itself), speed (a faster tvm), swift (what Swift's archive
#                         expects of the system), test (the tests), wheels (pip)
#
# Exit status: 1 if a package is missing, except for those of `speed`, which tvm can do without.
# The only list of these packages; systems without dpkg are told what to look for. Nothing but Debian's
# packages is installed; what `speed` takes from a newer Debian stays below .build.
set -eu

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

packages() {
  case $1 in
    build) echo 'ca-certificates curl g++ git libarchive-dev liblzma-dev nettle-dev zlib1g-dev' ;;
    speed) echo 'libisal-dev musl-tools' ;;
    swift) echo 'binutils libcurl4 libncurses6 libsqlite3-0 libxml2 tzdata' ;;
    test) echo 'fish mandoc perl python3 python3-yaml shellcheck strace valgrind xz-utils zsh' ;;
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

# Fetches the archive of liblzma that Debian 13 has, for tvm to be linked with on older ones: it
# unpacks 1.4 times as fast. It stays in .build, where Package.swift looks for it.
fetch_liblzma() {
  archive=$source/.build/speed/liblzma.a
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  if [ -e "$archive" ] || [ ! -r /etc/os-release ] || [ ! -r "$keys" ]; then return; fi
  release=$(sed -n -e 's/^ID=//p' -e 's/^VERSION_ID="\(.*\)"/\1/p' /etc/os-release | sort | tr -d '\n')
  case $release in 9debian | 1[0-2]debian) ;; *) return ;; esac
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
    sed -n '\,^http.*/debian/*$,p' | head -n 1)
  mirror=${mirror:-http://deb.debian.org/debian/}
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/unpacked"
  : >"$work/status"
  echo "deb [signed-by=$keys] $mirror trixie main" >"$work/sources.list"
  if (
    cd "$work"
    # What a hook of the user's says to a private list does not matter; the next command decides.
    private_apt update || :
    private_apt download liblzma-dev && dpkg -x liblzma-dev_*.deb unpacked &&
      mkdir -p "${archive%/*}" && cp unpacked/usr/lib/*/liblzma.a "$archive.$$"
  ) >"$work/log" 2>&1; then
    mv -f -- "$archive.$$" "$archive"
    # Else the next build would leave a program as it is that was linked before.
    rm -f "$source/.build/debug/tvm" "$source/.build/release/tvm"
    echo "packages.sh: tvm will be linked with Debian 13's liblzma, which unpacks faster" >&2
  else
    echo "packages.sh: going on without Debian 13's liblzma, which unpacks faster: $mirror has it not" >&2
    sed -n 's/^[EW]: /  /p' "$work/log" | head -n 1 >&2
  fi
}

# apt-get with lists, cache and sources of its own, for everybody; the signatures are checked as usual.
private_apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State="$work" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" \
    -o Acquire::Languages=none -o Acquire::Retries=0 -o Acquire::http::Timeout=10 \
    -o APT::Sandbox::User= "$@"
}

for group in "$@"; do
  if [ "$group" = speed ] && command -v dpkg-query >/dev/null 2>&1; then fetch_liblzma; fi
done

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
