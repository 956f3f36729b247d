package import Resolution
private import Toolchains

/// Why the environment of a directory is not what its file says.
package enum EnvironmentError: Error, Equatable, Sendable {
  /// There is no bash to evaluate the file with.
  case bashMissing(searched: Bytes)
  /// The user has denied the file.
  case denied(Path)
  /// Others can change the file, or it is somebody else's.
  case exposed(Path, Exposure)
  /// The file is being evaluated by itself again and again: the files that evaluate each other.
  case evaluationLoop([Path])
  /// The file ended with a status.
  case failed(Path, status: Int32)
  /// The file holds a NUL byte, which bash would leave out.
  case holdsNUL(Path)
  /// The user has interrupted the file.
  case interrupted(Path)
  /// The settings cannot be read.
  case invalidSettings(Path, line: Int, reason: Bytes)
  /// A part of tvm is missing.
  case libraryMissing(Path)
  /// The file was not allowed yet, or not with this content.
  case notAllowed(Path)
  /// What is needed to undo an environment is gone.
  case recordMissing(Bytes)
  /// The file is not to be read.
  case refused(Path, FileFault)
  /// An environment file requires files that the user has not allowed as they are.
  case requiredNotAllowed([Path], by: Path)
  /// A sourced file is not covered by the approval of the environment file.
  case sourceNotAllowed(Path, by: Path, SourceDoubt)
  /// A sourced file does not exist.
  case sourceMissing(Path)
  /// A variable that says what is loaded holds something else.
  case stateInvalid(Literal)
  /// The system refused to start a program.
  case cannotRun(Path, errno: Int32)
}

/// Why an approval does not cover a sourced file.
package enum SourceDoubt: Equatable, Sendable {
  /// It is not what the user allowed.
  case changed
  /// The environment file made it in the same run.
  case made
  /// It, or a folder or link on the way to it, is newer than the approval.
  case newer
  /// The environment file got through a run without it.
  case unknown
}

/// How a file lies open to others.
package enum Exposure: Equatable, Sendable {
  /// It, or its folder, belongs to another user.
  case foreign(owner: Int)
  /// Others can write it, or its folder.
  case writable(Path)
}

extension EnvironmentError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .bashMissing(let searched):
      searched.isEmpty
        ? "bash was not found (an .envrc needs it): PATH is empty"
        : "bash is not in \(searched.printable.text) (an .envrc needs it)"
    case .denied(let path): "\(path.shown) is denied\nhelp: tvm allow \(path.quoted)"
    case .exposed(let path, .foreign(let owner)):
      """
      \(path.shown) was not loaded: it or its directory belongs to user \(owner)
      help: chown it, or add its directory to prefix under [whitelist] in ~/.config/direnv/direnv.toml
      """
    case .exposed(let path, .writable(let exposed)):
      """
      \(path.shown) was not loaded: other users can write to \(exposed.shown)
      help: chmod go-w \(exposed.quoted)
      """
    case .evaluationLoop(let paths):
      """
      \(paths.last?.shown ?? "an environment file") evaluates itself, by a command that it runs
        \(paths.map(\.shown).joined(separator: " → "))
      """
    case .failed(let path, let status): "\(path.shown) exited with status \(status)"
    case .holdsNUL(let path): "\(path.shown) was not loaded: it contains a NUL byte"
    case .interrupted(let path): "\(path.shown) was interrupted"
    case .invalidSettings(let path, let line, let reason):
      "\(path.shown):\(line): \(reason.text)"
    case .libraryMissing(let path):
      "the .envrc library is missing, and cannot be written: \(path.shown)"
    case .notAllowed(let path): "\(path.shown) is not allowed yet\nhelp: tvm allow"
    case .recordMissing(let id):
      // All of it would be the key to the record.
      "cannot unload environment \(Bytes(id.prefix(8)).printable.text)…: its record is missing, so its variables stay"
    case .refused(let path, let problem): EnvironmentError.words(path, problem)
    case .requiredNotAllowed(let paths, let file):
      ([file.shown + " requires files that are not allowed as they are now"]
        + paths.map { "  " + $0.shown } + ["help: tvm allow"]).joined(separator: "\n")
    case .sourceNotAllowed(let path, let file, let doubt):
      """
      \(path.shown), sourced by \(file.shown), is not allowed
        \(doubt.words)
      help: tvm allow
      """
    case .sourceMissing(let path): "\(path.shown) does not exist"
    case .stateInvalid(let name):
      "what \(name.bytes.text) holds is not what direnv writes there; variables that were loaded stay"
    case .cannotRun(let path, let error):
      "cannot run \(path.shown): \(systemMessage(error).text)"
    }
  }

  private static func words(_ path: Path, _ problem: FileFault) -> String {
    switch problem {
    case .directory, .special: "\(path.shown) is not a regular file"
    case .tooLarge(let limit): "\(path.shown) was not loaded: it is larger than \(limit) bytes"
    case .unreadable(let error): "cannot read \(path.shown): \(systemMessage(error).text)"
    }
  }
}

extension SourceDoubt {
  fileprivate var words: String {
    switch self {
    case .changed: "it changed after you allowed it"
    case .made: "the .envrc has just generated it, so you have not seen it"
    case .newer: "it was created, changed, or moved after you allowed the .envrc"
    case .unknown: "the .envrc did not source it when you allowed it"
    }
  }
}

extension Path {
  /// The path for a message.
  fileprivate var shown: String { bytes.printable.text }

  /// The path as a word of a command.
  fileprivate var quoted: String { bytes.shellQuoted.text }
}
