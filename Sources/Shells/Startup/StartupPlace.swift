package import Resolution
import Toolchains

/// A place where a shell, or the system for all of them, looks for files when it starts.
package struct StartupPlace: Equatable, Sendable {
  /// The file, or the folder whose files are read in the order of their names.
  package let path: Path
  /// What the names in the folder end with; nil where this is a file.
  package let suffix: String?
  /// When it is read.
  package let moment: StartupFile.Moment
  /// The grammar there.
  package let syntax: ShellSyntax

  init(
    _ path: Path, suffix: String? = nil, _ moment: StartupFile.Moment, _ syntax: ShellSyntax
  ) {
    self.path = path
    self.suffix = suffix
    self.moment = moment
    self.syntax = syntax
  }

  /// Whether a file is read here.
  func holds(_ file: Path) -> Bool {
    guard let suffix else { return file == path }
    return file.parent == path && Bytes(file.name).text.hasSuffix(suffix)
  }

  /// What the system and the desktop read for all shells.
  static func session(_ folders: StartupFolders) -> [StartupPlace] {
    #if canImport(Darwin)
    // launchd reads no such file.
    return []
    #else
    return [
      StartupPlace(folders.etc.appending("environment"), .session, .environment),
      StartupPlace(
        folders.etc.appending("environment.d"), suffix: ".conf", .session, .environment),
      StartupPlace(
        folders.config.appending("environment.d"), suffix: ".conf", .session, .environment),
      StartupPlace(folders.home.appending(".pam_environment"), .session, .environment),
      StartupPlace(folders.home.appending(".xprofile"), .session, .posix),
      StartupPlace(folders.home.appending(".xsessionrc"), .session, .posix),
    ]
    #endif
  }
}

extension Shell {
  /// The files that this shell reads before it is known where its others are; nothing but for zsh.
  func firstStartupPlaces(_ folders: StartupFolders) -> [StartupPlace] {
    guard self == .zsh else { return [] }
    return [folders.etc.appending(program), folders.etc, folders.home].map {
      StartupPlace($0.appending($0 == folders.home ? ".zshenv" : "zshenv"), .always, syntax)
    }
  }

  /// The other places where this shell looks for files, in the order in which it reads them.
  func startupPlaces(_ folders: StartupFolders) -> [StartupPlace] {
    func places(
      _ folder: Path, _ names: StaticString..., at moment: StartupFile.Moment
    ) -> [StartupPlace] {
      names.map { StartupPlace(folder.appending($0), moment, syntax) }
    }
    func files(of folder: Path, _ suffix: String, at moment: StartupFile.Moment) -> [StartupPlace] {
      [StartupPlace(folder, suffix: suffix, moment, syntax)]
    }
    let (home, etc, config) = (folders.home, folders.etc, folders.config)
    switch self {
    case .bash:
      return places(etc, "profile", at: .login)
        + files(of: etc.appending("profile.d"), ".sh", at: .login) + systemBashrc(etc)
        + places(home, ".bash_profile", ".bash_login", ".profile", at: .login)
        + places(etc, "bash.bashrc", at: .interactive) + places(home, ".bashrc", at: .interactive)
    case .zsh:
      let system = [etc.appending(program), etc]
      let own = folders.zdotdir
      let first = own == home || folders.isZdotdirOfZsh ? [] : places(own, ".zshenv", at: .always)
      return first + system.flatMap { places($0, "zprofile", at: .login) }
        + places(own, ".zprofile", at: .login)
        + system.flatMap { places($0, "zshrc", at: .interactive) }
        + places(own, ".zshrc", at: .interactive)
        + system.flatMap { places($0, "zlogin", at: .login) } + places(own, ".zlogin", at: .login)
    case .fish:
      return (systemFolders(etc) + [config.appending(program)]).flatMap { folder in
        files(of: folder.appending("conf.d"), fileSuffix, at: .always)
          + places(folder, "config.fish", at: .always)
      }
    case .elvish:
      return places(home.appending(Bytes(".") + program), "rc.elv", at: .interactive)
        + places(config.appending(program), "rc.elv", at: .interactive)
    case .murex: return places(home, ".murex_profile", at: .interactive)
    case .pwsh:
      return places(
        config.appending("powershell"), "profile.ps1", "Microsoft.PowerShell_profile.ps1",
        at: .always)
    case .tcsh: return places(home, ".cshrc", ".tcshrc", at: .always)
    }
  }

  #if canImport(Darwin)
  /// What the system's profile reads, and what that reads for Apple's terminal.
  private func systemBashrc(_ etc: Path) -> [StartupPlace] {
    ["bashrc", "bashrc_Apple_Terminal"].map { StartupPlace(etc.appending($0), .login, syntax) }
  }

  /// Where the system's and Homebrew's settings of a shell are.
  private func systemFolders(_ etc: Path) -> [Path] {
    [etc, Path("/opt/homebrew/etc"), Path("/usr/local/etc")].map { $0.appending(program) }
  }
  #else
  private func systemBashrc(_ etc: Path) -> [StartupPlace] { [] }

  private func systemFolders(_ etc: Path) -> [Path] { [etc.appending(program)] }
  #endif

  /// Whether a new window of a terminal is a login shell, as it is on macOS.
  package static var isLoginInTerminals: Bool {
    #if canImport(Darwin)
    true
    #else
    false
    #endif
  }

  /// The file where the hook belongs: the last one that is read for a prompt.
  func hookFile(_ folders: StartupFolders) -> Path? {
    startupPlaces(folders).last {
      $0.suffix == nil && ($0.moment == .interactive || $0.moment == .always)
    }?.path
  }
}
