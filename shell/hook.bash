# shellcheck shell=bash
# The hook of tvm for bash: `eval "$(tvm hook bash)"`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_completions and __tvm_quiet.
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
builtin export -n __tvm_program __tvm_shims __tvm_completions __tvm_quiet

# Puts the shims first on PATH and takes them out elsewhere; with `remove` only takes them out.
# Every other element stays as it is, empty ones (the current directory) too.
__tvm_set_path() {
  local __tvm_rest __tvm_element __tvm_kept=
  if [[ ${PATH+set} ]]; then __tvm_rest=$PATH:; else __tvm_rest=; fi
  while [[ $__tvm_rest ]]; do
    __tvm_element=${__tvm_rest%%:*}
    __tvm_rest=${__tvm_rest#*:}
    if ! builtin test "$__tvm_element" = "$__tvm_shims"; then __tvm_kept+=:$__tvm_element; fi
  done
  if [[ ${1-} == remove ]]; then __tvm_kept=${__tvm_kept#:}; else __tvm_kept=$__tvm_shims$__tvm_kept; fi
  # An assignment, even of the same value, makes bash forget where it found the programs.
  if ! builtin test "${PATH-}" = "$__tvm_kept"; then PATH=$__tvm_kept; fi
  builtin export PATH
}

# Looks for version files from here up to the root, and writes the function that tells at a prompt
# whether they are as they were: compiled it takes half the time of a loop over lists of names.
# The names are relative, because the way up is that of the physical directory, as for the shims;
# so nothing but fixed names becomes code. New files are looked for in this directory and in those
# that have a version file. Only regular files are read: a FIFO would hang. `read` stops at a NUL,
# which `$(<file)` would complain about; what IFS does to blanks at either end does not matter.
__tvm_walk() {
  local __tvm_up=. __tvm_name __tvm_tests='' __tvm_reads=''
  while :; do
    # Most directories have none: that costs no loop.
    if [[ $__tvm_up == . || -f $__tvm_up/.go-version || -f $__tvm_up/.tool-versions ||
      -f $__tvm_up/go.mod || -f $__tvm_up/go.work || -f $__tvm_up/rust-toolchain ||
      -f $__tvm_up/rust-toolchain.toml ]]; then
      for __tvm_name in .go-version .tool-versions go.mod go.work rust-toolchain rust-toolchain.toml; do
        __tvm_name=$__tvm_up/$__tvm_name
        if [[ ! -f $__tvm_name ]]; then
          __tvm_tests+=" && ! -f $__tvm_name"
        elif [[ ! -r $__tvm_name ]]; then
          __tvm_tests+=" && -f $__tvm_name && ! -r $__tvm_name"
        else
          __tvm_tests+=" && -f $__tvm_name && -r $__tvm_name"
          __tvm_reads+="builtin read -r -d '' -n 4096 __tvm_text <$__tvm_name || :
            __tvm_found+=\$__tvm_text/
            "
        fi
      done
    fi
    # A deleted directory has no parent.
    if [[ $__tvm_up -ef / || ! -e $__tvm_up/.. ]]; then break; fi
    if [[ $__tvm_up == . ]]; then __tvm_up=..; else __tvm_up+=/..; fi
  done
  # No `local` there: it takes as long as two of the tests.
  builtin eval "__tvm_same_files() {
    __tvm_found=
    [[${__tvm_tests# &&} ]] || return
    $__tvm_reads
    [[ \$__tvm_found == \"\$__tvm_content\" ]]
  }"
  builtin export -nf __tvm_same_files
  __tvm_content='' __tvm_found=''
  __tvm_same_files || :
  __tvm_content=$__tvm_found
}

# Prints what is active now where it differs from the last answer.
__tvm_report() {
  local __tvm_new __tvm_rest __tvm_line __tvm_language __tvm_what __tvm_source __tvm_silent=
  if [[ ! -x $__tvm_shims/tvm-shim ]]; then return 0; fi
  # What is active when the shell starts is no change.
  if [[ ! ${__tvm_answer+set} ]]; then __tvm_silent=1; fi
  # `exec` saves a second process.
  __tvm_new=$(exec "$__tvm_shims/tvm-shim" --active 2>/dev/null) || return 0
  __tvm_rest=$__tvm_new
  while [[ $__tvm_rest && ! $__tvm_silent ]]; do
    __tvm_line=${__tvm_rest%%$'\n'*}
    __tvm_rest=${__tvm_rest#"$__tvm_line"}
    __tvm_rest=${__tvm_rest#$'\n'}
    __tvm_language=${__tvm_line%%$'\t'*}
    __tvm_what=${__tvm_line#*$'\t'}
    __tvm_source=${__tvm_what#*$'\t'}
    __tvm_what=${__tvm_what%%$'\t'*}
    # The same toolchain for another reason is no change.
    case $'\n'$__tvm_answer in *$'\n'"$__tvm_language"$'\t'"$__tvm_what"$'\t'*) continue ;; esac
    case $__tvm_what in
      error\ *) __tvm_line="$__tvm_language: ${__tvm_what#error }" ;;
      missing\ *)
        __tvm_line="$__tvm_language ${__tvm_what#missing } is not installed"
        __tvm_line+=" ($__tvm_source): tvm install"
        ;;
      *) __tvm_line="$__tvm_language $__tvm_what${__tvm_source:+ ($__tvm_source)}" ;;
    esac
    builtin printf 'tvm: %s\n' "$__tvm_line" >&2 || :
  done
  __tvm_answer=$__tvm_new
}

# Runs before each prompt. Something may have changed that decides which toolchain is active if the
# directory did, a variable, the beginning of a version file, or which of them exist. The argument,
# if any, is the status to leave behind. Short, because bash copies a function to run it.
__tvm_prompt() {
  if [[ ! ${TVM_QUIET-} && $__tvm_quiet != 1 ]]; then
    __tvm_now=${PWD-}//${TVM_GO_VERSION-}//${GOENV_VERSION-}//${TVM_RUST_VERSION-}//\
${RUSTUP_TOOLCHAIN-}//${GOWORK-}//${TVM_BYPASS-}
    if [[ $__tvm_now != "$__tvm_seen" ]] || ! __tvm_same_files; then __tvm_ask; fi
  fi
  case $- in
    *a*) builtin export -n "${!__tvm_@}" ;;
    # Any other status would end the shell.
    *e*) ;;
    *) return "${1:-0}" ;;
  esac
}

# Asks what is active, and remembers in what circumstances. The files are read before anybody is
# asked about them, so a change in between is seen at the next prompt.
__tvm_ask() {
  __tvm_walk
  __tvm_seen=$__tvm_now
  __tvm_report
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
    install | uninstall | use | pin | default | link | component | target | allow | deny)
      __tvm_seen=
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

# Succeeds if bash may change the variable $1.
__tvm_may_set() {
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] < 44)); then return 0; fi
  local -n __tvm_variable=$1
  [[ ! ${__tvm_variable+set} || ${__tvm_variable@a} != *r* ]]
}

# Adds `__tvm_prompt` behind everything else in PROMPT_COMMAND, unless it is there.
__tvm_add_prompt() {
  case "${PROMPT_COMMAND[*]-}" in *__tvm_prompt*) return 0 ;; esac
  __tvm_may_set PROMPT_COMMAND || return 0
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] >= 51)); then
    # Each element of an array sees the status and PIPESTATUS of the command line.
    PROMPT_COMMAND+=(__tvm_prompt)
  else
    # shellcheck disable=SC2178 # An older bash knows only a string here, or the first element.
    # A new line ends whatever stands there: a comment, a `;`, a `\`.
    PROMPT_COMMAND=${PROMPT_COMMAND-}${PROMPT_COMMAND:+$'\n\n'}'__tvm_prompt "$?"'
  fi
}

# Takes `__tvm_prompt` out of PROMPT_COMMAND.
__tvm_remove_prompt() {
  local __tvm_index __tvm_only
  __tvm_may_set PROMPT_COMMAND || return 0
  for __tvm_index in "${!PROMPT_COMMAND[@]}"; do
    case ${PROMPT_COMMAND[__tvm_index]} in
      __tvm_prompt | '__tvm_prompt "$?"') builtin unset -v "PROMPT_COMMAND[$__tvm_index]" ;;
      *$'\n\n__tvm_prompt "$?"'*)
        __tvm_only=${PROMPT_COMMAND[__tvm_index]}
        PROMPT_COMMAND[__tvm_index]=${__tvm_only/$'\n\n__tvm_prompt "$?"'/}
        ;;
    esac
  done
  if [[ "${!PROMPT_COMMAND[*]}" == 0 ]]; then
    __tvm_only=${PROMPT_COMMAND[0]}
    builtin unset -v PROMPT_COMMAND
    # shellcheck disable=SC2178 # It is no array any more.
    PROMPT_COMMAND=$__tvm_only
  fi
}

# Removes everything that this file put into the shell.
__tvm_unhook() {
  if [[ ${PATH+set} ]] && __tvm_may_set PATH; then __tvm_set_path remove; fi
  __tvm_remove_prompt
  builtin complete -r tvm 2>/dev/null || :
  builtin unset -f tvm __tvm_set_path __tvm_walk __tvm_same_files __tvm_report __tvm_prompt \
    __tvm_ask __tvm_complete __tvm_may_set __tvm_add_prompt __tvm_remove_prompt __tvm_unhook
  builtin unset -v "${!__tvm_@}"
}

__tvm_seen=${__tvm_seen-}
if __tvm_may_set PATH; then __tvm_set_path; fi
case $- in
  *i*)
    __tvm_add_prompt
    builtin complete -o bashdefault -o default -F __tvm_complete tvm 2>/dev/null || :
    ;;
esac

builtin set "$__tvm_exporting"
builtin shopt "$__tvm_aliases" expand_aliases || :
\builtin unset -v __tvm_exporting __tvm_aliases
