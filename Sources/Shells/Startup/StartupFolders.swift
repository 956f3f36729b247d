import Resolution
import Toolchains

/// The folders in which the start-up files of a user are.
struct StartupFolders: Equatable, Sendable {
  /// The user's home directory.
  let home: Path
  /// The folder of the system's settings, `/etc`.
  let etc: Path
  /// The folder of the user's settings, `~/.config`.
  let config: Path
  /// The folder of zsh's files.
  private(set) var zdotdir: Path
  /// Whether zsh itself sets where its files are, so that it is so in every new shell.
  private(set) var isZdotdirOfZsh = false

  /// The folders as the variables of this process have them.
  init(_ world: World, home: Path, etc: Path) {
    self.home = home
    self.etc = etc
    config = world.setVariable(Variables.configHome).map { Path($0) } ?? home.appending(".config")
    zdotdir = world.setVariable(Variables.zshFolder).map { Path($0) } ?? home
  }

  /// Whether a path is below what belongs to the user.
  func areUsers(_ path: Path) -> Bool { path.isInside(home) || path.isInside(config) }

  /// Takes the folder that zsh's first files say, which may be a value that only zsh can tell.
  mutating func follow(zdotdir value: String?) {
    guard let value, !value.contains("$") else { return }
    let path = Path(value)
    guard path.isAbsolute else { return }
    zdotdir = path
    isZdotdirOfZsh = true
  }
}
