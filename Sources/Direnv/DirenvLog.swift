import CLibc
import Environment
import Resolution
import Toolchains

/// The lines that direnv writes to standard error.
struct DirenvLog {
  /// What stands around a line, with `%s` where it goes; nil where none is wanted.
  let format: Bytes?

  /// What direnv's users see who have set nothing.
  static let standardFormat = Bytes("direnv: %s")

  /// The lines as a user's settings want them.
  init(_ settings: EnvironmentSettings) {
    let format = settings.logFormat ?? DirenvLog.standardFormat
    self.format = format.isEmpty || format[...].equals("-") ? nil : format
  }

  /// Says what happens.
  func status(_ message: String) {
    guard let format else { return }
    DirenvLog.write(DirenvLog.fill(format, with: Bytes(message.utf8)))
  }

  /// Says what is wrong, whatever the settings say about other lines.
  static func error(_ message: String) {
    let line = Bytes("direnv: error ") + Bytes(message.utf8)
    guard isColored else { return write(line) }
    write(Bytes("\u{1B}[31m") + line + "\u{1B}[0m")
  }

  /// Says what was decided and why, to who has set DIRENV_DEBUG.
  static func debug(_ message: @autoclosure () -> String) {
    guard World.live.isOn(Variables.direnvDebug) else { return }
    write(Bytes("direnv: debug: ") + Bytes(message().utf8))
  }

  private static var isColored: Bool {
    let world = World.live
    guard Output.isTerminal, world.setVariable(Variables.noColor) == nil,
      let terminal = world.setVariable(Variables.terminal)
    else { return false }
    return !terminal[...].equals("dumb")
  }

  /// A format with a text in place of its first `%s`; `%%` is a percent sign.
  private static func fill(_ format: Bytes, with message: Bytes) -> Bytes {
    var line = Bytes()
    var rest = format[...]
    var isOpen = true
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), let next = rest.popFirst() else {
        line.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "s") where isOpen:
        line += message
        isOpen = false
      case UInt8(ascii: "%"): line.append(next)
      default: line += [byte, next]
      }
    }
    return line
  }

  private static func write(_ line: Bytes) {
    let line = line + "\n"
    // A reader that has gone away is no reason to do anything else.
    _ = line.withUnsafeBytes { CLibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
