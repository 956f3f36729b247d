import CLibc
import Environment
import Resolution
import Toolchains

/// The program by the name `direnv`: answers its commands, so that editors, scripts and habits go on
/// to work.
package enum Direnv {
  /// Whether this process was started by that name.
  package static var isCalled: Bool {
    guard let first = CommandLine.words.first else { return false }
    return Path(first).name.equals("direnv")
  }

  /// Does what the command line says, and ends the process.
  ///
  /// - Parameter tvmVersion: The version of tvm.
  package static func main(tvmVersion: String) -> Never {
    // The environment of an editor may come from a shell that saw its folder through a link.
    unsetenv(Variables.directory.text)
    do { try run(Array(CommandLine.words.dropFirst()), tvmVersion) } catch {
      DirenvLog.error(words(for: error))
      exit(1)
    }
    exit(0)
  }

  private static func run(_ words: [Bytes], _ tvmVersion: String) throws {
    guard let name = words.first else {
      return printHelp(DirenvCall([], tvmVersion: tvmVersion))
    }
    guard let command = DirenvCommand.all.first(where: { $0.answers(to: name) }) else {
      throw DirenvFault.unknownCommand(name)
    }
    let call = DirenvCall(Array(words.dropFirst()), tvmVersion: tvmVersion)
    // The user's own places of settings and approvals count, whatever the file that is loaded makes of
    // them.
    EnvironmentLocations.restore()
    try command.action(call)
  }

  /// What a user of direnv is told; the commands in it are direnv's.
  private static func words(for error: any Error) -> String {
    switch error {
    case EnvironmentError.notAllowed(let path): "\(DirenvFault.blocked(path))"
    case EnvironmentError.denied(let path): "\(DirenvFault.denied(path))"
    case EnvironmentError.failed(_, let status): "\(DirenvFault.exitStatus(status))"
    case let error as ResolutionError: error.message.text
    default: "\(error)".replacing("help: tvm allow", with: "help: direnv allow")
    }
  }
}
