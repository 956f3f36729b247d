package import Resolution
import Toolchains

/// The files that the user's shells and the desktop's session read, those that exist.
package struct StartupFiles: Sendable {
  /// The files, those that are read first coming first.
  package let files: [StartupFile]

  /// The links that stand where a shell looks for a file of the user's, and lead nowhere.
  package let brokenLinks: [BrokenLink]

  /// What `set -U` of fish has set.
  package let fishVariables: FishVariables?

  /// Where they are looked for.
  let folders: StartupFolders

  private let values: StartupValues

  /// The files as they are now.
  ///
  /// - Parameters:
  ///   - world: where they are read from, and which variables name further ones.
  ///   - home: the user's home directory.
  ///   - etc: the folder of the system's settings.
  ///   - shells: the shells that read them; all by default.
  ///   - isForeign: whether a folder in the user's home is another program's, whose files are not for
  ///     others to change.
  package init(
    _ world: World, home: Path, etc: Path = Path("/etc"), shells: [Shell] = Shell.allCases,
    isForeign: @escaping (_ folder: Path) -> Bool = { _ in false }
  ) {
    let reader = StartupReader(
      world, StartupFolders(world, home: home, etc: etc), shells, isForeign: isForeign)
    files = reader.files
    brokenLinks = reader.brokenLinks
    values = reader.values
    folders = reader.folders
    fishVariables = FishVariables(
      folders.config.appending(Shell.fish.program).appending("fish_variables"), world)
  }

  /// Whether zsh's first files say where its other ones are.
  package var setsZdotdir: Bool { folders.isZdotdirOfZsh }

  /// A value of an assignment with what is known put in place of its variables.
  package func expanded(_ value: String) -> String {
    // Each element of a list may begin with a tilde.
    value.split(separator: ":", omittingEmptySubsequences: false)
      .map { values.expand(String($0)) }.joined(separator: ":")
  }

  /// A line that sets a variable.
  package typealias Setting = (
    file: StartupFile, line: StartupLine, assignment: StartupLine.Assignment
  )

  /// The lines that set a variable which programs see, in the order in which they are read.
  package func exports(of name: String) -> [Setting] {
    settings(of: name).filter { $0.assignment.isExported || exportsLater(name, $0.file) }
  }

  /// The lines that set a variable, in the order in which they are read.
  package func settings(of name: String) -> [Setting] {
    files.flatMap { file in
      file.lines.flatMap { line in
        line.assignments.filter { $0.name == name }.map { (file, line, $0) }
      }
    }
  }

  /// The variables that the files of sessions give to all programs, as far as their values are known.
  package var session: [String: Bytes] {
    var variables: [String: Bytes] = [:]
    for line in files.filter({ $0.moment == .session }).flatMap(\.lines) {
      for assignment in line.assignments where assignment.name != Variables.path {
        let value = expanded(assignment.value)
        if !value.contains("$") { variables[assignment.name] = Bytes(value.utf8) }
      }
    }
    return variables
  }

  /// Whether a line `export NAME` of the same file makes a variable one that programs see.
  private func exportsLater(_ name: String, _ file: StartupFile) -> Bool {
    file.lines.contains { line in
      line.commands.contains { $0.words.first == "export" && $0.words.contains(name) }
    }
  }

  /// The file where a shell's hook belongs.
  package func hookFile(_ shell: Shell) -> Path { shell.hookFile(folders) ?? folders.home }

  /// The lines that load a program's hook, directly or as a plugin.
  package func lines(loadingHookOf program: String) -> [StartupLine] {
    files.flatMap { $0.lines.filter { $0.loadsHook(of: program) } }
  }

  /// The files of a shell, those that any shell reads left out.
  package func files(of shell: Shell) -> [StartupFile] { files.filter { $0.shell == shell } }

  /// The broken link that stands in the way of a file, or on the way to it.
  package func brokenLink(to path: Path) -> BrokenLink? { brokenLinks.first { $0.file == path } }

  /// A file that exists, by its path.
  package func file(_ path: Path) -> StartupFile? { files.first { $0.path == path } }
}
