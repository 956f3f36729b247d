package import Resolution

extension Shell {
  /// The hook of tvm's, which expects variables before it; nil where there is none.
  package var hook: Bytes? {
    switch self {
    case .bash: PackageResources.hook_bash
    case .zsh: PackageResources.hook_zsh
    case .fish: PackageResources.hook_fish
    case .elvish: PackageResources.hook_elv
    case .murex, .pwsh, .tcsh: nil
    }
  }

  /// The functions by which the code for a hook changes variables; nil where there is no hook.
  package var hookFunctions: Bytes? {
    switch self {
    case .bash: PackageResources.change_bash
    case .zsh: PackageResources.change_zsh
    case .fish: PackageResources.change_fish
    case .elvish: PackageResources.change_elv
    case .murex, .pwsh, .tcsh: nil
    }
  }

  /// The hook of direnv's, which expects the program's path in a variable before it.
  package var direnvHook: Bytes {
    switch self {
    case .bash: PackageResources.direnv_bash
    case .zsh: PackageResources.direnv_zsh
    case .fish: PackageResources.direnv_fish
    case .elvish: PackageResources.direnv_elv
    case .murex: PackageResources.direnv_mx
    case .pwsh: PackageResources.direnv_ps1
    case .tcsh: PackageResources.direnv_tcsh
    }
  }

  /// The script that makes the shell tell what it sees, for some programs in place of `PROGRAMS`; nil
  /// where there is none: elvish reads its file only on a terminal.
  package var question: Bytes? {
    switch self {
    case .bash: PackageResources.question_bash
    case .zsh: PackageResources.question_zsh
    case .fish: PackageResources.question_fish
    case .elvish, .murex, .pwsh, .tcsh: nil
    }
  }

  /// The line of a start-up file that loads a program's hook.
  ///
  /// - Parameter program: The program, by its name or its path.
  /// - Returns: The line, without its end.
  package func hookLine(_ program: Path) -> Bytes {
    let command = word(program.bytes) + " hook " + self.program
    return switch self {
    case .bash, .zsh: Bytes("eval \"$(") + command + ")\""
    case .fish: command + " | source"
    case .elvish: Bytes("eval (") + command + " | slurp)"
    case .murex: command + " -> source"
    case .pwsh: Bytes("Invoke-Expression \"$(") + command + ")\""
    case .tcsh: Bytes("eval `") + command + "`"
    }
  }

  /// The file of its completions in `share/completions`, which the hook loads; nil where there is none.
  package var completionFile: String? {
    switch self {
    case .bash: "tvm.bash"
    case .zsh: "_tvm"
    case .fish: "tvm.fish"
    case .elvish: "tvm.elv"
    case .murex, .pwsh, .tcsh: nil
    }
  }

  /// The frame of its completions, with `WORDS` and `ASKED` in it, where ArgumentParser has none for it.
  package var completionFrame: Bytes? {
    self == .elvish ? PackageResources.completions_elv : nil
  }

  /// What the names of files end with from which it loads functions, or parts of its set-up; nothing in a
  /// shell that takes any name.
  package var fileSuffix: String { self == .fish ? "." + rawValue : "" }
}
