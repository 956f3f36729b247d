# shellcheck shell=bash
# The functions of stdlib.bash for messages, paths, lists of paths and watched files, and those that find
# others by a name; read when one of them is called. None of them starts a process, but where a comment
# says so.
# shellcheck disable=SC2154 # stdlib.bash sets what it begins with.

# -- Messages --------------------------------------------------------------------------------------

__tvm_log_status() {
  local IFS=' '
  if [[ -z $DIRENV_LOG_FORMAT ]]; then return 0; fi
  if [[ $__tvm_log_filter && ! "$*" =~ $__tvm_log_filter ]]; then return 0; fi
  # The format is the user's.
  # shellcheck disable=SC2059
  printf "$DIRENV_LOG_FORMAT\n" "$*" >&2
}

__tvm_log_error() {
  local IFS=' '
  if [[ -z $DIRENV_LOG_FORMAT ]]; then return 0; fi
  # shellcheck disable=SC2059
  printf "$DIRENV_LOG_FORMAT\n" "$*" >&2
}

# -- Strictness ------------------------------------------------------------------------------------

__tvm_strict_env() { __env_strictness -euo "$@"; }

__tvm_unstrict_env() { __env_strictness +euo "$@"; }

# Sets or unsets errexit, nounset and pipefail from here on, or for one command.
#   __env_strictness -euo|+euo [COMMAND…]
__tvm___env_strictness() {
  case $1 in
    strict) set -- -euo "${@:2}" ;;
    unstrict) set -- +euo "${@:2}" ;;
  esac
  if [[ $# -eq 1 ]]; then
    set "$1" pipefail
    return
  fi
  local __tvm_flags=$- __tvm_pipe=+o __tvm_status=0
  if [[ :$SHELLOPTS: == *:pipefail:* ]]; then __tvm_pipe=-o; fi
  set "$1" pipefail
  "${@:2}"
  __tvm_status=$?
  case $__tvm_flags in *e*) set -e ;; *) set +e ;; esac
  case $__tvm_flags in *u*) set -u ;; *) set +u ;; esac
  set $__tvm_pipe pipefail
  return $__tvm_status
}

# -- Words and paths -------------------------------------------------------------------------------

__tvm_has() { type "$1" &>/dev/null; }

__tvm_join_args() { printf '%q ' "$@"; }

__tvm_realpath_dirname() {
  REPLY=.
  case $1 in
    /) REPLY=/ ;;
    */*)
      REPLY=${1%/*}
      REPLY=${REPLY:-/}
      ;;
  esac
}

__tvm_realpath_basename() {
  REPLY=${1%"${1##*[!/]}"}
  REPLY=${REPLY##*/}
  REPLY=${REPLY:-/}
}

# Sets REPLY to the absolute path of the last argument, each seen from the one before it and the
# first from here. Links are not followed.
__tvm_realpath_absolute() {
  local rest part
  REPLY=$PWD
  while [[ $# -gt 0 ]]; do
    rest=$1/
    if [[ $1 == /* ]]; then REPLY=''; fi
    if [[ $REPLY == / ]]; then REPLY=''; fi
    while [[ $rest ]]; do
      part=${rest%%/*}
      rest=${rest#*/}
      case $part in
        '' | .) ;;
        ..) REPLY=${REPLY%/*} ;;
        *) REPLY=$REPLY/$part ;;
      esac
    done
    REPLY=${REPLY:-/}
    shift
  done
}

__tvm_expand_path() {
  local REPLY
  realpath.absolute ${2+"$2"} ${1+"$1"}
  printf '%s\n' "$REPLY"
}

# Sets REPLY to a path as the user would write it.
__tvm_shorten() {
  REPLY=$1
  if [[ ${HOME-} == /?* && $1/ == "$HOME"/* ]]; then REPLY="~${1#"$HOME"}"; fi
}

__tvm_user_rel_path() {
  local REPLY
  if [[ -z ${1#-} ]]; then return 0; fi
  __tvm_shorten "${1#-}"
  printf '%s\n' "$REPLY"
}

# Sets REPLY to the nearest file of a name, from a folder up to the root.
#   __tvm_find_up_to_reply NAME FOLDER
__tvm_find_up_to_reply() {
  local folder=${2%/}
  while :; do
    if [[ -f $folder/$1 ]]; then
      REPLY=$folder/$1
      return 0
    fi
    if [[ -z $folder ]]; then return 1; fi
    folder=${folder%/*}
  done
}

__tvm_find_up() {
  local REPLY
  if ! __tvm_find_up_to_reply "$1" "$PWD"; then return 1; fi
  printf '%s\n' "$REPLY"
}

# Prints the folder for what layouts make, or hands it to `__tvm_find_layout_folder`.
__tvm_direnv_layout_dir() {
  if [[ ${__tvm_layout_folder+set} ]]; then
    __tvm_layout_folder=${direnv_layout_dir:-$PWD/.direnv}
  else
    printf '%s\n' "${direnv_layout_dir:-$PWD/.direnv}"
  fi
}

# Sets REPLY to that folder. A function that the user has defined in place of direnv_layout_dir decides;
# what it remembers in a variable is not lost in the process that its answer takes.
__tvm_find_layout_folder() {
  local __tvm_layout_folder=''
  direnv_layout_dir >/dev/null || :
  REPLY=$__tvm_layout_folder
  unset -v __tvm_layout_folder
  if [[ -z $REPLY ]]; then REPLY=$(direnv_layout_dir); fi
}

# -- Variables that hold lists of paths ------------------------------------------------------------

__tvm_PATH_add() { path_add PATH "$@"; }

# Puts absolute paths before the elements of a variable.
#   path_add VARIABLE PATH…
__tvm_path_add() {
  local __tvm_name=$1 __tvm_path __tvm_added='' REPLY
  shift
  for __tvm_path; do
    realpath.absolute "$__tvm_path"
    __tvm_added+=$REPLY:
  done
  if [[ -z $__tvm_added ]]; then return 0; fi
  __tvm_path=${!__tvm_name-}
  if [[ -z $__tvm_path ]]; then __tvm_added=${__tvm_added%:}; fi
  export "$__tvm_name=$__tvm_added$__tvm_path"
}

__tvm_PATH_rm() { path_rm PATH "$@"; }

# Removes the elements of a variable that match any of the patterns.
#   path_rm VARIABLE PATTERN…
__tvm_path_rm() {
  local __tvm_name=$1 __tvm_rest __tvm_element __tvm_pattern __tvm_kept=''
  shift
  __tvm_rest=${!__tvm_name-}
  if [[ -z $__tvm_rest ]]; then return 0; fi
  __tvm_rest+=:
  while [[ $__tvm_rest ]]; do
    __tvm_element=${__tvm_rest%%:*}
    __tvm_rest=${__tvm_rest#*:}
    for __tvm_pattern; do
      # A pattern, not a word.
      # shellcheck disable=SC2053
      if [[ $__tvm_element == $__tvm_pattern ]]; then continue 2; fi
    done
    __tvm_kept+=:$__tvm_element
  done
  export "$__tvm_name=${__tvm_kept#:}"
}

# An empty element stands for the places where man looks anyway.
__tvm_MANPATH_add() {
  local REPLY
  realpath.absolute "$1"
  export MANPATH="$REPLY:${MANPATH-}"
}

__tvm_load_prefix() {
  local REPLY
  realpath.absolute "$1"
  MANPATH_add "$REPLY/man"
  MANPATH_add "$REPLY/share/man"
  path_add CPATH "$REPLY/include"
  path_add LD_LIBRARY_PATH "$REPLY/lib"
  path_add LIBRARY_PATH "$REPLY/lib"
  path_add PATH "$REPLY/bin"
  path_add PKG_CONFIG_PATH "$REPLY/lib/pkgconfig"
}

# -- What the environment depends on ---------------------------------------------------------------

__tvm_watch_file() {
  local REPLY
  if [[ -z $__tvm_evaluates ]]; then
    # Two processes.
    eval "$("$direnv" watch bash "$@")"
    return
  fi
  while [[ $# -gt 0 ]]; do
    realpath.absolute "$1"
    printf 'watch %s\0' "$REPLY" >&10
    __tvm_watched+=("$REPLY")
    shift
  done
}

__tvm_watch_dir() {
  local REPLY
  if [[ -z $__tvm_evaluates ]]; then
    # Two processes.
    eval "$("$direnv" watch-dir bash "$1")"
    return
  fi
  realpath.absolute "$1"
  printf 'watch-dir %s\0' "$REPLY" >&10
}

# -- Dispatch --------------------------------------------------------------------------------------

# `use NAME …` calls use_NAME, which the user may have defined.
__tvm_use() {
  if ! has "use_${1-}"; then
    log_error "use ${1-}: no function named use_$1"
    return 127
  fi
  # What direnv says all the time, tvm says only when it is started as direnv.
  if [[ $__tvm_says_loading ]]; then log_status "using $*"; fi
  "use_$1" "${@:2}"
}

# `layout NAME …` calls layout_NAME, and marks the folder it made as one that need not be saved.
__tvm_layout() {
  local REPLY __tvm_folder
  if ! has "layout_${1-}"; then
    log_error "layout ${1-}: no function named layout_$1"
    return 127
  fi
  __tvm_find_layout_folder
  __tvm_folder=$REPLY
  "layout_$1" "${@:2}"
  set -- $?
  if [[ -d $__tvm_folder && ! -e $__tvm_folder/CACHEDIR.TAG ]]; then
    printf '%s\n' 'Signature: 8a477f597d28d172789f06886806bc55' \
      '# See https://bford.info/cachedir/' >"$__tvm_folder/CACHEDIR.TAG" || :
  fi
  return "$1"
}

__tvm_layout_go() {
  local REPLY
  __tvm_find_layout_folder
  realpath.absolute "$REPLY/go"
  path_add GOPATH "$REPLY"
  export GOBIN=$REPLY/bin
  PATH_add "$GOBIN"
}
