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

# Looks for version files from here up to the root, and writes the function that tells at a prompt
# whether they are as they were: compiled it takes half the time of a loop over lists of names.
# The names are relative, because the way up is that of the physical directory, as for the shims;
# so nothing but fixed names becomes code. New files are looked for in this directory and in those
# that have a version file. Only regular files are read: a FIFO would hang. `sysread` is bounded and
# takes one system call; `read` would take one for each byte.
function __tvm_walk {
  \builtin local up=. name tests= reads=
  while :; do
    # Most directories have none: that costs no loop.
    if [[ $up == . || -f $up/.go-version || -f $up/.tool-versions || -f $up/go.mod ||
      -f $up/go.work || -f $up/rust-toolchain || -f $up/rust-toolchain.toml ]]; then
      for name in .go-version .tool-versions go.mod go.work rust-toolchain rust-toolchain.toml; do
        name=$up/$name
        if [[ ! -f $name ]]; then
          tests+=" && ! -f $name"
        elif [[ ! -r $name ]]; then
          tests+=" && -f $name && ! -r $name"
        else
          tests+=" && -f $name && -r $name"
          reads+="text=; \\builtin sysread -s 4096 text <$name || :; __tvm_found+=\$text/; "
        fi
      done
    fi
    # A deleted directory has no parent.
    if [[ $up -ef / || ! -e $up/.. ]]; then break; fi
    if [[ $up == . ]]; then up=..; else up+=/..; fi
  done
  \builtin eval "function __tvm_same_files { \\builtin local text; __tvm_found=; "\
"[[${tests# &&} ]] || \\return; ${reads}[[ \$__tvm_found == \"\$__tvm_content\" ]]; }"
  __tvm_content=
  __tvm_same_files || :
  __tvm_content=$__tvm_found
}

# Prints what is active now where it differs from the last answer.
function __tvm_report {
  \builtin local answer line
  \builtin local -a field
  if [[ ! -x $__tvm_shims/tvm-shim ]]; then \return 0; fi
  answer="$("$__tvm_shims/tvm-shim" --active 2>/dev/null)" || \return 0
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

# Runs before each prompt. Something may have changed that decides which toolchain is active if the
# directory did, a variable, the beginning of a version file, or which of them exist. zsh itself
# keeps `$?` for what comes after.
function __tvm_prompt {
  \builtin emulate -L zsh -o no_err_exit -o no_err_return -o no_all_export -o no_warn_nested_var
  if [[ -n ${TVM_QUIET-} || $__tvm_quiet == 1 ]]; then \return; fi
  \builtin local now=${PWD-}//${TVM_GO_VERSION-}//${GOENV_VERSION-}//${TVM_RUST_VERSION-}
  now+=//${RUSTUP_TOOLCHAIN-}//${GOWORK-}//${TVM_BYPASS-}
  if [[ $now == "$__tvm_seen" ]] && __tvm_same_files; then \return; fi
  # The files are read before anybody is asked about them, so a change in between is seen later.
  __tvm_walk
  __tvm_seen=$now
  __tvm_report
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
  \builtin typeset -g __tvm_content= __tvm_found= __tvm_seen=${__tvm_seen-} __tvm_answer=${__tvm_answer-none}
  __tvm_set_path
  if [[ -r $__tvm_completions/_tvm ]]; then
    fpath=("$__tvm_completions" "${(@)fpath:#$__tvm_completions}")
    if (( ${+functions[compdef]} )); then
      \builtin autoload -Uz _tvm
      compdef _tvm tvm
    fi
  fi
  if [[ -o interactive ]]; then
    # A zsh without this module has everything but the line about the active toolchain.
    \builtin zmodload -F zsh/system b:sysread 2>/dev/null || \return 0
    \builtin typeset -ga precmd_functions
    precmd_functions=(${precmd_functions:#__tvm_prompt} __tvm_prompt)
  fi
}
__tvm_hook
\builtin unfunction __tvm_hook
