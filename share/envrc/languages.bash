# The functions of stdlib.bash for languages and package managers; read when one of them is called.
# Each starts the programs of its language that it needs.
# shellcheck disable=SC2154 # stdlib.bash sets `direnv`.

# -- Go and Rust -----------------------------------------------------------------------------------

# Makes tvm's toolchain for a request the active one. Where that is not installed the request holds all
# the same, so that the shim refuses to run another one and names the line that asks for it.
#   use go [REQUEST]
__tvm_use_go() {
  local found REPLY
  if [[ $# -eq 0 ]]; then
    use_tvm
    return
  fi
  __tvm_place
  export TVM_GO_VERSION=$1 TVM_GO_SOURCE=$1@$REPLY
  found=$(__tvm_which go) || found=''
  # For what does not start Go by a shim. The system's own knows where it lives.
  if [[ -z $found || $1 == system ]]; then unset GOROOT; else export GOROOT=${found%/bin/go}; fi
}

# The same for Rust.
#   use rust [REQUEST]
__tvm_use_rust() {
  local REPLY
  if [[ $# -eq 0 ]]; then
    use_tvm
    return
  fi
  __tvm_place
  export RUSTUP_TOOLCHAIN=$1 TVM_RUST_SOURCE=$1@$REPLY
  (__tvm_which rustc) >/dev/null || :
}

# Prints where a program is; says what is not installed, unless the caller does.
__tvm_which() {
  if [[ $__tvm_leaves_missing ]]; then exec 2>/dev/null; fi
  exec "$__tvm_program" which "$1"
}

# Sets REPLY to the line that is being evaluated, as FILE:LINE; lines of the library help nobody.
__tvm_place() {
  local index=1 line
  while [[ ${BASH_SOURCE[index]-} == "$__tvm_library"/* ]]; do index=$((index + 1)); done
  line=${BASH_LINENO[index - 1]}
  REPLY=${BASH_SOURCE[index]-}
  # A file is named as seen from its folder, and may have left that since.
  if [[ $REPLY != /* && ! -e $REPLY ]]; then REPLY=$__tvm_file; fi
  realpath.absolute "$REPLY"
  REPLY+=:$line
}

# Exports what the shims would set in this folder, and follows its version files.
__tvm_use_tvm() {
  local __tvm_changes __tvm_folder=$PWD
  __tvm_changes=$("$__tvm_program" env) || return
  eval "$__tvm_changes"
  watch_file .go-version .tool-versions go.mod go.work rust-toolchain rust-toolchain.toml
  while [[ ${__tvm_folder%/} ]]; do
    __tvm_folder=${__tvm_folder%/*}
    for __tvm_changes in .go-version .tool-versions go.mod go.work rust-toolchain rust-toolchain.toml; do
      if [[ -f $__tvm_folder/$__tvm_changes ]]; then watch_file "$__tvm_folder/$__tvm_changes"; fi
    done
  done
}

# -- Node ------------------------------------------------------------------------------------------

__tvm_layout_node() { PATH_add node_modules/.bin; }

# Adds the Node of a version, or of the nearest one that begins with its numbers.
#   use node [VERSION]
__tvm_use_node() {
  local wanted=${1-} name found IFS=$' \t\n'
  if [[ -z ${NODE_VERSIONS-} || ! -d $NODE_VERSIONS ]]; then
    log_error 'use node: NODE_VERSIONS must name the folder with the installed versions of Node'
    return 1
  fi
  for name in .nvmrc .node-version; do
    if [[ -z $wanted && -f $name ]]; then
      watch_file "$name"
      read -r wanted _ <"$name" || :
    fi
  done
  wanted=${wanted#v}
  if [[ -z $wanted ]]; then
    log_error 'use node: no version is given, and there is no .nvmrc or .node-version'
    return 1
  fi
  __tvm_find_version "$NODE_VERSIONS" "${NODE_VERSION_PREFIX-node-v}" "$wanted" found
  if [[ -z $found ]]; then
    log_error "use node: no version $wanted in $NODE_VERSIONS"
    return 1
  fi
  if [[ ! -x $found/bin/node ]]; then
    log_error "use node: $found/bin/node is no program"
    return 1
  fi
  load_prefix "$found"
}

# Adds a version that nodenv has installed, and the programs of the project's packages.
#   use nodenv VERSION
__tvm_use_nodenv() {
  local NODE_VERSIONS=${NODENV_ROOT:-${HOME-}/.nodenv} NODE_VERSION_PREFIX=''
  if has nodenv; then NODE_VERSIONS=$(nodenv root) || return; fi
  NODE_VERSIONS+=/versions
  use_node "$@" || return
  layout_node
}

# Prints the highest version X.Y.Z among the folders FOLDER/PREFIX*, that begins with the numbers of
# VERSION.
#   semver_search FOLDER PREFIX VERSION
__tvm_semver_search() {
  local folder=${1-} prefix=${2-} partial=${3-} candidate best='' a b c x=0 y=0 z=0
  for candidate in "${folder:-.}/$prefix$partial"*; do
    candidate=${candidate##*/}
    candidate=${candidate#"$prefix"}
    if [[ $partial && $candidate. != "$partial".* ]]; then continue; fi
    if [[ ! $candidate =~ ^([0-9]+)(\.([0-9]+))?(\.([0-9]+))?$ ]]; then continue; fi
    # 10#: 08 is no octal number.
    a=$((10#${BASH_REMATCH[1]})) b=$((10#${BASH_REMATCH[3]:-0})) c=$((10#${BASH_REMATCH[5]:-0}))
    if [[ -z $best ]] || ((a > x || (a == x && (b > y || (b == y && c > z))))); then
      best=$candidate x=$a y=$b z=$c
    fi
  done
  if [[ $best ]]; then printf '%s\n' "$best"; fi
}

# Sets a variable to the folder of a version: the exact one, else the highest that fits.
#   __tvm_find_version FOLDER PREFIX VERSION VARIABLE
__tvm_find_version() {
  local version
  printf -v "$4" ''
  if [[ -d $1/$2$3 ]]; then
    printf -v "$4" '%s' "$1/$2$3"
    return
  fi
  version=$(semver_search "$1" "$2" "$3")
  if [[ $version ]]; then printf -v "$4" '%s' "$1/$2$version"; fi
}

# -- Python ----------------------------------------------------------------------------------------

# A virtual environment in the folder of the layout, or where VIRTUAL_ENV says.
#   layout python [PYTHON [ARGUMENT…]]
__tvm_layout_python() {
  local python=${1-} folder version REPLY
  if [[ -z $python ]]; then
    python=python
    # Not every system has the short name.
    if ! has python && has python3; then python=python3; fi
  fi
  unset PYTHONHOME
  __tvm_call basics find_layout_folder
  folder=$REPLY
  if [[ -z ${1-} && -d $folder/virtualenv ]]; then
    VIRTUAL_ENV=$folder/virtualenv
  else
    version=$("$python" -c 'import platform; print(platform.python_version())')
    if [[ -z $version ]]; then
      log_error "layout python: $python does not say its version"
      return 1
    fi
    # Older versions of direnv had one for each patch.
    if [[ ! -d $folder/python-$version ]]; then
      REPLY=${version#*.}
      version=${version%%.*}.${REPLY%%.*}
    fi
    realpath.absolute "${VIRTUAL_ENV:-$folder/python-$version}"
    VIRTUAL_ENV=$REPLY
    if [[ ! -d $VIRTUAL_ENV ]]; then
      mkdir -p -- "${VIRTUAL_ENV%/*}"
      if "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        "$python" -m venv "${@:2}" "$VIRTUAL_ENV" || return
      elif "$python" -c 'import virtualenv' 2>/dev/null; then
        "$python" -m virtualenv "${@:2}" "$VIRTUAL_ENV" || return
      else
        log_error "layout python: $python has neither venv nor virtualenv"
        return 1
      fi
    fi
  fi
  export VIRTUAL_ENV
  PATH_add "$VIRTUAL_ENV/bin"
}

__tvm_layout_python2() { layout_python python2 "$@"; }

__tvm_layout_python3() { layout_python python3 "$@"; }

# A virtual environment for each version that pyenv has installed; the first is first on PATH. One alone
# may be where VIRTUAL_ENV says.
#   layout pyenv VERSION…
__tvm_layout_pyenv() {
  local __tvm_root __tvm_index __tvm_python __tvm_versions=''
  if [[ $# -eq 0 ]]; then
    log_error 'layout pyenv takes versions that pyenv has installed'
    return 1
  fi
  __tvm_root=$(pyenv root) || return 1
  unset PYENV_VERSION
  if [[ $# -gt 1 ]]; then unset VIRTUAL_ENV; fi
  for ((__tvm_index = $#; __tvm_index > 0; __tvm_index--)); do
    __tvm_python=$__tvm_root/versions/${!__tvm_index}/bin/python
    if [[ ! -x $__tvm_python ]]; then
      log_error "layout pyenv: version ${!__tvm_index} is not installed"
      return 1
    fi
    if [[ $__tvm_versions ]]; then unset VIRTUAL_ENV; fi
    layout_python "$__tvm_python" || return
    __tvm_versions=${!__tvm_index}${__tvm_versions:+:$__tvm_versions}
  done
  export PYENV_VERSION=$__tvm_versions
}

__tvm_layout_pipenv() {
  local file=${PIPENV_PIPFILE:-Pipfile}
  if [[ ! -f $file ]]; then
    log_error "layout pipenv: there is no $file; pipenv makes one"
    exit 2
  fi
  VIRTUAL_ENV=$(pipenv --venv 2>/dev/null) || VIRTUAL_ENV=''
  if [[ -z $VIRTUAL_ENV || ! -d $VIRTUAL_ENV ]]; then
    pipenv install --dev || return
    VIRTUAL_ENV=$(pipenv --venv) || return
  fi
  export VIRTUAL_ENV PIPENV_ACTIVE=1
  PATH_add "$VIRTUAL_ENV/bin"
}

# Activates a conda environment, and makes it first if it does not exist.
#   layout anaconda [NAME|FOLDER|FILE.yml [CONDA]]
__tvm_layout_anaconda() {
  local __tvm_name='' __tvm_folder='' __tvm_file='' __tvm_conda=${2:-conda} __tvm_line REPLY IFS=$' \t\n'
  if ! __tvm_conda=$(type -P "$__tvm_conda"); then
    log_error "layout anaconda: there is no program ${2:-conda}"
    return 1
  fi
  realpath.dirname "$__tvm_conda"
  PATH_add "$REPLY"
  case ${1-} in
    '') __tvm_file=environment.yml ;;
    *.yml) __tvm_file=$1 ;;
    */* | .*)
      realpath.absolute "$1"
      __tvm_folder=$REPLY
      ;;
    *) __tvm_name=$1 ;;
  esac
  if [[ $__tvm_file ]]; then
    watch_file "$__tvm_file"
    if [[ -f $__tvm_file ]]; then
      while read -r __tvm_line; do
        if [[ $__tvm_line == name:* ]]; then
          read -r __tvm_name _ <<<"${__tvm_line#name:}"
          break
        fi
      done <"$__tvm_file"
    fi
    if [[ -z $__tvm_name ]]; then
      log_error "layout anaconda: no environment is named, neither here nor in $__tvm_file"
      return 1
    fi
  fi
  if [[ $__tvm_name ]]; then __tvm_find_conda; fi
  if [[ ! -d $__tvm_folder ]]; then
    __tvm_make_conda || return
    if [[ -z $__tvm_folder ]]; then __tvm_find_conda; fi
  fi
  eval "$("$__tvm_conda" shell.bash activate "${__tvm_folder:-$__tvm_name}")"
}

# Sets __tvm_folder to where conda has the environment __tvm_name.
__tvm_find_conda() {
  local name place
  __tvm_folder=''
  while read -r name place; do
    # An asterisk stands before the place of the one that is active.
    if [[ $name == "$__tvm_name" ]]; then __tvm_folder=${place#\* }; fi
  done < <("$__tvm_conda" env list)
  __tvm_folder=${__tvm_folder#"${__tvm_folder%%[![:space:]]*}"}
}

# Makes the environment that __tvm_file, __tvm_name or __tvm_folder asks for.
__tvm_make_conda() {
  local where=(--prefix "$__tvm_folder")
  if [[ $__tvm_name ]]; then where=(--name "$__tvm_name"); fi
  if [[ $__tvm_file ]]; then
    "$__tvm_conda" env create --file "$__tvm_file"
  elif [[ -f environment.yml ]]; then
    watch_file environment.yml
    "$__tvm_conda" env create --file environment.yml "${where[@]}"
  else
    "$__tvm_conda" create --yes "${where[@]}"
  fi
}

# -- Ruby ------------------------------------------------------------------------------------------

__tvm_layout_ruby() {
  local REPLY
  __tvm_call basics find_layout_folder
  realpath.absolute "$REPLY"
  export GEM_HOME=$REPLY/ruby BUNDLE_BIN=$REPLY/bin
  PATH_add "$GEM_HOME/bin"
  PATH_add "$BUNDLE_BIN"
}

__tvm_use_rbenv() { eval "$(rbenv init -)"; }

# The function that rvm's own script defines takes over.
__tvm_rvm() {
  unset -f rvm
  if [[ ${rvm_scripts_path-} ]]; then
    # shellcheck disable=SC1091 # It is not here.
    source "$rvm_scripts_path/rvm"
  else
    # shellcheck disable=SC1091
    source "${rvm_path:-${HOME-}/.rvm}/scripts/rvm"
  fi
  rvm "$@"
}

# -- Perl, PHP, Julia, OCaml -----------------------------------------------------------------------

__tvm_layout_perl() {
  local folder REPLY
  __tvm_call basics find_layout_folder
  realpath.absolute "$REPLY/perl5"
  folder=$REPLY
  export LOCAL_LIB_DIR=$folder PERL_MB_OPT="--install_base '$folder'" PERL_MM_OPT="INSTALL_BASE=$folder"
  path_add PERL5LIB "$folder/lib/perl5"
  path_add PERL_LOCAL_LIB_ROOT "$folder"
  PATH_add "$folder/bin"
}

__tvm_layout_php() { PATH_add vendor/bin; }

__tvm_layout_julia() { export JULIA_PROJECT=$PWD; }

# Adds the Julia of a version, or the highest that begins with its numbers.
#   use julia VERSION
__tvm_use_julia() {
  local wanted=${1-} found
  wanted=${wanted#v}
  if [[ -z $wanted ]]; then
    log_error 'use julia takes a version'
    return 1
  fi
  if [[ -z ${JULIA_VERSIONS-} || ! -d $JULIA_VERSIONS ]]; then
    log_error 'use julia: JULIA_VERSIONS must name the folder with the installed versions of Julia'
    return 1
  fi
  __tvm_find_version "$JULIA_VERSIONS" "${JULIA_VERSION_PREFIX-julia-}" "$wanted" found
  if [[ -z $found || ! -x $found/bin/julia ]]; then
    log_error "use julia: no version $wanted in $JULIA_VERSIONS"
    return 1
  fi
  # Its libraries are for itself.
  PATH_add "$found/bin"
  MANPATH_add "$found/share/man"
}

__tvm_layout_opam() {
  export OPAMSWITCH=$PWD
  eval "$(opam env "$@")"
}

# -- Package managers ------------------------------------------------------------------------------

__tvm_use_nix() {
  local __tvm_name __tvm_saved=()
  for __tvm_name in NIX_BUILD_TOP TMP TMPDIR TEMP TEMPDIR terminfo; do
    __tvm_saved+=("$__tvm_name" "${!__tvm_name+set}" "${!__tvm_name-}")
  done
  direnv_load nix-shell --show-trace "$@" --run "$(join_args "$direnv" dump)" || return
  # Folders of the shell that is gone.
  set -- "$#" "${__tvm_saved[@]}"
  for ((__tvm_name = 2; __tvm_name < $#; __tvm_name += 3)); do
    if [[ ${*:__tvm_name + 1:1} ]]; then
      export "${*:__tvm_name:1}=${*:__tvm_name + 2:1}"
    else
      unset "${*:__tvm_name:1}"
    fi
  done
  if [[ $1 -eq 0 ]]; then watch_file default.nix shell.nix; fi
}

__tvm_use_flake() {
  local REPLY folder
  local __tvm_nix=(nix --extra-experimental-features 'nix-command flakes')
  watch_file flake.nix flake.lock
  __tvm_call basics find_layout_folder
  folder=$REPLY
  mkdir -p -- "$folder"
  eval "$("${__tvm_nix[@]}" print-dev-env --profile "$folder/flake-profile" "$@")"
  # Each older one would keep what it needs from being collected.
  "${__tvm_nix[@]}" profile wipe-history --profile "$folder/flake-profile"
}

__tvm_use_flox() {
  direnv_load flox activate "$@" -- "$direnv" dump || return
  if [[ $# -eq 0 ]]; then
    watch_dir .flox/env
    watch_file .flox/env.json .flox/env.lock
  fi
}

__tvm_use_guix() { eval "$(guix shell "$@" --search-paths)"; }

# -- Editors ---------------------------------------------------------------------------------------

__tvm_use_vim() { path_add DIRENV_EXTRA_VIMRC "${1:-.vimrc.local}"; }
