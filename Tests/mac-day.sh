#!/bin/bash
# Goes through what only a Mac can tell, as far as that works without a person, and says what is left
# to do by hand; the end is a report to paste into an issue.
#
#   mac-day.sh [POINT...]    some of the points 1 to 14; all without one
#
# Everything happens in a folder of its own, which is removed at the end; disk images of it are detached.
# Points 7 and 8 download toolchains. Nothing here was run on a Mac when it was written: a check that fails
# may be the script's fault, and then belongs into the report, too.
# shellcheck disable=SC2016 # Words in single quotes are for shells that are started here.
set -u

root=$(cd "$(dirname "$0")/.." && pwd -P)
if [ "$(uname -s)" != Darwin ]; then
  echo "mac-day.sh: this is not macOS" >&2
  exit 64
fi

sandbox=$(mktemp -d) && [ -n "$sandbox" ] && [ -d "$sandbox" ] || exit 1
sandbox=$(cd "$sandbox" && pwd -P)
report=$sandbox/report
volumes=
finish() {
  for volume in $volumes; do hdiutil detach -quiet -force "$volume"; done
  rm -rf "${sandbox:?}"
}
trap finish EXIT

export TVM_HOME="$sandbox/home" PATH="$sandbox/prefix/bin:$PATH"
log() { echo "$*" | tee -a "$report"; }
point() { log "" && log "## $1. $2"; }
by_hand() { log "- [ ] by hand: $*"; }

# NAME COMMAND...: notes whether a command succeeds, and the end of what it prints where it does not.
check() {
  name=$1
  shift
  if "$@" >"$sandbox/output" 2>&1; then
    log "- [x] $name"
  else
    log "- [ ] FAILED: $name (status $?)"
    tail -n 5 "$sandbox/output" | sed 's/^/      /' | tee -a "$report"
  fi
}

# COMMAND...: succeeds where the command fails.
refused() { ! "$@"; }

# A file for `.envrc` with a mode, and an entry of an access list where one is given.
exposed() {
  mkdir -p "$sandbox/exposed" && chmod 755 "$sandbox/exposed" && chmod -N "$sandbox/exposed"
  rm -f "$sandbox/exposed/.envrc"
  echo 'export EXPOSED=1' >"$sandbox/exposed/.envrc"
  chgrp "$1" "$sandbox/exposed/.envrc" && chmod "$2" "$sandbox/exposed/.envrc"
  if [ -n "${3-}" ]; then chmod +a "$3" "$sandbox/exposed/.envrc"; fi
  (cd "$sandbox/exposed" && tvm allow)
}

# SHELL: what a bash with the hook does in and out of an environment, as a user types it.
bash_session() {
  mkdir -p "$sandbox/project" "$sandbox/broken"
  printf 'export LOADED=one\n' >"$sandbox/project/.envrc"
  printf 'export BROKEN=1\nif then\n' >"$sandbox/broken/.envrc"
  (cd "$sandbox/project" && tvm allow) && (cd "$sandbox/broken" && tvm allow) || return
  "$1" --noprofile --norc -i 2>/dev/null <<EOF >"$sandbox/session"
eval "\$(tvm hook bash)"
cd "$sandbox/project"
echo "in=\${LOADED-}"
printf 'export LOADED=two\n' >"$sandbox/project/.envrc"; tvm allow
:
echo "edited=\${LOADED-}"
cd "$sandbox/broken"
echo "broken=\${BROKEN-none} out=\${LOADED-none}"
cd /
tvm shell go 1.99.0
echo "shell=\${TVM_GO_VERSION-}"
__tvm_unhook
echo "unhooked=\${__tvm_shims-none}"
EOF
  cat "$sandbox/session"
  for line in in=one edited=two 'broken=none out=none' shell=1.99.0 unhooked=none; do
    grep -qx "$line" "$sandbox/session" || return
  done
}

# FILE-SYSTEM: a volume of that kind, attached.
volume() {
  image=$sandbox/volume-$(echo "$1" | tr -cd '[:alnum:]')
  hdiutil create -quiet -size 3g -fs "$1" -volname "tvm-day" "$image.dmg" &&
    hdiutil attach -quiet -nobrowse -mountpoint "$image" "$image.dmg" && volumes="$volumes $image"
}

# FOLDER: installs and runs a Go there.
install_in() { TVM_HOME=$1/tvm tvm install go@1.26 && TVM_HOME=$1/tvm tvm exec go@1.26 -- go version; }

points=${*:-1 2 3 4 5 6 7 8 9 10 11 12 13 14}

log "# tvm on a Mac: $(sw_vers -productVersion) on $(uname -m), $(swift --version 2>/dev/null | head -n 1)"
log "tvm $(git -C "$root" describe --always --dirty), bash $(/bin/bash -c 'echo $BASH_VERSION')"
if ! sh "$root/shell/install.sh" --prefix "$sandbox/prefix" >"$sandbox/output" 2>&1; then
  log "- [ ] FAILED: install.sh"
  tail -n 40 "$sandbox/output" | tee -a "$report"
fi

for number in $points; do
  case $number in
    1)
      point 1 "It builds without a warning"
      check "debug" env TVM_WARNINGS_AS_ERRORS=1 swift build --package-path "$root" --build-tests
      check "the check of Linux agrees" sh "$root/Tests/Mac/check.sh"
      by_hand "the same with the other toolchain: Xcode's, swift.org's (export TOOLCHAINS=…)"
      ;;
    2)
      point 2 "What another account may write is not trusted"
      check "a file of one's own is" exposed staff 644
      check "mode 664, group staff" refused exposed staff 664
      check "mode 664, group admin" refused exposed admin 664
      check "an access list for everyone" refused exposed staff 644 'everyone allow write'
      by_hand "log in as a second account and look whether it can write what was trusted"
      ;;
    3)
      point 3 "bash 3.2 and newer ones"
      for bash in /bin/bash /opt/homebrew/bin/bash /usr/local/bin/bash; do
        if [ -x "$bash" ]; then check "$bash" bash_session "$bash"; fi
      done
      check "doctor's question" /bin/bash -n "$root/shell/doctor/question.bash"
      by_hand "make /bin/bash the login shell, open Terminal: hook, cd, tvm shell; then zsh and fish"
      ;;
    4)
      point 4 "Who finds which go"
      for words in 'zsh -lc' 'bash -lc' 'zsh -ic' 'env -i HOME=$HOME zsh -lc'; do
        log "    $words: $(eval "$words 'command -v go'" 2>/dev/null)"
      done
      by_hand "tmux, VS Code and GoLand from the Dock, ssh localhost; with Go's .pkg and Homebrew's go"
      ;;
    5)
      point 5 "Rosetta"
      if [ "$(uname -m)" = arm64 ] && arch -x86_64 /usr/bin/true 2>/dev/null; then
        native=$(tvm ci --cache-key 2>/dev/null)
        check "the same toolchains under Rosetta" \
          [ "$native" = "$(arch -x86_64 "$sandbox/prefix/bin/tvm" ci --cache-key 2>/dev/null)" ]
      fi
      by_hand "Terminal with 'Open using Rosetta': tvm install, go env GOARCH, rustc -vV, cargo +stable"
      ;;
    6)
      point 6 "Signatures"
      check "tvm is signed" codesign --verify "$sandbox/prefix/bin/tvm"
      check "the shim is signed" codesign --verify "$TVM_HOME/shims/go"
      check "a running shim can be replaced 100 times" sh -c \
        'for i in $(seq 100); do tvm shims >/dev/null && "$TVM_HOME/shims/go" version >/dev/null || [ $? = 127 ] || exit 1; done'
      by_hand "a signed and notarized build: DYLD_LIBRARY_PATH=x go env, an archive with quarantine set"
      ;;
    7)
      point 7 "Disks"
      check "this disk" install_in "$sandbox"
      for kind in "Case-sensitive APFS" ExFAT "HFS+"; do
        if volume "$kind"; then check "$kind" install_in "$image"; else log "- [ ] no volume: $kind"; fi
      done
      by_hand "an SMB share, a full disk, chflags uchg; kill -9 during tvm update; pull the plug after 'installed'"
      ;;
    8)
      point 8 "rustup"
      if command -v rustup >/dev/null; then
        export RUSTUP_HOME="$sandbox/rustup"
        check "tvm installs" tvm install rust@stable --profile minimal
        check "rustup reads it" rustup run stable rustc -vV
        check "rustup extends it" rustup component add clippy --toolchain stable
        check "tvm reads that" tvm component list --installed
        unset RUSTUP_HOME
      else
        by_hand "install rustup 1.29 and run this point again"
      fi
      ;;
    9)
      point 9 "Names of one place"
      mkdir -p /tmp/tvm-day && echo 1.99.0 >/tmp/tvm-day/.go-version
      check "a project in /tmp is seen" sh -c 'cd /tmp/tvm-day && tvm why go 2>&1 | grep -q 1.99.0'
      check "typed in other letters, too" sh -c 'cd /TMP/TVM-DAY && tvm why go 2>&1 | grep -q 1.99.0'
      rm -r /tmp/tvm-day
      by_hand "an approved .envrc reached as /users/NAME/Shop and /Users/NAME/shop: not asked again"
      ;;
    10)
      point 10 "A toolchain in use"
      by_hand "tvm uninstall go@1.26 while 'go build' runs: refused; as another user; after the program was renamed"
      ;;
    11)
      point 11 "Doctor"
      tvm doctor >"$sandbox/doctor" 2>&1
      log "status $?" && sed 's/^/    /' "$sandbox/doctor" | tee -a "$report"
      by_hand "no false alarm? Type each remedy in zsh and fish; a Mac with Homebrew, goenv, asdf, mise"
      ;;
    12)
      point 12 "The suite"
      check "once" bash "$root/Tests/run.sh"
      check "with 256 descriptors" bash -c 'ulimit -n 256 && bash "$0"' "$root/Tests/run.sh"
      check "benchmarks" bash "$root/Tests/Benchmarks/run.sh"
      ;;
    13)
      point 13 "Where others run it"
      by_hand "the CI workflow on all three images; the Homebrew tap: install, upgrade, uninstall"
      by_hand "curl … | sh under env -i, twice, killed half-way"
      ;;
    14)
      point 14 "Time"
      by_hand "sleep and wake over a day, an update of macOS: environments stay loaded, approvals are not asked again"
      ;;
    *) log "no point $number" ;;
  esac
done

echo
echo "Paste this into an issue:"
echo
cat "$report"
