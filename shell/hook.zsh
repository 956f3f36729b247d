# The hook of tvm for zsh: `eval "$(tvm hook zsh)"`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_completions and __tvm_quiet.
#
# Rules of this file: every global name begins with __tvm_, no trap is touched, nothing is printed
# to standard output, and a prompt at which nothing changed starts no process: no `$(…)`, no pipe
# and no `&` on that way. zsh expands aliases when it reads the whole file, before anything could
# turn them off, hence the `\` before each command; options are set to zsh's own in each function.

# Puts the shims first on PATH and takes them out elsewhere; with `remove` only takes them out.
# Every other element stays as it is, empty ones (the current directory) too, so this does not use
# the array `path`.
function __tvm_set_path {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return
  \builtin local rest= element kept=
  if (( ${+PATH} )); then rest=$PATH:; fi
  while [[ -n $rest ]]; do
    element=${rest%%:*}
    rest=${rest#*:}
    if [[ $element != "$__tvm_shims" ]]; then kept+=:$element; fi
  done
  if [[ ${1-} == remove ]]; then kept=${kept#:}; else kept=$__tvm_shims$kept; fi
  # An assignment, even of the same value, makes zsh forget where it found the programs.
  if [[ ${PATH-} != "$kept" ]]; then PATH=$kept; fi
  \builtin export PATH
}

# Reads the beginning of a file into __tvm_text. Only a regular file: a FIFO would hang. `sysread`
# is bounded and takes one system call; `read` would take one for each byte.
function __tvm_read {
  __tvm_text=
  if [[ -f $1 && -r $1 ]]; then
    \builtin sysread -s 4096 __tvm_text <$1 || :
  fi
}

# Remembers which version files there are from here up to the root, and what they say. The names
# are relative, because the way up is that of the physical directory, as for the shims.
function __tvm_walk {
  \builtin local up=. name __tvm_text
  __tvm_known=() __tvm_absent=() __tvm_above=() __tvm_content=
  while :; do
    for name in $up/{.go-version,.tool-versions,go.mod,go.work,rust-toolchain,rust-toolchain.toml}
    do
      if [[ -f $name ]]; then
        __tvm_known+=($name)
        __tvm_read $name
        __tvm_content+=$__tvm_text/
      elif [[ $up == . ]]; then
        __tvm_absent+=($name)
      else
        __tvm_above+=($name)
      fi
    done
    # A deleted directory has no parent.
    if [[ $up -ef / || ! -e $up/.. ]]; then break; fi
    if [[ $up == . ]]; then up=..; else up+=/..; fi
  done
  __tvm_turn=0
}

# Succeeds if the files are as `__tvm_walk` found them. New ones are looked for in this directory
# and, in turns, in those above it.
function __tvm_same_files {
  \builtin local name found= __tvm_text
  for name in $__tvm_absent ${__tvm_above[__tvm_turn + 1,__tvm_turn + 6]}; do
    if [[ -f $name ]]; then return 1; fi
  done
  if (( (__tvm_turn += 6) >= $#__tvm_above )); then __tvm_turn=0; fi
  for name in $__tvm_known; do
    if [[ ! -f $name ]]; then return 1; fi
    __tvm_read $name
    found+=$__tvm_text/
  done
  [[ $found == "$__tvm_content" ]]
}

# Succeeds if something may have changed, since the last call, that decides which toolchain is
# active: the directory, a variable, the beginning of a version file, or which of them exist.
function __tvm_changed {
  \builtin local now="${PWD-}//${TVM_GO_VERSION+=$TVM_GO_VERSION}//\
${GOENV_VERSION+=$GOENV_VERSION}//${TVM_RUST_VERSION+=$TVM_RUST_VERSION}//\
${RUSTUP_TOOLCHAIN+=$RUSTUP_TOOLCHAIN}//${GOWORK+=$GOWORK}//${TVM_BYPASS+=$TVM_BYPASS}"
  if [[ $now == "$__tvm_seen" ]] && __tvm_same_files; then return 1; fi
  # The files are read before anybody is asked about them, so a change in between is seen later.
  __tvm_walk
  __tvm_seen=$now
}

# Prints what is active now where it differs from the last answer.
function __tvm_report {
  \builtin local answer line
  \builtin local -a field
  answer="$("$__tvm_shims/tvm-shim" --active 2>/dev/null)" || return 0
  # What is active when the shell starts is no change.
  if [[ $__tvm_answer != none ]]; then
    for line in ${(f)answer}; do
      field=("${(@ps:\t:)line}")
      # The same toolchain for another reason is no change.
      if [[ $'\n'$__tvm_answer == *$'\n'"$field[1]"$'\t'"$field[2]"$'\t'* ]]; then continue; fi
      case $field[2] in
        'error '*) line="$field[1]: ${field[2]#error }" ;;
        'missing '*)
          line="$field[1] ${field[2]#missing } is not installed ($field[3]): tvm install" ;;
        *) line="$field[1] $field[2]${field[3]:+ ($field[3])}" ;;
      esac
      \builtin print -r -u 2 -- "tvm: $line" || :
    done
  fi
  __tvm_answer=$answer
}

# Runs before each prompt; zsh itself keeps `$?` for what comes after.
function __tvm_prompt {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return no_all_export no_warn_nested_var
  if [[ -z ${TVM_QUIET-} && $__tvm_quiet != 1 && -x $__tvm_shims/tvm-shim ]]; then
    if __tvm_changed; then __tvm_report; fi
  fi
}

# The program, except that what `tvm shell` prints is meant for this shell.
function tvm {
  case ${1-} in
    (shell)
      if (( ${@[(I)-h|-help|--help|--version|--emit*]} )); then
        "$__tvm_program" "$@"
        return
      fi
      \builtin local __tvm_code
      \builtin shift
      __tvm_code="$("$__tvm_program" shell --emit zsh "$@")" || return
      \builtin eval "$__tvm_code"
      ;;
    (install|uninstall|use|pin|default|link|component|target|allow|deny)
      __tvm_seen=
      "$__tvm_program" "$@"
      ;;
    (*) "$__tvm_program" "$@" ;;
  esac
}

# Removes everything that this file put into the shell.
function __tvm_unhook {
  \builtin emulate -L zsh
  \builtin setopt no_err_exit no_err_return
  __tvm_set_path remove
  precmd_functions=(${precmd_functions:#__tvm_prompt})
  if (( ! $#precmd_functions )); then \builtin unset precmd_functions; fi
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
  \builtin typeset -g +x __tvm_program __tvm_shims __tvm_completions __tvm_quiet
  \builtin typeset -g __tvm_content= __tvm_seen= __tvm_answer=${__tvm_answer-none}
  \builtin typeset -ga __tvm_known __tvm_absent __tvm_above
  \builtin typeset -gi __tvm_turn=0
  __tvm_set_path
  if [[ -r $__tvm_completions/_tvm ]]; then
    fpath=("$__tvm_completions" "${(@)fpath:#$__tvm_completions}")
    if (( ${+functions[compdef]} )); then
      \builtin autoload -Uz _tvm
      compdef _tvm tvm
    fi
  fi
  if [[ -o interactive ]]; then
    \builtin zmodload -F zsh/system b:sysread
    \builtin typeset -ga precmd_functions
    precmd_functions=(${precmd_functions:#__tvm_prompt} __tvm_prompt)
  fi
}
__tvm_hook
\builtin unfunction __tvm_hook
