# How the code that `tvm export zsh` prints changes variables, whatever options the shell has: all at once,
# since zsh takes more than its time for long code, and asks for what is special by lists of names instead of
# name by name. `__tvm_cannot_set`, a function of the hook's, is told of a variable that the shell does not
# let change.

# Sets __tvm_found to what programs see of variables, as a text that no other values have.
function __tvm_see {
  \builtin emulate -L zsh -o no_err_exit -o no_err_return
  \builtin local __tvm_text
  \builtin local -a __tvm_names __tvm_exported
  __tvm_names=(${(s: :)1})
  __tvm_exported=(${(k)parameters[(R)*export*]})
  \builtin printf -v __tvm_text '${(qq)%s-}/' $__tvm_names
  __tvm_names=(${__tvm_names:*__tvm_exported})
  __tvm_found="$__tvm_names/${(e)__tvm_text}"
}

# Keeps how variables are now, unless one of them could not be changed: `__tvm_keep NAMES`, with blanks
# between them.
function __tvm_keep {
  \builtin local __tvm_found
  if [[ -n ${__tvm_failed-} ]]; then \return 0; fi
  __tvm_see "$1"
  \builtin typeset -g __tvm_kept_names="$1" __tvm_kept="$__tvm_found"
}

# Succeeds if they are as they were then.
function __tvm_is_kept {
  \builtin local __tvm_found
  if [[ -z ${__tvm_kept-} ]]; then \return 1; fi
  __tvm_see "$__tvm_kept_names"
  [[ $__tvm_found == "$__tvm_kept" ]]
}

# Exports variables: `__tvm_put new|old NAME=VALUE…`. What the shell kept for itself under a new name is put
# aside as __tvm_own_NAME. An array, a number or the like takes another value, or none; an error would end
# the whole code that a hook evaluates; and some names make the shell another user.
function __tvm_put {
  \builtin emulate -L zsh -o no_err_exit -o no_err_return
  \builtin local __tvm_name __tvm_value __tvm_age=$1
  \builtin local -a __tvm_names __tvm_known __tvm_odd __tvm_words
  \builtin shift
  __tvm_names=("${@%%=*}") __tvm_words=("$@")
  # What stands as a pattern in the code itself is none to a zsh that reads it with sh_glob.
  __tvm_value='*(readonly|array|association|float|left|right|integer|lower|upper)*'
  __tvm_odd=(${(k)parameters[(R)$~__tvm_value]} EGID EUID GID UID USERNAME)
  __tvm_odd=(${__tvm_names:*__tvm_odd})
  for __tvm_name in $__tvm_odd; do
    __tvm_value=${__tvm_words[${__tvm_names[(Ie)$__tvm_name]}]#*=}
    case $__tvm_name-${(Pt)__tvm_name} in
      (EGID-*|EUID-*|GID-*|UID-*|USERNAME-*)
        if [[ ${(P)__tvm_name} == "$__tvm_value" ]]; then \continue; fi
        ;;
      (*-*readonly*|*-*array*|*-*association*|*-*float*|*-*left*|*-*right*) ;;
      (*)
        if [[ -n $__tvm_value && $__tvm_value != *[^0-9]* && $__tvm_value != 0?* &&
          ${#__tvm_value} -le 9 ]]; then \continue; fi
        ;;
    esac
    __tvm_words[${__tvm_names[(Ie)$__tvm_name]}]=()
    __tvm_names[${__tvm_names[(Ie)$__tvm_name]}]=()
    __tvm_cannot_set "$__tvm_name"
  done
  if [[ $__tvm_age == new ]]; then
    __tvm_known=(${(k)parameters})
    for __tvm_name in ${__tvm_names:*__tvm_known}; do
      \builtin typeset -g "__tvm_own_$__tvm_name=${(P)__tvm_name}"
    done
  fi
  if (( $#__tvm_words )); then \builtin export -- "${(@)__tvm_words}"; fi
  \builtin return 0
}

# Removes variables: `__tvm_take NAMES`, with blanks between them. What was put aside is back. A parameter
# that is special or tied is not what it was once it has been removed.
function __tvm_take {
  \builtin emulate -L zsh -o no_err_exit -o no_err_return
  \builtin local __tvm_name __tvm_own __tvm_pattern='*(readonly|scalar-tied)*'
  \builtin local -a __tvm_names __tvm_odd
  __tvm_names=(${(s: :)1})
  __tvm_odd=(${(k)parameters[(R)$~__tvm_pattern]} ${${(k)parameters[(I)__tvm_own_*]}#__tvm_own_})
  __tvm_odd=(${__tvm_names:*__tvm_odd})
  __tvm_names=(${__tvm_names:|__tvm_odd})
  for __tvm_name in $__tvm_odd; do
    __tvm_own=__tvm_own_$__tvm_name
    if [[ ${(Pt)__tvm_name} == *readonly* ]]; then
      __tvm_cannot_set "$__tvm_name"
    else
      \builtin typeset -g +x "$__tvm_name=${(P)__tvm_own-}"
      \builtin unset "$__tvm_own"
    fi
  done
  if (( ! $#__tvm_names )) || \builtin unset $__tvm_names 2>/dev/null; then \builtin return 0; fi
  for __tvm_name in $__tvm_names; do
    \builtin unset "$__tvm_name" 2>/dev/null || __tvm_cannot_set "$__tvm_name"
  done
  \builtin return 0
}
