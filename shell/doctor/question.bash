# shellcheck shell=bash
# What `tvm doctor` asks a bash that has read its start-up files. The answers go to descriptor 3, as
# NAME=VALUE that end in a zero byte: its variables, and then what it has in place of programs, each
# with the file and the line that it is from, as far as bash knows them. tvm puts the names for PROGRAMS.
/usr/bin/env -0 1>&3
# shellcheck disable=SC2043
for name in PROGRAMS; do
  if place=$(\builtin alias "$name"); then
    # It prints a line that would define it again: `alias NAME='TEXT'`.
    place=${place#alias }
    \builtin eval "place=${place#"$name="}"
    \builtin printf 'definition alias %s=\n\n%s\0' "$name" "$place"
  fi
  if \builtin typeset -f "$name" >/dev/null 2>&1; then
    place=$(\builtin shopt -s extdebug && \builtin declare -F "$name")
    place=${place#"$name "}
    \builtin printf 'definition function %s=%s\n%s\n%s\0' "$name" "${place#* }" "${place%% *}" \
      "$(\builtin typeset -f "$name")"
  fi
  if place=$(\builtin hash -t "$name"); then
    \builtin printf 'definition hash %s=\n\n%s\0' "$name" "$place"
  fi
done 2>/dev/null 1>&3
\builtin printf 'end of start=\0' 1>&3

# What runs before a prompt may change PATH, too; the answers are from outside of any project.
if [[ $- == *i* ]]; then
  \builtin cd / || \builtin true
  for name in "${PROMPT_COMMAND[@]}"; do
    place=$PATH
    \builtin eval "$name" </dev/null >/dev/null 2>&1
    [[ $PATH == "$place" ]] || \builtin printf 'before prompt=%s\0' "$name" 1>&3
  done
  /usr/bin/env -0 1>&3
fi
