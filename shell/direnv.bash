# shellcheck shell=bash disable=SC2154 # A line before this sets __direnv_program.
# What `direnv hook bash` prints.
#
# Rules of this file: no trap is touched, nothing but functions and PROMPT_COMMAND is left behind, and
# the status of the last command is what it was for whatever else runs before a prompt.

# Where the hook of tvm is in the shell, it does the same without a process.
_direnv_hook() {
  \builtin local __direnv_status=$? __direnv_code
  if [[ ! ${__tvm_program+set} ]]; then
    # A file that is not loaded is no error of the shell's, which `set -e` would end.
    __direnv_code=$("$__direnv_program" export bash) || \builtin :
    \builtin eval "$__direnv_code"
  fi
  case $- in *e*) ;; *) \builtin return "$__direnv_status" ;; esac
}

# Before each prompt, first of all: once, whether PROMPT_COMMAND is a string or an array.
case ";${PROMPT_COMMAND[*]-};" in
  *_direnv_hook*) ;;
  *)
    if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] >= 51)) &&
      [[ "$(\builtin declare -p PROMPT_COMMAND 2>/dev/null)" == 'declare -a'* ]]; then
      PROMPT_COMMAND=(_direnv_hook "${PROMPT_COMMAND[@]}")
    else
      # shellcheck disable=SC2128,SC2178 # A string, or the only element that an older bash looks at.
      PROMPT_COMMAND=_direnv_hook${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}
    fi
    ;;
esac

# Commands behind `cd PROJECT &&` see its environment, too. Nobody else's function or alias is touched.
case $- in
  *i*)
    for __direnv_name in cd pushd popd; do
      if [[ $(\builtin type -t "$__direnv_name") == builtin ]]; then
        \builtin eval "$__direnv_name() {
          \\builtin $__direnv_name \"\$@\" || \\builtin return
          # Within \`\$(…)\` nothing is to be loaded: nobody would keep it.
          if [[ \${BASH_SUBSHELL-} == 0 ]]; then _direnv_hook; fi
        }"
      fi
    done
    \builtin unset -v __direnv_name
    ;;
esac
