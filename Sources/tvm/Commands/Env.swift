import ArgumentParser
import Resolution
import Toolchains

/// Prints the environment of a directory.
struct Env: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the environment of this directory.",
    discussion: """
      The variables that a shim sets for its child, and PATH with the shims in front: for editors, \
      scripts and pipelines that do not start a shell with the hook.

      EXAMPLES:
        eval "$(tvm env)"
        tvm env --format fish | source
        tvm env --format github >> "$GITHUB_ENV"
      """)

  @Option(name: .shortAndLong, help: "bash, zsh, fish, json, dotenv or github.")
  var format = EnvironmentFormat.bash

  func run() throws {
    let session = try Session()
    var edits: [EnvironmentEdit] = []
    for language in Language.allCases where !language.programs.isEmpty {
      do {
        let active = try session.active(language)
        edits += active.environment(
          runsPackageAtVersion: false, session.resolver, session.world)
      } catch CommandError.resolution(.nothingActive) { continue }
    }
    edits.append(EnvironmentEdit(Variables.path, ShimPath(session).bytes))
    if format == .json {
      let values = edits.map { ($0.name.bytes.text, $0.value?.text) }
      return try Output.print(json: Dictionary(values) { $1 })
    }
    Output.print(bytes: edits.map { format.line($0) }.reduce([], +))
  }
}

/// A form in which variables can be printed.
enum EnvironmentFormat: String, ExpressibleByArgument, CaseIterable {
  case bash
  case zsh
  case fish
  case json
  case dotenv
  case github

  /// One change in this form, with its line end.
  func line(_ edit: EnvironmentEdit) -> Bytes {
    let name = edit.name.bytes
    guard let value = edit.value else {
      switch self {
      case .bash, .zsh: return Bytes("unset ") + name + Bytes("\n")
      case .fish: return Bytes("set -e ") + name + Bytes("\n")
      case .dotenv, .github, .json: return []
      }
    }
    switch self {
    case .bash, .zsh:
      return Bytes("export ") + name + Bytes("=") + ShellQuote.posix(value) + Bytes("\n")
    case .fish:
      let values =
        edit.name == Literal(Variables.path)
        ? value.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
          .map { ShellQuote.fish(Bytes($0)) }
        : [ShellQuote.fish(value)]
      return Bytes("set -gx ") + name + Bytes(" ") + Bytes(values.joined(separator: Bytes(" ")))
        + Bytes("\n")
    case .dotenv: return name + Bytes("=") + ShellQuote.dotenv(value) + Bytes("\n")
    case .github: return EnvironmentFormat.gitHubLine(name, value)
    case .json: return []
    }
  }

  /// A value in GitHub's form for several lines.
  static func gitHubLine(_ name: Bytes, _ value: Bytes) -> Bytes {
    // A line of the value that equals the delimiter would end the value there.
    var delimiter = Bytes("tvm_end_of_value")
    while value.split(separator: UInt8(ascii: "\n")).contains(where: { $0 == delimiter[...] }) {
      delimiter += "_"
    }
    return name + Bytes("<<") + delimiter + Bytes("\n") + value + Bytes("\n") + delimiter
      + Bytes("\n")
  }
}
