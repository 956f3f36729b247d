#!/bin/sh
# Writes what share/ holds of the program's own words: completions and man pages.
#
# To be run after a change to a command's arguments or help; a test compares.
set -eu

cd "$(dirname "$0")/.."
swift build --product tvm -debug-info-format none
tvm=$(swift build --show-bin-path)/tvm
mkdir -p share/completions share/man/man1
"$tvm" completions bash >share/completions/tvm.bash
"$tvm" completions zsh >share/completions/_tvm
"$tvm" completions fish >share/completions/tvm.fish
"$tvm" completions elvish >share/completions/tvm.elv
"$tvm" --experimental-dump-help | python3 shell/manual.py share/man/man1
