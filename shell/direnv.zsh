# What `direnv hook zsh` prints. A line before this sets __direnv_program.
#
# Rules of this file: no trap is touched, nothing but functions is left behind, and zsh's own options
# hold in each function, whatever the user has set.

# Where the hook of tvm is in the shell, it does the same without a process.
function _direnv_hook {
  \builtin emulate -L zsh
  \builtin local __direnv_code
  if (( ${+__tvm_program} )); then \return 0; fi
  __direnv_code="$("$__direnv_program" export zsh)"
  \builtin eval "$__direnv_code"
}

# Of a command line that is only a change of the directory, zsh tells twice: by chpwd and by precmd.
function _direnv_preexec {
  \builtin emulate -L zsh
  \builtin setopt extended_glob
  __direnv_is_move=
  if [[ $1 == (cd|pushd|popd)(|\ [^$'\n'';&|<>()`$']#) &&
      -z ${functions[${1%% *}]-}${aliases[${1%% *}]-} ]]; then
    __direnv_is_move=1
  fi
}

function _direnv_chpwd {
  \builtin emulate -L zsh
  # Within `$(…)` nothing is to be loaded: nobody would keep it.
  if (( ZSH_SUBSHELL )); then \return 0; fi
  _direnv_hook
  if [[ -n ${__direnv_is_move-} ]]; then __direnv_is_move=done; fi
}

function _direnv_precmd {
  \builtin emulate -L zsh
  if [[ ${__direnv_is_move-} != done ]]; then _direnv_hook; fi
  __direnv_is_move=
}

\builtin typeset -g __direnv_is_move=
\builtin typeset -ga precmd_functions chpwd_functions preexec_functions
precmd_functions=(_direnv_precmd "${(@)precmd_functions:#_direnv_precmd}")
chpwd_functions=(_direnv_chpwd "${(@)chpwd_functions:#_direnv_chpwd}")
preexec_functions=("${(@)preexec_functions:#_direnv_preexec}" _direnv_preexec)
