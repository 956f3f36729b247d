# The functions of stdlib.bash by which an environment file says what must hold; read when one of them
# is called. None of them starts a process, but where a comment says so.
# shellcheck disable=SC2154 # stdlib.bash sets `__tvm_stands_for`.

__tvm_env_vars_required() {
  local __tvm_name __tvm_status=0
  for __tvm_name; do
    # What programs shall have must be exported.
    if [[ -z ${!__tvm_name-} ]] || ! __tvm_is_exported "$__tvm_name"; then
      log_error "env var $__tvm_name is required but missing/empty"
      __tvm_status=1
    fi
  done
  return $__tvm_status
}

# Versions of bash before 4.4 cannot tell.
__tvm_is_exported() {
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)) || [[ ${!1@a} == *x* ]]
}

# Demands that the user has allowed files that something else reads, by their names, as they are. One
# process where one of them was not approved together with the environment file.
#   require_allowed FILE…
__tvm_require_allowed() {
  local REPLY __tvm_name __tvm_text='' __tvm_required=() __tvm_unknown=''
  for __tvm_name; do
    case /$__tvm_name/ in
      //* | */../*)
        log_error "require_allowed takes paths inside of the project: $__tvm_name"
        return 1
        ;;
    esac
    watch_file "$__tvm_name"
    if [[ ! -e $__tvm_name ]]; then
      log_error "require_allowed: $__tvm_name does not exist"
      return 1
    fi
    realpath.absolute "$__tvm_name"
    __tvm_required+=("$REPLY")
    if ! __tvm_call sources is_approved "$REPLY"; then __tvm_unknown=1; fi
  done
  if [[ -z $__tvm_checks || ${#__tvm_required[@]} -eq 0 ]]; then return 0; fi
  # All of them are asked for at once: the user is to see every name.
  if [[ $__tvm_unknown ]] && ! "$__tvm_program" require-approval "$__tvm_file" "${__tvm_required[@]}"; then
    printf 'required %s\0' "${__tvm_required[@]}" >&10
    exit 1
  fi
  printf 'source %s\0' "${__tvm_required[@]}" >&10
}

__tvm_direnv_version() {
  local have=$__tvm_stands_for want=${1-} mine theirs
  local form='^[0-9]+(\.[0-9]+){0,2}([-+][0-9A-Za-z.+-]+)?$'
  want=${want#v}
  if [[ $# -eq 0 ]]; then
    printf '%s\n' "$have"
    return
  elif [[ ! $want =~ $form ]]; then
    log_error "v$want is not a valid semver version"
    return 1
  fi
  while [[ $have ]]; do
    mine=${have%%.*} theirs=${want%%[!0-9]*}
    if ((10#${mine:-0} > 10#${theirs:-0})); then return 0; fi
    if ((10#${mine:-0} < 10#${theirs:-0})); then
      log_error "current version v$__tvm_stands_for is older than the desired version v${1#v}"
      return 1
    fi
    case $have in *.*) have=${have#*.} ;; *) have='' ;; esac
    case $want in *.*) want=${want#*.} ;; *) want='' ;; esac
  done
}

# Prints nothing; whether this is a git repository, and the branch that is checked out is NAME or matches
# a regular expression.
#   on_git_branch [NAME | -r REGEX]
__tvm_on_git_branch() {
  local folder=${GIT_DIR-} up=$PWD head='' branch='' IFS=
  if [[ ${1-} == -r && -z ${2-} ]]; then
    log_error 'on_git_branch: after -r there must be a regular expression'
    return 1
  fi
  while [[ -z $folder ]]; do
    if [[ -d $up/.git ]]; then
      folder=$up/.git
    elif [[ -f $up/.git ]]; then
      # A worktree or a submodule.
      read -r folder <"$up/.git" || :
      folder=${folder#gitdir: }
      if [[ $folder != /* ]]; then folder=$up/$folder; fi
    elif [[ -z $up ]]; then
      log_error 'on_git_branch: no git repository here or above'
      return 1
    fi
    up=${up%/*}
  done
  if [[ -z ${1-} ]]; then return 0; fi
  watch_file "$folder/HEAD"
  if [[ -f $folder/HEAD ]]; then read -r head <"$folder/HEAD" || :; fi
  case $head in
    # Where git keeps its branches in tables, only git knows: one process.
    'ref: refs/heads/.invalid') branch=$(git branch --show-current) || return ;;
    'ref: refs/heads/'*) branch=${head#ref: refs/heads/} ;;
  esac
  if [[ $1 == -r ]]; then
    [[ $branch =~ $2 ]]
  else
    [[ $branch == "$1" ]]
  fi
}
