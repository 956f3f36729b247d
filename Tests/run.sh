#!/bin/sh
# Builds everything and runs every test; arguments are those of `swift test`, such as --filter Hook.
#
#   run.sh quick [ARGUMENT...]    only what starts no program: rules and parsers, a few seconds
#
# The exit status and the last line are the runner's own, unless a device of the machine was changed.
# Tests whose program is missing say so.
set -eu

cd "$(dirname "$0")/.."

# Suites of the unit targets that start programs. One that is missing here fails in the quick set.
programs='ArchiveTests|DownloadTests|HelpLineTests|LineRemovalTests|ProcessTests|ShellQuotingTests'

# Kind, numbers, owner and mode of the devices that programs expect.
devices() {
  for name in null zero full tty random urandom ptmx; do
    # What ls says of a device is the same everywhere, other than the options of stat.
    # shellcheck disable=SC2012
    if [ -e "/dev/$name" ]; then ls -lnd "/dev/$name" | awk '{ print $1, $3, $4, $5, $6 }'; fi
  done
}

if [ "${1-}" = quick ]; then
  shift
  set -- --skip '^EndToEndTests\.' --skip "\.($programs)/" "$@"
  export TVM_TEST_QUICK=1
  sh shell/packages.sh build
else
  sh shell/packages.sh build speed test wheels
fi
# Debug information is a fifth of the work of a build, and no test reads it.
swift build --build-tests -debug-info-format none
before=$(devices)
status=0
# All tests are of Swift Testing: without the second option the last line would be XCTest's "Executed 0
# tests".
swift test --skip-build --disable-xctest -debug-info-format none "$@" || status=$?
if [ "$(devices)" != "$before" ]; then
  echo "run.sh: devices of this machine were changed, from" >&2
  echo "$before" >&2
  echo "to" >&2
  devices >&2
  exit 1
fi
exit "$status"
