#!/bin/sh
# Builds tvm and installs it, or removes it.
#
#   install.sh [--prefix DIR] [--uninstall]
#
# DIR is ~/.local unless given. Every file takes its place in one step, so this also upgrades a tvm
# that is in use. What was installed is listed in DIR/libexec/tvm/installed.
set -eu

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
prefix=
uninstall=false

say() { printf 'install.sh: %s\n' "$*"; }
fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}
usage() {
  echo 'usage: install.sh [--prefix DIR] [--uninstall]'
}

while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      if [ $# -lt 2 ]; then usage >&2 && exit 64; fi
      prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) uninstall=true ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 64 ;;
  esac
  shift
done
if [ -z "$prefix" ]; then
  if [ -z "${HOME:-}" ]; then fail 'HOME is not set; use --prefix DIR'; fi
  prefix=$HOME/.local
fi
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
prefix=${prefix%/}
list=$prefix/libexec/tvm/installed

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The lines of a list of installed things, deepest folders first.
#   entries KIND FILE
entries() { sed -n "s/^$1 //p" "$2" | sort -ru; }

# A list that somebody has edited must not lead out of the prefix.
is_inside() {
  case /$1/ in //* | */../*) return 1 ;; esac
}

remove_installed() {
  if [ ! -f "$list" ]; then
    say "tvm is not installed in $prefix"
    return
  fi
  cp -- "$list" "$work/old"
  entries file "$work/old" | while IFS= read -r name; do
    if is_inside "$name"; then rm -f -- "$prefix/$name"; fi
  done
  rm -f -- "$list"
  entries folder "$work/old" | while IFS= read -r name; do
    # One that is not empty belongs to others, too.
    if is_inside "$name"; then rmdir -- "$prefix/$name" 2>/dev/null || :; fi
  done
  say "removed tvm from $prefix"
  if [ -n "${TVM_HOME:-}" ]; then
    home=$TVM_HOME
  else
    home=${XDG_DATA_HOME:-${HOME:-~}/.local/share}/tvm
  fi
  if [ -d "$home" ]; then
    say "your toolchains are still in $home; delete it if you no longer need them"
  fi
  say "remove the \"tvm hook\" line from your shell's startup file"
}

check_swift() {
  if ! command -v swift >/dev/null 2>&1; then
    fail 'swift was not found on PATH; tvm needs Swift 6.3 or later: https://www.swift.org/install'
  fi
  if ! swift --version >"$work/swift" 2>&1; then
    sh "$source/shell/packages.sh" swift
    swift --version >"$work/swift" 2>&1 || fail "swift does not run: $(cat "$work/swift")"
  fi
  version=$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' "$work/swift" | head -n 1)
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  case $major.$minor in
    *[!0-9.]* | .*) fail "cannot tell which Swift version this is: $(cat "$work/swift")" ;;
  esac
  if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 3 ]; }; then
    fail "tvm needs Swift 6.3 or later; $(command -v swift) is $version"
  fi
}

build() {
  say 'building; the first time this takes a few minutes'
  # The linker warns of functions that a static program should not call; tvm calls none of them but
  # dlopen, which does without what it asks for.
  { swift build --package-path "$source" -c release --product tvm 2>&1 || : >"$work/failed"; } |
    grep -v -e 'statically linked applications' -e 'mktemp. is dangerous' || :
  if [ -e "$work/failed" ]; then fail 'the build failed: see above'; fi
  programs=$(swift build --package-path "$source" -c release --show-bin-path)
  if sh "$source/shell/build-shim.sh" "$work/tvm-shim" 2>"$work/errors"; then
    return
  fi
  if sh "$source/shell/build-shim.sh" "$work/tvm-shim" glibc 2>>"$work/errors"; then
    say 'built the shim with glibc because the build with musl failed'
    return
  fi
  sed 's/^/  /' "$work/errors" >&2
  say 'built the shim as an ordinary program, which starts about 1 ms slower: see above'
  case $(uname) in
    Linux) swift build --package-path "$source" -c release --product tvm-shim --static-swift-stdlib ;;
    *) swift build --package-path "$source" -c release --product tvm-shim ;;
  esac
  cp -- "$programs/tvm-shim" "$work/tvm-shim"
}

# Creates a folder of the prefix and its parents, and lists those that were not there.
make_folder() {
  if [ -d "$prefix/$1" ]; then return; fi
  case $1 in */*) make_folder "${1%/*}" ;; *) mkdir -p -- "$prefix" ;; esac
  mkdir -- "$prefix/$1"
  echo "folder $1" >>"$work/installed"
}

# Puts a file into the prefix, under a temporary name first.
#   place FILE NAME MODE
place() {
  make_folder "${2%/*}"
  new=$prefix/${2%/*}/.${2##*/}.$$
  trap 'rm -rf "$work" "$new"' EXIT
  cp -- "$1" "$new"
  chmod "$3" "$new"
  mv -f -- "$new" "$prefix/$2"
  trap 'rm -rf "$work"' EXIT
  echo "file $2" >>"$work/installed"
}

place_everything() {
  : >"$work/installed"
  if [ -f "$list" ]; then grep '^folder ' "$list" >"$work/installed" || :; fi
  cp -- "$programs/tvm" "$work/tvm"
  case $(uname) in
    Linux) strip "$work/tvm" ;;
    Darwin) strip -x "$work/tvm" && codesign --force --sign - "$work/tvm" ;;
  esac
  "$work/tvm" --version >/dev/null || fail 'the program does not run after building'
  # The shim first: a tvm asks for the one of its own version.
  place "$work/tvm-shim" libexec/tvm/tvm-shim 755
  place "$work/tvm" bin/tvm 755
  for file in "$source"/share/completions/*; do
    place "$file" "share/tvm/completions/${file##*/}" 644
  done
  for file in "$source"/share/envrc/*; do
    place "$file" "share/tvm/envrc/${file##*/}" 644
  done
  for file in "$source"/share/man/man1/*.1; do
    place "$file" "share/man/man1/${file##*/}" 644
  done
  for file in "$source"/share/doc/*.md "$source"/share/doc/*.svg; do
    place "$file" "share/doc/tvm/${file##*/}" 644
  done
  for file in "$source"/share/ci/* "$source"/share/ci/github/*; do
    if [ -f "$file" ]; then place "$file" "share/tvm/${file#"$source"/share/}" 644; fi
  done
  for file in "$source"/share/*; do
    if [ -f "$file" ]; then place "$file" "share/tvm/${file##*/}" 644; fi
  done
  if [ -f "$list" ]; then
    entries file "$list" | while IFS= read -r name; do
      # What an earlier version had and this one has not.
      if is_inside "$name" && ! grep -Fqx -- "file $name" "$work/installed"; then
        rm -f -- "$prefix/$name"
      fi
    done
  fi
  sort -u "$work/installed" >"$work/sorted"
  cp -- "$work/sorted" "$list.$$"
  mv -f -- "$list.$$" "$list"
}

# A path as one word of the user's shell.
quote() {
  case $1 in
    *[!A-Za-z0-9/._-]*)
      if [ "$shell" = fish ]; then
        printf "'%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"
      else
        printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"
      fi
      ;;
    *) printf '%s' "$1" ;;
  esac
}

print_next_step() {
  shell=$(basename -- "${SHELL:-bash}")
  case $shell in bash | zsh | fish) ;; *) shell=bash ;; esac
  case :${PATH:-}: in
    *":$prefix/bin:"*) program=tvm ;;
    *)
      program=$(quote "$prefix/bin/tvm")
      say "$prefix/bin is not on PATH; that is fine for the line below"
      ;;
  esac
  # The tilde is shown, not used.
  # shellcheck disable=SC2088
  case $shell in
    bash) file='~/.bashrc' line="eval \"\$($program hook bash)\"" ;;
    zsh) file='~/.zshrc' line="eval \"\$($program hook zsh)\"" ;;
    fish) file='~/.config/fish/config.fish' line="$program hook fish | source" ;;
  esac
  say "add this line at the end of $file, then open a new shell:"
  printf '\n  %s\n\n' "$line"
}

if $uninstall; then
  remove_installed
  exit 0
fi
sh "$source/shell/packages.sh" build speed
check_swift
build
place_everything
"$prefix/bin/tvm" shims >/dev/null || fail 'installed, but cannot create the shims'
say "installed $("$prefix/bin/tvm" --version) in $prefix"
print_next_step
