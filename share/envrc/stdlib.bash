# The functions that an environment file can call: the same names, arguments and effects as those of
# direnv. How it is started:
#
#   BASH_SOURCE= bash --noprofile --norc -p stdlib.bash evaluate PROGRAM DIRENV FILE 3>RECORDS 4<FILES
#
# evaluates FILE in the environment and the directory it finds. PROGRAM is tvm, DIRENV the program by
# the name direnv. FILES holds pairs of words that end with NUL: first path and content of FILE, then
# of each other file that was approved with it; a first word `:NAME` is a setting. RECORDS receives
# words that end with NUL: `watch FILE`, `watch-dir FOLDER`, `source FILE`, `refused FILE`, `status N`
# and last `environment`, after which everything is what `env -0` prints.
#
# It can also be read by any bash, after `__tvm_library=FOLDER direnv=PROGRAM`: then it only defines
# the functions, and what they would record goes to $direnv.
#
# Rules of this file: a function of the library starts no process unless a comment says which, works
# under `set -euo pipefail` and with any IFS, and where it runs code of the user or takes the name of
# a variable it has no local variable that does not begin with __tvm_. What bash 3.2 cannot do is not
# used; there only the words of some messages differ.

# A BASH_SOURCE that bash finds in its environment it takes for a variable like any other, which it goes
# on to maintain but does not protect: so a text that was read and checked can be evaluated under the
# name of its file, for itself, for the functions it defines and for the messages of bash.
if [[ ${1-} == evaluate && -z ${__tvm_library-} ]]; then
  unset BASH_SOURCE
  BASH_SOURCE=("$0")
fi 2>/dev/null

# Posix mode, which a variable turns on, knows no functions of such names.
if [[ ${POSIXLY_CORRECT+set} ]]; then
  __tvm_posix=POSIXLY_CORRECT=$POSIXLY_CORRECT
  set +o posix
fi
shopt -s gnu_errfmt nullglob extglob

direnv=${direnv-}
DIRENV_LOG_FORMAT=${DIRENV_LOG_FORMAT-tvm: %s}
direnv_config_dir=${DIRENV_CONFIG:-${XDG_CONFIG_HOME:-${HOME-}/.config}/direnv}
# Programs can see by this that they run inside of an environment file.
export DIRENV_IN_ENVRC=1
# The version of direnv whose functions these are.
__tvm_stands_for=2.37.1
# What the program told or FILES said: see `evaluate`.
__tvm_program=${__tvm_program-} __tvm_file='' __tvm_approved=()
__tvm_strict='' __tvm_log_filter='' __tvm_says_loading='' __tvm_has_functions='' __tvm_start=''
# What is going on: an evaluation, by now one whose files are checked; the text to evaluate and the name
# of its file; what it declared.
__tvm_evaluates='' __tvm_checks='' __tvm_text='' __tvm_name='' __tvm_declared=() __tvm_caller=''

# -- Messages --------------------------------------------------------------------------------------

log_status() {
  local IFS=' '
  if [[ -z $DIRENV_LOG_FORMAT ]]; then return 0; fi
  if [[ $__tvm_log_filter && ! "$*" =~ $__tvm_log_filter ]]; then return 0; fi
  # The format is the user's.
  # shellcheck disable=SC2059
  printf "$DIRENV_LOG_FORMAT\n" "$*" >&2
}

log_error() {
  local IFS=' '
  if [[ -z $DIRENV_LOG_FORMAT ]]; then return 0; fi
  # shellcheck disable=SC2059
  printf "$DIRENV_LOG_FORMAT\n" "$*" >&2
}

# What direnv says all the time, tvm says only when it is started as direnv.
__tvm_log_progress() {
  if [[ $__tvm_says_loading ]]; then log_status "$@"; fi
}

# -- Strictness ------------------------------------------------------------------------------------

strict_env() { __env_strictness -euo "$@"; }

unstrict_env() { __env_strictness +euo "$@"; }

# Sets or unsets errexit, nounset and pipefail from here on, or for one command.
#   __env_strictness -euo|+euo [COMMAND…]
__env_strictness() {
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

has() { type "$1" &>/dev/null; }

join_args() { printf '%q ' "$@"; }

realpath.dirname() {
  REPLY=.
  case $1 in
    /) REPLY=/ ;;
    */*)
      REPLY=${1%/*}
      REPLY=${REPLY:-/}
      ;;
  esac
}

realpath.basename() {
  REPLY=${1%"${1##*[!/]}"}
  REPLY=${REPLY##*/}
  REPLY=${REPLY:-/}
}

# Sets REPLY to the absolute path of the last argument, each seen from the one before it and the
# first from here. Links are not followed.
realpath.absolute() {
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

expand_path() {
  local REPLY
  realpath.absolute ${2+"$2"} ${1+"$1"}
  printf '%s\n' "$REPLY"
}

# Sets REPLY to a path as the user would write it.
__tvm_shorten() {
  REPLY=$1
  if [[ ${HOME-} == /?* && $1/ == "$HOME"/* ]]; then REPLY="~${1#"$HOME"}"; fi
}

user_rel_path() {
  local REPLY
  if [[ -z ${1#-} ]]; then return 0; fi
  __tvm_shorten "${1#-}"
  printf '%s\n' "$REPLY"
}

# Sets REPLY to the nearest file of a name, from a folder up to the root.
#   __tvm_find_up NAME FOLDER
__tvm_find_up() {
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

find_up() {
  local REPLY
  if ! __tvm_find_up "$1" "$PWD"; then return 1; fi
  printf '%s\n' "$REPLY"
}

direnv_layout_dir() { printf '%s\n' "${direnv_layout_dir:-$PWD/.direnv}"; }

# -- Variables that hold lists of paths ------------------------------------------------------------

PATH_add() { path_add PATH "$@"; }

# Puts absolute paths before the elements of a variable.
#   path_add VARIABLE PATH…
path_add() {
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

PATH_rm() { path_rm PATH "$@"; }

# Removes the elements of a variable that match any of the patterns.
#   path_rm VARIABLE PATTERN…
path_rm() {
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
MANPATH_add() {
  local REPLY
  realpath.absolute "$1"
  export MANPATH="$REPLY:${MANPATH-}"
}

load_prefix() {
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

watch_file() {
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

watch_dir() {
  local REPLY
  if [[ -z $__tvm_evaluates ]]; then
    # Two processes.
    eval "$("$direnv" watch-dir bash "$1")"
    return
  fi
  realpath.absolute "$1"
  printf 'watch-dir %s\0' "$REPLY" >&10
}

# -- Other files -----------------------------------------------------------------------------------

# Sets __tvm_text to the content of a file if it is approved; ends the evaluation if it is not. A file
# that was not approved together with the environment file costs a process.
#   __tvm_take ABSOLUTE_PATH
__tvm_take() {
  local __tvm_index=0 __tvm_content='' IFS=
  if [[ -z $__tvm_checks ]]; then
    read -r -d '' __tvm_text <"$1" || :
    return 0
  fi
  while ((__tvm_index < ${#__tvm_approved[@]})); do
    if [[ ${__tvm_approved[__tvm_index]} == "$1" && -f $1 && -r $1 ]]; then
      # Stops at a NUL, which no approved file has.
      read -r -d '' __tvm_content <"$1" || :
      if [[ $__tvm_content == "${__tvm_approved[__tvm_index + 1]}" ]]; then
        printf 'source %s\0' "$1" >&10
        __tvm_text=$__tvm_content
        return 0
      fi
      break
    fi
    __tvm_index=$((__tvm_index + 2))
  done
  __tvm_ask "$1"
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

# Evaluates another environment file, in its folder.
#   source_env FILE|FOLDER
source_env() {
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
  __tvm_shorten "$__tvm_path"
  __tvm_log_progress "loading $REPLY"
  builtin cd -- "${__tvm_path%/*}/" >/dev/null || return
  if [[ $__tvm_evaluates ]]; then
    __tvm_take "$__tvm_path"
    __tvm_load "./${__tvm_path##*/}" "$1"
  else
    builtin source "$__tvm_path" "$1"
  fi
  builtin cd -- "$__tvm_back" >/dev/null
}

source_env_if_exists() {
  watch_file "$1"
  if [[ -f $1 ]]; then source_env "$1"; fi
}

# Evaluates the nearest environment file of the parents.
#   _source_up [NAME]
_source_up() {
  local REPLY
  if [[ $PWD == / ]] || ! __tvm_find_up "${1:-.envrc}" "${PWD%/*}"; then return 1; fi
  source_env "$REPLY"
}

source_up() {
  local REPLY
  if [[ $PWD == / ]] || ! __tvm_find_up "${1:-.envrc}" "${PWD%/*}"; then
    log_error "No ancestor ${1:-.envrc} found"
    return 1
  fi
  source_env "$REPLY"
}

source_up_if_exists() {
  local REPLY
  if [[ $PWD == / ]] || ! __tvm_find_up "${1:-.envrc}" "${PWD%/*}"; then return 0; fi
  source_env "$REPLY"
}

# -- .env files ------------------------------------------------------------------------------------

# Reads a .env file, by default that of this folder.
#   dotenv [FILE|FOLDER]
dotenv() {
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

dotenv_if_exists() {
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

# -- Dispatch --------------------------------------------------------------------------------------

# `use NAME …` calls use_NAME, which the user may have defined.
use() {
  if ! has "use_${1-}"; then
    log_error "use ${1-}: no function named use_$1"
    return 127
  fi
  __tvm_log_progress "using $*"
  "use_$1" "${@:2}"
}

# `layout NAME …` calls layout_NAME, and marks the folder it made as one that need not be saved.
layout() {
  local __tvm_folder=${direnv_layout_dir:-$PWD/.direnv}
  if ! has "layout_${1-}"; then
    log_error "layout ${1-}: no function named layout_$1"
    return 127
  fi
  "layout_$1" "${@:2}"
  set -- $?
  if [[ -d $__tvm_folder && ! -e $__tvm_folder/CACHEDIR.TAG ]]; then
    printf '%s\n' 'Signature: 8a477f597d28d172789f06886806bc55' \
      '# See https://bford.info/cachedir/' >"$__tvm_folder/CACHEDIR.TAG" || :
  fi
  return "$1"
}

layout_go() {
  local REPLY
  realpath.absolute "${direnv_layout_dir:-$PWD/.direnv}/go"
  path_add GOPATH "$REPLY"
  export GOBIN=$REPLY/bin
  PATH_add "$GOBIN"
}

# -- Functions that are read when they are called --------------------------------------------------

# Calls __tvm_FUNCTION of another file of this folder. What users define under the name itself stays
# what is called, and they may take the name from here.
#   __tvm_call FILE FUNCTION [ARGUMENT…]
__tvm_call() {
  if ! declare -F "__tvm_$2" >/dev/null; then
    builtin enable source
    builtin source "$__tvm_library/$1.bash"
    __tvm_guard_sources
  fi
  "__tvm_$2" "${@:3}"
}

direnv_version() { __tvm_call conditions direnv_version "$@"; }
env_vars_required() { __tvm_call conditions env_vars_required "$@"; }
on_git_branch() { __tvm_call conditions on_git_branch "$@"; }
require_allowed() { __tvm_call conditions require_allowed "$@"; }

direnv_load() { __tvm_call elsewhere direnv_load "$@"; }
direnv_apply_dump() { __tvm_call elsewhere direnv_apply_dump "$@"; }
fetchurl() { __tvm_call elsewhere fetchurl "$@"; }
source_url() { __tvm_call elsewhere source_url "$@"; }

layout_anaconda() { __tvm_call languages layout_anaconda "$@"; }
layout_julia() { __tvm_call languages layout_julia "$@"; }
layout_node() { __tvm_call languages layout_node "$@"; }
layout_opam() { __tvm_call languages layout_opam "$@"; }
layout_perl() { __tvm_call languages layout_perl "$@"; }
layout_php() { __tvm_call languages layout_php "$@"; }
layout_pipenv() { __tvm_call languages layout_pipenv "$@"; }
layout_pyenv() { __tvm_call languages layout_pyenv "$@"; }
layout_python() { __tvm_call languages layout_python "$@"; }
layout_python2() { __tvm_call languages layout_python2 "$@"; }
layout_python3() { __tvm_call languages layout_python3 "$@"; }
layout_ruby() { __tvm_call languages layout_ruby "$@"; }
rvm() { __tvm_call languages rvm "$@"; }
semver_search() { __tvm_call languages semver_search "$@"; }
use_flake() { __tvm_call languages use_flake "$@"; }
use_flox() { __tvm_call languages use_flox "$@"; }
use_go() { __tvm_call languages use_go "$@"; }
use_guix() { __tvm_call languages use_guix "$@"; }
use_julia() { __tvm_call languages use_julia "$@"; }
use_nix() { __tvm_call languages use_nix "$@"; }
use_node() { __tvm_call languages use_node "$@"; }
use_nodenv() { __tvm_call languages use_nodenv "$@"; }
use_rbenv() { __tvm_call languages use_rbenv "$@"; }
use_rust() { __tvm_call languages use_rust "$@"; }
use_tvm() { __tvm_call languages use_tvm "$@"; }
use_vim() { __tvm_call languages use_vim "$@"; }

# -- Evaluation ------------------------------------------------------------------------------------

# Reads what stands on descriptor 4 into __tvm_approved and the settings.
__tvm_read_files() {
  local name value
  while IFS= read -r -d '' -u 4 name && IFS= read -r -d '' -u 4 value; do
    case $name in
      :config) direnv_config_dir=$value ;;
      :strict_env) __tvm_strict=$value ;;
      :log_format) DIRENV_LOG_FORMAT=${value#-} ;;
      :log_filter) __tvm_log_filter=$value ;;
      :loading) __tvm_says_loading=$value ;;
      :start) __tvm_start=$value ;;
      :functions) __tvm_has_functions=$value ;;
      :*) ;;
      *) __tvm_approved+=("$name" "$value") ;;
    esac
  done
}

# For scripts that read this file as direnv does.
#   __main__ COMMAND…
__main__() {
  exec 3>&1 1>&2
  # Two processes.
  trap '"$direnv" dump json "" >&3' EXIT
  __tvm_load_user_files
  "$@"
}

# The user's own functions.
__tvm_load_user_files() {
  local __tvm_name
  for __tvm_name in "$direnv_config_dir"/lib/*.sh; do
    builtin source "$__tvm_name"
  done
  if [[ -f $direnv_config_dir/direnvrc ]]; then
    builtin source "$direnv_config_dir/direnvrc"
  elif [[ -f ${HOME-}/.direnvrc ]]; then
    builtin source "$HOME/.direnvrc"
  fi
}

# The user's own functions, then the environment file.
__tvm_main() {
  # nix-direnv and others ask it for what no program knows here; newer ones by its path.
  direnv() { __tvm_call elsewhere direnv "$@"; }
  if [[ $direnv =~ ^/[A-Za-z0-9_./+-]+$ ]]; then
    eval "function $direnv { direnv \"\$@\"; }"
  fi
  __tvm_load_user_files
  __tvm_check_sources
  __tvm_text=${__tvm_approved[1]}
  case $__tvm_file in
    */.env)
      __tvm_export_dotenv "$__tvm_file"
      exit
      ;;
  esac
  __tvm_name=./${__tvm_file##*/}
  set -- "$__tvm_file"
  command source "$__tvm_library/frame.bash"
  # Only an exit is a failure, as it is for direnv, and what bash cannot read to its end.
  if [[ $? -eq 2 ]] && ! (eval "set -n
${__tvm_approved[1]}") 2>/dev/null; then exit 2; fi
  # Here, where what the file declared is still to be seen.
  __tvm_finish returned
}

# From here on the files that the environment file reads are checked, in whatever way it sources them.
# The user's own that were read before are not.
__tvm_check_sources() {
  __tvm_checks=1
  source() {
    BASH_SOURCE[0]=${BASH_SOURCE[1]}
    __tvm_source "$@"
  }
  # shellcheck disable=SC1090 # The function above.
  .() {
    BASH_SOURCE[0]=${BASH_SOURCE[1]}
    __tvm_source "$@"
  }
  # A function sees the parameters of its caller only where it is given them. Aliases reach what is read
  # from here on; what does not read them, as `"source"`, calls the functions above.
  # Other aliases stay without effect, as they are in a bash that runs a file, until one asks for them.
  if shopt -q expand_aliases; then __tvm_aliases=1; else unalias -a; fi
  shopt -s expand_aliases
  # shellcheck disable=SC2142 # The parameters are those of where an alias is used, which is the point.
  builtin alias source='__tvm_source_with "$#" "$@"' .='__tvm_source_with "$#" "$@"'
  alias() { if [[ $__tvm_aliases ]]; then builtin alias "$@"; fi; }
  shopt() {
    if [[ " $* " == *' -s '*' expand_aliases '* ]]; then __tvm_aliases=1; fi
    builtin shopt "$@"
  }
  command_not_found_handle() {
    local place index=1
    # Lines of the library help nobody.
    while [[ ${BASH_SOURCE[index]-} == "$__tvm_library"/* ]]; do index=$((index + 1)); done
    place=${BASH_SOURCE[index]-}:${BASH_LINENO[index - 1]}:
    case $1 in
      source | .) printf '%s command %s: files can only be read by %s alone\n' "$place" "$1" "$1" ;;
      *) printf '%s %s: command not found\n' "$place" "$1" ;;
    esac >&2
    return 127
  }
}

# Begins to evaluate __tvm_text.
__tvm_enter() {
  if [[ $__tvm_text == *trap* ]]; then __tvm_has_traps=1; fi
  __tvm_guard_sources
}

# Takes bash's own commands away, which read files unchecked, and come before functions where `builtin`,
# `command` or posix mode says so.
__tvm_guard_sources() {
  if [[ $__tvm_checks ]]; then builtin enable -n source .; fi
}

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
    # The file shares the parameters of a caller that has so many functions around it.
    __tvm_caller=$((${#FUNCNAME[@]} - 1))
    __tvm_source "${@:$#}" "${@:2:__tvm_words - 1}"
  else
    __tvm_source "${@:__tvm_words + 1}"
  fi
}

# Prints what bash would have, of the line that called `source`.
__tvm_complain() { printf '%s:%s: %s\n' "${BASH_SOURCE[2]}" "${BASH_LINENO[2]}" "$1" >&2; }

# Reports the environment that was reached, and ends the process.
#   __tvm_finish [returned]
__tvm_finish() {
  local __tvm_status=$?
  if [[ $__tvm_finished ]]; then return; fi
  __tvm_finished=1
  # Where `exit` ends the process, __tvm_main still has no descriptor 3; where errexit does, it has.
  if [[ -e /dev/fd/10 ]]; then exec 3>&10; fi
  set +eux
  unset DIRENV_DIR DIRENV_FILE DIRENV_IN_ENVRC DIRENV_WATCHES
  if [[ ${#__tvm_outer[@]} -gt 0 ]]; then export "${__tvm_outer[@]}"; fi
  # `set -a` exported some.
  export -n "${!__tvm_@}"
  printf 'status %s\0environment\0' "$__tvm_status" >&3
  if [[ $__tvm_has_traps && ${1-} ]]; then
    # The file may have a trap for the exit, too.
    "$__tvm_env" -0 ${__tvm_posix:+"$__tvm_posix"} >&3 2>/dev/null || __tvm_measure
    exit 0
  fi
  # Bash would say that it is too long, and then that this was a success.
  shopt -s execfail
  exec 8>&2 2>/dev/null
  # shellcheck disable=SC2093 # It goes on where that is not possible.
  exec "$__tvm_env" -0 ${__tvm_posix:+"$__tvm_posix"} >&3
  exec 2>&8
  __tvm_measure
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

if [[ ${1-} == evaluate && $# -eq 4 && -z ${__tvm_library-} ]]; then
  __tvm_evaluates=1 __tvm_program=$2 direnv=${3:-direnv} __tvm_file=$4
  __tvm_library=${0%/*}
  # As it is for direnv. Bash 5 and later can do that.
  BASH_ARGV0=$BASH
  __tvm_finished='' __tvm_has_traps='' __tvm_aliases=''
  __tvm_env=/usr/bin/env
  if [[ ! -x $__tvm_env ]]; then __tvm_env=$(type -P env); fi
  # What the file shall not change for the user: these tell it where it is.
  __tvm_outer=()
  if [[ ${DIRENV_DIR+set} ]]; then __tvm_outer+=("DIRENV_DIR=$DIRENV_DIR"); fi
  if [[ ${DIRENV_FILE+set} ]]; then __tvm_outer+=("DIRENV_FILE=$DIRENV_FILE"); fi
  if [[ ${DIRENV_WATCHES+set} ]]; then __tvm_outer+=("DIRENV_WATCHES=$DIRENV_WATCHES"); fi
  export DIRENV_DIR=-${__tvm_file%/*} DIRENV_FILE=$__tvm_file
  # A word that only the function direnv understands.
  __tvm_watches=tvm __tvm_watched=("$__tvm_file")
  DIRENV_WATCHES=$__tvm_watches
  __tvm_read_files
  if [[ $__tvm_has_functions ]]; then __tvm_call elsewhere import_functions; fi
  # It has done what it was for, which is the start.
  set +p
  builtin cd -P -- "${__tvm_file%/*}/" || exit
  trap __tvm_finish EXIT
  # Without these the status would be that of the last command.
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # Bash keeps descriptor 3 as 10 meanwhile, which the programs it starts do not get.
  exec 4<&- 10<&-
  if [[ $__tvm_strict ]]; then set -euo pipefail; fi
  __tvm_main 3>&-
fi
