import ArgumentParser

/// The commands of the program by their names, as far as a command line goes into them.
struct CommandTree {
  /// The names of the commands that the words lead to, such as `component`, `add`.
  private(set) var path: [String] = []

  /// The first word that is no command where one is needed; nil where all are.
  private(set) var unknown: String?

  /// The names that could stand in its place.
  private(set) var names: [String] = []

  /// The command that the words lead to.
  private(set) var command: any ParsableCommand.Type = Tvm.self

  /// Follows a command line without the program's name; `help` is followed into what it is about.
  init(_ arguments: [String]) {
    var words = arguments[...]
    if words.first == "help" { path.append(words.removeFirst()) }
    follow(words)
  }

  private mutating func follow(_ words: ArraySlice<String>) {
    var words = words
    while let word = words.popFirst(), !word.hasPrefix("-") {
      let commands: [any ParsableCommand.Type] = command.configuration.subcommands
      if commands.isEmpty || word == "help" { return }
      let found: (any ParsableCommand.Type)? = commands.first { $0.names.contains(word) }
      guard let found else {
        unknown = word
        names = commands.filter { $0.configuration.shouldDisplay }.flatMap { $0.names }
        return
      }
      path.append(found._commandName)
      command = found
    }
  }
}

extension ParsableCommand {
  /// What the command may be called.
  fileprivate static var names: [String] { [_commandName] + configuration.aliases }
}
