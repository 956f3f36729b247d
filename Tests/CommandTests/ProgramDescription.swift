import ArgumentParser
import Foundation

@testable import tvm

/// What the program says of its commands, as `--experimental-dump-help` prints it.
struct ProgramDescription: Decodable {
  let command: Command

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let aliases: [String]?
    let shouldDisplay: Bool
    let subcommands: [Command]?
    let arguments: [Argument]?

    func named(_ name: String) -> Command? {
      subcommands?.first { $0.commandName == name || $0.aliases?.contains(name) ?? false }
    }
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let names: [Name]?
    let abstract: String?
  }

  /// The program's own.
  static var tvm: ProgramDescription {
    get throws {
      do { _ = try Tvm.parseAsRoot(["--experimental-dump-help"]) } catch {
        return try JSONDecoder().decode(
          ProgramDescription.self, from: Data(Tvm.message(for: error).utf8))
      }
      throw CancellationError()
    }
  }

  /// The commands that users see.
  var visible: [Command] {
    (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// The first word that the program does not know.
  ///
  /// - Parameter words: A command line without the program's name.
  /// - Returns: A command or option; nil where all of them exist.
  func fault(_ words: [String]) -> String? {
    var words = words[...]
    guard let verb = words.popFirst() else { return nil }
    if verb == "--version" || verb == "--help" { return nil }
    guard let command = command.named(verb) else { return verb }
    var options = Set((command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
    if let nested = command.subcommands?.filter({ $0.commandName != "help" }), !nested.isEmpty {
      let names = (words.popFirst() ?? "").split(separator: "/").map(String.init)
      for name in names {
        guard let part = command.named(name) else { return name }
        options.formUnion((part.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
      }
    }
    for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("-") {
      let name = word.drop { $0 == "-" }.prefix { $0 != "=" }
      if !options.contains(String(name)) { return word }
    }
    return nil
  }
}
