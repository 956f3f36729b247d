import Resolution

/// What gives programs that are started from a menu their variables: systemd, on macOS launchd.
enum DesktopSession {
  #if canImport(Darwin)
  /// The command that asks for the session's `PATH`.
  static let question = ["launchctl", "getenv", Variables.path.text]

  /// Whether the user has such a session.
  static func isThere(_ environment: [String: Bytes]) -> Bool { true }

  /// The session's variables in an answer.
  static func variables(_ answer: Bytes) -> [String: Bytes] {
    // Nothing where the session has launchd's own.
    answer.trimmed.isEmpty ? [:] : [Variables.path.text: Bytes(answer.trimmed)]
  }

  /// The command that puts a folder first on the session's `PATH`.
  static func command(putting folder: String) -> String {
    "launchctl setenv PATH \(folder):\"$(launchctl getenv PATH)\""
  }
  #else
  /// The command that asks for the session's variables.
  static let question = ["systemctl", "--user", "show-environment"]

  /// Whether the user has such a session.
  static func isThere(_ environment: [String: Bytes]) -> Bool {
    environment[Variables.runtimeFolder].map {
      FileStatus(Path($0).appending("systemd")) != nil
    } ?? false
  }

  /// The session's variables in an answer.
  static func variables(_ answer: Bytes) -> [String: Bytes] {
    ShellAnswers(answer, separatedBy: "\n").variables
  }

  /// The command that puts a folder first on the session's `PATH`.
  static func command(putting folder: String) -> String {
    "systemctl --user set-environment PATH=\(folder):\"$PATH\""
  }
  #endif

  /// The question as a command.
  static var shown: String { question.joined(separator: " ") }
}
