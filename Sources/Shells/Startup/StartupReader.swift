import Resolution
import Toolchains

/// Reads start-up files one after the other, with those that their lines make a shell read.
struct StartupReader {
  /// The files in the order in which they are read; what one makes a shell read follows it.
  private(set) var files: [StartupFile] = []
  /// The links that stand where a file is looked for, and lead nowhere.
  private(set) var brokenLinks: [BrokenLink] = []
  /// What the lines have set, as far as that can be told without running them.
  private(set) var values: StartupValues
  /// Where they are looked for.
  private(set) var folders: StartupFolders

  private let world: World
  private let isForeign: (_ folder: Path) -> Bool
  private var places: [StartupPlace]

  /// Reads the files of shells.
  ///
  /// - Parameters:
  ///   - world: where they are read from.
  ///   - folders: where they are looked for.
  ///   - shells: the shells.
  ///   - isForeign: whether a folder in the user's home is another program's, whose files are not for
  ///     others to change.
  init(
    _ world: World, _ folders: StartupFolders, _ shells: [Shell],
    isForeign: @escaping (_ folder: Path) -> Bool
  ) {
    self.world = world
    self.folders = folders
    self.isForeign = isForeign
    values = StartupValues(home: folders.home)
    let session = StartupPlace.session(folders)
    places = session + shells.flatMap { $0.firstStartupPlaces(folders) + $0.startupPlaces(folders) }
    read(session, nil)
    for shell in shells {
      read(shell.firstStartupPlaces(folders), shell)
      if shell == .zsh {
        let own = StartupValues(files.filter { $0.shell == .zsh }, home: folders.home)
        self.folders.follow(zdotdir: own[Variables.zshFolder])
        places += shell.startupPlaces(self.folders)
      }
      read(shell.startupPlaces(self.folders), shell)
    }
    if shells.contains(.bash) { readScriptFiles() }
  }

  private mutating func read(_ places: [StartupPlace], _ shell: Shell?) {
    for place in places {
      guard let suffix = place.suffix else {
        read(place.path, shell, place.moment, place.syntax)
        continue
      }
      for name in (world.names(place.path) ?? []).map(\.text).sorted()
      where name.hasSuffix(suffix) {
        read(place.path.appending(Bytes(name.utf8)), shell, place.moment, place.syntax)
      }
    }
  }

  private mutating func read(
    _ path: Path, _ shell: Shell?, _ moment: StartupFile.Moment, _ syntax: ShellSyntax
  ) {
    let isUsers = folders.areUsers(path)
    if let file = StartupFile(path, shell, moment, syntax, isUsers: isUsers, world) {
      add(file)
    } else if isUsers, let link = path.brokenLink {
      brokenLinks.append(
        BrokenLink(file: path, shell: shell, link: link.path, target: link.target))
    }
  }

  /// Takes a file, and behind it those that lines such as `. ~/.bash_aliases` read.
  private mutating func add(_ file: StartupFile) {
    // Nobody has more; a file that reads itself has.
    guard files.count < 200, !files.contains(where: { $0.path == file.path }) else { return }
    files.append(file)
    values.add(file)
    guard folders.areUsers(file.path) else { return }
    for path in file.sourced(values, world)
    where folders.areUsers(path) && !places.contains(where: { $0.holds(path) }) {
      let isUsers = !isForeign(path.parent ?? folders.home)
      let sourced = StartupFile(
        path, file.shell, file.moment, file.syntax, isUsers: isUsers, world)
      if let sourced { add(sourced) }
    }
  }

  /// Reads what every script of bash reads, which variables name.
  private mutating func readScriptFiles() {
    for name in [
      world.setVariable(Variables.bashStartup)?.text, values[Variables.bashStartup],
    ] {
      guard let name, name.hasPrefix("/") else { continue }
      let path = Path(name)
      if places.contains(where: { $0.holds(path) }) { continue }
      // That it is read by scripts counts more than that another file reads it, too.
      files.removeAll { $0.path == path }
      read(path, .bash, .script, Shell.bash.syntax)
    }
  }
}
