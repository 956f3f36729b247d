package import Resolution
import Toolchains

/// A shell that people type into.
///
/// What tvm knows of shells stands in this room: a new one is a case here, and `ShellTests` names what
/// it lacks.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish, elvish, murex, pwsh, tcsh

  /// The shells that tvm has a hook for; the others have only the one of direnv's.
  package static let hooked: [Shell] = [.bash, .zsh, .fish, .elvish]

  /// The shell that is meant where nothing says which.
  package static let standard = Shell.bash

  /// The shell of a name, as a command line, `SHELL` or a process has it: `zsh`, `-zsh`, `/bin/zsh`; nil
  /// for any other program.
  package init?(named name: Bytes) {
    var word = Path(name).name
    // A login shell is called so.
    if word.first == UInt8(ascii: "-") { word.removeFirst() }
    self.init(rawValue: Bytes(word).text)
  }

  /// The shell that has started this process, else the one that the user logs in with; nil where neither
  /// is one that tvm has a hook for.
  package static func calling(_ world: World) -> Shell? {
    let parent = RunningPrograms.parent.flatMap { Shell(named: $0.bytes) }
    let shell = parent ?? world.setVariable(Variables.shell).flatMap { Shell(named: $0) }
    return shell.flatMap { $0.isHooked ? $0 : nil }
  }

  /// Whether tvm has a hook for it.
  package var isHooked: Bool { Shell.hooked.contains(self) }

  /// The name of its program.
  package var program: Bytes { Bytes(rawValue.utf8) }

  /// Where its program usually lies, the likeliest first.
  package var usualPlaces: [Path] {
    let folders: [StaticString] = [
      "/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin",
      "/run/current-system/sw/bin",
    ]
    return folders.map { Path($0).appending(program) }
  }

  /// The grammar of its scripts.
  package var syntax: ShellSyntax {
    switch self {
    case .bash, .zsh: .posix
    case .fish: .fish
    case .elvish, .murex, .pwsh, .tcsh: .unknown
    }
  }

  /// The arguments with which it reads a script and only says what is wrong with it; nil where it cannot.
  package func arguments(toCheck script: Path) -> [String]? {
    switch self {
    // Start-up files may turn this on before they need it.
    case .bash: ["-O", "extglob", "-n", script.text]
    case .zsh, .fish, .tcsh: ["-n", script.text]
    case .elvish: ["-compileonly", script.text]
    case .murex, .pwsh: nil
    }
  }

  /// The names of several shells as a sentence has them, such as `bash, zsh or fish`.
  package static func list(_ shells: [Shell]) -> String {
    let names = shells.map(\.rawValue)
    return names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + ", or " + names[names.count - 1]
  }
}
