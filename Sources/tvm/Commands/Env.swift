import ArgumentParser
import CLibc
import Environment
import Resolution
import Shells
import Toolchains

/// Prints the environment of a directory.
struct Env: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the environment of a directory",
    discussion: """
      Prints the variables set by the directory's .envrc (if allowed) and by the shims, and PATH with \
      the shims first. Use it in editors, scripts, and CI jobs that do not load the shell hook.

      EXAMPLES:
        eval "$(tvm env)"
        tvm env --format fish | source
        tvm env --format json ~/shop
        tvm env --format github >> "$GITHUB_ENV"
      """)

  @Option(name: .shortAndLong, help: EnvironmentFormat.help)
  var format = EnvironmentFormat.shell(.standard)

  @Argument(help: "The directory (default: the current one)", completion: .directory)
  var directory: Path?

  func run() throws {
    if let directory, directory.bytes.withCString({ chdir($0) }) != 0 {
      throw CommandError.noDirectory(directory, errno: clibc_errno())
    }
    var values = try EnvironmentSession.enterHere(leavesMissing: true)
    let hasOwnPath = values[Bytes(Variables.path)] != nil
    let session = try Session()
    for language in Language.allCases where !language.programs.isEmpty {
      do {
        let active = try session.active(language)
        let edits = active.environment(session.resolver, session.world)
        for edit in edits { values[edit.name.bytes] = .some(edit.value) }
      } catch CommandError.resolution(.nothingActive) { continue }
    }
    values[Bytes(Variables.path)] = ShimPath(session, keepsPlace: hasOwnPath).bytes
    let names = values.keys.sorted { $0.lexicographicallyPrecedes($1) }
    if format == .json {
      let texts = values.map { ($0.key.text, $0.value?.text) }
      for name in names {
        guard let value = values[name] ?? nil, Bytes(value.text.utf8) != value else { continue }
        Output.note("\(name.text) is not UTF-8, as JSON must be: some of its bytes are replaced")
      }
      return try Output.print(json: Dictionary(texts) { $1 })
    }
    Output.print(bytes: names.flatMap { format.line($0, values[$0] ?? nil) })
  }
}

extension EnvironmentFormat: ExpressibleByArgument {
  /// What help says of such an argument.
  fileprivate static var help: ArgumentHelp {
    let names = allCases.map(\.rawValue)
    return ArgumentHelp(
      "\(names.dropLast().joined(separator: ", ")), or \(names[names.count - 1])")
  }
}
