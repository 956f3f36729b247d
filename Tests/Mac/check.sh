#!/bin/sh
# Compiles for macOS 13 what can be compiled for it without a Mac.
#
#   check.sh [ROOT]    the package to check; this one without it
#
# Apple's C headers and the list of what its C library exports come from the wheel `ziglang`. The Swift
# standard library is the Linux compiler's own interface, built for macOS: it says, as Apple's does,
# which macOS each declaration needs. What is checked:
#
#   1. The C modules compile for arm64 and x86-64 without a warning, and everything they call is in libSystem.
#   2. The resolver and the shim compile as Embedded Swift for arm64, and link to a Mach-O program.
#   3. All targets type-check against macOS 13: names, types, `#if canImport(Darwin)`, what is newer or
#      unavailable, and modules that macOS lacks. ArgumentParser is type-checked along.
#   4. The manifest asks for macOS 13; libraries of Homebrew are not linked by name into a release.
#   5. The scripts that run on a Mac use no option that only GNU's programs have.
#
# What it cannot see: Apple's own module maps and API notes, Foundation (a stub stands in for the four
# types used), Objective-C, linking of tvm itself, the tests' targets, and anything at run time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${1:-$here/../..}" && pwd)
version=0.17.1
work=$(cd "$here/../.." && pwd)/.build/mac
mkdir -p "$work"

step() { echo "check.sh: $*" >&2; }

fail() {
  echo "check.sh: $*" >&2
  exit 1
}

# The headers.

zig=$work/ziglang-$version/ziglang
if [ ! -x "$zig/zig" ]; then
  step "fetching Apple's headers"
  download=$(mktemp -d)
  trap 'rm -rf "${download:?}"' EXIT
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$download" \
    "ziglang==$version"
  python3 -m zipfile -e "$download"/ziglang-*.whl "$download/unpacked"
  chmod +x "$download/unpacked/ziglang/zig"
  rm -rf "${work:?}/ziglang-$version"
  mv "$download/unpacked" "$work/ziglang-$version"
fi
headers=$zig/lib/libc/include/any-darwin-any
export ZIG_GLOBAL_CACHE_DIR="$work/zig-cache" ZIG_LOCAL_CACHE_DIR="$work/zig-cache"

swiftc=$(command -v swiftc)
swift_root=$(dirname "$(dirname "$(readlink -f "$swiftc")")")
compiler_headers=$(find "$swift_root/lib/clang" -maxdepth 2 -name include | sort | tail -n 1)

# Libraries that the SDK lacks: their headers say the same on every system.
mkdir -p "$work/libraries"
for name in archive.h archive_entry.h lzma.h lzma nettle; do
  ln -sfn "/usr/include/$name" "$work/libraries/$name"
done
# Debian has one header of it for each processor.
ln -sfn "$(find /usr/include -name gmp.h | head -n 1)" "$work/libraries/gmp.h"

temporary=$(mktemp -d "$work/run.XXXXXX")
trap 'rm -rf "${download:-$temporary}" "${temporary:?}"' EXIT
sources=$root/Sources

# Flags and names of files go into files that the compiler reads, so that a path may have blanks.
quoted() { sed 's/.*/"&"/'; }
for folder in "$compiler_headers" "$headers" "$work/libraries"; do
  printf -- '-Xcc\n-isystem\n-Xcc\n%s\n' "$folder"
done | quoted >"$temporary/headers"
echo '-Xcc -nostdinc -Xcc -D__MACH__' >>"$temporary/headers"
for module in CLibc CIsal CArchive CLzma CNettle CZlib; do
  printf -- '-I\n%s\n' "$sources/$module"
done | quoted >"$temporary/imports"
cat >"$temporary/language" <<'EOF'
-package-name tvm -swift-version 6 -parse-as-library -wmo -suppress-warnings
-enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
-enable-upcoming-feature MemberImportVisibility
EOF

# 1. C modules. A function that nothing calls is not compiled; `used` is for all of them.

{
  for header in libc process terminal filesystem clock access; do echo "#include \"$header.h\""; done
  echo '#include "isal.h"'
  echo 'int main(void) { return 0; }'
} >"$temporary/modules.c"
for architecture in aarch64 x86_64; do
  step "C modules for $architecture"
  "$zig/zig" cc -target "$architecture-macos.13.0" -Wall -Wextra -Wno-unused-parameter -Werror \
    '-Dinline=__attribute__((used))' -I "$sources/CLibc" -I "$sources/CIsal" \
    -o "$temporary/modules" "$temporary/modules.c"
done

# `import Darwin`, as far as it is asked for anything.
mkdir -p "$temporary/modules.d/os"
cat >"$temporary/modules.d/module.modulemap" <<EOF
module CEmbedded { header "$sources/CEmbedded/include/embedded.h" export * }
module Darwin [system] {
  header "$headers/unistd.h"
  header "$headers/stdio.h"
  header "$headers/stdlib.h"
  header "$headers/sys/ioctl.h"
  export *
}
module os [system] { header "$headers/os/lock.h" export * }
EOF

# 2. The shim.

step "the shim as Embedded Swift for arm64"
find "$sources/Resolution" "$sources/tvm-shim" -name '*.swift' ! -name Arena.swift | quoted \
  >"$temporary/files"
swiftc -module-name Resolution "@$temporary/language" -target arm64-apple-none-macho -Osize \
  -enable-experimental-feature Embedded -Xfrontend -function-sections \
  -module-cache-path "$work/cache" -I "$temporary/modules.d" "@$temporary/imports" "@$temporary/headers" \
  -c "@$temporary/files" -o "$temporary/shim.o"
cat >"$temporary/main.c" <<'EOF'
extern int tvm_shim_main(int, char **, char **);
int main(int count, char **arguments, char **environment) {
  return tvm_shim_main(count, arguments, environment);
}
EOF
"$zig/zig" cc -target aarch64-macos.13.0 "$temporary/main.c" "$temporary/shim.o" -o "$temporary/shim"
case $(od -An -tx1 -N4 "$temporary/shim" | tr -d ' ') in
  cffaedfe) ;;
  *) fail "the shim is no Mach-O program" ;;
esac

# 3. The standard library, once for each compiler.

library=$work/swift-$("$swiftc" --version 2>/dev/null | cksum | tr ' ' -)
if [ ! -d "$library" ]; then
  step "the standard library for macOS"
  made=$temporary/swift
  mkdir -p "$made/macosx" "$made/sdk/usr"
  cp -R "$swift_root/lib/swift/shims" "$swift_root/lib/swift/apinotes" "$swift_root/lib/swift/clang" "$made/"
  for module in Swift _Concurrency _StringProcessing _RegexParser SwiftOnoneSupport Synchronization; do
    interface=$(find "$swift_root/lib/swift/linux/$module.swiftmodule" -name '*-linux-gnu.swiftinterface' |
      head -n 1)
    [ -n "$interface" ] || continue
    mkdir "$made/macosx/$module.swiftmodule"
    # What is deployed back has its own body there, which the interface for Linux leaves out.
    sed -e '/^\/\/ swift-module-flags:/s/-target [^ ]*/-disable-availability-checking -target x86_64-apple-macos13.0/' \
      -e 's/^\( *\)@backDeployed([^)]*) */\1/' "$interface" \
      >"$made/macosx/$module.swiftmodule/x86_64-apple-macos.swiftinterface"
  done
  mv "$made" "$library"
fi

# NAME FOLDER...: type-checks a module and leaves it for those that import it.
check() {
  name=$1
  shift
  step "$name"
  find -L "$@" -name '*.swift' | sort | quoted >"$temporary/files"
  # Objective-C is not in the interface for Linux.
  swiftc -module-name "$name" "@$temporary/language" -target x86_64-apple-macos13.0 \
    -resource-dir "$library" -sdk "$library/sdk" -Xfrontend -disable-objc-interop \
    -module-cache-path "$work/cache" -I "$temporary" -I "$temporary/modules.d" \
    "@$temporary/imports" "@$temporary/headers" -emit-module -o "$temporary/$name.swiftmodule" \
    "@$temporary/files" 2>"$temporary/log" || {
    cat "$temporary/log" >&2
    exit 1
  }
}

mkdir "$temporary/Foundation"
cp "$here/Foundation.swift.txt" "$temporary/Foundation/Foundation.swift"
check Foundation "$temporary/Foundation"

parser=$here/../../.build/checkouts/swift-argument-parser/Sources
[ -d "$parser" ] || swift package --package-path "$here/../.." resolve >&2
mkdir "$temporary/parser"
cp -R "$parser/ArgumentParser" "$parser/ArgumentParserToolInfo" "$temporary/parser/"
# It asks Foundation for more than the stub has.
cat >"$temporary/parser/ArgumentParser/Utilities/Foundation.swift" <<'EOF'
extension Error { func describe() -> String { String(describing: self) } }
enum JSONEncoder { static func encode<T: Encodable>(_ value: T) -> String { "" } }
EOF
# What Apple's Swift overlay of the C library adds to it.
cat >"$temporary/parser/ArgumentParser/Overlay.swift" <<'EOF'
import Darwin
let EX_USAGE: Int32 = 64
let TIOCGWINSZ: UInt = 0x4008_7468
nonisolated(unsafe) let stderr: UnsafeMutablePointer<FILE>? = nil
func ioctl(_ descriptor: Int32, _ request: UInt, _ size: UnsafeMutableRawPointer) -> Int32 { -1 }
EOF
embed() {
  echo 'enum PackageResources {'
  grep -rhoE 'PackageResources\.\w+' "$1" | sort -u |
    sed 's/.*\.\(.*\)/  static let \1: [UInt8] = []/'
  echo '}'
}
check ArgumentParserToolInfo "$temporary/parser/ArgumentParserToolInfo"
check ArgumentParser "$temporary/parser/ArgumentParser"

# Each target after those that it needs.
for target in Resolution tvm_shim Toolchains JSON Shells Editors Environment Direnv Doctor tvm; do
  folder=$sources/$(echo "$target" | tr _ -)
  mkdir "$temporary/$target.embedded"
  embed "$folder" >"$temporary/$target.embedded/PackageResources.swift"
  check "$target" "$folder" "$temporary/$target.embedded"
done
