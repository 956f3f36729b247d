package import Resolution
import Toolchains

/// The files that the user's shells and the desktop's session read, those that exist.
package struct StartupFiles: Sendable {
  /// The files, those that are read first coming first.
  package let files: [StartupFile]

  /// The links that stand where a shell looks for a file of the user's, and lead nowhere.
  package let brokenLinks: [BrokenLink]

  /// What the lines set, as far as that can be told without running them.
  package let values: [String: String]

  /// What `set -U` of fish has set.
  package let fishVariables: FishVariables?

  /// Whether `~/.zshenv` says where zsh's other files are.
  let setsZdotdir: Bool

  private let home: Path
  private let zdotdir: Path
  private let fish: Path

  init(home: Path, etc: Path, _ environment: [String: Bytes]) {
    self.home = home
    let config = environment[Variables.configHome].map { Path($0) } ?? home.appending(".config")
    fish = config.appending("fish")
    var files: [StartupFile] = []
    var brokenLinks: [BrokenLink] = []
    func add(
      _ path: Path, _ shell: Shell?, _ moment: StartupFile.Moment, isScript: Bool = false
    ) {
      let isUsers = path.isInside(home) || path.isInside(config)
      if let file = StartupFile(path, shell, moment, isUsers: isUsers, isScript: isScript) {
        files.append(file)
      } else if isUsers, let link = path.brokenLink {
        brokenLinks.append(
          BrokenLink(file: path, shell: shell, link: link.path, target: link.target))
      }
    }
    func addFolder(_ folder: Path, _ suffix: String, _ shell: Shell?, _ moment: StartupFile.Moment)
    {
      for name in (World.live.names(folder) ?? []).map(\.text).sorted()
      where name.hasSuffix(suffix) {
        add(folder.appending(Bytes(name.utf8)), shell, moment)
      }
    }
    add(etc.appending("environment"), nil, .session)
    addFolder(etc.appending("environment.d"), ".conf", nil, .session)
    addFolder(config.appending("environment.d"), ".conf", nil, .session)
    add(home.appending(".pam_environment"), nil, .session)
    for name in [".xprofile", ".xsessionrc"] {
      add(home.appending(Bytes(name.utf8)), nil, .session, isScript: true)
    }
    add(etc.appending("profile"), .bash, .login)
    addFolder(etc.appending("profile.d"), ".sh", .bash, .login)
    for name in [".bash_profile", ".bash_login", ".profile"] {
      add(home.appending(Bytes(name.utf8)), .bash, .login)
    }
    add(etc.appending("bash.bashrc"), .bash, .interactive)
    add(home.appending(".bashrc"), .bash, .interactive)
    for folder in [etc.appending("zsh"), etc] {
      add(folder.appending("zshenv"), .zsh, .always)
      add(folder.appending("zprofile"), .zsh, .login)
      add(folder.appending("zshrc"), .zsh, .interactive)
    }
    // The first file may say where the others are.
    let zshenv = home.appending(".zshenv")
    add(zshenv, .zsh, .always)
    let moved = files.last.flatMap { $0.path == zshenv ? StartupFiles.zdotdir($0, home) : nil }
    setsZdotdir = moved != nil
    zdotdir = moved ?? environment[Variables.zshFolder].map { Path($0) } ?? home
    if moved == nil, zdotdir != home { add(zdotdir.appending(".zshenv"), .zsh, .always) }
    add(zdotdir.appending(".zprofile"), .zsh, .login)
    add(zdotdir.appending(".zshrc"), .zsh, .interactive)
    add(zdotdir.appending(".zlogin"), .zsh, .login)
    addFolder(etc.appending("fish/conf.d"), ".fish", .fish, .always)
    add(etc.appending("fish/config.fish"), .fish, .always)
    addFolder(fish.appending("conf.d"), ".fish", .fish, .always)
    add(fish.appending("config.fish"), .fish, .always)
    fishVariables = FishVariables(fish.appending("fish_variables"))
    let known = StartupFiles.values(files, home)[Variables.bashStartup]
    for name in [environment[Variables.bashStartup]?.text, known].compactMap({ $0 })
    where name.hasPrefix("/") && !files.contains(where: { $0.path == Path(name) }) {
      add(Path(name), .bash, .script)
    }
    self.files = StartupFiles.withSourced(files, home)
    self.brokenLinks = brokenLinks
    values = StartupFiles.values(self.files, home)
  }

  /// The folder that a file makes the one of zsh's files; nil where it does not, or nobody can tell.
  private static func zdotdir(_ file: StartupFile, _ home: Path) -> Path? {
    let known = values([file], home)
    guard let value = known[Variables.zshFolder] else { return nil }
    let path = Path(value)
    return path.isAbsolute && !value.contains("$") ? path : nil
  }

  /// The files that lines such as `. ~/.bash_aliases` read follow the file they stand in.
  private static func withSourced(_ files: [StartupFile], _ home: Path) -> [StartupFile] {
    var result: [StartupFile] = []
    // Nobody has more; a file that reads itself has.
    func add(_ file: StartupFile) {
      guard result.count < 200, !result.contains(where: { $0.path == file.path }) else { return }
      result.append(file)
      guard file.path.isInside(home) else { return }
      let known = values(result, home)
      for path in file.sourced(known, home)
      where path.isInside(home) && !files.contains(where: { $0.path == path }) {
        // What a version manager has written is not for others to change.
        let isUsers = Owner(path.parent ?? home) == nil
        if let sourced = StartupFile(path, file.shell, file.moment, isUsers: isUsers) {
          add(sourced)
        }
      }
    }
    for file in files { add(file) }
    return result
  }

  private static func values(_ files: [StartupFile], _ home: Path) -> [String: String] {
    var values = [Variables.userHome.text: home.text]
    for line in files.flatMap(\.lines) {
      for assignment in line.assignments where assignment.name != Variables.path {
        values[assignment.name] = expand(assignment.value, values, home)
      }
    }
    return values
  }

  /// A value with `~`, `$NAME` and `${NAME}` replaced as far as the variables are known.
  static func expand(_ value: String, _ values: [String: String], _ home: Path) -> String {
    var result = ""
    var rest = value[...]
    if rest.hasPrefix("~/") || rest == "~" {
      result = home.text
      rest = rest.dropFirst()
    }
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...].dropFirst()
      let isBraced = rest.first == "{"
      let name = rest.dropFirst(isBraced ? 1 : 0).prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
      }
      let whole = isBraced ? "${\(name)}" : "$\(name)"
      if name.isEmpty || (isBraced && !rest.dropFirst(name.count + 1).hasPrefix("}")) {
        result += "$"
        continue
      }
      rest = rest.dropFirst(name.count + (isBraced ? 2 : 0))
      result += values[String(name)] ?? whole
    }
    return result + rest
  }

  /// A value of an assignment with what is known put in place of its variables.
  package func expanded(_ value: String) -> String {
    // Each element of a list may begin with a tilde.
    value.split(separator: ":", omittingEmptySubsequences: false)
      .map { StartupFiles.expand(String($0), values, home) }.joined(separator: ":")
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
  package func hookFile(_ shell: Shell) -> Path {
    switch shell {
    case .bash: home.appending(".bashrc")
    case .zsh: zdotdir.appending(".zshrc")
    case .fish: fish.appending("config.fish")
    }
  }

  /// The files of a shell, those that any shell reads left out.
  package func files(of shell: Shell) -> [StartupFile] { files.filter { $0.shell == shell } }

  /// The broken link that stands in the way of a file, or on the way to it.
  package func brokenLink(to path: Path) -> BrokenLink? { brokenLinks.first { $0.file == path } }

  /// A file that exists, by its path.
  package func file(_ path: Path) -> StartupFile? { files.first { $0.path == path } }
}

/// A link that leads nowhere where a shell looks for one of its files.
package struct BrokenLink: Equatable, Sendable {
  /// The file that the shell looks for.
  package let file: Path
  /// Whose it is, or nil for one that any of them may read.
  package let shell: Shell?
  /// The link, which is the file or a folder above it.
  package let link: Path
  /// What the link says it leads to.
  package let target: Path

  /// The file that would be read if the link led somewhere; nil where links lead around in a circle.
  package var destination: Path? {
    guard let folder = link.parent else { return nil }
    let found = target.isAbsolute ? target : folder.appending(target.bytes)
    // A link to a link is mended at its end.
    guard Folder.target(of: found) == nil else { return nil }
    return file == link ? found : found.appending(file.bytes[(link.bytes.count + 1)...])
  }
}
