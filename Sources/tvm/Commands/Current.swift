import ArgumentParser
import Resolution
import Toolchains

/// Shows what is active.
struct Current: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the active toolchains",
    discussion: """
      EXAMPLES:
        tvm current
        tvm current go --json
      """)

  @Argument(
    help: "Show only this language: go or rust", completion: .list(["go", "rust"]))
  var tool: String?

  @Flag(name: .long, help: "Print JSON")
  var json = false

  func run() throws {
    let session = try Session()
    let languages = try Language.selected(tool)
    var reports: [ActiveReport] = []
    var errors: [CommandError] = []
    for language in languages {
      do {
        reports.append(ActiveReport(try session.active(language)))
      } catch CommandError.resolution(.nothingActive) where languages.count > 1 {
        continue
      } catch let error as CommandError {
        errors.append(error)
      }
    }
    if reports.isEmpty, errors.isEmpty {
      errors = [.nothingAsked(directory: session.world.workingDirectory())]
    }
    if json { return try JSONReport.print(["toolchains": reports], errors.first) }
    for report in reports {
      Output.print(shown: "\(report.tool) \(report.version) (\(report.source))")
    }
    // One language that cannot be resolved does not hide the others.
    if let last = errors.popLast() {
      for error in errors { Output.note(error.description) }
      throw last
    }
  }
}

/// An active toolchain as JSON shows it.
struct ActiveReport: Encodable {
  let tool: String
  let version: String
  let path: String
  let source: String

  init(_ active: Active) {
    tool = Bytes(active.language.name).text
    version = active.name.text
    source = active.source.text.text
    switch active.choice {
    case .system(let program): path = program.text
    case .toolchain(let toolchain): path = toolchain.root.text
    }
  }
}

extension Language {
  /// The language that an optional argument names, or all that have programs.
  static func selected(_ name: String?) throws -> [Language] {
    guard let name else { return allCases.filter { !$0.programs.isEmpty } }
    guard let language = Language(Bytes(name.utf8)[...]) else {
      throw ValidationError("\"\(name)\" is not a language that tvm manages; use go or rust")
    }
    return [language]
  }
}
