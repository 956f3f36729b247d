#!/bin/sh
# Builds a release for macOS 13 and later, for Intel's and Apple's processors in one file.
#
#   release-mac.sh FOLDER
#
# FOLDER gets tvm and the shim, signed. What is linked is built from pinned sources, since the libraries of
# Homebrew are for one processor and for the macOS of whoever built them. Needs Xcode, and a compiler of
# swift.org for the shim that starts faster.
#
#   TVM_SIGN_IDENTITY    such as "Developer ID Application: NAME (TEAM)"; without it the programs are
#                        signed ad hoc, which does for curl and Homebrew, not for browsers
#   TVM_NOTARY_PROFILE   what `xcrun notarytool store-credentials` was given; without it nothing is sent
#
# It was parsed on Linux, and has not been run.
set -eu

if [ $# -ne 1 ]; then
  sed -n 's/^#   release-mac/release-mac/p' "$0" >&2
  exit 64
fi
if [ "$(uname -s)" != Darwin ]; then
  echo "release-mac.sh: this is not macOS" >&2
  exit 1
fi
mkdir -p "$1"
output=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
work=$root/.build/release-mac
minimum=13.0
mkdir -p "$work/sources"

# The sources of each library: address and SHA-256 are of what its authors have published.
sources() {
  cat <<'EOF'
nettle https://ftp.gnu.org/gnu/nettle/nettle-3.10.1.tar.gz b0fcdd7fc0cdea6e80dcf1dd85ba794af0d5b4a57e26397eee3bc193272d9132
xz https://github.com/tukaani-project/xz/releases/download/v5.8.1/xz-5.8.1.tar.xz 0b54f79df85912504de0b14aec7971e3f964491af1812d83447005807513cd9e
libarchive https://github.com/libarchive/libarchive/releases/download/v3.7.4/libarchive-3.7.4.tar.xz f887755c434a736a609cbd28d87ddbfbe9d6a3bb5b703c22c02f6af80a802735
EOF
}

# Only what tvm calls: tar files, the hashes and, for signatures, public keys on nettle's small numbers.
options() {
  case $1 in
    nettle) echo "--enable-mini-gmp --disable-shared --disable-documentation --disable-openssl" ;;
    xz) echo "--disable-shared --disable-xz --disable-xzdec --disable-lzmadec --disable-lzmainfo --disable-scripts --disable-doc --disable-nls" ;;
    libarchive) echo "--disable-shared --disable-bsdtar --disable-bsdcpio --disable-bsdcat --disable-bsdunzip --without-zstd --without-lz4 --without-bz2lib --without-libb2 --without-xml2 --without-expat --without-iconv --without-openssl --without-nettle --without-lzma --disable-acl --disable-xattr" ;;
    *) return 1 ;;
  esac
}

fetch() {
  sources | while read -r name address hash; do
    file=$work/sources/${address##*/}
    if [ ! -e "$file" ]; then
      curl --fail --silent --show-error --location --proto '=https' --output "$file.part" "$address"
      mv "$file.part" "$file"
    fi
    echo "$hash  $file" | shasum -a 256 --check --quiet || {
      echo "release-mac.sh: $file of $name is not what it should be" >&2
      exit 1
    }
  done
}

# ARCHITECTURE: builds the libraries into $work/ARCHITECTURE.
build_libraries() {
  prefix=$work/$1
  case $1 in arm64) host=aarch64-apple-darwin ;; *) host=x86_64-apple-darwin ;; esac
  flags="-arch $1 -mmacosx-version-min=$minimum -O2"
  sources | while read -r name address _; do
    if [ -e "$prefix/$name.done" ]; then continue; fi
    rm -rf "${work:?}/build"
    mkdir -p "$work/build" "$prefix"
    tar -xf "$work/sources/${address##*/}" -C "$work/build" --strip-components 1
    # Splitting the options into words is meant.
    # shellcheck disable=SC2046
    (cd "$work/build" &&
      ./configure --host="$host" --prefix="$prefix" $(options "$name") \
        CC="cc $flags" CC_FOR_BUILD=cc CPPFLAGS="-I$prefix/include" LDFLAGS="-L$prefix/lib" >/dev/null &&
      make -j "$(sysctl -n hw.ncpu)" >/dev/null && make install >/dev/null)
    : >"$prefix/$name.done"
  done
}

# ARCHITECTURE: builds the programs into $work/ARCHITECTURE/bin.
build_programs() {
  triple=$1-apple-macosx$minimum
  mkdir -p "$work/$1/bin"
  for product in tvm tvm-shim; do
    TVM_STATIC_LIBRARIES=$work/$1/lib PKG_CONFIG_PATH=$work/$1/lib/pkgconfig \
      swift build --package-path "$root" --scratch-path "$work/$1/swift" -c release \
      --triple "$triple" --product "$product"
    cp "$(swift build --package-path "$root" --scratch-path "$work/$1/swift" -c release \
      --triple "$triple" --show-bin-path)/$product" "$work/$1/bin/"
  done
}

fetch
for architecture in arm64 x86_64; do
  build_libraries "$architecture"
  build_programs "$architecture"
done
if [ "$(uname -m)" = arm64 ]; then sh "$root/shell/build-shim.sh" "$work/arm64/bin/tvm-shim"; fi

# A program that is signed for the hardened runtime loses DYLD_ variables without this, and `go test` with them.
cat >"$work/entitlements.plist" <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>com.apple.security.cs.allow-dyld-environment-variables</key><true/>
</dict></plist>
EOF

for program in tvm tvm-shim; do
  lipo -create "$work/arm64/bin/$program" "$work/x86_64/bin/$program" -output "$output/$program"
  strip -S -x "$output/$program"
  # What is done to a program after this makes its signature invalid.
  if [ -n "${TVM_SIGN_IDENTITY-}" ]; then
    codesign --force --options runtime --timestamp --entitlements "$work/entitlements.plist" \
      --sign "$TVM_SIGN_IDENTITY" "$output/$program"
  else
    codesign --force --sign - "$output/$program"
  fi
  # Nothing but what every Mac has is loaded, and by macOS 13 already.
  if otool -L "$output/$program" | sed 1d | grep -v -e '^	/usr/lib/' -e '^	/System/' -e ':$'; then
    echo "release-mac.sh: $program needs the libraries above" >&2
    exit 1
  fi
  vtool -show-build "$output/$program" | grep -q "minos $minimum" || {
    echo "release-mac.sh: $program is for another macOS than $minimum" >&2
    exit 1
  }
done

if [ -n "${TVM_NOTARY_PROFILE-}" ]; then
  rm -f "$work/programs.zip"
  ditto -c -k "$output" "$work/programs.zip"
  xcrun notarytool submit --wait --keychain-profile "$TVM_NOTARY_PROFILE" "$work/programs.zip"
fi
