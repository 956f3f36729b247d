import ArgumentParser
import Resolution
import Toolchains

/// Lists installed toolchains.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List installed toolchains",
    discussion: """
      The active toolchain is marked with * and its source; linked toolchains show their target. If \
      the cached index has a newer patch release, it is shown as well. Rust toolchains are those in \
      rustup's home, including those that rustup installed.

      EXAMPLES:
        tvm list
        tvm list go --json
      """,
    aliases: ["ls"])

  @Argument(help: "Show only this language: go or rust", completion: .list(["go", "rust"]))
  var tool: String?

  @Flag(name: .long, help: "Print JSON")
  var json = false

  func run() throws {
    let session = try Session()
    var reports: [InstalledReport] = []
    var problem: (any Error)?
    for language in try Language.selected(tool) {
      do {
        // What cannot be resolved here is reported by `current`; the list is still right.
        let active = try? session.active(language)
        reports += try session.store(language).list().map { InstalledReport($0, language, active) }
      } catch {
        // What can be listed is listed before that is reported.
        problem = error
      }
    }
    if json {
      try JSONReport.print(["toolchains": reports], problem)
    } else if !reports.isEmpty {
      print(reports)
    } else if problem == nil {
      Output.note("no toolchains installed\nhelp: tvm use go@latest")
    }
    if let problem { throw problem }
    if !reports.isEmpty { session.renewGoLinks() }
  }

  private func print(_ reports: [InstalledReport]) {
    let reports = reports.map(\.shown)
    let width = reports.map { $0.version.count + $0.tool.count }.max() ?? 0
    for report in reports {
      let line = line(report, width)
      Output.print(report.isActive ? Output.styled(line, .bold) : line)
    }
  }

  /// What is told beside the name and the size, with paths cut where the terminal ends.
  private func note(_ text: String, behind line: String) -> String {
    let text = text.withTilde
    guard let columns = Output.terminalColumns else { return text }
    return text.shortened(to: max(20, columns - line.count))
  }

  private func line(_ report: InstalledReport, _ width: Int) -> String {
    var line = "\(report.isActive ? "*" : " ") \(report.tool) \(report.version)"
    line += String(repeating: " ", count: width - report.version.count - report.tool.count)
    if let link = report.link {
      line += "  -> " + note(link, behind: line + "  -> ")
    } else if let size = report.size {
      let text = ByteCount.text(UInt64(size))
      line += "  " + String(repeating: " ", count: max(0, 7 - text.count)) + text
    }
    if let source = report.source { line += "  (\(note(source, behind: line + "  ()")))" }
    if let newer = report.newer { line += "  \(newer) is available" }
    if let problem = report.problem { line += "  \(problem)" }
    return line
  }
}

/// An installed toolchain as JSON shows it.
struct InstalledReport: Encodable {
  let tool: String
  private(set) var version: String
  let path: String
  private(set) var link: String?
  let size: Int?
  let source: String?
  let isActive: Bool
  let newer: String?
  let problem: String?

  /// The same as a terminal may show it.
  var shown: InstalledReport {
    var report = self
    report.version = version.shown
    report.link = link?.shown
    return report
  }

  init(_ toolchain: InstalledToolchain, _ language: Language, _ active: Active?) {
    isActive = toolchain.isChosen(by: active)
    tool = "\(language.name)"
    version = toolchain.name.text
    path = toolchain.root.text
    link = toolchain.link?.text
    size = toolchain.size
    source = isActive ? active?.source.text.text : nil
    newer = toolchain.newer?.text
    problem = toolchain.problem
  }
}
