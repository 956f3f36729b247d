# What `tvm doctor` asks a zsh that has read its start-up files. The answers go to descriptor 3, as
# NAME=VALUE that end in a zero byte: its variables, and then what it has in place of programs, each
# with the file that it is from, as far as zsh knows it. tvm puts the names for PROGRAMS.
/usr/bin/env -0 1>&3
\builtin zmodload zsh/parameter
for name in PROGRAMS; do
  if (( ${+aliases[$name]} )); then
    \builtin printf 'definition alias %s=\n\n%s\0' $name "${aliases[$name]}"
  fi
  if (( ${+galiases[$name]} )); then
    \builtin printf 'definition alias %s=\n\n%s\0' $name "${galiases[$name]}"
  fi
  if (( ${+functions[$name]} )); then
    # The body of one that is loaded when it is called, and the file that it is in.
    [[ "${functions[$name]}" != *'builtin autoload -X'* ]] || \builtin autoload +X $name
    \builtin printf 'definition function %s=%s\n\n%s\0' $name "${functions_source[$name]-}" \
      "${functions[$name]}"
  fi
  if (( ${+commands[$name]} )); then
    \builtin printf 'definition hash %s=\n\n%s\0' $name "${commands[$name]}"
  fi
done 2>/dev/null 1>&3
[[ -o rcs ]] || \builtin printf 'option norcs=\0' 1>&3
\builtin printf 'end of start=\0' 1>&3

# What runs before a prompt may change PATH, too; the answers are from outside of any project.
if [[ -o interactive ]]; then
  \builtin cd -q /
  for name in precmd $precmd_functions; do
    place=$PATH
    $name </dev/null >/dev/null 2>&1
    [[ $PATH == $place ]] || \builtin printf 'before prompt=%s\0' $name 1>&3
  done
  /usr/bin/env -0 1>&3
fi
