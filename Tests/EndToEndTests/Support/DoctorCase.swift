import Foundation
import TestSupport
import Testing

/// One way in which a set-up can be wrong, and the same set-up as it should be.
struct DoctorCase: CustomTestStringConvertible, Sendable {
  let id: String
  /// Part of what is said, with {ROOT} for the sandbox.
  let says: String
  let verdict: String
  /// Files below the sandbox; {ROOT} in them stands for the sandbox.
  let broken: [String: String]
  let healthy: [String: String]
  /// Files of the healthy set-up that are not there any more.
  let removed: [String]
  let environment: [String: String]

  init(
    _ id: String, _ verdict: String, _ says: String, _ broken: [String: String] = [:],
    healthy: [String: String], removed: [String] = [], environment: [String: String] = [:]
  ) {
    self.removed = removed
    self.id = id
    self.verdict = verdict
    self.says = says
    self.broken = broken
    self.healthy = healthy
    self.environment = environment
  }

  var testDescription: String { "\(id): \(says)" }
}

/// What `tvm doctor --json` says of one check.
struct DoctorReport {
  let verdict: String
  let summaries: [String]
  let evidence: [String]
  let lines: [String]
  let changes: [String]
  let status: Int32

  init(_ sandbox: Sandbox, _ id: String, _ more: [String] = []) throws {
    let result = try sandbox.run(
      Project.program("tvm"), ["doctor", "--json", "--no-shells", "--check", id] + more,
      in: "project")
    status = result.status
    let object = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    let families = try #require((object as? [String: Any])?["families"] as? [[String: Any]])
    let checks = families.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    let check = try #require(checks.first { $0["id"] as? String == id }, "\(result.errors)")
    verdict = check["verdict"] as? String ?? ""
    let findings = check["findings"] as? [[String: Any]] ?? []
    summaries = findings.compactMap { $0["summary"] as? String }
    evidence = findings.flatMap { $0["evidence"] as? [String] ?? [] }
    let remedies = findings.compactMap { $0["remedy"] as? [String: Any] }
    lines = remedies.flatMap { ($0["lines"] as? [String: Any])?["bash"] as? [String] ?? [] }
    changes = remedies.flatMap { $0["changes"] as? [String] ?? [] }
  }
}

extension Sandbox {
  /// Writes files below the root, {ROOT} replaced by it; those that begin with `#!` may be run.
  func write(_ files: [String: String]) throws {
    for (name, text) in files {
      try write(
        text.replacingOccurrences(of: "{ROOT}", with: root), to: name,
        executable: text.hasPrefix("#!"))
    }
  }

  /// Expects a check to find what a case says, and nothing where all is as it should be.
  func expect(_ test: DoctorCase, _ prepare: (Sandbox) throws -> Void = { _ in }) throws {
    let before = environment
    try write(test.healthy)
    let healthy = try DoctorReport(self, test.id)
    #expect(["ok", "note"].contains(healthy.verdict), "\(healthy.summaries)")
    for name in test.removed { try remove(name) }
    try write(test.broken)
    try prepare(self)
    for (name, value) in test.environment {
      environment[name] = value.replacingOccurrences(of: "{ROOT}", with: root)
    }
    let report = try DoctorReport(self, test.id)
    environment = before
    #expect(report.verdict == test.verdict, "\(report.summaries)")
    let says = test.says.replacingOccurrences(of: "{ROOT}", with: root)
    #expect(report.summaries.contains { $0.contains(says) }, "\(report.summaries)")
  }
}
