# shellcheck shell=bash disable=SC2016,SC2059,SC2163 # Formats become code; what is exported is named by a value.
# How the code that `tvm export bash` prints changes variables, whatever options the shell has. All are
# changed at once, since a command for each takes ten times as long: what has to be known of them is asked in
# one expansion, too, which `printf` writes. `__tvm_cannot_set`, a function of the hook's, is told of a
# variable that the shell does not let change.

# Sets __tvm_found to what a format such as `${%s@a}` becomes for all names together.
__tvm_expand() {
  \builtin printf -v __tvm_found "$@"
  \builtin eval "__tvm_found=\"$__tvm_found\""
}

# Sets __tvm_found to what programs see of variables, as a text that no other values have.
__tvm_see() {
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] < 44)); then
    __tvm_expand '${%s-}/' "$@"
    \builtin return 0
  fi
  \builtin local -
  \builtin set +u
  # The command that declares each with its attributes.
  __tvm_expand '${%s@A}/' "$@"
}

# Keeps how variables are now, unless one of them could not be changed: `__tvm_keep NAME…`.
__tvm_keep() {
  \builtin local __tvm_found IFS=' '
  if [[ ${__tvm_failed-} ]]; then \builtin return 0; fi
  __tvm_kept_names=$*
  __tvm_see "$@"
  __tvm_kept=$__tvm_found
}

# Succeeds if they are as they were then.
__tvm_is_kept() {
  \builtin local __tvm_found IFS=' '
  if [[ ! ${__tvm_kept-} ]]; then \builtin return 1; fi
  # shellcheck disable=SC2086 # Splitting the names is meant.
  __tvm_see $__tvm_kept_names
  \builtin test "$__tvm_found" = "$__tvm_kept"
}

# Sets __tvm_odd to those of the names, with colons, whose variables take another value than they are given,
# or none: arrays, numbers and the like, references. Bash before 4.4 cannot tell.
__tvm_find_odd() {
  \builtin local __tvm_name __tvm_found __tvm_references
  __tvm_odd=:
  if ((BASH_VERSINFO[0] * 10 + BASH_VERSINFO[1] < 44)); then \builtin return 0; fi
  \builtin local -
  \builtin set +u
  # Of a variable without a value only its own expansion tells the attributes.
  __tvm_expand '${%s@a}' "$@"
  \builtin printf -v __tvm_references ' || -R %s' "$@"
  if [[ $__tvm_found != *[!xt]* ]] && ! \builtin eval "[[ x == y$__tvm_references ]]"; then
    \builtin return 0
  fi
  # Without a function: bash copies all arguments of the caller for a call.
  for __tvm_name; do
    \builtin eval "__tvm_found=\${$__tvm_name@a}"
    if [[ $__tvm_found == *[!xt]* ]] || \builtin test -R "$__tvm_name"; then __tvm_odd+=$__tvm_name:; fi
  done
}

# Exports variables: `__tvm_put new|old NAME=VALUE…`. What the shell kept for itself under a new name is put
# aside as __tvm_own_NAME.
__tvm_put() {
  \builtin local __tvm_word __tvm_name __tvm_odd __tvm_found='' __tvm_age="$1"
  \builtin shift
  __tvm_find_odd "${@%%=*}"
  if [[ $__tvm_age == new ]]; then __tvm_expand '${%s+=}' "${@%%=*}"; fi
  if [[ $__tvm_found ]]; then
    for __tvm_word; do
      __tvm_name=${__tvm_word%%=*}
      if [[ ${!__tvm_name+set} && $__tvm_odd != *":$__tvm_name:"* ]]; then
        \builtin printf -v "__tvm_own_$__tvm_name" %s "${!__tvm_name}"
      fi
    done
  fi
  if [[ $__tvm_odd == : ]] && \builtin export "$@" 2>/dev/null; then \builtin return 0; fi
  for __tvm_word; do
    __tvm_name=${__tvm_word%%=*}
    if [[ $__tvm_odd != *":$__tvm_name:"* ]] && \builtin export "$__tvm_word" 2>/dev/null; then
      \builtin continue
    fi
    # Bash exports even what it does not let change.
    if [[ $__tvm_age == new ]]; then \builtin export -n "$__tvm_name"; fi
    __tvm_cannot_set "$__tvm_name"
  done
  \builtin return 0
}

# Removes variables: `__tvm_take NAME…`. What was put aside is back.
__tvm_take() {
  \builtin local __tvm_name __tvm_own __tvm_odd
  __tvm_find_odd "$@"
  if [[ $__tvm_odd != : ]] || ! \builtin unset -v "$@" 2>/dev/null; then
    for __tvm_name; do
      if [[ $__tvm_odd == *":$__tvm_name:"* ]] || ! \builtin unset -v "$__tvm_name" 2>/dev/null; then
        __tvm_cannot_set "$__tvm_name"
      fi
    done
  fi
  if [[ ! ${!__tvm_own_@} ]]; then \builtin return 0; fi
  for __tvm_name; do
    __tvm_own=__tvm_own_$__tvm_name
    if [[ ${!__tvm_own+set} ]]; then
      \builtin printf -v "$__tvm_name" %s "${!__tvm_own}"
      \builtin unset -v "$__tvm_own"
    fi
  done
  \builtin return 0
}
