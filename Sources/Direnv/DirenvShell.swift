import JSON
import Environment
import Resolution
import Toolchains

/// A shell or other program whose language direnv speaks.
enum DirenvShell: String, CaseIterable {
  case bash
  case elvish
  case fish
  case gha
  case gzenv
  case json
  case murex
  case pwsh
  case systemd
  case tcsh
  case vim
  case zsh

  /// The shell of a name, such as `zsh`, `-zsh` or `/bin/zsh`; nil for one that direnv does not know.
  init?(named name: Bytes) {
    var word = Path(name).name
    if word.first == UInt8(ascii: "-") { word.removeFirst() }
    self.init(rawValue: Bytes(word).text)
  }

  /// The code that makes changes.
  ///
  /// - Parameter changes: Sorted by name. What the shell could not take for a variable is left out.
  /// - Returns: One line without its end, or a document.
  func code(_ changes: [DirenvChange]) -> Bytes {
    switch self {
    case .elvish, .murex: return json(changes).readable.compact + "\n"
    case .gzenv: return Gzenv.encode(json(changes).compact)
    case .json: return json(changes).readable.indented
    case .bash, .fish, .gha, .pwsh, .systemd, .tcsh, .vim, .zsh:
      return changes.map { takes($0.name) ? statement($0) : [] }.reduce([], +)
    }
  }

  /// Whether a variable can have this name here.
  func takes(_ name: Bytes) -> Bool {
    switch self {
    case .elvish, .gzenv, .json, .murex: return true
    case .bash, .fish, .gha, .systemd, .tcsh, .zsh: return name.isIdentifier
    case .pwsh, .vim:
      return name.allSatisfy { $0.isLetter || $0.isDigit || "_.".utf8.contains($0) }
    }
  }

  private func json(_ changes: [DirenvChange]) -> JSONValue {
    .object(changes.map { JSONMember($0.name, $0.value.map { .string($0) } ?? .null) })
  }

  private func statement(_ change: DirenvChange) -> Bytes {
    let name = change.name
    switch self {
    case .bash, .zsh:
      guard let value = change.value else { return Bytes("unset ") + name + ";" }
      return Bytes("export ") + name + "=" + DirenvQuote.bash(value) + ";"
    case .fish:
      guard let value = change.value else { return Bytes("set -e -g '") + name + "';" }
      if name[...].equals(Variables.path) {
        let folders = value.parts(between: ":").map { DirenvQuote.fish(Bytes($0)) }
        return Bytes("set -x -g PATH ") + Bytes(folders, separatedBy: " ") + ";"
      }
      return Bytes("set -x -g '") + name + "' " + DirenvQuote.fish(value) + ";"
    case .tcsh:
      guard let value = change.value else { return Bytes("unsetenv ") + name + " ;" }
      if name[...].equals(Variables.path) {
        let folders = value.parts(between: ":").map { DirenvQuote.tcsh(Bytes($0)) }
        return Bytes("set path = ( ") + Bytes(folders, separatedBy: " ") + " );"
      }
      return Bytes("setenv ") + name + " " + DirenvQuote.tcsh(value) + " ;"
    case .pwsh:
      guard let value = change.value else {
        return Bytes("Remove-Item -LiteralPath 'env:/") + name + "';"
      }
      return Bytes("${env:") + name + "}=" + DirenvQuote.pwsh(value) + ";"
    case .vim:
      guard let value = change.value else {
        return Bytes("call setenv('") + name + "',v:null)\n"
      }
      return Bytes("call setenv('") + name + "'," + ShellQuote.vim(value) + ")\n"
    case .systemd:
      guard let value = change.value else { return [] }
      return name + "=" + ShellQuote.systemd(value) + "\n"
    case .gha: return gitHub(change)
    case .elvish, .gzenv, .json, .murex: return []
    }
  }

  /// A variable for the following steps of a job on GitHub; there is no way to remove one there.
  ///
  /// What only direnv itself reads stays out of the job: it holds each value once more.
  private func gitHub(_ change: DirenvChange) -> Bytes {
    guard let value = change.value, !change.name.starts(with: Variables.direnvPrefix) else {
      return []
    }
    // A line of the value that equals the delimiter would end the value there.
    var delimiter = Bytes("ghadelimiter_")
    while value.parts(between: "\n").contains(delimiter[...]) { delimiter += "_" }
    return change.name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n"
  }
}

/// Quoting that only direnv's formats need.
enum DirenvQuote {
  /// For bash and zsh, in ASCII only, so that no locale matters.
  static func bash(_ value: Bytes) -> Bytes {
    guard !value.isEmpty else { return Bytes("''") }
    // What direnv leaves as it is.
    if value.allSatisfy({ (44...57).contains($0) || (64...90).contains($0) || $0 == 95 }) {
      return value
    }
    var quoted = Bytes("$'")
    for byte in value {
      switch byte {
      case UInt8(ascii: "\n"): quoted += "\\n"
      case UInt8(ascii: "\r"): quoted += "\\r"
      case UInt8(ascii: "\t"): quoted += "\\t"
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
      case 32..<127: quoted.append(byte)
      default: quoted += Bytes("\\x") + hex(byte)
      }
    }
    return quoted + "'"
  }

  /// For fish, on one line: older hooks put what they got through a command substitution.
  static func fish(_ value: Bytes) -> Bytes {
    ShellQuote.fish(value).reduce(into: []) { quoted, byte in
      switch byte {
      case UInt8(ascii: "\n"): quoted += "'\\n'"
      case UInt8(ascii: "\r"): quoted += "'\\r'"
      case UInt8(ascii: "\t"): quoted += "'\\t'"
      default: quoted.append(byte)
      }
    }
  }

  /// For tcsh, which takes each character behind a backslash literally.
  ///
  /// Line ends and tabs become blanks: no quoting brings them through its eval `…`.
  static func tcsh(_ value: Bytes) -> Bytes {
    guard !value.isEmpty else { return Bytes("''") }
    var quoted = Bytes()
    for byte in value {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\t"): quoted += "\\ "
      case _ where byte.isLetter || byte.isDigit || byte >= 128: quoted.append(byte)
      case _ where "/._-+,:@%".utf8.contains(byte): quoted.append(byte)
      default: quoted += [UInt8(ascii: "\\"), byte]
      }
    }
    return quoted
  }

  /// For PowerShell, where a quote is doubled within quotes.
  static func pwsh(_ value: Bytes) -> Bytes {
    var quoted = Bytes("'")
    for byte in value {
      quoted.append(byte)
      if byte == UInt8(ascii: "'") { quoted.append(byte) }
    }
    return quoted + "'"
  }

  private static func hex(_ byte: UInt8) -> Bytes {
    [byte >> 4, byte & 15].map { $0 < 10 ? 48 + $0 : 87 + $0 }
  }
}
