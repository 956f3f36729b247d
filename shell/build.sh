#!/bin/sh
# Builds a release of tvm as a tree of files, for install.sh and release.sh to install or pack.
#
#   build.sh FOLDER
#
# FOLDER must not exist. It becomes what a prefix gets: the program in bin, with the shim, the library of
# environment files and the completions inside; man pages, completions and documents in the folders that
# are usual for them below share; and install.sh in libexec/tvm, for `tvm self uninstall`.
set -eu
umask 022

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
tree=${1:?usage: build.sh FOLDER}
case $tree in /*) ;; *) tree=$PWD/$tree ;; esac
embedded=$source/.build/embedded

say() { printf 'build.sh: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "${work:?}"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

build_shim() {
  if sh "$source/shell/build-shim.sh" "$work/tvm-shim" 2>"$work/errors"; then return; fi
  if sh "$source/shell/build-shim.sh" "$work/tvm-shim" glibc 2>>"$work/errors"; then
    say 'built the shim with glibc because the build with musl failed'
    return
  fi
  sed 's/^/  /' "$work/errors" >&2
  say 'built the shim as an ordinary program, which starts about 1 ms slower: see above'
  set -- swift build --package-path "$source" -c release --product tvm-shim
  case $(uname) in Linux) set -- "$@" --static-swift-stdlib ;; esac
  "$@" >&2
  cp -- "$("$@" --show-bin-path)/tvm-shim" "$work/tvm-shim"
}

commit() {
  if [ -e "$source/.git" ] && git -C "$source" rev-parse --short=12 HEAD 2>/dev/null; then
    return
  fi
  echo unknown
}

# What goes into the program, in the form that EmbeddedFiles.swift reads.
pack() {
  mkdir -p -- "$embedded"
  : >"$work/names"
  : >"$work/contents"
  add() {
    printf 'file %d %s\n' "$(wc -c <"$1")" "$2" >>"$work/names"
    cat -- "$1" >>"$work/contents"
  }
  add "$work/tvm-shim" tvm-shim
  for file in "$source"/share/envrc/* "$source"/share/completions/*; do
    add "$file" "${file#"$source"/share/}"
  done
  add "$source/share/release.conf" release.conf
  {
    printf 'digest %.16s\n' "$(cat "$work/names" "$work/contents" | sha256)"
    echo "commit $(commit)"
    echo "target $(uname -m | sed 's/^arm64$/aarch64/')-$(uname | tr '[:upper:]' '[:lower:]')"
    cat "$work/names"
    echo
    cat "$work/contents"
  } >"$work/files"
  # An older time would not make the compiler look again; the same bytes need no new build.
  if ! cmp -s "$work/files" "$embedded/files"; then mv -f -- "$work/files" "$embedded/files"; fi
}

sha256() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi; }

build_program() {
  # In front of whatever the path of the sources has in it: no build is to show where it was made.
  TVM_EMBEDDED=1
  export TVM_EMBEDDED
  if [ -e "$source/.build/speed/libisal.a" ]; then
    TVM_STATIC_ISAL=1
    export TVM_STATIC_ISAL
  fi
  set -- swift build --package-path "$source" -c release --product tvm
  # The linker warns of functions that a static program should not call; tvm calls none of them but
  # dlopen, which does without what it asks for.
  { "$@" 2>&1 || : >"$work/failed"; } |
    grep -v -e 'statically linked applications' -e 'mktemp. is dangerous' >&2 || :
  if [ -e "$work/failed" ]; then fail 'the build failed: see above'; fi
  mkdir -p -- "$work/tree/bin"
  cp -- "$("$@" --show-bin-path)/tvm" "$work/tree/bin/tvm"
  case $(uname) in
    Linux) strip --remove-section=.comment "$work/tree/bin/tvm" ;;
    Darwin) strip -x "$work/tree/bin/tvm" && codesign --force --sign - "$work/tree/bin/tvm" ;;
  esac
  "$work/tree/bin/tvm" --version >/dev/null || fail 'the program does not run after building'
}

# Copies a file into the tree.
#   place FILE NAME
place() {
  mkdir -p -- "$work/tree/${2%/*}"
  cp -- "$1" "$work/tree/$2"
  chmod 644 "$work/tree/$2"
}

place_rest() {
  # The shell that reads it is known already.
  sed '1{/^#!/d;}' "$source/share/completions/tvm.bash" >"$work/completions"
  place "$work/completions" share/bash-completion/completions/tvm
  place "$source/share/completions/_tvm" share/zsh/site-functions/_tvm
  place "$source/share/completions/tvm.fish" share/fish/vendor_completions.d/tvm.fish
  for file in "$source"/share/man/man1/*.1; do place "$file" "share/man/man1/${file##*/}"; done
  for file in "$source"/share/doc/*.md "$source"/share/doc/*.svg; do
    place "$file" "share/doc/tvm/${file##*/}"
  done
  place "$source/LICENSE" share/doc/tvm/LICENSE
  place "$source/CHANGELOG.md" share/doc/tvm/CHANGELOG.md
  for file in "$source"/share/ci/* "$source"/share/ci/*/*; do
    if [ -f "$file" ]; then place "$file" "share/doc/tvm/${file#"$source"/share/}"; fi
  done
  sh "$source/shell/release.sh" --print-installer >"$work/install.sh"
  place "$work/install.sh" libexec/tvm/install.sh
}

if [ -e "$tree" ]; then fail "$tree is there already"; fi
build_shim
pack
say 'building; the first time this takes a few minutes'
build_program
place_rest
mkdir -p -- "$(dirname -- "$tree")"
mv -- "$work/tree" "$tree"
