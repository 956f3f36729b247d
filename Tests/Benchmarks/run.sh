#!/bin/sh
# Measures tvm against what else is on this machine, and prints one table.
#
#   run.sh [--prefix DIR] [--rounds N] [--only WORD]
#
# DIR is where tvm is installed; without it the sources are built and installed into a temporary
# directory. N scales how often everything is run (300). WORD chooses the groups whose name begins
# with it: shim, rust, tvm, scale, prompt, install.
#
# goenv takes part where GOENV_ROOT names its sources; rustup, direnv, zsh, fish and strace where they
# are installed. TVM_BENCHMARK_ARCHIVE names a real archive such as
# go1.26.6.linux-amd64.tar.gz; without it one like it is made up. No network, no root.
#
# Everything is kept in a temporary directory on a disk, as projects are: /var/tmp, or what TMPDIR
# names. Where a file system in memory has room, it takes what is installed, and the rows that say
# tmpfs, where a file that is not there costs three times as much: the kernel keeps no note of it.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
prefix=
rounds=300
only=
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) prefix=${2:?} && shift ;;
    --rounds) rounds=${2:?} && shift ;;
    --only) only=${2:?} && shift ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
  esac
  shift
done

work=$(mktemp -d "${TMPDIR:-/var/tmp}/tvm-benchmark.XXXXXX")
memory=
trap 'rm -rf "$work" ${memory:+"$memory"}' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Four gigabytes hold two unpacked toolchains and their archives. A memory file system may forbid
# programs.
if [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'END { print $4 }')" -gt 4000000 ] &&
  ! grep -q '^[^ ]* /dev/shm [^ ]* [^ ]*noexec' /proc/mounts; then
  memory=$(mktemp -d /dev/shm/tvm-benchmark.XXXXXX)
fi

if [ -z "$prefix" ]; then
  prefix=$work/prefix
  echo 'run.sh: building and installing into a temporary directory' >&2
  TVM_HOME=$work/unused sh "$root/shell/install.sh" --prefix "$prefix" >"$work/log" 2>&1 ||
    { cat "$work/log" >&2 && exit 1; }
fi

cc -O2 -o "$work/pair" "$here/pair.c"
# The rivals of the shim are linked as it is.
if command -v musl-gcc >/dev/null 2>&1; then
  musl-gcc -O2 -static -o "$work/nothing" "$here/floor.c"
  sh "$root/shell/build-shim.sh" "$work/shim-glibc" glibc 2>"$work/log" || rm -f "$work/shim-glibc"
else
  cc -O2 -static -o "$work/nothing" "$here/floor.c"
fi
python3 "$here/measure.py" --work "$work" --memory "${memory:-$work}" --prefix "$prefix" \
  --rounds "$rounds" --only "$only"
