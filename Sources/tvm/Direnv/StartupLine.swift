import Resolution
import Toolchains

/// A line of a shell's start-up file.
struct StartupLine {
  private let file: Path
  private let number: Int
  private let text: Bytes

  /// The file, the line's number from 1, and what it says.
  var description: String {
    "\(file.bytes.printable.text):\(number): \(Bytes(text.trimmed).printable.text)"
  }

  /// The lines that start the hook of a program, directly or as a plugin, comments left out.
  static func all(mentioning program: StaticString) -> [StartupLine] {
    let hook = Bytes(program) + " hook"
    return files.flatMap { file -> [StartupLine] in
      guard case .contents(let contents) = World.live.read(file, 1 << 20) else { return [] }
      return contents.parts(between: "\n").enumerated().compactMap { index, line in
        guard line.trimmed.first != UInt8(ascii: "#") else { return nil }
        let isPlugin = line.trimmed.starts(with: "plugins=") && line.holds(Bytes(program))
        guard line.holds(hook) || isPlugin else { return nil }
        return StartupLine(file: file, number: index + 1, text: Bytes(line))
      }
    }
  }

  /// The start-up files of this user's shells, whether they exist or not.
  private static var files: [Path] {
    guard let value = World.live.setVariable(Variables.userHome) else { return [] }
    let home = Path(value)
    let config = World.live.setVariable(Variables.configHome).map { Path($0) }
    let configuration = config ?? home.appending(".config")
    let zsh = World.live.setVariable(Variables.zshFolder).map { Path($0) } ?? home
    let inHome: [StaticString] = [
      ".bashrc", ".bash_profile", ".bash_login", ".profile", ".tcshrc", ".cshrc",
      ".murex_profile", ".elvish/rc.elv",
    ]
    let inConfiguration: [StaticString] = [
      "fish/config.fish", "elvish/rc.elv", "powershell/profile.ps1",
      "powershell/Microsoft.PowerShell_profile.ps1",
    ]
    let ofZsh: [StaticString] = [".zshenv", ".zprofile", ".zshrc", ".zlogin"]
    let fish = configuration.appending("fish/conf.d")
    let snippets = (World.live.names(fish) ?? []).sorted { $0.lexicographicallyPrecedes($1) }
    return inHome.map { home.appending($0) } + ofZsh.map { zsh.appending($0) }
      + inConfiguration.map { configuration.appending($0) } + snippets.map { fish.appending($0) }
  }
}

extension BytesSlice {
  /// Whether a text stands somewhere in these bytes.
  fileprivate func holds(_ text: Bytes) -> Bool {
    indices.contains { self[$0...].starts(with: text) }
  }
}
