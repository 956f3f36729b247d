/// What all checks have found, and what that makes of the set-up as a whole.
package struct Report: Sendable {
  /// What one check has found; the worst comes first.
  package struct Entry: Sendable {
    /// The check.
    package let check: Check
    /// What it has found, notes and what is well included.
    package let findings: [Finding]

    /// How bad it is altogether.
    package var verdict: Verdict { findings.map(\.verdict).max() ?? .ok }
  }

  /// The checks in the order of their families.
  package let entries: [Entry]

  /// The shells that were started, with how they were.
  package let shells: [ShellView.Kind]

  /// What nobody else is to read in it.
  package let cover: Cover

  /// Lets checks look at a machine.
  ///
  /// - Parameters:
  ///   - machine: the machine.
  ///   - checks: the checks.
  ///   - isShared: whether somebody else is to read it, who need not know whose machine that is.
  package init(_ machine: Machine, _ checks: [Check] = Check.all, isShared: Bool = false) {
    let cover = Cover(machine, isShared: isShared)
    self.cover = cover
    entries = checks.map { check in
      Entry(
        check: check,
        findings: check.examine(machine).map(cover.finding).sorted { $0.verdict > $1.verdict })
    }
    shells = machine.views.map(\.kind)
  }

  /// 100 where all is well; a check with a failure takes 25 off, one with a warning 10, down to 0.
  package var score: Int { max(0, 100 - entries.reduce(0) { $0 + $1.verdict.cost }) }

  /// The worst of all verdicts.
  package var verdict: Verdict { entries.map(\.verdict).max() ?? .ok }

  /// How many findings have a verdict.
  package func count(_ verdict: Verdict) -> Int {
    entries.reduce(0) { $0 + $1.findings.count { $0.verdict == verdict } }
  }

  /// The entries of a family.
  package func entries(of family: Family) -> [Entry] {
    entries.filter { $0.check.family == family }
  }

  /// The worst verdict of a family.
  package func verdict(of family: Family) -> Verdict {
    entries(of: family).map(\.verdict).max() ?? .ok
  }

  /// The families that have entries.
  package var families: [Family] {
    Family.allCases.filter { family in entries.contains { $0.check.family == family } }
  }

  /// Everything that is not well, the worst first, otherwise in the order of the checks.
  package var problems: [(check: Check, finding: Finding)] {
    let all = entries.flatMap { entry in
      entry.findings.filter { $0.verdict != .ok }.map { (check: entry.check, finding: $0) }
    }
    // A stable order needs the position: `sorted` promises none for what is equal.
    return all.enumerated().sorted { left, right in
      let (one, other) = (left.element.finding.verdict, right.element.finding.verdict)
      return one == other ? left.offset < right.offset : one > other
    }.map(\.element)
  }

  /// What `--fix` does about warnings and failures, each change once.
  package var fixes: [Fix] {
    var fixes: [Fix] = []
    let all = problems.filter { $0.finding.verdict > .note }
      .flatMap { $0.finding.remedy?.fixes ?? [] }
    for fix in all where !fixes.contains(fix) { fixes.append(fix) }
    return fixes
  }

  /// The counts in words, such as `1 failure, 2 notes`.
  package static func words(_ entries: [Entry]) -> String {
    let findings = entries.flatMap(\.findings)
    let counts = [Verdict.failure, .warning, .note].compactMap { verdict -> String? in
      let count = findings.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "ok" : counts.joined(separator: ", ")
  }
}
