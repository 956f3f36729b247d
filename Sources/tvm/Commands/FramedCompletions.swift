import ArgumentParser
import Resolution
import Toolchains

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Completions for a shell that ArgumentParser does not know: the words of each command in a frame.
struct FramedCompletions {
  /// A command as ArgumentParser describes it.
  private struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }

      struct Kind: Decodable {
        let list: [String: [String]]?
        let custom: [String: String]?
      }

      let kind: String
      let names: [Name]?
      let completionKind: Kind?
      let allValues: [String]?
    }

    let commandName: String
    let shouldDisplay: Bool
    let aliases: [String]?
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  private struct Tool: Decodable {
    let command: Command
  }

  private var lines: [String] = []
  private var asked: [String] = []

  /// The completions of the program.
  init() throws {
    do { _ = try Tvm.parseAsRoot(["--experimental-dump-help"]) } catch {
      let text = Data(Tvm.message(for: error).utf8)
      add(try JSONDecoder().decode(Tool.self, from: text).command, [""])
    }
  }

  /// The script.
  func text(in frame: Bytes) -> String {
    frame.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      switch line {
      case "WORDS": lines.joined(separator: "\n")
      default: String(line).replacing("ASKED", with: asked.joined(separator: " "))
      }
    }
    .joined(separator: "\n")
  }

  /// Adds a command with all its names, and those below it.
  private mutating func add(_ command: Command, _ paths: [String]) {
    let commands = (command.subcommands ?? []).filter(\.shouldDisplay)
    let arguments = command.arguments ?? []
    let options = arguments.flatMap { $0.names ?? [] }.map {
      ($0.kind == "short" ? "-" : "--") + $0.name
    }
    let values = arguments.filter { $0.kind == "positional" }.flatMap {
      ($0.completionKind?.list?["values"] ?? []) + ($0.allValues ?? [])
    }
    let words = commands.map(\.commandName) + values + options
    for path in paths {
      lines.append("  &'\(path)'=[\(words.joined(separator: " "))]")
      if arguments.contains(where: { $0.kind == "positional" && $0.completionKind?.custom != nil })
      {
        asked.append("'\(path)'")
      }
      for command in commands {
        let names = [command.commandName] + (command.aliases ?? [])
        add(command, names.map { path.isEmpty ? $0 : "\(path) \($0)" })
      }
    }
  }
}
