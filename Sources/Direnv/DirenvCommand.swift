import Resolution
import Toolchains

/// One of direnv's commands.
struct DirenvCommand: Sendable {
  /// Its names, the first one before its aliases.
  let names: [StaticString]
  /// Its arguments as the help shows them.
  let arguments: StaticString
  /// What it does, in lines for the help.
  let summary: StaticString
  /// Whether it is meant for direnv's own functions only.
  var isPrivate = false
  /// Does it.
  let action: @Sendable (DirenvCall) throws -> Void

  /// Whether a word of the command line names this command.
  func answers(to word: Bytes) -> Bool { names.contains { word[...].equals($0) } }

  /// All commands in the order of the help.
  static var all: [DirenvCommand] { publicCommands + privateCommands }

  private static var publicCommands: [DirenvCommand] {
    [
      DirenvCommand(
        names: ["allow", "permit", "grant"], arguments: "[PATH_TO_RC]",
        summary: "Allows the .envrc or .env file to be loaded, with its content as it is now.",
        action: Direnv.allow),
      DirenvCommand(
        names: ["block", "deny", "disallow", "revoke"], arguments: "[PATH_TO_RC]",
        summary: "Denies the .envrc or .env file, whatever is in it.", action: Direnv.deny),
      DirenvCommand(
        names: ["edit"], arguments: "[PATH_TO_RC]",
        summary: "Opens the file in $EDITOR, and allows it if it was changed.",
        action: Direnv.edit),
      DirenvCommand(
        names: ["exec"], arguments: "DIR COMMAND [...ARGS]",
        summary: "Runs a command in the environment of a directory.", action: Direnv.exec),
      DirenvCommand(
        names: ["export"], arguments: "SHELL",
        summary: "Loads the .envrc or .env file and prints what changes, as code of the shell.",
        action: Direnv.export),
      DirenvCommand(
        names: ["fetchurl"], arguments: "<url> [<integrity-hash>]",
        summary: "Downloads a file once and prints where it is.", action: Direnv.fetch),
      DirenvCommand(
        names: ["help", "--help", "-h"], arguments: "[SHOW_PRIVATE]",
        summary: "Shows this help.", action: Direnv.printHelp),
      DirenvCommand(
        names: ["hook"], arguments: "SHELL",
        summary: "Prints the code that loads environments in a shell.", action: Direnv.printHook),
      DirenvCommand(
        names: ["log"], arguments: "--status|--error MESSAGE",
        summary: "Prints a message as direnv does.", action: Direnv.log),
      DirenvCommand(
        names: ["prune"], arguments: "",
        summary: "Removes approvals of files that are gone or have changed.",
        action: Direnv.prune),
      DirenvCommand(
        names: ["reload"], arguments: "",
        summary: "Makes the next prompt load the file again.", action: Direnv.reload),
      DirenvCommand(
        names: ["status"], arguments: "[--json]",
        summary: "Shows what is loaded, and what would be.", action: Direnv.printStatus),
      DirenvCommand(
        names: ["stdlib"], arguments: "",
        summary: "Prints the functions that .envrc files can use.", action: Direnv.printLibrary),
      DirenvCommand(
        names: ["version", "--version"], arguments: "[VERSION_AT_LEAST]",
        summary: "Prints the version, or fails if it is older than VERSION_AT_LEAST.",
        action: Direnv.printVersion),
    ]
  }

  private static var privateCommands: [DirenvCommand] {
    [
      DirenvCommand(
        names: ["apply_dump"], arguments: "FILE",
        summary: "Prints bash code that leads to the environment of a dump.", isPrivate: true,
        action: Direnv.applyDump),
      DirenvCommand(
        names: ["check-required"], arguments: "SHELL ENVRC PATH...",
        summary: "Fails unless the approval of ENVRC covers the files.", isPrivate: true,
        action: Direnv.checkRequired),
      DirenvCommand(
        names: ["current"], arguments: "PATH",
        summary: "Fails if a watched file has changed.", isPrivate: true,
        action: Direnv.checkCurrent),
      DirenvCommand(
        names: ["dotenv"], arguments: "[SHELL] [PATH_TO_DOTENV]",
        summary: "Prints the variables of a .env file as code of the shell.", isPrivate: true,
        action: Direnv.printDotenv),
      DirenvCommand(
        names: ["dump"], arguments: "[SHELL] [FILE]",
        summary: "Writes the whole environment to FILE, a path or the number of a descriptor.",
        isPrivate: true, action: Direnv.dump),
      DirenvCommand(
        names: ["show_dump"], arguments: "DUMP",
        summary: "Shows what is in a dump or in one of direnv's variables.", isPrivate: true,
        action: Direnv.showDump),
      DirenvCommand(
        names: ["watch"], arguments: "SHELL PATH...",
        summary: "Adds files to those that are watched.", isPrivate: true, action: Direnv.watch),
      DirenvCommand(
        names: ["watch-dir"], arguments: "SHELL DIR",
        summary: "Adds a folder and all that is in it to the files that are watched.",
        isPrivate: true, action: Direnv.watchFolder),
      DirenvCommand(
        names: ["watch-list"], arguments: "[SHELL]",
        summary: "Adds files by lines `MTIME PATH` of standard input.", isPrivate: true,
        action: Direnv.watchList),
      DirenvCommand(
        names: ["watch-print"], arguments: "[--null]",
        summary: "Prints the files that are watched.", isPrivate: true,
        action: Direnv.printWatches),
    ]
  }
}

extension Direnv {
  /// `direnv help [SHOW_PRIVATE]`.
  static func printHelp(_ call: DirenvCall) {
    var text = Bytes(
      "direnv v\(version) (tvm \(call.tvmVersion))\nUsage: direnv COMMAND [...ARGS]\n\n".utf8)
    text += "Available commands\n------------------\n"
    let showsPrivate = !call.arguments.isEmpty
    for command in DirenvCommand.all where showsPrivate || !command.isPrivate {
      for name in command.names where !name.isOption {
        text += command.isPrivate ? "*" : ""
        text += Bytes(name)
        if command.arguments.utf8CodeUnitCount > 0 { text += Bytes(" ") + Bytes(command.arguments) }
        text += ":\n"
      }
      text += Bytes("  ") + Bytes(command.summary) + "\n"
    }
    if showsPrivate { text += "* = private commands\n" }
    Output.print(bytes: text)
  }
}

extension StaticString {
  /// Whether this is spelled as an option.
  fileprivate var isOption: Bool { Bytes(self).first == UInt8(ascii: "-") }
}
