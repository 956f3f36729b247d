#!/bin/sh
# Builds everything and runs every test; arguments are those of `swift test`, such as --filter Hook.
#
# The exit status and the last line are the runner's own. Tests whose program is missing say so.
set -eu

cd "$(dirname "$0")/.."
sh shell/packages.sh build speed test wheels
swift build --build-tests
# All tests are of Swift Testing: without this the last line would be XCTest's "Executed 0 tests".
exec swift test --skip-build --disable-xctest "$@"
