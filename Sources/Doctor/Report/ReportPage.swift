import CLibc
package import Resolution
import Shells
import Toolchains

/// A report as one page for a browser, which needs nothing else.
package struct ReportPage {
  /// The page.
  package let bytes: Bytes

  private typealias Values = [String: Template.Value]

  /// The page of a report.
  package init(_ report: Report, _ machine: Machine) {
    let worst = report.families.enumerated().sorted { left, right in
      let (one, other) = (report.verdict(of: left.element), report.verdict(of: right.element))
      return one == other ? left.offset < right.offset : one > other
    }.map(\.element)
    func values(_ families: [Family]) -> Template.Value {
      .list(families.map { ReportPage.family($0, report, machine) })
    }
    let healthy = report.families.filter { report.verdict(of: $0) == .ok }
    let shell = machine.hookShell
    func shown(_ path: Path) -> Template.Value { .text(report.cover.text(machine.show(path))) }
    var values: Values = [
      "score": .text("\(report.score)"), "verdict": .text(report.verdict.rawValue),
      "headline": .text(ReportPage.headline(report.verdict)),
      "counts": .text(Report.words(report.entries)), "families": values(report.families),
      "troubled": values(worst.filter { report.verdict(of: $0) > .ok }),
      "hasHealthy": .list(healthy.isEmpty ? [] : [["healthy": values(healthy)]]),
      "date": .text(ReportPage.date),
      "facts": .list([
        ["name": .text("Shell"), "value": shown(machine.shell.program)],
        [
          "name": .text("Directory"),
          "value": machine.directory.map(shown) ?? .text("deleted"),
        ],
        ["name": .text("tvm"), "value": shown(machine.home.root)],
      ]),
    ]
    for other in Shell.hooked {
      values[other.rawValue] = .text(other == shell ? "checked" : "")
    }
    bytes = Template(PackageResources.report_html).filled(with: values)
  }

  private static func headline(_ verdict: Verdict) -> String {
    switch verdict {
    case .ok: "No problems found"
    case .note: "Healthy, with notes"
    case .warning: "Warnings found"
    case .failure: "Failures found"
    }
  }

  private static func family(_ family: Family, _ report: Report, _ machine: Machine) -> Values {
    let entries = report.entries(of: family)
    let problems = entries.flatMap { entry in
      entry.findings.filter { $0.verdict > .ok }.map { (entry.check, $0) }
    }.sorted { $0.1.verdict > $1.1.verdict }
    let passed = entries.filter { $0.verdict == .ok }
    let count = passed.count == 1 ? "1 check passed" : "\(passed.count) checks passed"
    return [
      "name": .text(family.rawValue),
      "anchor": .text(
        "family-" + family.rawValue.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
      ),
      "verdict": .text(report.verdict(of: family).rawValue),
      "counts": .text(Report.words(entries)),
      "findings": .list(problems.map { finding($0.0, $0.1, machine, report.cover) }),
      "passedCount": .text(count), "passed": .list(passed.map(passedCheck)),
      "hasPassed": .list(passed.isEmpty ? [] : [["passed": .list(passed.map(passedCheck))]]),
    ]
  }

  private static func passedCheck(_ entry: Report.Entry) -> Values {
    let details = entry.findings.flatMap { [$0.summary] + $0.evidence }
    return [
      "title": .text(entry.check.title), "id": .text(entry.check.id),
      "details": .list(texts(details.isEmpty ? [entry.check.looksAt] : details)),
    ]
  }

  private static func finding(
    _ check: Check, _ finding: Finding, _ machine: Machine, _ cover: Cover
  ) -> Values {
    [
      "verdict": .text(finding.verdict.rawValue), "id": .text(check.id),
      "summary": .text(sentence(finding.summary)),
      "explanation": .text(sentence(check.explanation)),
      "hasEvidence": .list(
        finding.evidence.isEmpty
          ? []
          : [
            [
              "evidenceCount": .text("\(finding.evidence.count)"),
              "evidence": .list(texts(finding.evidence)),
            ]
          ]),
      "remedy": .list(finding.remedy.map { [remedy($0, machine, cover)] } ?? []),
    ]
  }

  private static func remedy(
    _ remedy: Remedy, _ machine: Machine, _ cover: Cover
  ) -> Values {
    let changes = texts(remedy.fixes.map { cover.text($0.text(machine)) })
    let posix = remedy.lines.lines(for: .bash).joined(separator: "\n")
    let fish = remedy.lines.lines(for: .fish).joined(separator: "\n")
    return [
      "summary": .text(remedy.summary),
      "hasChanges": .list(changes.isEmpty ? [] : [["changes": .list(changes)]]),
      "posix": .list(posix.isEmpty ? [] : [["text": .text(posix)]]),
      Shell.fish.rawValue: .list(fish.isEmpty ? [] : [["text": .text(fish)]]),
    ]
  }

  private static func texts(_ texts: [String]) -> [Values] { texts.map { ["text": .text($0)] } }

  private static func sentence(_ text: String) -> String {
    // A path, a variable or a command keeps its first letter.
    guard let word = text.split(separator: " ").first, word.allSatisfy({ $0.isLetter }),
      !["go", "cargo", "rustc"].contains(word)
    else { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static var date: String {
    var seconds = time(nil)
    var date = tm()
    localtime_r(&seconds, &date)
    var buffer = [CChar](repeating: 0, count: 64)
    strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M", &date)
    return Bytes(cString: buffer).text
  }
}
