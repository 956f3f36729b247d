#!/bin/sh
# Sees to Debian packages: root gets the missing ones installed, everybody else gets them named.
#
#   packages.sh [--no-fetch] SET...
#
# The sets are build (tvm itself), speed (a faster tvm), swift (what Swift's archive expects of the
# system), test (the tests), wheels (pip).
#
# Exit status: 1 if a package is missing, except for those of `speed`, which tvm can do without.
# The only list of these packages. Systems without dpkg get nothing installed: there the headers that tvm
# needs are looked for. What `speed` takes from a newer Debian stays below .build; --no-fetch does without.
set -eu

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

fetch=yes
if [ "${1-}" = --no-fetch ]; then
  fetch=
  shift
fi

packages() {
  case $1 in
    build) echo 'ca-certificates curl g++ git libarchive-dev liblzma-dev nettle-dev zlib1g-dev' ;;
    speed) echo 'libisal-dev make musl-tools nasm' ;;
    swift) echo 'binutils libcurl4 libncurses6 libsqlite3-0 libxml2 tzdata' ;;
    test) echo 'busybox elvish fish mandoc minisign openssl perl python3 python3-yaml shellcheck strace valgrind xz-utils zsh' ;;
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

# Brings what makes tvm faster and this Debian has not, for tvm to be linked with. It stays in .build, where
# Package.swift and build.sh look for it, each with a file that says which version it is.
fetch_speed() {
  speed=$source/.build/speed
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  if [ ! -r /etc/os-release ] || [ ! -r "$keys" ]; then return; fi
  release=$(sed -n -e 's/^ID=//p' -e 's/^VERSION_ID="\(.*\)"/\1/p' /etc/os-release | sort | tr -d '\n')
  parts=
  # Debian 13's liblzma unpacks 1.4 times as fast as that of older ones.
  case $release in
    9debian | 1[0-2]debian) if [ ! -e "$speed/liblzma.version" ]; then parts=liblzma; fi ;;
  esac
  # No Debian has an archive of ISA-L, and opening it at run time takes the same C library.
  if [ ! -e "$speed/isa-l.version" ] && has_tools; then parts="$parts isa_l"; fi
  case $release$parts in *debian*[a-z]) ;; *) return ;; esac
  if [ -z "$parts" ]; then return; fi
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
    sed -n '\,^http.*/debian/*$,p' | head -n 1)
  mirror=${mirror:-http://deb.debian.org/debian/}
  work=$(mktemp -d)
  trap 'rm -rf "${work:?}"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/unpacked" "$speed"
  : >"$work/status"
  for kind in deb deb-src; do
    echo "$kind [signed-by=$keys] $mirror trixie main"
  done >"$work/sources.list"
  # What a hook of the user's says to a private list does not matter; the next command decides.
  (cd "$work" && private_apt update) >"$work/log" 2>&1 || :
  for part in $parts; do
    if (cd "$work" && "fetch_$part") >>"$work/log" 2>&1; then
      # Else the next build would leave a program as it is that was linked before.
      rm -f "$source/.build/debug/tvm" "$source/.build/release/tvm"
    else
      echo "packages.sh: going on without $part, by which tvm unpacks faster; $mirror has it not" >&2
      sed -n 's/^[EW]: /  /p' "$work/log" | head -n 1 >&2
    fi
  done
}

has_tools() {
  command -v make >/dev/null && command -v gcc >/dev/null &&
    case $(uname -m) in x86_64) command -v nasm >/dev/null ;; aarch64) ;; *) false ;; esac
}

# These run in a subshell that ends with the first command that fails.
fetch_liblzma() {
  private_apt download liblzma-dev && dpkg -x liblzma-dev_*.deb unpacked || return
  cp unpacked/usr/lib/*/liblzma.a "$speed/liblzma.a.$$" || return
  mv -f "$speed/liblzma.a.$$" "$speed/liblzma.a" || return
  dpkg-deb -f liblzma-dev_*.deb Version >"$speed/liblzma.version"
}

# Only what inflates; from the source package, whose signature apt has checked.
fetch_isa_l() {
  private_apt source --tar-only --download-only libisal || return
  mkdir isa-l && tar -xf libisal_*.orig.tar.gz -C isa-l --strip-components=1 || return
  (cd isa-l && make -f Makefile.unx units=igzip lib) || return
  # Without their symbols the objects are the same wherever they are built.
  objcopy -D --strip-debug isa-l/bin/isa-l.a "$speed/libisal.a.$$" || return
  mv -f "$speed/libisal.a.$$" "$speed/libisal.a" || return
  cp isa-l/LICENSE "$speed/isa-l.licence" || return
  for file in libisal_*.orig.tar.gz; do echo "$file"; done | sed 's/libisal_\(.*\)\.orig.*/\1/' >"$speed/isa-l.version"
}

# apt-get with lists, cache and sources of its own, for everybody; the signatures are checked as usual.
private_apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State="$work" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" \
    -o Acquire::Languages=none -o Acquire::Retries=0 -o Acquire::http::Timeout=10 \
    -o APT::Sandbox::User= "$@"
}

# What Homebrew calls the packages of a set; the rest comes with macOS and Xcode.
formulas() {
  case $1 in
    build) echo 'gmp libarchive nettle pkgconf xz' ;;
    test) echo 'bash fish mandoc python' ;;
    *) ;;
  esac
}

# Names what Homebrew lacks of the sets, and where the compiler is to look for libraries that it keeps apart.
check_homebrew() {
  if ! command -v brew >/dev/null 2>&1; then
    echo "packages.sh: Homebrew is missing, which has the libraries that tvm needs: https://brew.sh" >&2
    return 1
  fi
  absent=
  for group in "$@"; do
    for name in $(formulas "$group"); do
      brew list --versions "$name" >/dev/null 2>&1 || absent="$absent $name"
    done
  done
  if [ -n "$absent" ]; then
    echo "packages.sh: these packages are missing:$absent" >&2
    echo "help: brew install$absent" >&2
    return 1
  fi
  case ":${PKG_CONFIG_PATH-}:" in
    *libarchive*) ;;
    *)
      echo "packages.sh: libarchive of Homebrew is not where compilers look" >&2
      echo "help: export PKG_CONFIG_PATH=\"$(brew --prefix libarchive)/lib/pkgconfig:\$PKG_CONFIG_PATH\"" >&2
      return 1
      ;;
  esac
}

if [ "$(uname -s)" = Darwin ]; then
  check_homebrew "$@"
  exit
fi

# What tvm's C libraries are called elsewhere, for who has no dpkg: the first manager that is there.
other_names() {
  if command -v dnf >/dev/null 2>&1; then
    echo 'sudo dnf install gcc-c++ git curl libarchive-devel xz-devel nettle-devel gmp-devel zlib-devel (and glibc-static libarchive-static xz-static zlib-static)'
  elif command -v pacman >/dev/null 2>&1; then
    echo 'sudo pacman -S --needed gcc git curl libarchive xz nettle gmp zlib'
  elif command -v apk >/dev/null 2>&1; then
    echo 'apk add g++ git curl libarchive-dev xz-dev nettle-dev gmp-dev zlib-dev'
  else
    echo "install what Debian calls: $(packages build)"
  fi
}

if ! command -v dpkg-query >/dev/null 2>&1; then
  case " $* " in *' build '*) ;; *) exit 0 ;; esac
  for header in archive.h lzma.h nettle/eddsa.h zlib.h; do
    if ! echo "#include <$header>" | cc -E -x c - >/dev/null 2>&1; then
      echo "packages.sh: the header $header is missing" >&2
      echo "help: $(other_names)" >&2
      exit 1
    fi
  done
  exit 0
fi

missing=
optional=
for group in "$@"; do
  # A variable keeps the exit status of the function.
  names=$(packages "$group")
  for name in $names; do
    if is_installed "$name"; then continue; fi
    if [ "$group" = speed ]; then optional="$optional $name"; else missing="$missing $name"; fi
  done
done
if [ -n "$missing$optional" ] && [ "$(id -u)" != 0 ]; then
  if [ -n "$optional" ]; then
    echo "packages.sh: tvm would be faster with:$optional" >&2
    echo "help: sudo apt-get install --no-install-recommends$optional" >&2
  fi
  if [ -n "$missing" ]; then
    echo "packages.sh: these packages are missing:$missing" >&2
    echo "help: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  missing='' optional=''
fi

install_packages() {
  DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq -o Dpkg::Use-Pty=0 \
    -o DPkg::Lock::Timeout=120 --no-install-recommends "$@"
}

# Splitting the lists into words is meant.
# shellcheck disable=SC2086
if [ -n "$missing" ] && ! install_packages $missing $optional; then
  # The lists of packages are absent or older than what the server has.
  apt-get update -qq -o DPkg::Lock::Timeout=120
  install_packages $missing
fi
# shellcheck disable=SC2086
if [ -n "$optional" ] && ! install_packages $optional; then
  echo "packages.sh: going on without:$optional" >&2
fi

case $fetch-" $* " in yes-*' speed '*) fetch_speed ;; esac
