import CLibc
import Environment
import Resolution
import Toolchains

/// The program by the name `direnv`: answers its commands, so that editors, scripts and habits go on
/// to work.
enum Direnv {
  /// Whether this process was started by that name.
  static var isCalled: Bool {
    guard let first = CommandLine.words.first else { return false }
    return Path(first).name.equals("direnv")
  }

  /// Does what the command line says, and ends the process.
  static func main() -> Never {
    // The environment of an editor may come from a shell that saw its folder through a link.
    unsetenv(Variables.directory.text)
    do { try run(Array(CommandLine.words.dropFirst())) } catch {
      DirenvLog.error(words(for: error))
      exit(1)
    }
    exit(0)
  }

  private static func run(_ words: [Bytes]) throws {
    guard let name = words.first else { return printHelp(DirenvCall([])) }
    guard let command = DirenvCommand.all.first(where: { $0.answers(to: name) }) else {
      throw DirenvFault.unknownCommand(name)
    }
    let call = DirenvCall(Array(words.dropFirst()))
    call.restoreLocations()
    try command.action(call)
  }

  /// What a user of direnv is told; the commands in it are direnv's.
  private static func words(for error: any Error) -> String {
    switch error {
    case EnvironmentError.notAllowed(let path): "\(DirenvFault.blocked(path))"
    case EnvironmentError.denied(let path): "\(DirenvFault.denied(path))"
    default: "\(error)".replacing("help: tvm allow", with: "help: direnv allow")
    }
  }
}

/// A command line behind its command, and the environment it was given in.
struct DirenvCall {
  /// What stands behind the name of the command.
  let arguments: [Bytes]
  /// The environment of this process.
  let environment = EnvironmentSnapshot.current

  /// A command line behind its command.
  init(_ arguments: [Bytes]) { self.arguments = arguments }

  /// Gives this process the user's own places of settings and approvals back, whatever the file that
  /// is loaded makes of them.
  func restoreLocations() {
    if let value = environment[DirenvState.difference],
      let difference = DirenvDifference(gzenv: value)
    {
      EnvironmentLocations.restore(from: difference.undone(in: environment))
    }
    EnvironmentLocations.restore()
  }

  /// An argument that must be there.
  ///
  /// - Parameters:
  ///   - index: Its place, from 0.
  ///   - name: What it is called in the message.
  /// - Returns: The argument.
  /// - Throws: ``DirenvFault/missing(_:)``.
  func argument(_ index: Int, _ name: StaticString) throws -> Bytes {
    guard arguments.indices.contains(index) else { throw DirenvFault.missing(Literal(name)) }
    return arguments[index]
  }

  /// The form that an argument names.
  ///
  /// - Parameters:
  ///   - index: The argument's place, from 0.
  ///   - standard: What is meant where there is no such argument.
  /// - Returns: The form.
  /// - Throws: ``DirenvFault/unknownShell(_:)``.
  func format(_ index: Int, else standard: DirenvFormat? = nil) throws -> DirenvFormat {
    let name = arguments.indices.contains(index) ? arguments[index] : []
    if name.isEmpty, let standard { return standard }
    guard let format = DirenvFormat(named: name) else { throw DirenvFault.unknownShell(name) }
    return format
  }

  /// The files that are watched by now.
  ///
  /// - Throws: ``DirenvFault/invalidVariable(_:)``.
  func watches() throws -> DirenvWatches {
    guard let value = environment[DirenvState.watches], !value.isEmpty else {
      return DirenvWatches()
    }
    guard let watches = DirenvWatches(gzenv: value) else {
      throw DirenvFault.invalidVariable(Literal(DirenvState.watches))
    }
    return watches
  }
}

/// The variables in which direnv keeps what it has loaded.
enum DirenvState {
  /// What was changed.
  static let difference: StaticString = Variables.direnvDifference
  /// A `-` and the folder of the file.
  static let folder: StaticString = Variables.direnvFolder
  /// The file.
  static let file: StaticString = Variables.direnvFile
  /// What has to be approved besides; tvm keeps that with the approval.
  static let required: StaticString = Variables.direnvRequired
  /// What the environment depends on.
  static let watches: StaticString = Variables.direnvWatches

  /// All of them.
  static let all = [difference, folder, file, required, watches]
}
