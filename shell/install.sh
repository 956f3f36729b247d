#!/bin/sh
# Installs tvm, or removes it: a release from an address, a file or a folder; or what this clone builds.
#
#   install.sh [OPTION...]
#   curl -fsSL ADDRESS/install.sh | sh
#
# Every file takes its place in one step, the program last, so this also upgrades a tvm that is in use.
# What was installed is listed in PREFIX/libexec/tvm/installed. The script needs a POSIX shell, tar, gzip,
# and for an address curl or wget.
set -eu
umask 022

# What shell/release.sh fills in: address and key from share/release.conf, and the sums of one release's
# archives, lines `HASH  NAME`, for who has nothing to check a signature with.
release_address=''
release_key=''
release_sums=''

usage() {
  cat <<'END'
usage: install.sh [OPTION...]

  --from SOURCE        a release: an address, a folder or an archive; without it the address that
                       is built in, or what this clone builds (TVM_INSTALL_FROM)
  --prefix DIR         where to install, ~/.local unless given (TVM_INSTALL_PREFIX)
  --destdir DIR        put all files below DIR, for packaging
  --yes                set up the shell without asking (TVM_INSTALL_YES=1)
  --no-setup           leave shims and startup files alone (TVM_INSTALL_NO_SETUP=1)
  --quiet              print errors only (TVM_INSTALL_QUIET=1)
  --key KEY            minisign's public key of the release (TVM_INSTALL_KEY)
  --require-signature  stop if the signature cannot be checked (TVM_INSTALL_REQUIRE_SIGNATURE=1)
  --downgrade          replace a newer version
  --force              replace files that tvm has not installed
  --no-packages        build without looking for the packages that it needs
  --uninstall          remove what was installed in the prefix
END
}

say() { if [ -z "$quiet" ]; then printf 'install.sh: %s\n' "$*"; fi; }
warn() { printf 'install.sh: %s\n' "$*" >&2; }
fail() {
  warn "$*"
  exit 1
}
wrong_usage() {
  warn "$1"
  usage >&2
  exit 64
}
has() { command -v "$1" >/dev/null 2>&1; }

read_arguments() {
  from=${TVM_INSTALL_FROM:-}
  prefix=${TVM_INSTALL_PREFIX:-}
  yes=${TVM_INSTALL_YES:-}
  quiet=${TVM_INSTALL_QUIET:-}
  key=${TVM_INSTALL_KEY:-}
  strict=${TVM_INSTALL_REQUIRE_SIGNATURE:-}
  setup=yes destdir='' force='' downgrade='' packages=yes uninstall=''
  if [ -n "${TVM_INSTALL_NO_SETUP:-}" ]; then setup=; fi
  while [ $# -gt 0 ]; do
    option=$1
    shift
    case $option in
      --from | --prefix | --destdir | --key)
        if [ $# -eq 0 ]; then wrong_usage "$option needs a value"; fi
        value=$1
        shift
        ;;
      --*=*)
        value=${option#*=}
        option=${option%%=*}
        ;;
    esac
    case $option in
      --from | --prefix | --destdir | --key)
        if [ -z "$value" ]; then wrong_usage "$option needs a value"; fi
        ;;
    esac
    case $option in
      --from) from=$value ;;
      --prefix) prefix=$value ;;
      --destdir) destdir=$value ;;
      --key) key=$value ;;
      --yes | -y) yes=1 ;;
      --no-setup) setup= ;;
      --quiet | -q) quiet=1 ;;
      --require-signature) strict=1 ;;
      --downgrade) downgrade=1 ;;
      --force) force=1 ;;
      --no-packages) packages= ;;
      --uninstall) uninstall=1 ;;
      -h | --help) usage && exit 0 ;;
      *) wrong_usage "unknown option: $option" ;;
    esac
  done
  if [ -z "$prefix" ]; then
    if [ -z "${HOME:-}" ]; then fail 'HOME is not set; use --prefix DIR'; fi
    prefix=$HOME/.local
  fi
  prefix=$(plain_path "$prefix")
  case $prefix in
    *'
'*) fail 'a prefix with a line break cannot be listed' ;;
  esac
  if [ -n "$destdir" ]; then destdir=$(plain_path "$destdir") setup=; fi
  root=$destdir$prefix
  list=$root/libexec/tvm/installed
}

# An absolute path without `.`, `..` and double slashes: what stands in a startup file has to last.
plain_path() {
  case $1 in /*) rest=$1/ ;; *) rest=$PWD/$1/ ;; esac
  path=
  while [ -n "$rest" ]; do
    part=${rest%%/*}
    rest=${rest#*/}
    case $part in
      '' | .) ;;
      ..) path=${path%/*} ;;
      *) path=$path/$part ;;
    esac
  done
  printf '%s' "${path:-/}"
}

# -- What is installed -----------------------------------------------------------------------------

# The lines of a list of installed things, deepest folders first.
#   entries KIND FILE
entries() { sed -n "s/^$1 //p" "$2" | sort -ru; }

# Whether a name in the list is in the prefix. A folder of it may be a link to somewhere else; then the
# list says where to, since somebody may have planted the link later.
is_inside() {
  case /$1/ in //* | */../* | */./*) return 1 ;; esac
  folder=$(physical "$root/$1") || return 1
  top=$(cd -P -- "$root" && pwd) || return 1
  case $folder/ in
    "${top%/}"/*) ;;
    *) grep -Fqx -- "elsewhere ${1%/*} $folder" "$2" ;;
  esac
}

# The folder that a file is in, without links.
physical() { (CDPATH='' cd -P -- "$(dirname -- "$1")" 2>/dev/null && pwd); }

# Stops where something else is responsible for the files.
check_manager() {
  manager=$root/libexec/tvm/managed-by
  if [ ! -f "$manager" ] || [ -n "$destdir" ]; then return; fi
  warn "tvm in $prefix belongs to $(sed -n 's/^name //p' "$manager")"
  warn "help: $(sed -n "s/^$1 //p" "$manager")"
  exit 1
}

remove_installed() {
  check_manager uninstall
  if [ ! -f "$list" ]; then
    say "tvm is not installed in $prefix"
    return
  fi
  cp -- "$list" "$work/old"
  entries file "$work/old" | while IFS= read -r name; do
    if is_inside "$name" "$work/old"; then
      rm -f -- "$root/$name"
      sweep "$root/$name"
    fi
  done
  sweep "$list"
  rm -f -- "$list"
  entries folder "$work/old" | while IFS= read -r name; do
    # One that is not empty belongs to others, too.
    if [ "$name" != . ] && is_inside "$name" "$work/old"; then
      rmdir -- "$root/$name" 2>/dev/null || :
    fi
  done
  if grep -Fqx 'folder .' "$work/old"; then rmdir -- "$root" 2>/dev/null || :; fi
  say "removed tvm from $prefix"
  if [ -z "$setup" ]; then return; fi
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

# Removes what an installation that was killed has left of a file.
sweep() {
  for old in "${1%/*}/.${1##*/}".[0-9]*; do
    if [ -f "$old" ] && ! is_alive "${old##*.}"; then rm -f -- "$old"; fi
  done
}

# Whether a process is at work; one that was killed may stay in the list, since nobody asks for its end.
is_alive() {
  kill -0 "$1" 2>/dev/null && ! grep -q '^[^)]*) Z' "/proc/$1/stat" 2>/dev/null
}

# -- Where the release comes from ------------------------------------------------------------------

# Sets `platform` to this machine's name in the names of archives.
find_platform() {
  machine=$(uname -m)
  case $(uname -s) in
    Linux)
      # A userland of 32 bits on a kernel of 64: the fifth byte of its programs says so.
      if [ "$(head -c 5 /proc/self/exe 2>/dev/null | od -An -tu1 | awk '{ print $5 }')" = 1 ]; then
        machine="$machine with 32-bit programs"
      fi
      case $machine in
        x86_64 | amd64) platform=linux-x86_64 ;;
        aarch64 | arm64) platform=linux-aarch64 ;;
        *) platform="Linux $machine" ;;
      esac
      ;;
    Darwin)
      case $machine in
        x86_64 | arm64) platform=macos-universal ;;
        *) platform="macOS $machine" ;;
      esac
      ;;
    *) platform="$(uname -s) $machine" ;;
  esac
}

# Brings a file of the release.
#   fetch NAME FILE
fetch() {
  case $from in
    http://* | https://*)
      if has curl; then
        # An address of https must not lead to one without.
        case $from in https://*) only='=https' ;; *) only='=http,https' ;; esac
        curl --proto "$only" --fail --silent --show-error --location --retry 3 --output "$2" \
          -- "${from%/}/$1"
      elif has wget; then
        wget -q -O "$2" -- "${from%/}/$1"
      else
        fail 'neither curl nor wget is installed; download the archive and use --from FILE'
      fi
      ;;
    *) cp -- "$from/$1" "$2" ;;
  esac
}

hash_of() {
  if has sha256sum; then
    sha256sum <"$1"
  elif has shasum; then
    shasum -a 256 <"$1"
  elif has openssl; then
    openssl dgst -sha256 -r <"$1"
  else
    fail 'none of sha256sum, shasum and openssl is installed, so that nothing can be checked'
  fi | cut -d ' ' -f 1
}

# Checks minisign's signature of the sums, with minisign or else OpenSSL 3.
#   check_signature SUMS SIGNATURE
check_signature() {
  if [ -z "$key" ]; then
    if [ -n "$strict" ]; then fail 'no public key is known: --key KEY'; fi
    return
  fi
  if [ ! -s "$2" ]; then
    case $strict$from in
      1* | http*) fail "the release in $from is not signed, but a key is known" ;;
    esac
    warn 'the release is not signed, but a key is known; going on with the sums'
    return
  fi
  if has minisign; then
    minisign -V -q -P "$key" -m "$1" -x "$2" >/dev/null 2>&1 ||
      fail "the signature of the release in $from is not that of the key $key"
  elif has openssl && openssl version | grep -q '^OpenSSL [3-9]'; then
    openssl_verifies "$1" "$2" ||
      fail "the signature of the release in $from is not that of the key $key"
  elif [ -n "$strict" ]; then
    fail 'neither minisign nor OpenSSL 3 is installed, so that the signature cannot be checked'
  else
    say 'the signature was not checked: neither minisign nor OpenSSL 3 is installed'
    return
  fi
  say 'the signature is right'
}

# minisign's two forms: Ed25519 over the file, or over its BLAKE2b.
openssl_verifies() {
  printf '%s' "$key" | openssl base64 -d -A >"$work/key"
  sed -n 2p "$2" | openssl base64 -d -A >"$work/signature"
  # Kind and number of the key: 2 and 8 bytes; the kind of a signature may be another.
  [ "$(tail -c +3 "$work/key" | head -c 8 | od -An -tx1)" = \
    "$(tail -c +3 "$work/signature" | head -c 8 | od -An -tx1)" ] || return 1
  # Ed25519's prefix in DER.
  { printf '\060\052\060\005\006\003\053\145\160\003\041\000' && tail -c 32 "$work/key"; } >"$work/der"
  tail -c 64 "$work/signature" >"$work/raw"
  case $(head -c 2 "$work/signature") in
    Ed) cp -- "$1" "$work/message" ;;
    ED) openssl dgst -blake2b512 -binary "$1" >"$work/message" ;;
    *) return 1 ;;
  esac
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/der" -rawin -in "$work/message" \
    -sigfile "$work/raw" >/dev/null 2>&1
}

# Checks an archive by the sums.
#   check_sum ARCHIVE NAME
check_sum() {
  wanted=$(awk -v name="$2" '$2 == name || $2 == "*" name { print $1 }' "$work/sums" | head -n 1)
  if [ -z "$wanted" ]; then fail "SHA256SUMS does not name $2"; fi
  found=$(hash_of "$1")
  if [ "$found" != "$wanted" ]; then
    warn "$2 is damaged or was changed"
    warn "  expected SHA-256 $wanted"
    fail "  found    SHA-256 $found"
  fi
}

# Puts the release into $work/tree.
bring_release() {
  find_platform
  case $from in
    http://* | https://*) ;;
    file://*) from=${from#file://} ;;
    *://*) fail "cannot read $from: use https, http, file or a path" ;;
  esac
  case $from in
    http://*.tar.gz | https://*.tar.gz)
      archive=${from##*/}
      from=${from%/*}
      bring_archive
      ;;
    http://* | https://*) bring_listed ;;
    *)
      if [ -d "$from" ]; then
        # A folder with a release in it, or the tree of one.
        if [ -f "$from/bin/tvm" ]; then copy_tree "$from"; else bring_listed; fi
      elif [ -f "$from" ]; then
        archive=${from##*/}
        from=$(CDPATH='' cd -- "$(dirname -- "$from")" && pwd)
        bring_archive
      else
        fail "there is no such file or folder: $from"
      fi
      ;;
  esac
}

# The archive of a release that is for this machine.
bring_listed() {
  fetch SHA256SUMS "$work/sums" || fail "there is no release in $from: SHA256SUMS cannot be read"
  archive=$(sed -n "s/^.* [ *]*\(tvm-[0-9][^ /]*-$platform\.tar\.gz\)\$/\1/p" "$work/sums" | head -n 1)
  if [ -z "$archive" ]; then
    warn "this release has nothing for $platform; it has:"
    sed -n 's/^.* [ *]*tvm-[0-9][^-]*-\(.*\)\.tar\.gz$/  \1/p' "$work/sums" >&2
    fail 'help: build tvm in a clone of its sources: bash shell/install.sh'
  fi
  bring_archive
}

bring_archive() {
  case $archive in
    tvm-*-"$platform".tar.gz) ;;
    tvm-*-*-*.tar.gz) fail "$archive is not for this machine, which is $platform" ;;
  esac
  if [ -s "$work/sums" ] || fetch SHA256SUMS "$work/sums" 2>/dev/null; then
    fetch SHA256SUMS.minisig "$work/sums.minisig" 2>/dev/null || :
    check_signature "$work/sums" "$work/sums.minisig"
    # The archives of its own release this script knows by itself.
    if [ -n "$release_sums" ] && printf '%s\n' "$release_sums" | grep -q "  $archive\$" &&
      ! grep -Fqx -- "$(printf '%s\n' "$release_sums" | grep "  $archive\$")" "$work/sums"; then
      fail "SHA256SUMS in $from is not that of the release this script belongs to"
    fi
    fetch "$archive" "$work/$archive" || fail "cannot get $archive from $from"
    check_sum "$work/$archive" "$archive"
  else
    case $strict$from in
      1* | http*) fail "SHA256SUMS is missing in $from, so that nothing can be checked" ;;
    esac
    warn "not checked: there is no SHA256SUMS beside $archive"
    fetch "$archive" "$work/$archive"
  fi
  mkdir -- "$work/unpacked"
  # -o: the files are the user's, whoever packed them.
  gzip -dc <"$work/$archive" | tar -xof - -C "$work/unpacked" || fail "cannot unpack $archive"
  for tree in "$work"/unpacked/*/; do
    if [ -f "$tree/bin/tvm" ]; then
      mv -- "$tree" "$work/tree"
      return
    fi
  done
  fail "$archive holds no tvm"
}

copy_tree() {
  mkdir -- "$work/tree"
  for folder in bin libexec share; do
    if [ -d "$1/$folder" ]; then cp -R -- "$1/$folder" "$work/tree/"; fi
  done
}

# -- Building --------------------------------------------------------------------------------------

check_swift() {
  if ! has swift; then
    fail 'swift was not found on PATH; tvm needs Swift 6.3 or later: https://www.swift.org/install'
  fi
  if ! swift --version >"$work/swift" 2>&1; then
    if [ -n "$packages" ]; then sh "$source/shell/packages.sh" swift; fi
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

build_release() {
  if [ -n "$packages" ]; then sh "$source/shell/packages.sh" build speed; fi
  check_swift
  say 'building tvm'
  sh "$source/shell/build.sh" "$work/tree"
}

# -- Putting it in place ---------------------------------------------------------------------------

# Everything that speaks against installing here, before anything is fetched or built.
check_target() {
  check_manager update
  : >"$work/made"
  for folder in bin libexec/tvm share; do
    make_folder "$folder" || fail "cannot create $root/$folder"
    if [ ! -w "$root/$folder" ]; then fail "$root/$folder cannot be written by $(id -un)"; fi
  done
  check_file bin/tvm
}

# Refuses a file of somebody else's. What is the same does not matter.
#   check_file NAME [NEW]
check_file() {
  if [ -d "$root/$1" ]; then fail "$root/$1 is a directory"; fi
  if [ ! -e "$root/$1" ] && [ ! -L "$root/$1" ] || [ -n "$force" ]; then return; fi
  if [ -f "$list" ] && grep -Fqx -- "file $1" "$list"; then return; fi
  if [ -n "${2:-}" ] && cmp -s -- "$2" "$root/$1"; then return; fi
  fail "$root/$1 was not installed by this script; --force replaces it"
}

# Creates a folder of the prefix and its parents, for everybody to read, and lists those that were not
# there.
make_folder() {
  if [ -d "$root/$1" ]; then return; fi
  case $1 in
    */*) make_folder "${1%/*}" || return 1 ;;
    *)
      if [ ! -d "$root" ]; then
        mkdir -p -- "$root" 2>/dev/null || return 1
        echo 'folder .' >>"$work/made"
      fi
      ;;
  esac
  mkdir -- "$root/$1" 2>/dev/null || [ -d "$root/$1" ] || return 1
  echo "folder $1" >>"$work/made"
}

# Whether the first version is older than the second: numbers, and before a release its `-rc1`.
is_older() {
  a=$1 b=$2
  if [ "${a%%-*}" = "${b%%-*}" ]; then
    case $a in *-*) ;; *) return 1 ;; esac
    case $b in *-*) [ "$(printf '%s\n%s\n' "$a" "$b" | sort | head -n 1)" = "$a" ] && [ "$a" != "$b" ] ;; esac
    return
  fi
  a=${a%%-*}. b=${b%%-*}.
  while [ -n "$a$b" ]; do
    x=${a%%.*} y=${b%%.*}
    a=${a#*.} b=${b#*.}
    if [ "${x:-0}" -ne "${y:-0}" ]; then
      [ "${x:-0}" -lt "${y:-0}" ]
      return
    fi
  done
  return 1
}

version_of() { "$1" --version 2>/dev/null </dev/null | sed -n 's/^tvm \([0-9][^ ]*\).*/\1/p'; }

# Puts a file into the prefix, under a temporary name first.
#   place NAME MODE
place() {
  make_folder "${1%/*}" || fail "cannot create $root/${1%/*}"
  sweep "$root/$1"
  new=$root/${1%/*}/.${1##*/}.$$
  cp -- "$work/tree/$1" "$new"
  chmod "$2" "$new"
  if [ "$1" = bin/tvm ]; then
    # Here and not where it was unpacked, where programs may not be allowed to run.
    now=$(version_of "$new")
    if [ -z "$now" ]; then fail "the program does not run in ${new%/*}"; fi
    check_version "$now"
  fi
  mv -f -- "$new" "$root/$1"
  new=
}

check_version() {
  if [ -n "$downgrade" ] || [ -n "$destdir" ] || [ ! -x "$root/bin/tvm" ]; then return; fi
  before=$(version_of "$root/bin/tvm")
  if [ -n "$before" ] && is_older "$1" "$before"; then
    fail "$prefix has tvm $before, which is newer than $1; --downgrade replaces it"
  fi
}

write_list() {
  sort -u "$@" >"$work/sorted"
  new=$list.$$
  cp -- "$work/sorted" "$new"
  chmod 644 "$new"
  mv -f -- "$new" "$list"
  new=
}

place_everything() {
  (cd "$work/tree" && find . -type f) | sed 's,^\./,,' | sort >"$work/names"
  while IFS= read -r name; do check_file "$name" "$work/tree/$name"; done <"$work/names"
  # First, so that nothing is in the way when it is the program's turn.
  if [ -x "$work/tree/bin/tvm" ]; then check_version "$(version_of "$work/tree/bin/tvm")"; fi
  if [ -f "$list" ]; then grep -v '^elsewhere ' "$list" >"$work/before" || :; else : >"$work/before"; fi
  while IFS= read -r name; do make_folder "${name%/*}" || fail "cannot create $root/${name%/*}"; done <"$work/names"
  sed 's/^/file /' "$work/names" >"$work/after"
  top=$(cd -P -- "$root" && pwd)
  sed 's,/[^/]*$,,' "$work/names" | sort -u | while IFS= read -r folder; do
    place=$(cd -P -- "$root/$folder" && pwd)
    case $place/ in "${top%/}"/*) ;; *) echo "elsewhere $folder $place" ;; esac
  done >>"$work/after"
  # Whatever happens from here on, what is there is listed.
  write_list "$work/before" "$work/made" "$work/after"
  listed=1
  while IFS= read -r name; do
    if [ "$name" != bin/tvm ]; then place "$name" 644; fi
  done <"$work/names"
  place bin/tvm 755
  # What an earlier version had and this one has not.
  entries file "$work/before" | while IFS= read -r name; do
    if ! grep -Fqx -- "file $name" "$work/after" && is_inside "$name" "$list"; then
      rm -f -- "$root/$name"
    fi
  done
  entries folder "$work/before" | while IFS= read -r name; do
    if is_inside "$name" "$list"; then rmdir -- "$root/$name" 2>/dev/null || :; fi
  done
  entries folder "$list" | while IFS= read -r name; do
    if [ -d "$root/$name" ]; then echo "folder $name"; fi
  done >"$work/folders"
  write_list "$work/folders" "$work/after"
}

# -- Afterwards ------------------------------------------------------------------------------------

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
  case $shell in bash | zsh | fish | elvish) ;; *) shell='sh' ;; esac
  case :${PATH:-}: in
    *":$prefix/bin:"*) program=tvm ;;
    *)
      program=$(quote "$prefix/bin/tvm")
      say "$prefix/bin is not on PATH; the line below does not need it"
      ;;
  esac
  # The tilde is shown, not used.
  # shellcheck disable=SC2088
  case $shell in
    bash) file='~/.bashrc' line="eval \"\$($program hook bash)\"" ;;
    zsh) file='~/.zshrc' line="eval \"\$($program hook zsh)\"" ;;
    fish) file='~/.config/fish/config.fish' line="$program hook fish | source" ;;
    elvish) file='~/.config/elvish/rc.elv' line="eval ($program hook elvish | slurp)" ;;
    # There is no hook for it, but with tvm and the shims on PATH it needs none.
    sh) file='~/.profile' line="export PATH=\"\$($(quote "$prefix/bin/tvm") shims)\":$(quote "$prefix/bin"):\"\$PATH\"" ;;
  esac
  case $shell-$(uname) in bash-Darwin) file=${file%rc}_profile ;; esac
  case $shell in
    zsh) if [ -n "${ZDOTDIR:-}" ]; then file=$ZDOTDIR/.zshrc; fi ;;
    fish | elvish) if [ -n "${XDG_CONFIG_HOME:-}" ]; then file=$XDG_CONFIG_HOME/${file#*/.config/}; fi ;;
  esac
  say "add this line at the end of $file, then open a new shell:"
  if [ -z "$quiet" ]; then printf '\n  %s\n\n' "$line"; fi
}

# Whether the user says yes, who may be asked although the script itself is standard input.
agrees() {
  # Not by `:`, with which a POSIX shell would end where there is no terminal.
  if [ -n "$quiet" ] || ! { true </dev/tty >/dev/tty; } 2>/dev/null; then return 1; fi
  printf 'install.sh: %s [Y/n] ' "$1" >/dev/tty
  IFS= read -r answer </dev/tty || return 1
  case $answer in '' | [yY] | [yY][eE][sS]) ;; *) return 1 ;; esac
}

finish() {
  tvm=$prefix/bin/tvm
  say "installed $("$root/bin/tvm" --version) in $prefix"
  if [ -z "$setup" ]; then return; fi
  other=$(command -v tvm 2>/dev/null || :)
  # One in tvm's home is a link to this one. All shells that matter here know -ef.
  # shellcheck disable=SC3013
  if [ -n "$other" ] && ! [ "$other" -ef "$tvm" ]; then warn "another tvm comes first on PATH: $other"; fi
  # What root installs for others has no user yet: the hook makes the shims of each.
  if [ "$(id -u)" = 0 ]; then
    case $prefix/ in
      "${HOME:-/nowhere}"/*) ;;
      *)
        if [ -z "$yes" ]; then
          print_next_step
          return
        fi
        ;;
    esac
  fi
  "$tvm" shims >/dev/null </dev/null || fail 'installed, but cannot create the shims'
  if "$tvm" setup --help 2>/dev/null </dev/null | grep -q 'tvm setup'; then
    if [ -n "$yes" ] || agrees 'Set up your shell, so that tvm and its shims are on PATH?'; then
      if "$tvm" setup --yes </dev/null >"$work/setup" 2>&1; then
        if [ -z "$quiet" ]; then cat "$work/setup"; fi
        return
      fi
      cat "$work/setup" >&2
    fi
  fi
  print_next_step
}

# Leaves nothing behind: neither a half file, nor folders that were made for nothing.
clean_up() {
  if [ -n "$new" ]; then rm -f -- "$new"; fi
  if [ -z "$listed" ] && [ -f "$work/made" ]; then
    entries folder "$work/made" | while IFS= read -r name; do
      rmdir -- "$root/${name#.}" 2>/dev/null || :
    done
  fi
  rm -rf "${work:?}"
}

main() {
  read_arguments "$@"
  work=$(mktemp -d)
  new='' listed=''
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  if [ -n "$uninstall" ]; then
    remove_installed
    return
  fi
  # The clone that this script lies in, if it does.
  source=
  case $0 in
    */install.sh | install.sh)
      above=$(CDPATH='' cd -- "$(dirname -- "$0")/.." 2>/dev/null && pwd) || above=
      if [ -f "$above/Package.swift" ] && [ -f "$above/shell/build.sh" ]; then source=$above; fi
      ;;
  esac
  if [ -n "$source" ]; then
    release_key=$(sed -n 's/^key=//p' "$source/share/release.conf")
  elif [ -z "$from" ]; then
    from=$release_address
    if [ -z "$from" ]; then
      warn 'no address of releases is built in'
      fail 'help: --from ADDRESS, FOLDER or FILE'
    fi
  fi
  key=${key:-$release_key}
  check_target
  if [ -n "$from" ]; then bring_release; else build_release; fi
  place_everything
  finish
}

main "$@"
