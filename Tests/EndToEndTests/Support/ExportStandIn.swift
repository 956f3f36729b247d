/// A stand-in for `tvm export SHELL`, so that the hooks can be tested for themselves.
///
/// Each line NAME=VALUE of the nearest `.envrc` is a variable; `sleep` is one that takes long. It
/// writes its options and directory to `exports`, and says one line when something changes.
enum ExportStandIn {
  /// The script.
  static let script = #"""
    #!/usr/bin/env bash
    shell=$2 option=${3-} directory=$(pwd -P)
    printf '%s %s\n' "$option" "$directory" >>"$OUT/exports"
    [[ ${EXPORT_FAILS-} ]] && { echo 'tvm: it failed' >&2; exit 1; }

    quote() {
      if [[ $shell == fish ]]; then
        local text=${1//\\/\\\\}
        printf "'%s'" "${text//\'/\\\'}"
      else
        printf "'%s'" "${1//\'/\'\\\'\'}"
      fi
    }
    assign() {
      case $shell in
      fish) printf 'set -gx %s %s\n' "$1" "$(quote "$2")" ;;
      *) printf 'export %s=%s\n' "$1" "$(quote "$2")" ;;
      esac
    }
    remove() {
      case $shell in
      fish) printf 'set -e %s\n' "$1" ;;
      *) printf 'unset %s\n' "$1" ;;
      esac
    }
    state() {
      case $shell in
      fish)
        printf 'set -g __tvm_environment_file %s\n' "$(quote "$1")"
        printf 'function __tvm_same_environment; %s; end\n' "$2"
        ;;
      *)
        printf '__tvm_environment_file=%s\n' "$(quote "$1")"
        printf '__tvm_same_environment() { %s; }\n' "$2"
        ;;
      esac
    }

    file=
    while [[ $option != --unload ]]; do
      for name in .envrc ${DOTENV:+.env}; do
        if [[ -f $directory/$name ]]; then file=$directory/$name && break 2; fi
      done
      [[ $directory ]] || break
      directory=${directory%/*}
    done
    if [[ ${TVM_ENV-} ]]; then
      for name in ${TVM_ENV//,/ }; do remove "$name"; done
      remove TVM_ENV
      [[ $file || $option ]] || echo 'tvm: unloaded' >&2
    fi
    if [[ $file ]]; then
      names=
      while IFS='=' read -r name value; do
        if [[ $name == sleep ]]; then
          trap 'echo "tvm: interrupted" >&2; exit 0' INT
          echo 'tvm: waiting' >&2
          sleep 60 >/dev/null 2>&1 &
          wait
        fi
        assign "$name" "$value"
        names+=${names:+,}$name
      done <"$file"
      assign TVM_ENV "$names"
      reference=$OUT/tmp/reference.$$
      touch -r "$file" "$reference"
      place=$(quote "$file") mark=$(quote "$reference")
      case $shell in
      fish) state "$file" "test ! $place -nt $mark -a ! $place -ot $mark" ;;
      *) state "$file" "[[ ! $place -nt $mark && ! $place -ot $mark ]]" ;;
      esac
      [[ $option ]] || echo "tvm: loaded $names" >&2
    else
      state '' true
    fi
    """#
}
