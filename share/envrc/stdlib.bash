# The functions that an environment file can call: the same names, arguments and effects as those of
# direnv. How it is started:
#
#   BASH_SOURCE= bash --noprofile --norc -p stdlib.bash evaluate PROGRAM DIRENV FILE 3>RECORDS 4<FILES
#
# evaluates FILE in the environment and the directory it finds. PROGRAM is tvm, DIRENV the program by
# the name direnv. FILES holds pairs of words that end with NUL: first path and content of FILE, then
# of each other file that was approved with it; a first word `:NAME` is a setting. RECORDS receives
# words that end with NUL: `watch FILE`, `watch-dir FOLDER`, `source FILE`, `refused FILE`,
# `required FILE`, `status N` and last `environment`, after which everything is what `env -0` prints.
#
# This file has what every evaluation needs; bash reads and parses a file in half the time that it takes to
# start. The functions themselves stand in other files, which are read when one of them is called.
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
__tvm_strict='' __tvm_log_filter='' __tvm_says_loading='' __tvm_has_functions='' __tvm_leaves_missing='' __tvm_start=''
__tvm_printer=(/usr/bin/env -0)
# What is going on: an evaluation, by now one whose files are checked; the text to evaluate and the name
# of its file; what it declared.
__tvm_evaluates='' __tvm_checks='' __tvm_text='' __tvm_name='' __tvm_declared=() __tvm_caller=''
# The files of this folder that were read.
__tvm_read=' '

# -- Functions that are read when they are called --------------------------------------------------

# Calls __tvm_FUNCTION of another file of this folder. What users define under the name itself stays
# what is called, and they may take the name from here.
#   __tvm_call FILE FUNCTION [ARGUMENT…]
__tvm_call() {
  case $__tvm_read in *" $1 "*) ;; *) __tvm_read_file "$1" ;; esac
  "__tvm_$2" "${@:3}"
}

# Reads another file of this folder, as what it says: an alias of the user's is not meant for it.
__tvm_read_file() {
  local __tvm_expands=-u
  if builtin shopt -q expand_aliases; then __tvm_expands=-s; fi
  builtin shopt -u expand_aliases
  builtin enable source
  builtin source "$__tvm_library/$1.bash"
  __tvm_guard_sources
  builtin shopt "$__tvm_expands" expand_aliases
  __tvm_read+="$1 "
}

log_status() { __tvm_call basics log_status "$@"; }
log_error() { __tvm_call basics log_error "$@"; }
strict_env() { __tvm_call basics strict_env "$@"; }
unstrict_env() { __tvm_call basics unstrict_env "$@"; }
__env_strictness() { __tvm_call basics __env_strictness "$@"; }
has() { __tvm_call basics has "$@"; }
join_args() { __tvm_call basics join_args "$@"; }
realpath.dirname() { __tvm_call basics realpath_dirname "$@"; }
realpath.basename() { __tvm_call basics realpath_basename "$@"; }
realpath.absolute() { __tvm_call basics realpath_absolute "$@"; }
expand_path() { __tvm_call basics expand_path "$@"; }
user_rel_path() { __tvm_call basics user_rel_path "$@"; }
find_up() { __tvm_call basics find_up "$@"; }
direnv_layout_dir() { __tvm_call basics direnv_layout_dir "$@"; }
PATH_add() { __tvm_call basics PATH_add "$@"; }
path_add() { __tvm_call basics path_add "$@"; }
PATH_rm() { __tvm_call basics PATH_rm "$@"; }
path_rm() { __tvm_call basics path_rm "$@"; }
MANPATH_add() { __tvm_call basics MANPATH_add "$@"; }
load_prefix() { __tvm_call basics load_prefix "$@"; }
watch_file() { __tvm_call basics watch_file "$@"; }
watch_dir() { __tvm_call basics watch_dir "$@"; }
use() { __tvm_call basics use "$@"; }
layout() { __tvm_call basics layout "$@"; }
layout_go() { __tvm_call basics layout_go "$@"; }

source_env() { __tvm_call sources source_env "$@"; }
source_env_if_exists() { __tvm_call sources source_env_if_exists "$@"; }
_source_up() { __tvm_call sources _source_up "$@"; }
source_up() { __tvm_call sources source_up "$@"; }
source_up_if_exists() { __tvm_call sources source_up_if_exists "$@"; }
dotenv() { __tvm_call sources dotenv "$@"; }
dotenv_if_exists() { __tvm_call sources dotenv_if_exists "$@"; }

direnv_version() { __tvm_call conditions direnv_version "$@"; }
env_vars_required() { __tvm_call conditions env_vars_required "$@"; }
on_git_branch() { __tvm_call conditions on_git_branch "$@"; }
require_allowed() { __tvm_call conditions require_allowed "$@"; }

direnv_load() { __tvm_call elsewhere direnv_load "$@"; }
direnv_apply_dump() { __tvm_call elsewhere direnv_apply_dump "$@"; }
fetchurl() { __tvm_call elsewhere fetchurl "$@"; }
source_url() { __tvm_call elsewhere source_url "$@"; }
__main__() { __tvm_call elsewhere __main__ "$@"; }

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
      :leaves_missing) __tvm_leaves_missing=$value ;;
      :printer) __tvm_printer=("$value" --environment) ;;
      :*) ;;
      *) __tvm_approved+=("$name" "$value") ;;
    esac
  done
}

# Sets __tvm_user_files to the files with the user's own functions.
__tvm_find_user_files() {
  __tvm_user_files=("$direnv_config_dir"/lib/*.sh)
  if [[ -f $direnv_config_dir/direnvrc ]]; then
    __tvm_user_files+=("$direnv_config_dir/direnvrc")
  elif [[ -f ${HOME-}/.direnvrc ]]; then
    __tvm_user_files+=("$HOME/.direnvrc")
  fi
}

# The user's own files, then the environment file. All of them run in this function: what the former
# declare lives as long as the latter runs, and what that calls sees it.
__tvm_main() {
  # nix-direnv and others ask it for what no program knows here; newer ones by its path.
  direnv() { __tvm_call elsewhere direnv "$@"; }
  if [[ $direnv =~ ^/[A-Za-z0-9_./+-]+$ ]]; then
    eval "function $direnv { direnv \"\$@\"; }"
  fi
  __tvm_find_user_files
  for __tvm_name in ${__tvm_user_files[@]+"${__tvm_user_files[@]}"}; do builtin source "$__tvm_name"; done
  __tvm_text=${__tvm_approved[1]}
  # Read beforehand, where they are likely to be called, their messages name the right line.
  case ${__tvm_user_files[0]-}$__tvm_text in
    /* | *source* | *'. '* | *$'.\t'*) __tvm_read_file sources ;;
  esac
  __tvm_check_sources
  case $__tvm_file in
    */.env)
      __tvm_call sources export_dotenv "$__tvm_file"
      exit
      ;;
  esac
  __tvm_name=./${__tvm_file##*/}
  set -- "$__tvm_file"
  command source "$__tvm_library/frame.bash"
  # Only an exit is a failure, as it is for direnv, and what bash cannot read to its end.
  # Bash 3.2 has the status of any failure there.
  # shellcheck disable=SC2181
  if [[ $? -ne 0 ]] && ! (eval "set -n
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

# What the functions above are the first to call: reads the file that replaces it.
__tvm_source() {
  __tvm_read_file sources
  BASH_SOURCE[0]=${BASH_SOURCE[1]}
  __tvm_source "$@"
}

# The same where an alias was used.
__tvm_source_with() {
  __tvm_read_file sources
  BASH_SOURCE[0]=${BASH_SOURCE[1]}
  __tvm_source_with "$@"
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
    "${__tvm_printer[@]}" ${__tvm_posix:+"$__tvm_posix"} >&3 2>/dev/null || __tvm_call elsewhere measure
    exit 0
  fi
  # Bash would say that it is too long, and then that this was a success.
  shopt -s execfail
  exec 8>&2 2>/dev/null
  # shellcheck disable=SC2093 # It goes on where that is not possible.
  exec "${__tvm_printer[@]}" ${__tvm_posix:+"$__tvm_posix"} >&3
  exec 2>&8
  __tvm_call elsewhere measure
}

if [[ ${1-} == evaluate && $# -eq 4 && -z ${__tvm_library-} ]]; then
  __tvm_evaluates=1 __tvm_program=$2 direnv=${3:-direnv} __tvm_file=$4
  __tvm_library=${0%/*}
  # As it is for direnv. Bash 5 and later can do that.
  BASH_ARGV0=$BASH
  __tvm_finished='' __tvm_has_traps='' __tvm_aliases=''
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
  if [[ ! -x ${__tvm_printer[0]} ]]; then __tvm_printer=("$(type -P env)" -0); fi
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
