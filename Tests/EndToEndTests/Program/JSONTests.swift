import Foundation
import TestSupport
import Testing

/// What commands report as JSON has one shape.
@Suite("JSON")
struct JSONTests {
  private static let commands: [[String]] = [
    ["current"], ["list"], ["list-remote", "go"], ["which", "go"], ["why", "go"], ["default"],
    ["use", "1.21.0"], ["update", "--check"], ["component", "list"], ["target", "list"],
    ["doctor", "--no-shells"],
    ["doctor", "--list"],
  ]

  private func object(_ output: ProgramOutput) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(output.outputBytes)) as? [String: Any],
      "\(output.output)")
  }

  @Test("an object with a schema, whatever is reported", arguments: commands)
  func success(_ words: [String]) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    let result = try fixture.sandbox.run(
      Project.program("tvm"), words + ["--json"], in: "project")
    #expect(try object(result)["schema"] is Int, "\(result.output)")
  }

  @Test(
    "an error is in it, and on standard error", arguments: commands.filter { $0 != ["default"] })
  func failure(_ words: [String]) throws {
    let fixture = try GoFixture()
    // No command works without settings that can be read; the doctor says so in its report.
    try fixture.sandbox.write("[go\n", to: "tvm/config.toml")
    let result = try fixture.sandbox.run(
      Project.program("tvm"), words + ["--json"], in: "project")
    let report = try object(result)
    #expect(report["schema"] is Int)
    if words[0] == "doctor" { return }
    let error = try #require(report["error"] as? [String: String], "\(result.output)")
    #expect(error["message"]?.contains("not valid TOML") == true)
    #expect(result.status == 1 && result.errors.contains("not valid TOML"))
  }

  @Test("a pin that cannot be met")
  func pin() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.99.9\n", to: "project/.go-version")
    let result = try fixture.tvm("current", "--json")
    let report = try object(result)
    let error = try #require(report["error"] as? [String: String])
    #expect(error["help"] == "tvm install")
    #expect(error["message"]?.hasPrefix("go 1.99.9 is not installed") == true)
    #expect((report["toolchains"] as? [Any])?.isEmpty == true && result.status == 1)
  }

  @Test("wrong usage", arguments: [["lst", "--json"], ["list", "--json", "--nosuch"]])
  func usage(_ words: [String]) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(Project.program("tvm"), words)
    #expect(result.status == 64)
    #expect(try object(result)["error"] != nil)
  }

  @Test("the documents name every command with --json, and these tests as well")
  func documents() throws {
    let text = try String(contentsOfFile: Project.root + "/share/doc/commands.md", encoding: .utf8)
    let section = try #require(text.split(separator: "\n## JSON").last)
    let page = Project.root + "/share/man/man1/"
    var named: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: page) {
      let lines = try String(contentsOfFile: page + name, encoding: .utf8)
      guard lines.contains("Fl -json") else { continue }
      named.append(name.replacing("tvm-", with: "").replacing(".1", with: ""))
    }
    #expect(named.count > 5)
    for name in named where name != "tvm" {
      #expect(section.contains("`\(name)"), "\(name)")
      #expect(Self.commands.contains { $0[0] == name }, "\(name)")
    }
  }
}
