import Resolution
import Shells
import Toolchains

/// Why a command could not do what it was asked to.
enum CommandError: Error, Equatable {
  /// Toolchains of both languages have this name.
  case ambiguousName(Bytes)
  /// The program to run does not exist.
  case cannotRun(Bytes, errno: Int32)
  /// A home is inside the checkout, and a file in it is committed.
  case committed(Path, file: Bytes)
  /// An editor's settings are not what they should be.
  case editorDiffers(Path, [String], difference: String, command: String)
  /// A startup file that is not to be changed, why, and the line that belongs into it or out of it.
  case keptStartupFile(Path, String, line: Bytes, undo: Bool)
  /// A file that does not exist.
  case missing(Path)
  /// The shell function of the hook is needed.
  case needsHook
  /// What was named is no directory.
  case noDirectory(Path, errno: Int32)
  /// A program that tvm has no shim for.
  case noShim(String)
  /// The variable with the file of the pipeline's runner is not set.
  case noJobFile(String)
  /// No file that the user's word is needed for.
  case nothingToAllow(String)
  /// Nobody is there to be asked; the command that does not ask.
  case needsYes(String)
  /// The directory asks for no toolchain.
  case nothingAsked(directory: Path?)
  /// A variable of the job cannot be written in the wanted form.
  case notOneLine(String, format: String)
  /// A toolchain does not run, or is another than the one that was asked for.
  case notVerified(String, expected: String, found: String)
  /// The resolver's error.
  case resolution(ResolutionError)
  /// A development build has no shim beside it.
  case shimMissing(Path)
  /// A word that names no toolchain, and one that does.
  case unknownRequest(String, meant: String)
  /// A login shell that tvm has no hook for; the folder of shims as that shell would write it.
  case unknownShell(Path, shims: String)
  /// A tool that tvm does not manage.
  case unknownTool(String)
  /// A home is inside the checkout, and Git's index cannot be read.
  case untold(Path)
  /// A program that no toolchain has.
  case unknownProgram(String, toolchain: String)
}

extension CommandError: CustomStringConvertible {
  var description: String {
    switch self {
    case .ambiguousName(let name):
      """
      both a Go and a Rust toolchain are named "\(name.printable.text)"
      help: tvm uninstall go@\(name.shellQuoted.text), or rust@\(name.shellQuoted.text)
      """
    case .cannotRun(let program, let error):
      "cannot run \(program.printable.text): \(systemMessage(error).text)"
    case .committed(let home, let file):
      """
      \(home.bytes.printable.text) is inside the checkout and \(file.printable.text) is committed: \
      whoever may commit could run anything in this job
      help: git rm -r --cached \(file.shellQuoted.text), or a home outside the checkout
      """
    case .editorDiffers(let path, let changes, let difference, let command):
      """
      \(path.bytes.printable.text) is out of date: \(changes.joined(separator: ", "))
      \(difference)\
      help: \(command)
      """
    case .keptStartupFile(let path, let reason, let line, let undo):
      """
      did not change \(path.bytes.printable.text): \(reason)
      note: \(undo ? "remove" : "add") this line yourself
      help: \(line.text)
      """
    case .missing(let path): "\(path.bytes.printable.text) does not exist"
    case .needsHook:
      """
      tvm shell needs the shell hook
      help: \((Shell.calling(.live) ?? .standard).hookLine(Path("tvm")).text)
      """
    case .noDirectory(let directory, let error):
      "cannot enter \(directory.bytes.printable.text): \(systemMessage(error).text)"
    case .noShim(let program):
      "\"\(Bytes(program.utf8).printable.text)\" is not a toolchain command (known: "
        + Language.allCases.flatMap(\.programs).map { Bytes($0).text }.joined(separator: ", ")
        + ")"
    case .noJobFile(let variable):
      """
      \(variable) is not set, so nothing can be exported to the job
      help: tvm ci --format dotenv
      """
    case .needsYes(let command):
      "nothing was changed: there is no terminal to ask\nhelp: \(command)"
    case .nothingAsked(let directory):
      """
      no toolchain is pinned in \(directory?.bytes.printable.text ?? "the current directory") or its \
      parent directories, and no default is set
      help: tvm use go latest
      """
    case .nothingToAllow(let place): "no .envrc or rust-toolchain.toml \(place)"
    case .notOneLine(let name, let format):
      "\(name) contains a line break, which the \(format) format cannot represent"
    case .notVerified(let program, let expected, let found):
      "\(program) printed \(Bytes(found.utf8).printable.text), expected \(expected)"
    case .resolution(let error): error.message.text
    case .shimMissing(let path):
      "there is no tvm-shim beside \(path.bytes.printable.text)\nhelp: swift build"
    case .unknownRequest(let word, _): "no toolchain is named \"\(word.shown)\""
    case .unknownShell(let program, let shims):
      """
      tvm has no hook for \(program.bytes.printable.text), only for \(Shell.list(Shell.hooked))
      note: this line in ~/.profile is enough to run the shims: export PATH=\(shims):"$PATH"
      help: tvm setup \(Shell.standard)
      """
    case .unknownTool(let tool):
      "tvm installs and runs Go and Rust toolchains; \"\(tool.shown)\" is neither"
    case .untold(let home):
      """
      \(home.bytes.printable.text) is inside the checkout, and the index of its repository cannot be \
      read, which would say whether any of it is committed
      help: git update-index --no-split-index --index-version 2, or a home outside the checkout
      """
    case .unknownProgram(let program, let toolchain):
      "\(Bytes(toolchain.utf8).printable.text) does not include \(Bytes(program.utf8).printable.text)"
    }
  }
}

extension CommandError: Misspelling {
  var correction: (typed: String, meant: String)? {
    switch self {
    case .unknownRequest(let word, let meant): (word, meant)
    case .unknownTool(let tool):
      Spelling.nearest(to: tool, among: ["go", "golang", "rust"]).map { (tool, $0) }
    case .noShim(let program):
      Spelling.nearest(to: program, among: Language.allCases.flatMap(\.programs).map { "\($0)" })
        .map { (program, $0) }
    default: nil
    }
  }
}
