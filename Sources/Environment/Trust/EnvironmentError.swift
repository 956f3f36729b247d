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
        ? "no bash to read environment files with: PATH is empty"
        : "no bash to read environment files with in \(searched.printable.text)"
    case .denied(let path): "\(path.shown) is denied\nhelp: tvm allow \(path.quoted)"
    case .exposed(let path, .foreign(let owner)):
      """
      \(path.shown) is not loaded: it or its folder belongs to another user, \(owner)
      help: chown it, or list its folder under prefix in [whitelist] of ~/.config/direnv/direnv.toml
      """
    case .exposed(let path, .writable(let exposed)):
      """
      \(path.shown) is not loaded: others can write \(exposed.shown)
      help: chmod go-w \(exposed.quoted)
      """
    case .evaluationLoop(let paths):
      """
      \(paths.last?.shown ?? "an environment file") evaluates itself, by a command that it runs
        \(paths.map(\.shown).joined(separator: " → "))
      """
    case .failed(let path, let status): "\(path.shown) ended with status \(status)"
    case .holdsNUL(let path): "\(path.shown) is not loaded: it holds a NUL byte"
    case .interrupted(let path): "\(path.shown) was interrupted"
    case .invalidSettings(let path, let line, let reason):
      "\(path.shown):\(line): \(reason.text)"
    case .libraryMissing(let path):
      "the library for environment files is not at \(path.shown)\nhelp: bash shell/install.sh"
    case .notAllowed(let path): "\(path.shown) is not allowed\nhelp: tvm allow"
    case .recordMissing(let id):
      // All of it would be the key to the record.
      "what environment \(Bytes(id.prefix(8)).printable.text)… changed is not known any more; its variables stay"
    case .refused(let path, let problem): EnvironmentError.words(path, problem)
    case .requiredNotAllowed(let paths, let file):
      ([file.shown + " requires files that are not allowed as they are now"]
        + paths.map { "  " + $0.shown } + ["help: tvm allow"]).joined(separator: "\n")
    case .sourceNotAllowed(let path, let file, let doubt):
      """
      \(path.shown), which \(file.shown) reads, is not allowed as it is now
        \(doubt.words)
      help: tvm allow
      """
    case .sourceMissing(let path): "\(path.shown) does not exist"
    case .stateInvalid(let name):
      "what \(name.bytes.text) holds is not what direnv writes there; variables that were loaded stay"
    case .cannotRun(let path, let error):
      "\(path.shown) cannot be run: \(systemMessage(error).text)"
    }
  }

  private static func words(_ path: Path, _ problem: FileFault) -> String {
    switch problem {
    case .directory, .special: "\(path.shown) is no regular file"
    case .tooLarge(let limit): "\(path.shown) is not loaded: it is larger than \(limit) bytes"
    case .unreadable(let error): "\(path.shown) cannot be read: \(systemMessage(error).text)"
    }
  }
}

extension SourceDoubt {
  fileprivate var words: String {
    switch self {
    case .changed: "it has changed since it was allowed"
    case .made: "it was made in the same run, so that you cannot have seen it"
    case .newer: "it was made, changed or moved after the approval"
    case .unknown: "it was not read when that was allowed"
    }
  }
}

extension Path {
  /// The path for a message.
  fileprivate var shown: String { bytes.printable.text }

  /// The path as a word of a command.
  fileprivate var quoted: String { bytes.shellQuoted.text }
}
