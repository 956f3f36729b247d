#!/bin/sh
# Makes a release for this platform in dist, from a clean checkout; twice gives the same bytes.
#
#   release.sh [--out DIR] [--key FILE] [--dirty]
#   release.sh --list DIR [--key FILE]      sums and signature anew, for archives of several machines
#   release.sh --print-installer [SUMS]     install.sh with what share/release.conf says
#
# An archive with the program, man pages, completions, documents, the licences of what is linked in and
# a list of its versions; a package for Debian; a formula for Homebrew; install.sh; SHA256SUMS; and its
# signature where FILE is a secret key of minisign's. What is not to be asked for is in the variable
# MINISIGN_PASSWORD.
set -eu
umask 022
LC_ALL=C
export LC_ALL

source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

say() { printf 'release.sh: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}
usage() {
  sed -n 's/^#   \(release.sh .*\)/\1/p' "$0"
}
setting() { sed -n "s/^$1=//p" "$source/share/release.conf"; }
sha256() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

# install.sh as it is given away.
#   print_installer [FILE WITH SUMS]
print_installer() {
  awk -v address="$(setting address)" -v key="$(setting key)" -v sums="${1:-}" -v quote="'" '
    function quoted(text) { gsub(quote, quote "\\\\" quote quote, text); return quote text quote }
    /^release_address=/ { print "release_address=" quoted(address); next }
    /^release_key=/ { print "release_key=" quoted(key); next }
    /^release_sums=/ {
      text = ""
      if (sums != "") while ((getline line < sums) > 0) text = text (text == "" ? "" : "\n") line
      print "release_sums=" quoted(text)
      next
    }
    { print }' "$source/shell/install.sh"
}

out=$source/dist key='' dirty='' only=''
while [ $# -gt 0 ]; do
  case $1 in
    --print-installer)
      print_installer "${2:-}"
      exit 0
      ;;
    --out | --key | --list)
      if [ $# -lt 2 ]; then usage >&2 && exit 64; fi
      case $1 in
        --out) out=$2 ;;
        --key) key=$2 ;;
        --list) out=$2 only=list ;;
      esac
      shift
      ;;
    --dirty) dirty=yes ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 64 ;;
  esac
  shift
done
case $out in /*) ;; *) out=$PWD/$out ;; esac

work=$(mktemp -d)
trap 'rm -rf "${work:?}"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

version=$(sed -n 's/.*static let version = "\(.*\)"/\1/p' "$source/Sources/Toolchains/Program/Installation.swift")
machine=$(uname -m | sed 's/^arm64$/aarch64/')
case $(uname) in
  Linux) platform=linux-$machine ;;
  Darwin) platform=macos-universal ;;
  *) fail "there are no releases for $(uname)" ;;
esac

check_checkout() {
  grep -q "^## \[$version\]" "$source/CHANGELOG.md" || fail "CHANGELOG.md has nothing on $version"
  # In a job for a tag, the tag is to be the version.
  case ${GITHUB_REF_TYPE:-}-${GITHUB_REF_NAME:-} in
    tag-"v$version" | tag-"$version") ;;
    tag-*) fail "the tag $GITHUB_REF_NAME is not the version of the sources, $version" ;;
  esac
  if [ -z "$dirty" ] && [ -n "$(git -C "$source" status --porcelain)" ]; then
    fail 'there are changes that are not committed'
  fi
  # What is linked in must not depend on what could be fetched today.
  if [ -z "$dirty" ] && [ "$(uname)" = Linux ] && [ ! -e "$source/.build/speed/libisal.a" ]; then
    say 'ISA-L is missing, without which a release unpacks slowly'
    fail 'help: sh shell/packages.sh build speed'
  fi
}

# -- What is linked in -----------------------------------------------------------------------------

# Name, licence and Debian package of everything whose code is in the two programs.
linked='swift Apache-2.0_WITH_Swift-exception -
swift-argument-parser Apache-2.0_WITH_Swift-exception -
libarchive BSD-2-Clause libarchive-dev
nettle LGPL-3.0-or-later_OR_GPL-2.0-or-later nettle-dev
gmp LGPL-3.0-or-later_OR_GPL-2.0-or-later libgmp-dev
liblzma 0BSD liblzma-dev
zlib Zlib zlib1g-dev
isa-l BSD-3-Clause libisal-dev
glibc LGPL-2.1-or-later libc6-dev
libstdc++ GPL-3.0-or-later_WITH_GCC-exception-3.1 -
musl MIT musl-dev'

# The version of a part, or nothing where it is not in these programs.
version_of() {
  case $1-$(uname) in
    swift-argument-parser-*)
      awk '/"swift-argument-parser"/ { found = 1 } found && /"version"/ { print $3; exit }' \
        "$source/Package.resolved" | tr -d '",'
      ;;
    swift-Linux | swift-Darwin) swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1 ;;
    liblzma-Linux | isa-l-Linux) speed_version "$1" "$2" ;;
    libstdc++-Linux) dpkg-query -W -f '${Version}' "libstdc++-$(gcc -dumpversion)-dev" 2>/dev/null || gcc -dumpfullversion ;;
    musl-Linux) if command -v musl-gcc >/dev/null; then dpkg-query -W -f '${Version}' "$2" 2>/dev/null || echo unknown; fi ;;
    *-Linux) dpkg-query -W -f '${Version}' "$2" 2>/dev/null || echo unknown ;;
    glibc-* | libstdc++-* | musl-* | isa-l-*) ;;
    *) brew list --versions "$1" 2>/dev/null | awk '{ print $2 }' ;;
  esac
}

# What packages.sh has fetched says so itself.
speed_version() {
  if [ -e "$source/.build/speed/$1.version" ]; then
    cat "$source/.build/speed/$1.version"
  elif [ "$1" = liblzma ]; then
    dpkg-query -W -f '${Version}' "$2" 2>/dev/null || echo unknown
  fi
}

licence_of() {
  case $1 in
    swift) cat "$(dirname -- "$(readlink -f "$(command -v swift)")")/../share/swift/LICENSE.txt" ;;
    swift-argument-parser) cat "$source/.build/checkouts/swift-argument-parser/LICENSE.txt" ;;
    isa-l) cat "$source/.build/speed/isa-l.licence" ;;
    libstdc++) cat "/usr/share/doc/libstdc++-$(gcc -dumpversion)-dev/copyright" ;;
    *) cat "/usr/share/doc/$2/copyright" ;;
  esac 2>/dev/null || echo 'See the licence named above; its text was not on the machine that built this.'
}

# Licences and versions.
#   write_notices FOLDER
write_notices() {
  printf '%s\n' "tvm $version has code of these projects in it, unchanged." >"$1/notices.txt"
  printf '%s\n' "$linked" | while read -r name licence package; do
    found=$(version_of "$name" "$package")
    if [ -z "$found" ]; then continue; fi
    spoken=$(printf '%s' "$licence" | tr _ ' ')
    printf '\n%s\n\n' "==== $name $found: $spoken"
    licence_of "$name" "$package"
    printf '%s\t%s\t%s\n' "$name" "$found" "$spoken" >>"$work/parts"
  done >>"$1/notices.txt"
  awk -F '\t' -v version="$version" -v time="$stamp" '
    BEGIN {
      print "{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,"
      print "  \"metadata\": {\n    \"timestamp\": \"" time "\","
      print "    \"component\": {\"type\": \"application\", \"name\": \"tvm\", \"version\": \"" version "\"}\n  },"
      printf "  \"components\": ["
    }
    {
      printf "%s\n    {\"type\": \"library\", \"name\": \"%s\", \"version\": \"%s\",", (NR > 1 ? "," : ""), $1, $2
      printf " \"licenses\": [{\"expression\": \"%s\"}]}", $3
    }
    END { print "\n  ]\n}" }' "$work/parts" >"$1/sbom.cdx.json"
}

# -- Packing ---------------------------------------------------------------------------------------

# The same bytes whenever and by whomever it is packed.
pack() {
  tar=tar
  if command -v gtar >/dev/null; then tar=gtar; fi
  "$tar" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    --mode=u+rwX,go+rX,go-w --format=ustar -C "$work" -cf - "$1" | gzip -9n >"$out/$1.tar.gz"
}

# A package for Debian, without a helper: no scripts, no settings, nothing that purging would have to do.
pack_deb() {
  case $machine in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; *) return ;; esac
  contact=$(setting contact)
  if [ -z "$contact" ]; then
    say 'the package names nobody who answers for it: contact in share/release.conf is empty'
    contact='tvm maintainers <nobody@localhost>'
  fi
  deb=$work/deb
  mkdir -p "$deb/DEBIAN" "$deb/usr"
  cp -R -- "$work/$archive/bin" "$work/$archive/share" "$deb/usr/"
  mkdir -p "$deb/usr/libexec/tvm" "$deb/usr/share/zsh/vendor-completions" "$deb/usr/share/lintian/overrides"
  mv -- "$deb/usr/share/zsh/site-functions/_tvm" "$deb/usr/share/zsh/vendor-completions/_tvm"
  rmdir -- "$deb/usr/share/zsh/site-functions"
  printf '%s\n' 'name apt' 'update sudo apt-get install --only-upgrade tvm' \
    'uninstall sudo apt-get remove tvm' >"$deb/usr/libexec/tvm/managed-by"
  gzip -9n "$deb"/usr/share/man/man1/*.1
  doc=$deb/usr/share/doc/tvm
  rm -f -- "$doc/LICENSE"
  gzip -9n -c "$doc/CHANGELOG.md" >"$doc/changelog.gz"
  rm -f -- "$doc/CHANGELOG.md"
  package=$(printf '%s' "$version" | sed 's/-/~/')-1
  {
    printf 'tvm (%s) unstable; urgency=medium\n\n  * Release %s: see changelog.gz.\n\n' "$package" "$version"
    printf ' -- %s  %s\n' "$contact" "$(date -R -u -d "@$SOURCE_DATE_EPOCH")"
  } | gzip -9n >"$doc/changelog.Debian.gz"
  {
    printf '%s\n' 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/' \
      'Upstream-Name: tvm' '' 'Files: *' "Copyright: $(date -u -d "@$SOURCE_DATE_EPOCH" +%Y) the authors of tvm" 'License: Apache-2.0' \
      ' On Debian systems, the text is in /usr/share/common-licenses/Apache-2.0.' \
      ' The licences of what is linked in are in /usr/share/doc/tvm/notices.txt.gz.'
  } >"$doc/copyright"
  gzip -9n "$doc/notices.txt"
  {
    echo '# tvm runs on any Linux, so that all of it is in the program.'
    echo 'tvm: statically-linked-binary [usr/bin/tvm]'
    echo 'tvm: embedded-library *[usr/bin/tvm]'
    echo '# It has not been uploaded to Debian.'
    echo 'tvm: initial-upload-closes-no-bugs *'
    if [ -z "$(setting contact)" ]; then
      echo '# Nobody is named in share/release.conf.'
      echo 'tvm: bogus-mail-host Maintainer *'
      echo 'tvm: bogus-mail-host-in-debian-changelog *'
    fi
  } >"$deb/usr/share/lintian/overrides/tvm"
  find "$deb" -type d -exec chmod 755 {} +
  find "$deb" -type f -exec chmod 644 {} +
  chmod 755 "$deb/usr/bin/tvm"
  (cd "$deb" && find usr -type f | sort | xargs md5sum) >"$deb/DEBIAN/md5sums"
  homepage=$(setting homepage)
  size=$(find "$deb/usr" -type f -exec cat {} + | wc -c | awk '{ print int($1 / 1024) + 1 }')
  {
    printf '%s\n' 'Package: tvm' "Version: $package" "Architecture: $architecture" \
      "Maintainer: $contact" "Installed-Size: $size" \
      'Depends: ca-certificates, curl' 'Suggests: git' 'Section: devel' 'Priority: optional'
    if [ -n "$homepage" ]; then echo "Homepage: $homepage"; fi
    printf '%s\n' 'Description: per-directory toolchains for Go and Rust' \
      ' tvm runs the Go or Rust version that a project asks for. It reads the files' \
      ' of goenv, asdf, Go and rustup, installs toolchains, and loads .envrc files.'
  } >"$deb/DEBIAN/control"
  find "$deb" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH dpkg-deb --root-owner-group -Zxz --build "$deb" \
    "$out/tvm_${package}_$architecture.deb" >/dev/null
}

# -- The list --------------------------------------------------------------------------------------

# The sum of an archive that is in the release.
sum_of() { (cd "$out" && sha256 "$1" 2>/dev/null | cut -d ' ' -f 1); }

# Renders the formula: for platforms of which there is an archive.
write_formula() {
  address=$(setting address)
  sed -e "s|@VERSION@|$version|g" -e "s|@ADDRESS@|${address:-ADDRESS}|g" \
    -e "s|@HOMEPAGE@|$(setting homepage)|g" \
    -e "s|@MACOS@|$(sum_of "tvm-$version-macos-universal.tar.gz")|" \
    -e "s|@LINUX_ARM@|$(sum_of "tvm-$version-linux-aarch64.tar.gz")|" \
    -e "s|@LINUX_INTEL@|$(sum_of "tvm-$version-linux-x86_64.tar.gz")|" \
    "$source/share/packages/tvm.rb" >"$out/tvm.rb"
}

list_release() {
  (cd "$out" && sha256 tvm-"$version"-*.tar.gz) >"$work/sums"
  print_installer "$work/sums" >"$out/install.sh"
  chmod 755 "$out/install.sh"
  write_formula
  rm -f -- "$out/SHA256SUMS.minisig"
  (
    cd "$out"
    set -- tvm-"$version"-*.tar.gz install.sh tvm.rb
    for file in *.deb; do if [ -f "$file" ]; then set -- "$@" "$file"; fi; done
    sha256 "$@" | sort -k 2
  ) >"$work/all"
  mv -f -- "$work/all" "$out/SHA256SUMS"
  if [ -n "$key" ]; then
    # The time in the signature's comment is the commit's, too.
    printf '%s\n' "${MINISIGN_PASSWORD:-}" | minisign -S -s "$key" -m "$out/SHA256SUMS" \
      -t "tvm $version $stamp" -x "$out/SHA256SUMS.minisig" >/dev/null
    say 'signed SHA256SUMS'
  else
    say 'not signed: no --key'
  fi
}

SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct)
export SOURCE_DATE_EPOCH
stamp=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -r "$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
mkdir -p -- "$out"
if [ -z "$only" ]; then
  check_checkout
  archive=tvm-$version-$platform
  sh "$source/shell/build.sh" "$work/$archive"
  write_notices "$work/$archive/share/doc/tvm"
  pack "$archive"
  if command -v dpkg-deb >/dev/null; then pack_deb; fi
fi
list_release
say "$out has tvm $version for $platform"
