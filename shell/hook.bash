# shellcheck shell=bash
# The hook of tvm for bash: `eval "$(tvm hook bash)"`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_cargo, __tvm_settings, __tvm_completions, __tvm_quiet, __tvm_dotenv,
# __tvm_cd and __tvm_functions, which is change/change.bash.
#
# Rules of this file: every name begins with __tvm_ (a user may have made any other name
# read-only), no trap is touched, nothing is printed to standard output, and a prompt at which
# nothing changed starts no process: no `$(…)`, no pipe and no `&` on that way.

# An alias is expanded when a function is read, not when it runs.
# shellcheck disable=SC2015 # An assignment does not fail, and even `if` could be an alias.
\builtin shopt -q expand_aliases && __tvm_aliases=-s || __tvm_aliases=-u
\builtin shopt -u expand_aliases
# `set -a` would export every function and variable of this file.
case $- in *a*) __tvm_exporting=-a ;; *) __tvm_exporting=+a ;; esac
builtin set +a
builtin export -n __tvm_program __tvm_shims __tvm_cargo __tvm_settings __tvm_completions __tvm_quiet __tvm_dotenv __tvm_cd
# shellcheck disable=SC2154 # What stands before this file sets it.
builtin eval "$__tvm_functions"
builtin unset -v __tvm_functions

# Puts the shims first on PATH and takes them out elsewhere; with `remove` only takes them out.
# Every other element stays as it is, empty ones (the current directory) too. Cargo's programs come
# behind the shims if they are not on PATH, and go with them.
__tvm_set_path() {
  local __tvm_rest __tvm_element __tvm_kept=
  if [[ ${PATH+set} ]]; then __tvm_rest=$PATH:; else __tvm_rest=; fi
  while [[ $__tvm_rest ]]; do
    __tvm_element=${__tvm_rest%%:*}
    __tvm_rest=${__tvm_rest#*:}
    if builtin test "$__tvm_element" = "$__tvm_shims"; then continue; fi
    if [[ ${1-} == remove && ${__tvm_cargo_added-} ]] &&
      builtin test "$__tvm_element" = "$__tvm_cargo"; then continue; fi
    __tvm_kept+=:$__tvm_element
  done
  if [[ ${1-} == remove ]]; then
    __tvm_kept=${__tvm_kept#:}
  else
    if [[ ${__tvm_cargo-} && $__tvm_kept: != *":$__tvm_cargo:"* ]]; then
      __tvm_kept=:$__tvm_cargo$__tvm_kept __tvm_cargo_added=1
    fi
    __tvm_kept=$__tvm_shims$__tvm_kept
  fi
  # An assignment, even of the same value, makes bash forget where it found the programs.
  if ! builtin test "${PATH-}" = "$__tvm_kept"; then PATH=$__tvm_kept; fi
  builtin export PATH
}

# Adds a file to what `__tvm_write` makes a function of, and remembers how it begins. The names are
# relative, because the way up is that of the physical directory, as for the shims; so nothing but
# fixed names becomes code. Only regular files are read: a FIFO would hang. `read` stops at a NUL,
# which `$(<file)` would complain about; what IFS does to blanks at either end does not matter.
__tvm_add() {
  if [[ ! -f $1 ]]; then
    __tvm_tests+=" && ! -f $1"
  elif [[ ! -r $1 ]]; then
    __tvm_tests+=" && -f $1 && ! -r $1"
  else
    __tvm_tests+=" && -f $1 && -r $1"
    __tvm_count=$((__tvm_count + 1))
    __tvm_reads+="\\builtin read -r -d '' -n 4096 __tvm_text$__tvm_count <$1 || :
      "
    __tvm_texts+="\$__tvm_text$__tvm_count/"
    builtin read -r -d '' -n 4096 __tvm_text <"$1" || :
    __tvm_content+=$__tvm_text/
  fi
}

# Does the same with a version file, and keeps where it is. Of one that is odd or long the shell does
# not see all that counts.
__tvm_add_version() {
  __tvm_text=
  __tvm_add "$1"
  if [[ -e $1 ]]; then
    __tvm_files[__tvm_found]=${PWD-}/$1 __tvm_found=$((__tvm_found + 1))
    if [[ ! -f $1 || ! -r $1 || ${#__tvm_text} -ge 4096 ]]; then __tvm_odd=1; fi
  fi
}

# Looks from here up to the root for the environment file that counts and, unless there is an argument,
# for version files. At a prompt new environment files are looked for ten levels up or to the home
# directory, new version files here and in directories that have some; others are seen at the next `cd`.
__tvm_walk() {
  local __tvm_up=. __tvm_go=${1-} __tvm_rust=${1-} __tvm_folders __tvm_beyond=
  __tvm_folders=(.)
  __tvm_near='' __tvm_near_text=''
  __tvm_tests='' __tvm_reads='' __tvm_texts='' __tvm_count=0 __tvm_content=''
  __tvm_files=() __tvm_found=0 __tvm_odd=''
  while :; do
    # A directory may have such a name, too.
    if [[ ! $__tvm_near ]]; then
      if [[ -f $__tvm_up/.envrc ]]; then
        __tvm_near=$__tvm_up/.envrc
      elif [[ $__tvm_dotenv && -f $__tvm_up/.env ]]; then
        __tvm_near=$__tvm_up/.env
        __tvm_tests+=" && ! -f $__tvm_up/.envrc"
      elif [[ ! $__tvm_beyond ]]; then
        __tvm_tests+=" && ! -f $__tvm_up/.envrc${__tvm_dotenv:+ && ! -f $__tvm_up/.env}"
        # Each level is three characters, and a test at every prompt.
        if [[ $__tvm_up -ef ${HOME-} || ${#__tvm_up} -gt 30 ]]; then __tvm_beyond=1; fi
      fi
    fi
    # A version file decides for its language, whatever stands above it.
    if [[ ( ! $__tvm_go || ! $__tvm_rust ) && ( $__tvm_up == . || -e $__tvm_up/.tool-versions ||
      ! $__tvm_go &&
      ( -e $__tvm_up/.go-version || -e $__tvm_up/go.mod || -e $__tvm_up/go.work ) ||
      ! $__tvm_rust && ( -e $__tvm_up/rust-toolchain || -e $__tvm_up/rust-toolchain.toml ) ) ]]; then
      __tvm_add_version "$__tvm_up/.tool-versions"
      if [[ ! $__tvm_go ]]; then
        __tvm_add_version "$__tvm_up/.go-version"
        if [[ -f $__tvm_up/.go-version ]]; then __tvm_go=1; fi
        if [[ $__tvm_up != . ]]; then __tvm_folders+=("$__tvm_up"); fi
      fi
      if [[ ! $__tvm_rust ]]; then
        __tvm_add_version "$__tvm_up/rust-toolchain"
        __tvm_add_version "$__tvm_up/rust-toolchain.toml"
        if [[ -f $__tvm_up/rust-toolchain || -f $__tvm_up/rust-toolchain.toml ]]; then __tvm_rust=1; fi
      fi
    fi
    # Over the root is the root; a deleted directory has nothing above it.
    if [[ $__tvm_near && $__tvm_go && $__tvm_rust || $__tvm_up/.. -ef $__tvm_up ||
      ! -e $__tvm_up/.. ]]; then break; fi
    __tvm_up+=/..
  done
  # Modules mean nothing where a version file decides, those below it neither.
  if [[ ! $__tvm_go ]]; then
    for __tvm_up in "${__tvm_folders[@]}"; do
      __tvm_add_version "$__tvm_up/go.mod"
      __tvm_add_version "$__tvm_up/go.work"
    done
  fi
  if [[ $__tvm_near && -r $__tvm_near ]]; then
    builtin read -r -d '' -n 4096 __tvm_near_text <"$__tvm_near" || :
  fi
}

# Writes the function that runs before each prompt, whose argument, if any, is the status to leave
# behind. Something may have changed if the directory did, a variable that decides which toolchain is
# active, the beginning of a known file, or which of them exist. Compiled, that takes half the time of
# a loop over lists of names; `local` would take as long as two of the tests.
__tvm_write() {
  local __tvm_code="if ! { [[ $__tvm_circumstances == \"\$__tvm_seen\"$__tvm_tests ]]"
  if [[ ${__tvm_environment_file-} ]]; then __tvm_code+=' && __tvm_same_environment'; fi
  if [[ ${__tvm_young-} ]]; then __tvm_code+=' && false'; fi
  if [[ $__tvm_texts ]]; then
    __tvm_code+=" && {
      ${__tvm_reads}[[ $__tvm_texts == \"\$__tvm_content\" ]]
    }"
  fi
  # Projects are alike.
  if builtin test "$__tvm_code" = "${__tvm_written-}"; then return 0; fi
  __tvm_written=$__tvm_code
  builtin eval "__tvm_prompt() {
    $__tvm_code; }; then __tvm_ask; fi
    case \$- in
      *a*) \\builtin export -n \"\${!__tvm_@}\" ;;
      # Any other status would end the shell.
      *e*) ;;
      *) \\return \"\${1:-0}\" ;;
    esac
  }"
  builtin export -nf __tvm_prompt
}

# Sets __tvm_now to all that decides which toolchain is active, except for where the version files are:
# variables, what those files say, the settings.
__tvm_note() {
  local __tvm_file
  builtin eval "__tvm_now=$__tvm_variables//$__tvm_places"
  __tvm_now+=//$__tvm_content
  for __tvm_file in "$__tvm_settings" "${RUSTUP_HOME:-${HOME-}/.rustup}/settings.toml"; do
    __tvm_text=
    if [[ -f $__tvm_file && -r $__tvm_file ]]; then
      builtin read -r -d '' -n 4096 __tvm_text <"$__tvm_file" || :
    fi
    __tvm_now+=//$__tvm_text
    if [[ ${#__tvm_text} -ge 4096 ]]; then __tvm_odd=1; fi
  done
  # The last one may have something to say about this directory.
  case $__tvm_text in *overrides*=*) __tvm_odd=1 ;; esac
}

# Remembers that __tvm_active is what is active where `__tvm_walk` and `__tvm_note` have been.
__tvm_remember() {
  __tvm_known=$__tvm_now __tvm_known_directory=${PWD-} __tvm_known_count=$__tvm_found
  __tvm_known_files=(${__tvm_files[@]+"${__tvm_files[@]}"})
}

# Succeeds if __tvm_active is what is active here, too: the same version files decide, or none.
__tvm_knows() {
  local __tvm_index __tvm_one __tvm_other
  if [[ ! ${__tvm_known-} || $__tvm_now != "$__tvm_known" || $__tvm_found != "$__tvm_known_count" ]]; then
    return 1
  fi
  if [[ ${PWD-} != "$__tvm_known_directory" ]]; then
    if [[ $__tvm_odd ]]; then return 1; fi
    # Somebody may have mended it meanwhile.
    case $__tvm_active in *$'\t''missing '* | *$'\t''error '*) return 1 ;; esac
  fi
  for ((__tvm_index = 0; __tvm_index < __tvm_found; __tvm_index++)); do
    __tvm_one=${__tvm_files[__tvm_index]} __tvm_other=${__tvm_known_files[__tvm_index]}
    if [[ ${__tvm_one##*/} != "${__tvm_other##*/}" ||
      ! ${__tvm_one%/*}/ -ef ${__tvm_other%/*}/ ]]; then return 1; fi
  done
}

# Prints what is active now where it differs from what was told last.
__tvm_report() {
  local __tvm_rest __tvm_line __tvm_language __tvm_what __tvm_source __tvm_first=
  if ! __tvm_knows; then
    if [[ ! -x $__tvm_shims/tvm-shim ]]; then return 0; fi
    __tvm_known=
    # `exec` saves a second process.
    __tvm_active=$(exec "$__tvm_shims/tvm-shim" --active 2>/dev/null) || return 0
    __tvm_remember
  fi
  # What is active when the shell starts is no change.
  if [[ ! ${__tvm_told+set} ]]; then __tvm_first=1; fi
  __tvm_rest=$__tvm_active
  while [[ $__tvm_rest && ! $__tvm_first ]]; do
    __tvm_line=${__tvm_rest%%$'\n'*}
    __tvm_rest=${__tvm_rest#"$__tvm_line"}
    __tvm_rest=${__tvm_rest#$'\n'}
    __tvm_language=${__tvm_line%%$'\t'*}
    __tvm_what=${__tvm_line#*$'\t'}
    __tvm_source=${__tvm_what#*$'\t'}
    __tvm_what=${__tvm_what%%$'\t'*}
    # The same toolchain for another reason is no change.
    case $'\n'$__tvm_told in *$'\n'"$__tvm_language"$'\t'"$__tvm_what"$'\t'*) continue ;; esac
    case $__tvm_what in
      error\ *) __tvm_line="$__tvm_language: ${__tvm_what#error }" ;;
      missing\ *)
        __tvm_line="$__tvm_language ${__tvm_what#missing } is not installed"
        __tvm_line+=" ($__tvm_source); run: tvm install"
        ;;
      *) __tvm_line="$__tvm_language $__tvm_what${__tvm_source:+ ($__tvm_source)}" ;;
    esac
    builtin printf 'tvm: %s\n' "$__tvm_line" >&2 || :
  done
  __tvm_told=$__tvm_active
}

# Brings the environment up to date, asks what is active, and remembers in what circumstances. The
# files are read before anybody is asked about them, so a change in between is seen at the next prompt.
__tvm_ask() {
  # What traces or traps each command would show values; `-k` would take them for the command's own.
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] >= 44)); then local - && builtin set +xTk; fi
  local __tvm_tests __tvm_reads __tvm_texts __tvm_count __tvm_files __tvm_found __tvm_odd __tvm_now
  local __tvm_silent=
  if [[ $__tvm_quiet == 1 || ${TVM_QUIET-} ]]; then __tvm_silent=1; fi
  __tvm_walk $__tvm_silent
  __tvm_load
  if [[ ! $__tvm_silent ]]; then __tvm_note; fi
  if [[ $__tvm_near && ! ${__tvm_environment_exact-} ]]; then __tvm_add "$__tvm_near"; fi
  builtin eval "__tvm_seen=$__tvm_circumstances"
  __tvm_write
  if [[ ! $__tvm_silent ]]; then __tvm_report; fi
}

# Loads, reloads or unloads if the file that `__tvm_walk` found is not the one that counted last, or
# if something has changed. That one is __tvm_environment_file, unset before the first time; the
# program defines `__tvm_same_environment`, which succeeds as long as nothing has changed. It sets
# __tvm_environment_exact if the time of the file tells as much as its content.
__tvm_load() {
  local __tvm_option='' __tvm_before=${TVM_ENV-}
  # The file may have changed within the second in which it was loaded.
  if [[ ${__tvm_young-} ]]; then
    __tvm_forced=1
    if ((SECONDS - __tvm_young > 1)); then __tvm_young=; fi
  fi
  if [[ ${__tvm_interrupted-} ]]; then __tvm_unload; fi
  # What came after the hook in the start-up files may have put something before the environment's elements.
  if [[ ${__tvm_start_path+set} ]]; then
    if ! builtin test "${PATH-}" = "$__tvm_start_path"; then __tvm_forced=1; fi
    builtin unset -v __tvm_start_path
  fi
  if [[ ! ${__tvm_environment_file+set} ]]; then
    # What a shell begins with is no change; it may have inherited an environment.
    __tvm_option=--quiet
    __tvm_environment_file=
    if [[ ! $__tvm_near && ! ${TVM_ENV-}${DIRENV_DIFF-} ]]; then return 0; fi
  elif [[ ! $__tvm_near ]]; then
    # One may be loaded nevertheless: after a directory that was deleted, or by direnv.
    if [[ ! $__tvm_environment_file && ! ${TVM_ENV-}${DIRENV_DIFF-} ]]; then return 0; fi
  elif [[ ! ${__tvm_forced-} && ${__tvm_near##*/} == "${__tvm_environment_file##*/}" &&
    ${__tvm_near%/*}/ -ef ${__tvm_environment_file%/*}/ &&
    $__tvm_near_text == "$__tvm_environment_text" ]] && __tvm_same_environment; then
    return 0
  fi
  if __tvm_is_gone; then return 0; fi
  if [[ $BASH_SUBSHELL != 0 || ${__tvm_put_off-} == "${PWD-}" ]]; then __tvm_option=--quiet; fi
  __tvm_put_off=
  # Not even the program could be run as in the shell's own scope.
  if __tvm_shadows "PATH TVM_ENV"; then return 0; fi
  # This holds if the program cannot answer, until something changes. Control-C ends all of this.
  __tvm_environment_file=${__tvm_near:+${PWD-}/$__tvm_near}
  __tvm_environment_text=$__tvm_near_text __tvm_environment_exact=
  # shellcheck disable=SC2317 # The program replaces it.
  __tvm_same_environment() { :; }
  __tvm_forced='' __tvm_seen='' __tvm_interrupted=1
  if ! __tvm_leave; then __tvm_export ${__tvm_option:+"$__tvm_option"}; fi
  __tvm_interrupted=
  # Bash before 5 compares the times of files in whole seconds: until one has passed the program is asked.
  if ((BASH_VERSINFO[0] < 5)) && ! builtin test "${TVM_ENV-}" = "$__tvm_before"; then
    __tvm_young=$SECONDS
  fi
}

# Leaves for a directory without an environment by the code that the program has printed for that; fails
# where the variables are not as they were then, and the program has to see to it.
__tvm_leave() {
  # Of a directory that was deleted nobody can say where it was: the program knows.
  if [[ $__tvm_near || ! ${PWD-} -ef . ]] || ! __tvm_is_kept || __tvm_shadows "${__tvm_kept_names-}"; then return 1; fi
  __tvm_hide
  __tvm_back
  builtin unset -v __tvm_kept
}

# Runs what the program prints to change the environment, when it is complete. Its first line is a
# comment with the variables that it may change: where the caller has one of its own, that is put off
# to the next prompt, and has been told by then. It also sets __tvm_active, for which the files are read
# before.
__tvm_export() {
  local __tvm_code __tvm_state=0
  if [[ ! $__tvm_silent && ${__tvm_depth-} ]]; then __tvm_walk; fi
  __tvm_known=
  builtin unset -v __tvm_active __tvm_kept __tvm_failed
  __tvm_hide
  # What is captured is not meant to be read: `$(cd project && pwd)`.
  if [[ $BASH_SUBSHELL != 0 && ! -t 1 ]]; then
    __tvm_code=$(exec "$__tvm_program" export bash "$@" 2>/dev/null) || __tvm_state=$?
  else
    __tvm_code=$(exec "$__tvm_program" export bash "$@") || __tvm_state=$?
  fi
  # What is loaded belongs to another directory.
  if [[ $__tvm_state != 0 ]]; then
    __tvm_unload
    # Whatever else goes wrong it says itself.
    if ((__tvm_state > 128)); then
      builtin printf 'tvm: tvm was killed; the environment was not loaded\n' >&2 || :
    fi
    return 0
  fi
  case $__tvm_code in
    '# '*)
      # An expansion that cuts something off takes ten times as long.
      [[ $__tvm_code =~ $__tvm_names_form ]]
      if __tvm_shadows "${BASH_REMATCH[1]-}"; then
        __tvm_put_off=${PWD-} __tvm_forced=1
        return 0
      fi
      ;;
  esac
  builtin eval "$__tvm_code" || :
  __tvm_hide
  if [[ ! $__tvm_silent && ${__tvm_active+set} ]]; then
    __tvm_note
    __tvm_remember
  fi
}

# Succeeds if the caller of `cd` has a variable of its own, by `local` or by an assignment before the
# command, under one of the names in $1: what is exported then is gone when the caller is done. An
# attribute without a meaning tells: it is given to the shell's variable and looked for at the caller's.
__tvm_shadows() {
  local __tvm_name __tvm_found __tvm_fields IFS=' '
  if [[ ! ${__tvm_depth-} || $BASH_SUBSHELL != 0 ]]; then return 1; fi
  # An older bash cannot tell; it has no such variables outside of functions.
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] < 44)); then
    [[ $__tvm_depth -gt 2 ]]
    return
  fi
  local -
  builtin set +u -f
  # Splitting the names is meant. One command for all of them: these may be a thousand.
  # shellcheck disable=SC2086
  builtin set -- $1
  if [[ $# -eq 0 ]]; then return 1; fi
  builtin declare -gt "$@" 2>/dev/null || :
  # shellcheck disable=SC2016 # Becomes code.
  __tvm_expand '<${%s@a}>' "$@"
  __tvm_fields=$__tvm_found
  builtin declare -g +t "$@" 2>/dev/null || :
  # Those that this has made are not to stay.
  if [[ $__tvm_fields == *'<t>'* ]]; then
    # shellcheck disable=SC2016
    __tvm_expand '${%s+=}' "$@"
    if [[ ! $__tvm_found && $__tvm_fields != *[!t\<\>]* ]]; then
      builtin unset -v "$@"
    else
      for __tvm_name; do
        # Without a function: bash copies all arguments of the caller for a call.
        builtin eval "__tvm_found=\${$__tvm_name+=}\${$__tvm_name@a}"
        if [[ ! $__tvm_found ]]; then builtin unset -v "$__tvm_name"; fi
      done
    fi
  fi
  [[ $__tvm_fields =~ $__tvm_lacks_form ]]
}

# Takes out of the environment what `set -a` has exported of this file's.
__tvm_hide() {
  case $- in *a*) builtin export -n "${!__tvm_@}" && builtin export -nf __tvm_same_environment __tvm_back 2>/dev/null || : ;; esac
}

# Says once that the variable $1 stays as it is, whatever the environment file says.
__tvm_cannot_set() {
  local __tvm_why='is read-only'
  __tvm_failed=1
  case " ${__tvm_environment_told-} " in *" $1 "*) return 0 ;; esac
  __tvm_environment_told="${__tvm_environment_told-} $1"
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] >= 44)); then
    local -
    builtin set +u
    local -n __tvm_variable=$1
    case ${__tvm_variable@a} in
      *r*) ;;
      *[aA]*) __tvm_why='is an array' ;;
      *[!xt]*) __tvm_why='is declared with attributes' ;;
    esac
    # Bash before 4.3 could not parse this between brackets.
    if builtin test -R "$1"; then __tvm_why='is a reference'; fi
  fi
  builtin printf 'tvm: cannot set %s: it %s in this shell\n' "$1" "$__tvm_why" >&2 || :
}

# Succeeds, and says so once, if the program is not there any more: nothing can be done then.
__tvm_is_gone() {
  if [[ -x $__tvm_program ]]; then return 1; fi
  if [[ ! ${__tvm_told_gone-} ]]; then
    __tvm_told_gone=1
    builtin printf 'tvm: %s no longer exists; this shell keeps its current environment\n' "$__tvm_program" >&2 || :
  fi
}

# Takes back what the environment file changed, as if this were a directory without one; it counts as
# looked at all the same.
__tvm_unload() {
  local __tvm_code __tvm_file=${__tvm_environment_file-}
  if [[ ${TVM_ENV-}${DIRENV_DIFF-} ]] && ! __tvm_is_gone; then
    __tvm_hide
    __tvm_code=$(exec "$__tvm_program" export bash --unload) || __tvm_code=
    builtin eval "$__tvm_code" || :
  fi
  __tvm_environment_file=$__tvm_file __tvm_environment_exact=
  __tvm_same_environment() { :; }
  __tvm_interrupted=
}

# Runs after `cd`, so that the rest of the command line has the environment of the directory.
__tvm_moved() {
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] >= 44)); then local - && builtin set +xTk; fi
  local __tvm_tests __tvm_reads __tvm_texts __tvm_count __tvm_files __tvm_found __tvm_odd __tvm_now
  local __tvm_content __tvm_depth=${#FUNCNAME[@]} __tvm_silent=
  if [[ $__tvm_quiet == 1 || ${TVM_QUIET-} || $BASH_SUBSHELL != 0 ]]; then __tvm_silent=1; fi
  # Completions look around with `cd`.
  if [[ ! ${COMP_LINE+set} ]]; then
    __tvm_walk 1
    __tvm_load
  fi
}

# The program, except that what `tvm shell` prints is meant for this shell.
tvm() {
  local __tvm_word __tvm_code
  case ${1-} in
    shell)
      for __tvm_word; do
        case $__tvm_word in
          -h | -help | --help | --version | --emit*)
            "$__tvm_program" "$@"
            return
            ;;
        esac
      done
      shift
      __tvm_code=$("$__tvm_program" shell --emit bash "$@") || return
      builtin eval "$__tvm_code"
      ;;
    i | install | rm | uninstall | use | pin | default | link | component | target | allow | deny)
      __tvm_seen='' __tvm_forced=1 __tvm_known=
      "$__tvm_program" "$@"
      ;;
    *) "$__tvm_program" "$@" ;;
  esac
}

# Stands in for the completions until they are asked for.
__tvm_complete() {
  builtin complete -r tvm
  if [[ -r $__tvm_completions/tvm.bash ]]; then
    # shellcheck source=/dev/null
    builtin source "$__tvm_completions/tvm.bash"
    # Makes bash complete once more, with what was just defined.
    return 124
  fi
}

# Succeeds if bash may change the variable $1, and takes any value for it as it is.
__tvm_may_set() {
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] < 44)); then return 0; fi
  local -
  builtin set +u
  local -n __tvm_variable=$1
  [[ ${__tvm_variable@a} != *[!xt]* ]] && ! builtin test -R "$1"
}

# Succeeds if PROMPT_COMMAND is read-only.
__tvm_keeps_prompt() {
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] < 44)); then return 1; fi
  local -
  builtin set +u
  [[ ${PROMPT_COMMAND@a} == *r* ]]
}

# Adds `__tvm_prompt` to PROMPT_COMMAND, unless it is there: before everything else, so that a prompt
# that is made there knows the environment.
__tvm_add_prompt() {
  case "${PROMPT_COMMAND[*]-}" in *__tvm_prompt*) return 0 ;; esac
  if __tvm_keeps_prompt; then return 0; fi
  # What is exported has to stay a string, since the shells in this one get no array.
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] >= 51)) &&
    [[ ${PROMPT_COMMAND+${PROMPT_COMMAND@a}} != x ]]; then
    # Each element of an array sees the status and PIPESTATUS of the command line.
    if [[ ${PROMPT_COMMAND[*]-} ]]; then
      PROMPT_COMMAND=(__tvm_prompt "${PROMPT_COMMAND[@]}")
    else
      PROMPT_COMMAND=(__tvm_prompt)
    fi
  else
    # shellcheck disable=SC2178 # An older bash knows only a string here, or the first element.
    # A new line ends whatever stands there: a comment, a `;`, a `\`. In front this would change the
    # PIPESTATUS that the rest sees.
    PROMPT_COMMAND=${PROMPT_COMMAND-}${PROMPT_COMMAND:+$'\n\n'}$__tvm_prompt_line
  fi
}

# Where PROMPT_COMMAND is a string; a shell without the hook that inherits it does nothing.
# shellcheck disable=SC2016 # Becomes code.
__tvm_prompt_line='case ${__tvm_shims+on} in on) __tvm_prompt "$?" ;; esac'

# Takes `__tvm_prompt` out of PROMPT_COMMAND.
__tvm_remove_prompt() {
  local __tvm_index __tvm_only __tvm_number=
  if __tvm_keeps_prompt; then return 0; fi
  for __tvm_index in "${!PROMPT_COMMAND[@]}"; do
    case ${PROMPT_COMMAND[__tvm_index]} in
      __tvm_prompt | "$__tvm_prompt_line")
        # Bash before 4 does not take a string for an array with one element.
        builtin unset -v "PROMPT_COMMAND[$__tvm_index]" 2>/dev/null || builtin unset -v PROMPT_COMMAND
        ;;
    esac
  done
  if [[ ${PROMPT_COMMAND-} == *$'\n\n'"$__tvm_prompt_line"* ]]; then
    # shellcheck disable=SC2178 # The string, or the first element.
    PROMPT_COMMAND=${PROMPT_COMMAND/$'\n\n'"$__tvm_prompt_line"/}
  fi
  for __tvm_index in "${!PROMPT_COMMAND[@]}"; do __tvm_number+=1; done
  if [[ $__tvm_number == 1 && "$(builtin declare -p PROMPT_COMMAND)" == 'declare -a '* ]]; then
    __tvm_only=${PROMPT_COMMAND[*]}
    builtin unset -v PROMPT_COMMAND
    # shellcheck disable=SC2178 # It is no array any more.
    PROMPT_COMMAND=$__tvm_only
  fi
}

# Makes a command that changes the directory also see to the environment, unless it has been
# redefined before.
__tvm_follow() {
  if builtin declare -F "$1" >/dev/null || builtin alias "$1" >/dev/null 2>&1; then return 0; fi
  builtin eval "$1() { \\builtin $1 \"\$@\" && __tvm_moved; }"
}

# Removes everything that this file put into the shell, an environment that is loaded included.
__tvm_unhook() {
  local __tvm_name
  if [[ ${TVM_ENV-}${DIRENV_DIFF-} ]]; then __tvm_unload; fi
  if [[ ${PATH+set} ]] && __tvm_may_set PATH; then __tvm_set_path remove; fi
  __tvm_remove_prompt
  builtin complete -r tvm 2>/dev/null || :
  for __tvm_name in cd pushd popd; do
    case $(builtin declare -f "$__tvm_name") in *__tvm_moved*) builtin unset -f "$__tvm_name" ;; esac
  done
  builtin unset -f tvm __tvm_set_path __tvm_add __tvm_add_version __tvm_walk __tvm_write \
    __tvm_note __tvm_remember __tvm_knows __tvm_report \
    __tvm_prompt __tvm_ask __tvm_load __tvm_export __tvm_shadows __tvm_hide __tvm_cannot_set \
    __tvm_unload __tvm_moved __tvm_is_gone __tvm_keeps_prompt __tvm_expand __tvm_find_odd \
    __tvm_put __tvm_take __tvm_see __tvm_keep __tvm_is_kept __tvm_leave __tvm_back \
    __tvm_same_environment __tvm_complete __tvm_may_set __tvm_add_prompt __tvm_remove_prompt \
    __tvm_follow __tvm_unhook
  builtin unset -v "${!__tvm_@}"
}

# What decides which toolchain is active, besides files, and where those are that do not lie here.
# shellcheck disable=SC2016 # Becomes code.
__tvm_variables='${TVM_GO_VERSION-}//${GOENV_VERSION-}//${TVM_RUST_VERSION-}'
# shellcheck disable=SC2016
__tvm_variables+='//${RUSTUP_TOOLCHAIN-}//${GOWORK-}//${TVM_BYPASS-}//${TVM_QUIET-}'
# shellcheck disable=SC2016
__tvm_circumstances='${PWD-}//'$__tvm_variables
# shellcheck disable=SC2016
__tvm_places='${PATH-}//${HOME-}//${TVM_HOME-}//${RUSTUP_HOME-}//${XDG_DATA_HOME-}//${XDG_CONFIG_HOME-}'
# The names in the first line of what the program prints.
__tvm_names_form='^# ([A-Za-z0-9_ ]*)'
# An attribute list in which the one is missing that `__tvm_shadows` gives.
__tvm_lacks_form='<[^t>]*>'
__tvm_seen=
# What an environment has put before the shims stays there. Start-up files build PATH anew, those of an
# interactive or a login shell: then the shims come first, and the program puts those elements back in their
# places. It does so now, since not every interactive shell comes to a prompt (`bash -ic`), and at the first
# prompt only where PATH is another one by then.
__tvm_forced=${TVM_ENV:+1}${DIRENV_DIFF:+1} __tvm_begins=
if [[ $- != *i* && $__tvm_forced && :${PATH-}: == *:"$__tvm_shims":* ]]; then
  builtin export PATH
elif __tvm_may_set PATH; then
  __tvm_set_path
  __tvm_begins=$__tvm_forced
fi
case $- in
  *i*)
    __tvm_tests='' __tvm_reads='' __tvm_texts='' __tvm_content='' __tvm_write
    __tvm_add_prompt
    builtin complete -o bashdefault -o default -F __tvm_complete tvm 2>/dev/null || :
    if [[ $__tvm_cd == 1 ]]; then
      __tvm_follow cd
      __tvm_follow pushd
      __tvm_follow popd
    fi
    ;;
esac
if [[ $__tvm_begins ]]; then
  __tvm_ask
  __tvm_start_path=${PATH-} __tvm_seen=
fi

builtin set "$__tvm_exporting"
builtin shopt "$__tvm_aliases" expand_aliases || :
\builtin unset -v __tvm_exporting __tvm_aliases __tvm_begins
