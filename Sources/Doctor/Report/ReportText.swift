package import Shells
import Toolchains

/// A report as a terminal shows it.
package struct ReportText {
  private let report: Report
  private let shell: Shell
  private let isColored: Bool
  private let showsAll: Bool

  /// The text of a report.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - shell: the shell whose lines are shown.
  ///   - isColored: whether the terminal's colors are used.
  ///   - showsAll: whether what is well is shown with its evidence, too.
  package init(_ report: Report, shell: Shell, isColored: Bool, showsAll: Bool) {
    self.report = report
    self.shell = shell
    self.isColored = isColored
    self.showsAll = showsAll
  }

  /// The lines, each without a line feed.
  package var lines: [String] {
    var lines = ["Health: \(report.score) of 100 (\(Report.words(report.entries)))", ""]
    for (check, finding) in report.problems { lines += text(check, finding) + [""] }
    if showsAll {
      for entry in report.entries {
        for finding in entry.findings where finding.verdict == .ok {
          lines += text(entry.check, finding) + [""]
        }
      }
    }
    let width = report.families.map(\.rawValue.count).max() ?? 0
    for family in report.families {
      let entries = report.entries(of: family)
      let name = family.rawValue + String(repeating: " ", count: width - family.rawValue.count)
      let worst = entries.map(\.verdict).max() ?? .ok
      let checks = entries.count == 1 ? "1 check" : "\(entries.count) checks"
      lines.append("\(name)  \(colored(Report.words(entries), worst)) (\(checks))")
    }
    if !report.fixes.isEmpty {
      lines += [
        "", "Preview fixes with tvm doctor --fix --dry-run, apply them with tvm doctor --fix",
      ]
    }
    return lines
  }

  private func text(_ check: Check, _ finding: Finding) -> [String] {
    var lines = [
      "\(colored(finding.verdict.rawValue, finding.verdict)) \(check.id): \(finding.summary)"
    ]
    lines += finding.evidence.map { "  \($0)" }
    if finding.verdict > .note { lines.append("  \(check.explanation)") }
    guard let remedy = finding.remedy else { return lines }
    let how = remedy.fixes.isEmpty || finding.verdict < .warning ? "" : " (fixed by --fix)"
    lines.append("  help: \(remedy.summary)\(how)")
    lines += remedy.lines.lines(for: shell).map { "    \($0)" }
    return lines
  }

  private func colored(_ text: String, _ verdict: Verdict) -> String {
    guard isColored else { return text }
    let style: TerminalStyle =
      switch verdict {
      case .ok: .green
      case .note: .cyan
      case .warning: .yellow
      case .failure: .red
      }
    return style.painted(text)
  }
}
