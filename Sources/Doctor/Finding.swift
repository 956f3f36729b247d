import Toolchains

/// What a check has found.
package struct Finding: Equatable, Sendable {
  /// How bad it is.
  package let verdict: Verdict

  /// What is wrong here, with values, in one sentence without a full stop.
  package let summary: String

  /// What it was seen by, a line each: values, files with line numbers.
  package let evidence: [String]

  /// How to mend it, if that is needed and known.
  package let remedy: Remedy?

  /// A finding.
  package init(
    _ verdict: Verdict, _ summary: String, evidence: [String] = [], remedy: Remedy? = nil
  ) {
    self.verdict = verdict
    // A value may hold line ends, and would be taken for another finding.
    self.summary = summary.shown
    self.evidence = evidence.map(\.shown)
    self.remedy = remedy
  }
}
