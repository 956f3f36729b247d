# The functions of stdlib.bash for files, environments and questions that come from elsewhere; read
# when one of them is called.
# shellcheck disable=SC2154 # stdlib.bash sets `direnv`.

# Adopts the environment of a command that runs `direnv dump` at its end.
#   direnv_load COMMAND…
__tvm_direnv_load() {
  local __tvm_folder __tvm_status=0 __tvm_outer=${DIRENV_DUMP_FILE_PATH-}
  __tvm_folder=$(mktemp -d "${TMPDIR:-/tmp}/tvm.XXXXXX") || return
  export DIRENV_DUMP_FILE_PATH=$__tvm_folder/dump
  : >"$DIRENV_DUMP_FILE_PATH"
  "$@" || __tvm_status=$?
  if [[ $__tvm_status -ne 0 ]]; then
    log_error "direnv_load: $1 ended with status $__tvm_status"
  elif [[ ! -s $__tvm_folder/dump ]]; then
    log_error "direnv_load: $1 has not run \`direnv dump\`"
    __tvm_status=1
  else
    direnv_apply_dump "$__tvm_folder/dump" || __tvm_status=$?
  fi
  if [[ $__tvm_outer ]]; then
    export DIRENV_DUMP_FILE_PATH=$__tvm_outer
  else
    unset DIRENV_DUMP_FILE_PATH
  fi
  rm -rf -- "$__tvm_folder"
  return $__tvm_status
}

__tvm_direnv_apply_dump() {
  local __tvm_changes
  __tvm_changes=$("$direnv" apply_dump "$1") || return
  eval "$__tvm_changes"
}

# Evaluates a script from the network that has this hash.
#   source_url URL HASH
__tvm_source_url() {
  local __tvm_path
  if [[ -z ${1-} || -z ${2-} ]]; then
    log_error 'source_url takes a URL and its hash, which fetchurl URL prints'
    return 1
  fi
  if [[ $__tvm_says_loading ]]; then log_status "loading $1 ($2)"; fi
  __tvm_path=$(fetchurl "$1" "$2") || return
  # The hash stands in the environment file, so this content is approved with it.
  if [[ $__tvm_evaluates ]]; then
    IFS='' read -r -d '' __tvm_text <"$__tvm_path" || :
    __tvm_call sources load "$__tvm_path" "$1"
  else
    builtin source "$__tvm_path"
  fi
}

# Downloads a file once for every content, and prints where it is; without a hash prints the hash.
#   fetchurl URL [HASH]
__tvm_fetchurl() (
  set +e
  folder=${TVM_HOME:+$TVM_HOME/cache}
  folder=${folder:-${XDG_CACHE_HOME:-${HOME-}/.cache}/tvm}/urls
  url=${1-} wanted=${2-}
  if [[ -z $url ]]; then
    log_error 'fetchurl takes a URL'
    exit 1
  fi
  if [[ $wanted ]]; then
    __tvm_hash_name "$wanted" || exit
    if [[ -f $folder/$name ]]; then
      __tvm_hash_file "${name%%-*}" "$folder/$name" || exit
      # A file that was damaged is fetched anew.
      if [[ $hash == "${name#*-}" ]]; then
        printf '%s\n' "$folder/$name"
        exit 0
      fi
    fi
  fi
  if ! (umask 077 && mkdir -p -- "$folder"); then exit 1; fi
  new=$(mktemp "$folder/.new.XXXXXX") || exit
  trap 'rm -f -- "$new"' EXIT
  if ! curl --fail --silent --show-error --location --output "$new" -- "$url"; then
    log_error "fetchurl: $url cannot be fetched"
    exit 1
  fi
  if [[ -z $wanted ]]; then
    __tvm_hash_file sha256 "$new" || exit
    name=sha256-$hash
  fi
  __tvm_hash_file "${name%%-*}" "$new" || exit
  if [[ $hash != "${name#*-}" ]]; then
    __tvm_encode_hash "$hash"
    log_error "fetchurl: $url has not the hash that was asked for"
    log_error "  asked for ${wanted}"
    log_error "  got       ${name%%-*}-$encoded"
    exit 1
  fi
  chmod 500 "$new" && mv -f -- "$new" "$folder/$name" || exit
  if [[ $wanted ]]; then
    printf '%s\n' "$folder/$name"
  else
    __tvm_encode_hash "$hash"
    printf '%s\n' "sha256-$encoded"
    if [[ -t 1 ]]; then
      printf 'to get the path of the file: fetchurl %q %q\n' "$url" "sha256-$encoded" >&2
    fi
  fi
)

# Sets `name` to ALGORITHM-HEX for the hash ALGORITHM-BASE64.
__tvm_hash_name() {
  local algorithm=${1%%-*} text=${1#*-} digits=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/
  local index bits=0 value=0 before digit byte
  case $algorithm in
    sha256 | sha384 | sha512) ;;
    *)
      log_error "fetchurl: $1 is no hash; those that can be checked are sha256-…, sha384-… and sha512-…"
      return 1
      ;;
  esac
  name=$algorithm-
  text=${text%%=*}
  for ((index = 0; index < ${#text}; index++)); do
    digit=${text:index:1}
    before=${digits%%"$digit"*}
    if [[ $before == "$digits" ]]; then
      log_error "fetchurl: $1 is no hash"
      return 1
    fi
    value=$((value << 6 | ${#before})) bits=$((bits + 6))
    if ((bits >= 8)); then
      bits=$((bits - 8))
      printf -v byte %02x $((value >> bits & 255))
      name+=$byte value=$((value & (1 << bits) - 1))
    fi
  done
}

# Sets `hash` to the hash of a file, in hexadecimal digits.
#   __tvm_hash_file ALGORITHM FILE
__tvm_hash_file() {
  if has "${1}sum"; then
    hash=$("${1}sum" <"$2")
  elif has shasum; then
    hash=$(shasum -a "${1#sha}" <"$2")
  else
    log_error "fetchurl: neither ${1}sum nor shasum is installed"
    return 1
  fi
  hash=${hash%% *}
}

# Sets `encoded` to a hexadecimal hash in base 64.
__tvm_encode_hash() {
  local digits=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/ index value=0 bits=0
  encoded=''
  for ((index = 0; index < ${#1}; index += 2)); do
    value=$((value << 8 | 16#${1:index:2})) bits=$((bits + 8))
    while ((bits >= 6)); do
      bits=$((bits - 6))
      encoded+=${digits:value >> bits & 63:1} value=$((value & (1 << bits) - 1))
    done
  done
  if ((bits > 0)); then encoded+=${digits:value << 6 - bits & 63:1}; fi
  while ((${#encoded} % 4)); do encoded+='='; done
}

# Adds the commands that declare the variables in __tvm_locals, which `local` printed, to __tvm_declared.
__tvm_keep_declared() {
  local __tvm_line __tvm_names=() IFS=$' \t\n' __tvm_form='^(declare -[^ ]+ )?([A-Za-z_][A-Za-z0-9_]*)(=|$)'
  # A line may also be part of a value; to declare a variable once more as it is does no harm.
  while read -r __tvm_line; do
    if [[ $__tvm_line =~ $__tvm_form && ${BASH_REMATCH[2]} != __tvm_* ]]; then
      __tvm_names+=("${BASH_REMATCH[2]}")
    fi
  done <<<"$__tvm_locals"
  while IFS='' read -r -d '' __tvm_line; do
    __tvm_declared+=("$__tvm_line")
  done < <(
    for __tvm_line in ${__tvm_names+"${__tvm_names[@]}"}; do
      declare -p "$__tvm_line" 2>/dev/null && printf '\0'
    done
  )
}

# Makes the variables in __tvm_declared those of whoever sourced the file.
__tvm_declare_globally() {
  local __tvm_line __tvm_flags __tvm_commands=("${__tvm_declared[@]}")
  local __tvm_form='^declare -([^ ]+) ([A-Za-z_][A-Za-z0-9_]*)(=?)'
  __tvm_declared=()
  for __tvm_line in "${__tvm_commands[@]}"; do
    if [[ ! $__tvm_line =~ $__tvm_form ]]; then continue; fi
    __tvm_flags=${BASH_REMATCH[1]}
    if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 402)); then
      eval "declare -g ${__tvm_line#declare }"
    fi
    # Where the file was sourced, a variable of the same name may hide the global one.
    if [[ ${BASH_REMATCH[3]} && $__tvm_flags != *[nr]* ]]; then
      eval "${__tvm_line#declare -"$__tvm_flags" }"
      if [[ $__tvm_flags == *x* ]]; then export "${BASH_REMATCH[2]}"; fi
    fi
  done
}

# Gives the caller of `source` the parameters that a file has left, which no function can set for its
# caller, right before the next command there. Too late for a `for` or a subshell that comes next.
#   __tvm_hand_over DEPTH QUOTED_PARAMETERS
__tvm_hand_over() {
  # shellcheck disable=SC2064 # Expanded now: it is about this call.
  trap "if ((\${#FUNCNAME[@]} <= $1)); then
    if ((\${#FUNCNAME[@]} == $1)); then set -- $2; fi
    trap - DEBUG
  fi" DEBUG
}

# Defines the functions that the environment brings, which a privileged bash leaves alone: none by the
# name of a function of the library or of a command of bash, which the library relies on. Another bash
# reads them, because it takes what is a function and nothing else. Two processes.
__tvm_import_functions() {
  local __tvm_function __tvm_name
  while IFS='' read -r -d '' __tvm_function; do
    __tvm_name=${__tvm_function%% *}
    if [[ $__tvm_name == __tvm_* || $(type -t -- "$__tvm_name") == @(builtin|function|keyword) ]]; then
      continue
    fi
    eval "$__tvm_function"
    # shellcheck disable=SC2163 # The name is the value.
    export -f "$__tvm_name"
  done < <(
    unset BASH_ENV POSIXLY_CORRECT
    # shellcheck disable=SC2016 # Expanded there.
    "$BASH" --noprofile --norc +o posix -c 'while builtin read -r _ _ name; do
      builtin declare -f -- "$name" && builtin printf "\0"
    done <<<"$(builtin declare -F)"'
  )
}

# Sets REPLY to where `source NAME` finds NAME.
__tvm_search_path() {
  local rest=${PATH-}: folder
  REPLY=$1
  while [[ $rest ]]; do
    folder=${rest%%:*}
    rest=${rest#*:}
    if [[ -f ${folder:-.}/$1 ]]; then
      REPLY=${folder:-.}/$1
      return 0
    fi
  done
}

# What users' functions ask of the program by the name of direnv, without a process: nix-direnv has to
# know the watched files, and which version this is; older scripts evaluate what `direnv watch` prints.
__tvm_direnv() {
  local path separator='' slash="\\"
  case ${1-} in
    version | --version)
      direnv_version "${@:2}"
      return
      ;;
    show_dump)
      if [[ ${2-} == "$__tvm_watches" ]]; then
        printf '['
        for path in "${__tvm_watched[@]}"; do
          path=${path//"$slash"/"$slash$slash"}
          path=${path//\"/"$slash\""}
          path=${path//$'\n'/"${slash}n"}
          printf '%s\n  {\n    "path": "%s"\n  }' "$separator" "$path"
          separator=,
        done
        printf '\n]\n'
        return
      fi
      ;;
    watch | watch-dir)
      if [[ $1 == watch ]]; then watch_file "${@:3}"; else watch_dir "${@:3}"; fi
      return
      ;;
  esac
  command "$direnv" "$@"
}

# For scripts that read this file as direnv does.
#   __main__ COMMAND…
__tvm___main__() {
  local __tvm_name
  exec 3>&1 1>&2
  # Two processes.
  trap '"$direnv" dump json "" >&3' EXIT
  __tvm_find_user_files
  for __tvm_name in ${__tvm_user_files[@]+"${__tvm_user_files[@]}"}; do builtin source "$__tvm_name"; done
  "$@"
}

# Says why no program can be started any more: the environment is too large.
__tvm_measure() {
  local __tvm_name __tvm_value __tvm_largest='' __tvm_size=0 LC_ALL=C
  while IFS= read -r __tvm_name; do
    __tvm_value=${!__tvm_name-}
    if [[ ${#__tvm_value} -gt $__tvm_size ]]; then
      __tvm_largest=$__tvm_name __tvm_size=${#__tvm_value}
    fi
  done < <(compgen -e)
  printf 'tvm: the environment is too large to start programs: %s has %d bytes\n' \
    "$__tvm_largest" "$__tvm_size" >&2
}
