/// A completion script as ArgumentParser writes it, made to run nothing but tvm.
struct CompletionScript {
  /// The script.
  let text: String

  /// A script of ArgumentParser's.
  init(_ text: String) {
    self.text =
      text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { CompletionScript.replacements[String($0)] ?? String($0) }
      .joined(separator: "\n")
      .replacing(CompletionScript.zshCommand.line, with: CompletionScript.zshCommand.replacement)
      + (text.contains("\ncomplete -c 'tvm'") ? CompletionScript.fishCommand : "")
  }

  /// Behind `--` zsh completes a command as it would at the prompt.
  private static let zshCommand = (
    line: "_tvm_exec() {\n    local -i ret=1\n",
    replacement: """
    _tvm_exec() {
        local -i ret=1 dashes=${words[(i)--]}
        if (( dashes < CURRENT )); then
            shift dashes words
            (( CURRENT -= dashes ))
            _normal
            return
        fi

    """
  )

  /// The same for fish.
  private static let fishCommand = """

    function __tvm_is_behind_dashes
        set -l words (commandline -opc)
        contains -- "$words[2]" exec x; and contains -- -- $words
    end
    function __tvm_complete_command
        set -l words (commandline -opc) (commandline -ct)
        set -e words[1..(contains -i -- -- $words)]
        set -l current $words[-1]
        set -e words[-1]
        set -q words[1]; and set words (string escape -- $words)
        complete -C (string join ' ' -- $words $current)
    end
    complete -c 'tvm' -n '__tvm_is_behind_dashes' -xa '(__tvm_complete_command)'
    """

  /// The lines that are replaced.
  ///
  /// What stands first on the command line may be a program of the project's that is called tvm, and the
  /// program itself need not be on `PATH`: the name alone is that of the hook's function. `compgen -W`
  /// expands the words that it is given, and so runs what a name holds: those are compared one by one. Bash
  /// also expands the folder of what it takes for the name of a file; no toolchain's name has a folder.
  private static let replacements = [
    // fish
    "    command $tokens[1] $argv $tokens": "    tvm $argv $tokens",
    // zsh
    #"    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")"#:
      #"    completions=("${(@f)"$(tvm "${@}" "${command_line[@]}")"}")"#,
    // bash
    #"    local -r cur="${2}""#: #"""
        local cur="${2}"
        # It breaks words, and belongs to none.
        if [[ "${cur}" = @ ]]; then
            cur=''
        fi
        local -r cur
        if [[ "${COMP_WORDS[1]}" = @(exec|x) && " ${COMP_WORDS[*]:2:COMP_CWORD-2} " = *' -- '* ]]; then
            if [[ "${COMP_WORDS[COMP_CWORD-1]}" = -- ]]; then
                __tvm_add_completions -c
            else
                compopt -o default
            fi
            return
        fi
    """#,
    #"    "${COMP_WORDS[0]}" "${@}" "${words[@]}""#: #"    tvm "${@}" "${words[@]}""#,
    #"    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")"#: #"""
        done < <(
            if [[ "${1}" != -W ]]; then
                IFS=$'\n' compgen "${@}" -- "${cur}"
                return
            fi
            while IFS='' read -r completion; do
                if [[ "${completion}" = "${cur}"* && "${completion}" != '' && "${completion}" != */* ]]; then
                    printf '%s\n' "${completion}"
                fi
            done <<<"${2}"
        )
    """#,
  ]
}
