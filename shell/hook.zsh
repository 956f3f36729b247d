# The hook of tvm for zsh: `eval "$(tvm hook zsh)"`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_cargo, __tvm_settings, __tvm_completions, __tvm_quiet, __tvm_dotenv and
# __tvm_cd, and change/change.zsh.
#
# Rules of this file: every global name begins with __tvm_, no trap is touched, nothing is printed
# to standard output, and a prompt at which nothing changed starts no process: no `$(…)`, no pipe
# and no `&` on that way. zsh expands aliases when it reads the whole file, before anything could
# turn them off, hence the `\` before each command; options are set to zsh's own in each function but
# the one that runs at each prompt, which means the same under all of them.

# Puts the shims first on PATH and takes them out elsewhere; with `remove` only takes them out.
# Every other element stays as it is, empty ones (the current directory) too, so this does not use
# the array `path`. Cargo's programs come behind the shims if they are not on PATH, and go with them.
function __tvm_set_path {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return
  \builtin local rest= element kept=
  if (( ${+PATH} )); then rest=$PATH:; fi
  while [[ -n $rest ]]; do
    element=${rest%%:*}
    rest=${rest#*:}
    if [[ $element == "$__tvm_shims" ]]; then \continue; fi
    if [[ ${1-} == remove && -n $__tvm_cargo_added && $element == "$__tvm_cargo" ]]; then
      \continue
    fi
    kept+=:$element
  done
  if [[ ${1-} == remove ]]; then
    kept=${kept#:}
  else
    if [[ -n $__tvm_cargo && $kept: != *":$__tvm_cargo:"* ]]; then
      kept=:$__tvm_cargo$kept __tvm_cargo_added=1
    fi
    kept=$__tvm_shims$kept
  fi
  # An assignment, even of the same value, makes zsh forget where it found the programs.
  if [[ ${PATH-} != "$kept" ]]; then PATH=$kept; fi
  \builtin export PATH
}

# Adds a file to what `__tvm_write` makes a function of, and remembers how it begins. The names are
# relative, because the way up is that of the physical directory, as for the shims; so nothing but
# fixed names becomes code. Only regular files are read: a FIFO would hang. `sysread` is bounded and
# takes one system call; `read` would take one for each byte.
function __tvm_add {
  \builtin local text
  __tvm_length=0
  if [[ ! -f $1 ]]; then
    __tvm_tests+=" && ! -f $1"
  elif [[ ! -r $1 ]]; then
    __tvm_tests+=" && -f $1 && ! -r $1"
  else
    __tvm_tests+=" && -f $1 && -r $1"
    __tvm_reads+="__tvm_text=; \\builtin sysread -s 4096 __tvm_text <$1 || :; __tvm_found+=\$__tvm_text/; "
    \builtin sysread -c __tvm_length -s 4096 text <$1 || :
    __tvm_content+=$text/
  fi
}

# Does the same with a version file, and keeps where it is. Of one that is odd or long the shell does
# not see all that counts.
function __tvm_add_version {
  __tvm_add $1
  if [[ -e $1 ]]; then
    __tvm_files+=("${PWD-}/$1")
    if [[ ! -f $1 || ! -r $1 ]] || (( __tvm_length >= 4096 )); then __tvm_odd=1; fi
  fi
}

# Looks from here up to the root for the environment file that counts and, unless there is an argument,
# for version files. At a prompt new environment files are looked for ten levels up or to the home
# directory, new version files here and in directories that have some; others are seen at the next `cd`.
function __tvm_walk {
  \builtin local up=. go=${1-} rust=${1-} beyond=
  \builtin local -a folders
  __tvm_near= __tvm_near_text= __tvm_tests= __tvm_reads= __tvm_content= __tvm_files=() __tvm_odd=
  while :; do
    # A directory may have such a name, too.
    if [[ -z $__tvm_near ]]; then
      if [[ -f $up/.envrc ]]; then
        __tvm_near=$up/.envrc
      elif [[ -n $__tvm_dotenv && -f $up/.env ]]; then
        __tvm_near=$up/.env
        __tvm_tests+=" && ! -f $up/.envrc"
      elif [[ -z $beyond ]]; then
        __tvm_tests+=" && ! -f $up/.envrc${__tvm_dotenv:+ && ! -f $up/.env}"
        # Each level is three characters, and a test at every prompt.
        if [[ $up -ef ${HOME-} || ${#up} -gt 30 ]]; then beyond=1; fi
      fi
    fi
    # A version file decides for its language, whatever stands above it.
    if [[ ( -z $go || -z $rust ) && ( $up == . || -e $up/.tool-versions ||
      -z $go && ( -e $up/.go-version || -e $up/go.mod || -e $up/go.work ) ||
      -z $rust && ( -e $up/rust-toolchain || -e $up/rust-toolchain.toml ) ) ]]; then
      __tvm_add_version $up/.tool-versions
      if [[ -z $go ]]; then
        __tvm_add_version $up/.go-version
        if [[ -f $up/.go-version ]]; then go=1; fi
        folders+=$up
      fi
      if [[ -z $rust ]]; then
        __tvm_add_version $up/rust-toolchain
        __tvm_add_version $up/rust-toolchain.toml
        if [[ -f $up/rust-toolchain || -f $up/rust-toolchain.toml ]]; then rust=1; fi
      fi
    fi
    # Over the root is the root; a deleted directory has nothing above it.
    if [[ -n $__tvm_near && -n $go && -n $rust || $up/.. -ef $up || ! -e $up/.. ]]; then break; fi
    up+=/..
  done
  # Modules mean nothing where a version file decides, those below it neither.
  if [[ -z $go ]]; then
    for up in $folders; do
      __tvm_add_version $up/go.mod
      __tvm_add_version $up/go.work
    done
  fi
  if [[ -n $__tvm_near && -r $__tvm_near ]]; then \builtin sysread -s 4096 __tvm_near_text <$__tvm_near || :; fi
}

# Writes the function that runs before each prompt; zsh itself keeps `$?` for what comes after.
# Something may have changed if the directory did, a variable that decides which toolchain is active,
# the beginning of a known file, or which of them exist. Compiled, that takes half the time of a loop
# over lists of names, and `emulate` would take longer than all of it: there are only commands in it
# that no option changes.
function __tvm_write {
  \builtin local code="if [[ $__tvm_circumstances == \"\$__tvm_seen\"$__tvm_tests ]]"
  if [[ -n $__tvm_environment_file ]]; then code+=' && __tvm_same_environment'; fi
  if [[ -n $__tvm_reads ]]; then
    code+=" && { \\builtin local __tvm_text __tvm_found=; "
    code+="${__tvm_reads}[[ \$__tvm_found == \"\$__tvm_content\" ]]; }"
  fi
  # Projects are alike.
  if [[ $code == "$__tvm_written" ]]; then \return 0; fi
  __tvm_written=$code
  \builtin eval "function __tvm_prompt { $code; then :; else __tvm_ask; fi; }"
}

# Loads, reloads or unloads if the file that `__tvm_walk` found is not the one that counted last, or
# if something has changed. That one is __tvm_environment_file, unset before the first time; the
# program defines `__tvm_same_environment`, which succeeds as long as nothing has changed. It sets
# __tvm_environment_exact if the time of the file tells as much as its content.
function __tvm_load {
  \builtin local __tvm_option=
  __tvm_check
  if [[ -n $__tvm_interrupted ]]; then __tvm_unload; fi
  # What came after the hook in the start-up files may have put something before the environment's elements.
  if (( ${+__tvm_start_path} )); then
    if [[ ${PATH-} != "$__tvm_start_path" ]]; then __tvm_forced=1; fi
    \builtin unset __tvm_start_path
  fi
  if (( ! ${+__tvm_environment_file} )); then
    # What a shell begins with is no change; it may have inherited an environment.
    __tvm_option=--quiet
    \builtin typeset -g __tvm_environment_file=
    if [[ -z $__tvm_near && -z ${TVM_ENV-}${DIRENV_DIFF-} ]]; then \return 0; fi
  elif [[ -z $__tvm_near ]]; then
    # One may be loaded nevertheless: after a directory that was deleted, or by direnv.
    if [[ -z $__tvm_environment_file && -z ${TVM_ENV-}${DIRENV_DIFF-} ]]; then \return 0; fi
  elif [[ -z $__tvm_forced && ${__tvm_near##*/} == "${__tvm_environment_file##*/}" &&
    ${__tvm_near%/*}/ -ef ${__tvm_environment_file%/*}/ &&
    $__tvm_near_text == "$__tvm_environment_text" ]] && __tvm_same_environment; then
    \return 0
  fi
  if __tvm_is_gone; then \return 0; fi
  # A widget's output would stand in the middle of a line.
  if [[ $ZSH_SUBSHELL != 0 || -n ${WIDGET-} || $__tvm_put_off == "${PWD-}" ]]; then
    __tvm_option=--quiet
  fi
  __tvm_put_off=
  # Not even the program could be run as in the shell's own scope.
  if __tvm_shadows PATH TVM_ENV; then \return 0; fi
  # This holds if the program cannot answer, until something changes. Control-C ends all of this.
  __tvm_environment_file=${__tvm_near:+${PWD-}/$__tvm_near}
  __tvm_environment_text=$__tvm_near_text __tvm_environment_exact=
  function __tvm_same_environment { :; }
  __tvm_forced= __tvm_seen= __tvm_interrupted=1 __tvm_exported=()
  if ! __tvm_leave; then __tvm_export $__tvm_option; fi
  __tvm_interrupted=
}

# Leaves for a directory without an environment by the code that the program has printed for that; fails
# where the variables are not as they were then, and the program has to see to it.
function __tvm_leave {
  # Of a directory that was deleted nobody can say where it was: the program knows.
  if [[ -n $__tvm_near || ! ${PWD-} -ef . ]] || ! __tvm_is_kept || __tvm_shadows ${(s: :)__tvm_kept_names}; then \return 1; fi
  __tvm_back
  \builtin unset __tvm_kept
}

# Runs what the program prints to change the environment, when it is complete. Its first line is a
# comment with the variables that it may change: where the caller has one of its own, that is put off
# to the next prompt, and has been told by then. It also sets __tvm_active, for which the files are read
# before.
function __tvm_export {
  \builtin local __tvm_code __tvm_state=0
  \builtin local -a __tvm_names
  if [[ -z $__tvm_silent ]] && (( ${+__tvm_moving} )); then __tvm_walk; fi
  __tvm_known=
  \builtin unset __tvm_active __tvm_kept __tvm_failed
  # What is captured is not meant to be read: `$(cd project && pwd)`.
  if [[ $ZSH_SUBSHELL != 0 && ! -t 1 ]]; then
    __tvm_code="$("$__tvm_program" export zsh "$@" 2>/dev/null)" || __tvm_state=$?
  else
    __tvm_code="$("$__tvm_program" export zsh "$@")" || __tvm_state=$?
  fi
  # What is loaded belongs to another directory.
  if (( __tvm_state )); then
    __tvm_unload
    # Whatever else goes wrong it says itself.
    if (( __tvm_state > 128 )); then
      \builtin print -r -u 2 -- 'tvm: tvm was killed; the environment was not loaded' || :
    fi
    \return 0
  fi
  # An expansion that cuts the rest off takes three times as long.
  if [[ $__tvm_code == '# '* ]]; then __tvm_names=(${(s: :)${${__tvm_code[(f)1]}#\# }}); fi
  if __tvm_shadows $__tvm_names; then
    __tvm_put_off=${PWD-} __tvm_forced=1
    \return 0
  fi
  \builtin eval "$__tvm_code" || :
  if [[ -z $__tvm_silent ]] && (( ${+__tvm_active} )); then
    __tvm_note
    __tvm_remember
  fi
  if (( ! ${+__tvm_moving} )); then \return 0; fi
  # By lists: there may be a thousand names.
  __tvm_exported=(${(k)parameters[(R)*export*]})
  __tvm_exported=(${__tvm_names:*__tvm_exported})
}

# Succeeds if the caller of `cd` has a local variable under one of these names: what is exported then
# is gone when the caller is done.
function __tvm_shadows {
  \builtin local -a __tvm_local __tvm_names
  if (( ! ${+__tvm_moving} || ZSH_SUBSHELL )); then \return 1; fi
  __tvm_local=(${(k)parameters[(R)*local*]}) __tvm_names=("$@")
  __tvm_names=(${__tvm_names:*__tvm_local})
  (( $#__tvm_names ))
}

# An assignment before `cd` ends with it, and what was exported meanwhile is gone. What was put aside
# then was no value of the shell's; at the next prompt the environment is loaded once more, silently.
function __tvm_check {
  \builtin local __tvm_name
  \builtin local -a __tvm_still
  if (( $#__tvm_exported )); then __tvm_still=(${(k)parameters[(R)*export*]}); fi
  for __tvm_name in ${__tvm_exported:|__tvm_still}; do
    \builtin unset "__tvm_own_$__tvm_name"
    if (( ! ${+__tvm_moving} )); then __tvm_put_off=${PWD-} __tvm_forced=1 __tvm_interrupted=1; fi
  done
  __tvm_exported=()
}

# Says once that the variable $1 stays as it is, whatever the environment file says.
function __tvm_cannot_set {
  \builtin local why='is read-only'
  \builtin typeset -g __tvm_failed=1
  if [[ " ${__tvm_environment_told-} " == *" $1 "* ]]; then \return 0; fi
  \builtin typeset -g __tvm_environment_told="${__tvm_environment_told-} $1"
  case $1-${(Pt)1} in
    (*-*readonly*|EGID-*|EUID-*|GID-*|UID-*|USERNAME-*) ;;
    (*-array*|*-association*) why='is an array' ;;
    (*-integer*|*-float*) why='is a number' ;;
    (*) why='is declared with attributes' ;;
  esac
  \builtin print -r -u 2 -- "tvm: cannot set $1: it $why in this shell" || :
}

# Succeeds, and says so once, if the program is not there any more: nothing can be done then.
function __tvm_is_gone {
  if [[ -x $__tvm_program ]]; then \return 1; fi
  if (( ! ${+__tvm_told_gone} )); then
    \builtin typeset -g __tvm_told_gone=1
    \builtin print -r -u 2 -- "tvm: $__tvm_program no longer exists; this shell keeps its current environment" || :
  fi
}

# Takes back what the environment file changed, as if this were a directory without one; it counts as
# looked at all the same.
function __tvm_unload {
  \builtin local __tvm_code __tvm_file=${__tvm_environment_file-}
  if [[ -n ${TVM_ENV-}${DIRENV_DIFF-} ]] && ! __tvm_is_gone; then
    __tvm_code="$("$__tvm_program" export zsh --unload)" && \builtin eval "$__tvm_code" || :
  fi
  __tvm_environment_file=$__tvm_file __tvm_environment_exact=
  function __tvm_same_environment { :; }
  __tvm_interrupted=
}

# Brings the environment up to date, asks what is active, and remembers in what circumstances. The
# files are read before anybody is asked about them, so a change in between is seen at the next prompt.
function __tvm_ask {
  \builtin emulate -L zsh -o no_err_exit -o no_err_return -o no_all_export -o no_warn_nested_var -o no_aliases -o no_xtrace
  # Its output would become part of what is captured; the trap is back at the end.
  \builtin trap - DEBUG
  \builtin local __tvm_tests __tvm_reads __tvm_near __tvm_near_text __tvm_odd __tvm_now __tvm_silent=
  \builtin local -a __tvm_files
  if [[ $__tvm_quiet == 1 || -n ${TVM_QUIET-} ]]; then __tvm_silent=1; fi
  __tvm_walk $__tvm_silent
  __tvm_load
  if [[ -z $__tvm_silent ]]; then __tvm_note; fi
  if [[ -n $__tvm_near && -z $__tvm_environment_exact ]]; then __tvm_add $__tvm_near; fi
  \builtin eval "__tvm_seen=$__tvm_circumstances"
  __tvm_write
  if [[ -z $__tvm_silent ]]; then __tvm_report; fi
}

# Runs when the directory changes, so that the rest of the command line has its environment.
function __tvm_moved {
  \builtin emulate -L zsh -o no_err_exit -o no_err_return -o no_all_export -o no_warn_nested_var -o no_aliases -o no_xtrace
  \builtin trap - DEBUG
  \builtin local __tvm_tests __tvm_reads __tvm_near __tvm_near_text __tvm_odd __tvm_now __tvm_silent=
  \builtin local __tvm_content __tvm_moving=1
  \builtin local -a __tvm_files
  if [[ $__tvm_quiet == 1 || -n ${TVM_QUIET-} || $ZSH_SUBSHELL != 0 ]]; then __tvm_silent=1; fi
  # Completions look around with `cd`.
  if (( ! ${+compstate} )); then
    __tvm_walk 1
    __tvm_load
  fi
}

# Sets __tvm_now to all that decides which toolchain is active, except for where the version files are:
# variables, what those files say, the settings.
function __tvm_note {
  \builtin local file text length
  \builtin eval "__tvm_now=$__tvm_variables//$__tvm_places"
  __tvm_now+=//$__tvm_content
  for file in "$__tvm_settings" "${RUSTUP_HOME:-${HOME-}/.rustup}/settings.toml"; do
    text= length=0
    if [[ -f $file && -r $file ]]; then \builtin sysread -c length -s 4096 text <$file || :; fi
    __tvm_now+=//$text
    if (( length >= 4096 )); then __tvm_odd=1; fi
  done
  # The last one may have something to say about this directory.
  if [[ $text == *overrides*=* ]]; then __tvm_odd=1; fi
}

# Remembers that __tvm_active is what is active where `__tvm_walk` and `__tvm_note` have been.
function __tvm_remember {
  \builtin typeset -g __tvm_known=$__tvm_now __tvm_known_directory=${PWD-}
  \builtin typeset -ga __tvm_known_files
  __tvm_known_files=("${(@)__tvm_files}")
}

# Succeeds if __tvm_active is what is active here, too: the same version files decide, or none.
function __tvm_knows {
  \builtin local index one other
  if [[ -z ${__tvm_known-} || $__tvm_now != "$__tvm_known" || $#__tvm_files != $#__tvm_known_files ]]; then
    \return 1
  fi
  if [[ ${PWD-} != "$__tvm_known_directory" ]]; then
    # Somebody may have mended it meanwhile.
    if [[ -n $__tvm_odd || $__tvm_active == *$'\t''missing '* || $__tvm_active == *$'\t''error '* ]]; then
      \return 1
    fi
  fi
  for (( index = 1; index <= $#__tvm_files; index++ )); do
    one=$__tvm_files[index] other=$__tvm_known_files[index]
    if [[ ${one##*/} != "${other##*/}" || ! ${one%/*}/ -ef ${other%/*}/ ]]; then \return 1; fi
  done
}

# Prints what is active now where it differs from what was told last.
function __tvm_report {
  \builtin local line
  \builtin local -a field
  if ! __tvm_knows; then
    if [[ ! -x $__tvm_shims/tvm-shim ]]; then \return 0; fi
    __tvm_known=
    \builtin typeset -g __tvm_active
    __tvm_active="$("$__tvm_shims/tvm-shim" --active 2>/dev/null)" || \return 0
    __tvm_remember
  fi
  # What is active when the shell starts is no change.
  if [[ $__tvm_told != none ]]; then
    for line in ${(f)__tvm_active}; do
      field=("${(@ps:\t:)line}")
      # The same toolchain for another reason is no change.
      if [[ $'\n'$__tvm_told == *$'\n'"$field[1]"$'\t'"$field[2]"$'\t'* ]]; then continue; fi
      case $field[2] in
        'error '*) line="$field[1]: ${field[2]#error }" ;;
        'missing '*)
          line="$field[1] ${field[2]#missing } is not installed ($field[3]); run: tvm install" ;;
        *) line="$field[1] $field[2]${field[3]:+ ($field[3])}" ;;
      esac
      \builtin print -r -u 2 -- "tvm: $line" || :
    done
  fi
  __tvm_told=$__tvm_active
}

# The program, except that what `tvm shell` prints is meant for this shell.
function tvm {
  case ${1-} in
    (shell)
      if (( ${@[(I)-h|-help|--help|--version|--emit*]} )); then
        "$__tvm_program" "$@"
        \return
      fi
      \builtin local __tvm_code
      \builtin shift
      __tvm_code="$("$__tvm_program" shell --emit zsh "$@")" || \return
      \builtin eval "$__tvm_code"
      ;;
    (i|install|rm|uninstall|use|pin|default|link|component|target|allow|deny)
      \builtin setopt local_options no_all_export
      __tvm_seen= __tvm_forced=1 __tvm_known=
      "$__tvm_program" "$@"
      ;;
    (*) "$__tvm_program" "$@" ;;
  esac
}

# Removes everything that this file put into the shell, an environment that is loaded included.
function __tvm_unhook {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return
  if [[ -n ${TVM_ENV-}${DIRENV_DIFF-} ]]; then __tvm_unload; fi
  __tvm_set_path remove
  precmd_functions=(${precmd_functions:#__tvm_prompt})
  if (( ! $#precmd_functions )); then \builtin unset precmd_functions; fi
  chpwd_functions=(${chpwd_functions:#__tvm_moved})
  if (( ! $#chpwd_functions )); then \builtin unset chpwd_functions; fi
  fpath=("${(@)fpath:#$__tvm_completions}")
  if (( ${+_comps} )); then \builtin unset '_comps[tvm]'; fi
  \builtin unset -m '__tvm_*'
  \builtin unfunction -m '__tvm_*'
  \builtin unfunction tvm
}

# Puts everything into its place.
function __tvm_hook {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return
  \builtin typeset -g +x __tvm_program __tvm_shims __tvm_cargo __tvm_settings __tvm_completions __tvm_quiet __tvm_dotenv __tvm_cd
  \builtin typeset -g __tvm_content= __tvm_seen= __tvm_told=${__tvm_told-none} __tvm_known=
  \builtin typeset -g __tvm_written= __tvm_forced= __tvm_interrupted= __tvm_environment_text=${__tvm_environment_text-}
  \builtin typeset -g __tvm_put_off= __tvm_length= __tvm_cargo_added=${__tvm_cargo_added-}
  \builtin typeset -ga __tvm_exported
  __tvm_exported=()
  \builtin typeset -g __tvm_environment_exact=${__tvm_environment_exact-}
  # What decides which toolchain is active, besides files, and where those are that do not lie here.
  \builtin typeset -g __tvm_variables='${TVM_GO_VERSION-}//${GOENV_VERSION-}//${TVM_RUST_VERSION-}'
  __tvm_variables+='//${RUSTUP_TOOLCHAIN-}//${GOWORK-}//${TVM_BYPASS-}//${TVM_QUIET-}'
  \builtin typeset -g __tvm_circumstances='${PWD-}//'$__tvm_variables
  \builtin typeset -g __tvm_places='${PATH-}//${HOME-}//${TVM_HOME-}//${RUSTUP_HOME-}'
  __tvm_places+='//${XDG_DATA_HOME-}//${XDG_CONFIG_HOME-}'
  # What an environment has put before the shims stays there. Start-up files build PATH anew, those of an
  # interactive or a login shell: then the shims come first, and the program puts those elements back in
  # their places. It does so now, since not every interactive shell comes to a prompt (`zsh -ic`), and at
  # the first prompt only where PATH is another one by then.
  __tvm_forced=${TVM_ENV:+1}${DIRENV_DIFF:+1}
  \builtin local __tvm_begins=
  if [[ -o interactive || -z $__tvm_forced || :${PATH-}: != *:"$__tvm_shims":* ]]; then
    __tvm_set_path
    __tvm_begins=$__tvm_forced
  fi
  if [[ -r $__tvm_completions/_tvm ]]; then
    fpath=("$__tvm_completions" "${(@)fpath:#$__tvm_completions}")
    if (( ${+functions[compdef]} )); then
      \builtin autoload -Uz _tvm
      compdef _tvm tvm
    fi
  fi
  if [[ ! -o interactive && -z $__tvm_begins ]]; then \return 0; fi
  # A zsh without this module has everything but the environments and the line about the toolchain.
  \builtin zmodload -F zsh/system b:sysread 2>/dev/null || \return 0
  if [[ -o interactive ]]; then
    \builtin typeset -ga precmd_functions
    # Before the others: a prompt that they make is to know the environment.
    precmd_functions=(__tvm_prompt ${precmd_functions:#__tvm_prompt})
    if [[ $__tvm_cd == 1 ]]; then
      \builtin typeset -ga chpwd_functions
      chpwd_functions=(__tvm_moved ${chpwd_functions:#__tvm_moved})
    fi
    __tvm_write
  fi
  if [[ -n $__tvm_begins ]]; then
    __tvm_ask
    \builtin typeset -g __tvm_start_path=${PATH-}
    __tvm_seen=
  fi
}
__tvm_hook
\builtin unfunction __tvm_hook
