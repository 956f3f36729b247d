import Environment
import Resolution
import Toolchains

/// Why one of direnv's commands failed, in direnv's words, which users and scripts know.
enum DirenvFault: Error, Equatable {
  /// The file was not allowed yet, or not with this content.
  case blocked(Path)
  /// The file is denied, which the user knows.
  case denied(Path)
  /// The content of a download has another hash.
  case hashMismatch(expected: Bytes, actual: Bytes)
  /// The file ended with a status.
  case exitStatus(Int32)
  /// An argument is no hash as browsers write them.
  case invalidHash(Bytes)
  /// An argument is no version.
  case invalidVersion(Bytes)
  /// A variable holds what direnv does not write.
  case invalidVariable(Literal)
  /// An argument is needed.
  case missing(Literal)
  /// There is no editor to run.
  case noEditor
  /// There is no file of this kind to load.
  case noFile(Literal)
  /// There is no file to edit, and none was named.
  case noFileToEdit
  /// There is no such folder to watch.
  case noFolder(Bytes)
  /// No hook exists for this shell.
  case noHook(DirenvFormat)
  /// A text is nothing that `direnv dump` writes.
  case notADump(Bytes)
  /// A line of standard input is not a time and a path.
  case notATimeAndPath(line: Int)
  /// What is to be watched is not said.
  case nothingToWatch(Literal)
  /// A file is not one of those that are watched.
  case notWatched(Path)
  /// This version is older than the one that is asked for.
  case older(than: Bytes)
  /// A program is not on `PATH`.
  case programMissing(Bytes, path: Bytes)
  /// A watched file is not as it was.
  case stale(Path)
  /// The system refused to do something with a path.
  case system(Literal, Bytes, errno: Int32)
  /// No such command.
  case unknownCommand(Bytes)
  /// No such shell.
  case unknownShell(Bytes)
  /// A .env file cannot be read.
  case unreadable(Bytes, DotenvError)
}

extension DirenvFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .blocked(let path):
      "\(path.shown) is blocked. Run `direnv allow` to approve its content"
    case .denied(let path):
      "\(path.shown) is denied. Run `direnv allow` to approve its content"
    case .hashMismatch(let expected, let actual):
      "hash mismatch. Expected '\(expected.shown)' but got '\(actual.shown)'"
    case .exitStatus(let status): "exit status \(status)"
    case .invalidHash(let hash): "'\(hash.shown)' is no hash such as sha256-BASE64"
    case .invalidVersion(let version): "v\(version.shown) is not a valid semver version"
    case .invalidVariable(let name): "\(name.bytes.text) does not hold what direnv writes there"
    case .missing(let what): "missing \(what.bytes.text)"
    case .noEditor: "could not find a default editor in the PATH"
    case .noFile(let kind): "\(kind.bytes.text) not found"
    case .noFileToEdit:
      ".envrc or .env not found. Use `direnv edit .` to create a new .envrc in the current directory"
    case .noFolder(let path): "dir '\(path.shown)' does not exist"
    case .noHook(let format): "no hook is possible for \(format.name)"
    case .notADump(let text): "'\(text.shown)' is no dump"
    case .notATimeAndPath(let line): "line \(line): expected to contain two elements"
    case .nothingToWatch(let what):
      "\(what.bytes.text) is required to add to the list of watches"
    case .notWatched(let path): "File \"\(path.shown)\" is unknown"
    case .older(let version):
      "current version v\(Direnv.version) is older than the desired version v\(version.shown)"
    case .programMissing(let name, let path):
      "command '\(name.shown)' not found on PATH '\(path.shown)'"
    case .stale(let path): "File \"\(path.shown)\" has changed"
    case .system(let action, let subject, let error):
      // The messages of Go are those of the C library in lower case.
      "\(action.bytes.text) \(subject.shown): \(systemMessage(error).text.lowercased())"
    case .unknownCommand(let name): "command \"direnv \(name.shown)\" not found"
    case .unknownShell(let name): "unknown target shell '\(name.shown)'"
    case .unreadable(let path, let error): "\(path.shown):\(error.line): \(error)"
    }
  }
}

extension Path {
  /// The path for a message.
  fileprivate var shown: String { bytes.shown }
}

extension Bytes {
  /// The text for a message.
  fileprivate var shown: String { printable.text }
}
