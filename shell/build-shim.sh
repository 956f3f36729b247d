#!/bin/sh
# Builds the shim as Embedded Swift, statically linked, with the C library that starts fastest.
#
#   build-shim.sh OUTPUT [musl|glibc]
#
# The same sources are ordinary targets of Package.swift, for tests and for systems where this build
# is not possible. Without a second argument musl is taken where musl-gcc is installed.
set -eu

output=$1
libc=${2:-}
source=$(cd "$(dirname "$0")/../Sources" && pwd)

# On macOS, where every program loads the system's library: Embedded Swift, where the compiler has it for
# this machine (that of swift.org for Apple's processors; Xcode's has none), else the ordinary target.
# The allocator of the sources is left out: that library's own memory would be freed in it. What is signed
# has to stay as the linker wrote it.
build_for_mac() {
  resources=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
  if [ "$(uname -m)" != arm64 ] ||
    [ ! -e "$resources/embedded/Swift.swiftmodule/arm64-apple-none-macho.swiftmodule" ]; then
    echo "build-shim.sh: this compiler has no Embedded Swift for this machine; the shim starts about 1 ms slower" >&2
    swift build --package-path "$source/.." -c release --product tvm-shim
    cp "$(swift build --package-path "$source/.." -c release --show-bin-path)/tvm-shim" "$output"
    return
  fi
  # shellcheck disable=SC2046
  (cd "$source" && swiftc -module-name Resolution -package-name tvm -swift-version 6 \
    -target arm64-apple-none-macho -enable-experimental-feature Embedded -parse-as-library -wmo -Osize \
    -suppress-warnings -Xfrontend -function-sections \
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
    -enable-upcoming-feature MemberImportVisibility -Xcc -isysroot -Xcc "$(xcrun --show-sdk-path)" \
    -Xcc -D__MACH__ -I CLibc -c $(find Resolution tvm-shim -name '*.swift' ! -name Arena.swift | sort) \
    -o "$work/shim.o")
  cat >"$work/main.c" <<'EOF'
extern int tvm_shim_main(int, char **, char **);
int main(int count, char **arguments, char **environment) {
  return tvm_shim_main(count, arguments, environment);
}
EOF
  cc -arch arm64 -mmacosx-version-min=13.0 -Wl,-dead_strip "$work/main.c" "$work/shim.o" -o "$work/shim"
  mv "$work/shim" "$output"
}

if [ "$(uname -s)" = Darwin ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  build_for_mac
  exit
fi

if [ -z "$libc" ]; then
  if command -v musl-gcc >/dev/null 2>&1; then libc=musl; else libc=glibc; fi
fi
importer=
case $libc in
  musl)
    linker=musl-gcc
    # Debian's compiler wrapper knows where musl's headers are; Swift's importer has to be told.
    for folder in /usr/include/*-linux-musl /usr/lib/musl/include; do
      if [ -e "$folder/stdio.h" ]; then importer="-Xcc -nostdlibinc -Xcc -isystem -Xcc $folder"; fi
    done
    ;;
  glibc) linker=cc ;;
  *)
    echo "build-shim.sh: unknown C library: $libc" >&2
    exit 64
    ;;
esac

# To see which functions run, each has to be there by itself.
optimize="-Osize -Xllvm -sil-disable-pass=late-inline -Xfrontend -mergeable-traps"
if [ "${TVM_SHIM_DEBUG:-}" = 1 ]; then optimize="-Onone -g" TVM_SHIM_SYMBOLS=1; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One module of both targets, so that the compiler sees every use of a function; it passes over the
# import of a module that it is compiling.
#
# Swift's own passes over LLVM's code must not run. They take a retain for something that changes no
# memory; in Embedded Swift, where the question whether an array has one owner is a plain load, LLVM
# then moves that load before the retain, and an array that two hold is changed in place.
#
# The late inliner puts the bodies of functions into several callers, and each trap would be one of its
# own: both cost more than they bring.
#
# Splitting the importer's flags and the list of files into words is meant; relative names, since the
# path of the sources may have a blank in it.
# shellcheck disable=SC2046,SC2086
(cd "$source" && swiftc -module-name Resolution -package-name tvm -swift-version 6 \
  -enable-experimental-feature Embedded -parse-as-library -wmo $optimize -suppress-warnings \
  -Xllvm -sil-disable-pass=closure-specialize \
  -Xfrontend -disable-swift-specific-llvm-optzns -Xllvm -inline-threshold=0 \
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
  -enable-upcoming-feature MemberImportVisibility \
  -I "$source/CLibc" $importer \
  -emit-ir $(find Resolution tvm-shim -name '*.swift' | sort) -o "$work/shim.ll")

# Swift's compiler makes code for any address. The clang that comes with it makes it for the one that a
# static program has: addresses are shorter, tables need no arithmetic, and constants with addresses in
# them are constants like others, which cost no page of their own.
resources=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
"$resources/../../bin/clang" -c -x ir "$work/shim.ll" -o "$work/shim.o" \
  -O2 -Xclang -disable-llvm-passes -fno-pic -ffunction-sections -fdata-sections \
  -mllvm -enable-machine-outliner=always -mllvm -enable-global-merge-func -Wno-override-module

# The entry point and the allocator are C names that the shim exports; what nothing calls is left out.
# gold folds functions that compile to the same bytes; without it the result is a little larger.
# In a static program relocation is over before it starts: there is nothing to protect afterwards, and
# with smaller pages to align to the file has no holes.
gold=
if [ "${TVM_SHIM_DEBUG:-}" != 1 ] && command -v ld.gold >/dev/null 2>&1; then gold="-fuse-ld=gold -Wl,--icf=all -Wl,-z,norelro -Wl,-z,common-page-size=64"; fi
strip=-s
if [ "${TVM_SHIM_SYMBOLS:-}" = 1 ]; then strip=; fi
symbols=-Wl,--defsym=main=tvm_shim_main
for name in malloc calloc realloc free aligned_alloc posix_memalign; do
  symbols="$symbols -Wl,--defsym=$name=tvm_$name"
done
# Splitting the symbols and flags into words is meant.
# shellcheck disable=SC2086
"$linker" -static -no-pie $strip -Wl,--gc-sections -Wl,--build-id=none $gold $symbols \
  -o "$work/shim" "$work/shim.o"
# Which compiler and linker built a program is of no use to it.
objcopy --remove-section .comment --remove-section .note.gnu.gold-version "$work/shim"
mv "$work/shim" "$output"
