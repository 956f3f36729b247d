import Resolution
import Toolchains

/// A report as `--json` prints it; fields are only ever added, or `schema` grows.
package struct ReportDocument: Encodable, Sendable {
  /// The number of this shape.
  package let schema: Int
  /// From 0 to 100.
  package let score: Int
  /// The worst of all verdicts.
  package let verdict: Verdict
  /// How often each verdict was found.
  package let counts: [String: Int]
  /// How shells were started.
  package let shells: [ShellView.Kind]
  /// The families, in the order of the report.
  package let families: [FamilyDocument]

  /// What `--fix` would do; only there with `--dry-run`.
  package let repair: RepairDocument?

  /// The changes that would be made, and those that would not.
  package struct RepairDocument: Encodable, Sendable {
    let changes: [ChangeDocument]
    let refusals: [RefusalDocument]
  }

  /// A change to a file as a unified diff, or anything else in words.
  package struct ChangeDocument: Encodable, Sendable {
    let file: String?
    let text: String
  }

  /// A file that stays as it is.
  package struct RefusalDocument: Encodable, Sendable {
    let file: String
    let reason: String
    let text: String
  }

  /// A family.
  package struct FamilyDocument: Encodable, Sendable {
    let family: Family
    let verdict: Verdict
    let checks: [CheckDocument]
  }

  /// A check and what it has found.
  package struct CheckDocument: Encodable, Sendable {
    let id: String
    let title: String
    let looksAt: String
    let explanation: String
    let verdict: Verdict
    let findings: [FindingDocument]
  }

  /// A finding.
  package struct FindingDocument: Encodable, Sendable {
    let verdict: Verdict
    let summary: String
    let evidence: [String]
    let remedy: RemedyDocument?
  }

  /// How it is mended.
  package struct RemedyDocument: Encodable, Sendable {
    let summary: String
    let isAutomatic: Bool
    let changes: [String]
    let lines: ShellLines
  }

  /// The document of a report, and of the repair that it leads to.
  package init(_ report: Report, _ machine: Machine, _ repair: Repair? = nil) {
    schema = 1
    score = report.score
    verdict = report.verdict
    var counts: [String: Int] = [:]
    for verdict in Verdict.allCases where verdict != .ok {
      counts[verdict.rawValue] = report.count(verdict)
    }
    self.counts = counts
    shells = report.shells
    let cover = report.cover
    self.repair = repair.map { repair in
      RepairDocument(
        changes: repair.steps.map { step in
          ChangeDocument(
            file: step.file.map { cover.text($0.text) },
            text: cover.text(repair.preview(of: step).text))
        },
        refusals: repair.refusals.map {
          RefusalDocument(
            file: cover.text($0.path.text), reason: cover.text($0.reason),
            text: cover.text($0.difference.text))
        })
    }
    families = report.families.map { family in
      let entries = report.entries(of: family)
      return FamilyDocument(
        family: family, verdict: entries.map(\.verdict).max() ?? .ok,
        checks: entries.map { entry in
          CheckDocument(
            id: entry.check.id, title: entry.check.title, looksAt: entry.check.looksAt,
            explanation: entry.check.explanation, verdict: entry.verdict,
            findings: entry.findings.map { ReportDocument.document($0, machine, cover) })
        })
    }
  }

  private static func document(
    _ finding: Finding, _ machine: Machine, _ cover: Cover
  ) -> FindingDocument {
    FindingDocument(
      verdict: finding.verdict, summary: finding.summary, evidence: finding.evidence,
      remedy: finding.remedy.map { remedy in
        RemedyDocument(
          summary: remedy.summary, isAutomatic: !remedy.fixes.isEmpty,
          changes: remedy.fixes.map { cover.text($0.text(machine)) }, lines: remedy.lines)
      })
  }
}
