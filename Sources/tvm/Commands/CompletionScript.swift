/// A completion script as ArgumentParser writes it, made to run nothing but tvm.
struct CompletionScript {
  /// The script.
  let text: String

  /// A script of ArgumentParser's.
  init(_ text: String) {
    self.text = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { CompletionScript.replacements[String($0)] ?? String($0) }
      .joined(separator: "\n")
  }

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
