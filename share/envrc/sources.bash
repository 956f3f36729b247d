# shellcheck shell=bash
# The functions of stdlib.bash for other files: environment files, .env files, whatever is sourced; read
# when one of them is called, or when a text has a word for that.
# shellcheck disable=SC2154 # stdlib.bash sets what it begins with.

# -- Checked files ---------------------------------------------------------------------------------

# Succeeds, and sets __tvm_text to its content, if a file was approved together with the environment file.
#   __tvm_is_approved ABSOLUTE_PATH
__tvm_is_approved() {
  local __tvm_index=0 __tvm_content='' IFS=
  while ((__tvm_index < ${#__tvm_approved[@]})); do
    if [[ ${__tvm_approved[__tvm_index]} == "$1" && -f $1 && -r $1 ]]; then
      # Stops at a NUL, which no approved file has.
      read -r -d '' __tvm_content <"$1" || :
      if [[ $__tvm_content != "${__tvm_approved[__tvm_index + 1]}" ]]; then return 1; fi
      __tvm_text=$__tvm_content
      return 0
    fi
    __tvm_index=$((__tvm_index + 2))
  done
  return 1
}

# Sets __tvm_text to the content of a file if it is approved; ends the evaluation if it is not. A file
# that was not approved together with the environment file costs a process.
#   __tvm_take ABSOLUTE_PATH
__tvm_take() {
  if [[ -z $__tvm_checks ]]; then
    IFS='' read -r -d '' __tvm_text <"$1" || :
    return 0
  fi
  if ! __tvm_is_approved "$1"; then __tvm_ask "$1"; fi
  printf 'source %s\0' "$1" >&10
}

# Sets __tvm_text to the content of a file that the program approves; ends the evaluation if it does not.
# One process.
#   __tvm_ask FILE
__tvm_ask() {
  # The `.` keeps the line ends at the end of the file.
  if __tvm_text=$("$__tvm_program" approve-source "$__tvm_file" "$1" ${__tvm_start:+"$__tvm_start"} && printf .); then
    __tvm_text=${__tvm_text%.}
    return 0
  fi
  # Of an open file the program tells the name.
  printf 'refused %s\0' "${__tvm_text:-$1}" >&10
  exit 1
}

# Evaluates __tvm_text as the content of a file that goes by NAME, with the words after it as its
# arguments.
#   __tvm_load NAME [ARGUMENT…]
__tvm_load() {
  BASH_SOURCE[0]=${BASH_SOURCE[1]}
  __tvm_evaluate_text "$@"
  set -- $?
  if [[ ${#__tvm_declared[@]} -gt 0 ]]; then __tvm_call elsewhere declare_globally; fi
  return "$1"
}

# The same, but what `declare` made at the top of the file, which was local to this function, is in
# __tvm_declared.
__tvm_evaluate_text() {
  local __tvm_status __tvm_locals='' __tvm_depth='' __tvm_before='' __tvm_after=''
  BASH_SOURCE[0]=${BASH_SOURCE[1]}
  __tvm_name=$1
  # A text without the words need not be asked.
  case $__tvm_text in *declare* | *typeset*) __tvm_locals=1 ;; esac
  case $__tvm_text in *set* | *shift*) __tvm_depth=$__tvm_caller ;; esac
  __tvm_caller=''
  shift
  if [[ $__tvm_depth ]]; then printf -v __tvm_before '%q ' $# "$@"; fi
  builtin enable source
  command source "$__tvm_library/frame.bash"
  __tvm_status=$?
  if [[ $__tvm_depth ]]; then
    printf -v __tvm_after '%q ' $# "$@"
    if [[ $__tvm_after != "$__tvm_before" ]]; then
      __tvm_call elsewhere hand_over "$__tvm_depth" "${__tvm_after#* }"
    fi
  fi
  if [[ $__tvm_locals ]]; then
    # Two processes.
    __tvm_locals=$(local)
    __tvm_call elsewhere keep_declared
  fi
  return $__tvm_status
}

# -- Environment files -----------------------------------------------------------------------------

# Evaluates another environment file, in its folder.
#   source_env FILE|FOLDER
__tvm_source_env() {
  local REPLY __tvm_path=$1 __tvm_back=$PWD
  # A tilde that nobody expanded.
  # shellcheck disable=SC2088
  if [[ $__tvm_path/ == '~/'* ]]; then __tvm_path=${HOME-}${__tvm_path:1}; fi
  if [[ -d $__tvm_path ]]; then __tvm_path=${__tvm_path%/}/.envrc; fi
  realpath.absolute "$__tvm_path"
  __tvm_path=$REPLY
  watch_file "$__tvm_path"
  if [[ -z $1 || ! -e $__tvm_path ]]; then
    log_status "referenced $1 does not exist"
    return 1
  fi
  if [[ $__tvm_says_loading ]]; then
    __tvm_call basics shorten "$__tvm_path"
    log_status "loading $REPLY"
  fi
  builtin cd -- "${__tvm_path%/*}/" >/dev/null || return
  if [[ $__tvm_evaluates ]]; then
    __tvm_take "$__tvm_path"
    __tvm_load "./${__tvm_path##*/}" "$1"
  else
    builtin source "$__tvm_path" "$1"
  fi
  # Its status is that of this function.
  # shellcheck disable=SC2164
  builtin cd -- "$__tvm_back" >/dev/null
}

__tvm_source_env_if_exists() {
  watch_file "$1"
  if [[ -f $1 ]]; then source_env "$1"; fi
}

# Evaluates the nearest environment file of the parents.
#   _source_up [NAME]
__tvm__source_up() {
  local REPLY
  if [[ $PWD == / ]] || ! __tvm_call basics find_up_to_reply "${1:-.envrc}" "${PWD%/*}"; then return 1; fi
  source_env "$REPLY"
}

__tvm_source_up() {
  local REPLY
  if [[ $PWD == / ]] || ! __tvm_call basics find_up_to_reply "${1:-.envrc}" "${PWD%/*}"; then
    log_error "No ancestor ${1:-.envrc} found"
    return 1
  fi
  source_env "$REPLY"
}

__tvm_source_up_if_exists() {
  local REPLY
  if [[ $PWD == / ]] || ! __tvm_call basics find_up_to_reply "${1:-.envrc}" "${PWD%/*}"; then return 0; fi
  source_env "$REPLY"
}

# -- .env files ------------------------------------------------------------------------------------

# Reads a .env file, by default that of this folder.
#   dotenv [FILE|FOLDER]
__tvm_dotenv() {
  local REPLY path=${1:-$PWD/.env}
  if [[ -d $path ]]; then path=${path%/}/.env; fi
  watch_file "$path"
  if [[ ! -f $path ]]; then
    log_error ".env at $path not found"
    return 1
  fi
  realpath.absolute "$path"
  __tvm_take "$REPLY"
  __tvm_export_dotenv "$REPLY"
}

__tvm_dotenv_if_exists() {
  local path=${1:-$PWD/.env}
  if [[ -d $path ]]; then path=${path%/}/.env; fi
  watch_file "$path"
  if [[ -f $path ]]; then dotenv "$path"; fi
}

# Exports what __tvm_text says in the rules of .env files. A short file whose lines have neither quotes
# nor expansions is read here, every other one costs a process.
#   __tvm_export_dotenv ABSOLUTE_PATH
__tvm_export_dotenv() {
  local __tvm_pairs=''
  if ! __tvm_read_simple_dotenv; then
    __tvm_pairs=$(printf %s "$__tvm_text" | "$__tvm_program" dotenv-export "$1") || return
  fi
  __tvm_text=$__tvm_pairs
  __tvm_load "$1"
}

# Sets __tvm_pairs to code for the lines of __tvm_text, line by line, if all of them are simple.
__tvm_read_simple_dotenv() {
  local line simple='^[ 	]*(export[ 	]+)?([A-Za-z_][A-Za-z0-9_]*)=([A-Za-z0-9_./:@%+,=-]*)[ 	]*$'
  if [[ ${#__tvm_text} -gt 4000 ]]; then return 1; fi
  while IFS= read -r line; do
    case $line in
      '' | '#'*) ;;
      *)
        if [[ ! $line =~ $simple ]]; then return 1; fi
        __tvm_pairs+="export ${BASH_REMATCH[2]}=${BASH_REMATCH[3]}"
        ;;
    esac
    __tvm_pairs+=$'\n'
  done <<<"$__tvm_text"
}

# -- What is sourced -------------------------------------------------------------------------------

# `source FILE [ARGUMENT…]`, for a file that is allowed.
__tvm_source() {
  local REPLY
  BASH_SOURCE[0]=${BASH_SOURCE[1]}
  if [[ ${1-} == -- ]]; then shift; fi
  if [[ $# -eq 0 ]]; then
    __tvm_complain 'source: filename argument required'
    return 2
  fi
  REPLY=$1
  case $1 in
    */*) ;;
    *) __tvm_call elsewhere search_path "$1" ;;
  esac
  if [[ -d $REPLY ]]; then
    __tvm_complain "source: $1: is a directory"
    return 1
  elif [[ ! -e $REPLY ]]; then
    __tvm_complain "$1: No such file or directory"
    return 1
  fi
  set -- "$REPLY" "${@:2}"
  case $1 in
    /dev/* | /proc/*)
      # What a program prints, or the text stands in the environment file itself; but it can also be a
      # file that was opened. One process.
      if [[ -f $1 ]]; then __tvm_ask "$1"; else __tvm_text=$(<"$1"); fi
      ;;
    *)
      if [[ ! -f $1 ]]; then
        __tvm_complain "source: $1: is no regular file"
        return 1
      fi
      realpath.absolute "$1"
      __tvm_take "$REPLY"
      ;;
  esac
  __tvm_load "$@"
}

# The same for a caller with positional parameters, which a file without arguments sees.
#   __tvm_source_with COUNT PARAMETER… FILE [ARGUMENT…]
__tvm_source_with() {
  local __tvm_words=$(($1 + 1)) __tvm_caller=''
  BASH_SOURCE[0]=${BASH_SOURCE[1]}
  if [[ ${*:__tvm_words + 1:1} == -- ]]; then
    set -- "${@:1:__tvm_words}" "${@:__tvm_words + 2}"
  fi
  if (($# == __tvm_words + 1)); then
    # The file shares the parameters of a caller that has so many functions around it; one more is the
    # function that read this one.
    __tvm_caller=$((${#FUNCNAME[@]} - 1))
    if [[ ${FUNCNAME[1]-} == __tvm_source_with ]]; then __tvm_caller=$((__tvm_caller - 1)); fi
    __tvm_source "${@:$#}" "${@:2:__tvm_words - 1}"
  else
    __tvm_source "${@:__tvm_words + 1}"
  fi
}

# Prints what bash would have, of the line that called `source`.
__tvm_complain() { printf '%s:%s: %s\n' "${BASH_SOURCE[2]}" "${BASH_LINENO[2]}" "$1" >&2; }
