import Foundation
import TestSupport
import Testing

@Suite("tvm current, which and why")
struct ActiveTests {
  @Test("the toolchain is shown with its source, and as JSON")
  func current() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("1.21\n", to: "project/.go-version")
    let pin = fixture.sandbox.path("project/.go-version:1")
    try fixture.tvm("current").expectSuccess("go 1.21.0 (\(pin))\n")
    try fixture.tvm("current", "go").expectSuccess("go 1.21.0 (\(pin))\n")
    let json = try fixture.tvm("current", "--json")
    struct Current: Decodable {
      let schema: Int
      let toolchains: [[String: String]]
    }
    #expect(
      try JSONDecoder().decode(Current.self, from: Data(json.outputBytes)).toolchains == [
        [
          "tool": "go", "version": "1.21.0", "source": pin, "path": "\(fixture.home)/go/1.21.0",
        ]
      ])
    try fixture.tvm("which", "gofmt").expectSuccess("\(fixture.home)/go/1.21.0/bin/gofmt\n")
    let which = try fixture.tvm("which", "go", "--json")
    struct Found: Decodable {
      let program: String
      let source: String
    }
    let found = try JSONDecoder().decode(Found.self, from: Data(which.outputBytes))
    #expect(found.program == "\(fixture.home)/go/1.21.0/bin/go" && found.source == pin)
  }

  @Test("programs without a shim are named", arguments: ["nosuch", "ls", "../go", "", "go/x"])
  func unknownProgram(_ name: String) throws {
    let fixture = try GoFixture()
    try fixture.tvm("which", "--", name).expectFailure(
      saying: "tvm: \"\(name)\" is not a toolchain command (known: go, gofmt")
  }

  @Test("a toolchain without the program says so")
  func missingProgram() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.remove("tvm/go/1.21.0/bin/gofmt")
    fixture.sandbox.environment["TVM_GO_VERSION"] = "1.21.0"
    try fixture.tvm("which", "gofmt").expectFailure(saying: "go 1.21.0 does not include gofmt")
  }

  @Test("a tool that tvm does not know is a usage error", arguments: ["current", "why", "list"])
  func unknownTool(_ verb: String) throws {
    let fixture = try GoFixture()
    let result = try fixture.tvm(verb, "python")
    #expect(result.status == 64)
    #expect(result.errors.contains("\"python\" is not a language that tvm manages; use go or rust"))
  }

  @Test("why lists what won, what lost and what Go adds")
  func why() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14", "1.21.0", "1.22.3")
    try fixture.sandbox.write("[go]\ndefault = \"1.22\"\n", to: "tvm/config.toml")
    try fixture.sandbox.write("1.20.14\n", to: "project/.go-version")
    try fixture.sandbox.write("module x\n\ngo 1.21\n", to: "project/sub/go.mod")
    try fixture.sandbox.write("GOTOOLCHAIN=go1.99\n", to: "home/.config/go/env")
    let result = try fixture.tvm("why", "go", in: "project/sub")
    #expect(result.status == 0)
    let pin = fixture.sandbox.path("project/.go-version")
    for line in [
      "go 1.20.14 (\(pin):1)", "  \(fixture.home)/go/1.20.14/bin/go",
      "  \(pin): 1.20.14 [used: 1.20.14]",
      "  go.work and go.mod: \(fixture.sandbox.path("project/sub/go.mod")): 1.21 or newer"
        + " [not needed]",
      "  default in \(fixture.home)/config.toml: 1.22 [not needed]",
      "note: \(fixture.sandbox.path("project/sub/go.mod")) requires Go 1.21, so go 1.20.14"
        + " will refuse to build it",
      "note: GOTOOLCHAIN=go1.99 from `go env -w` has no effect under the shim",
    ] {
      #expect(
        result.output.split(separator: "\n").contains { $0 == line }, "\(line)\n\(result.output)")
    }
    fixture.sandbox.environment["GOTOOLCHAIN"] = "auto"
    fixture.sandbox.environment["GOROOT"] = "/usr/lib/go"
    let other = try fixture.tvm("why", in: "project/sub").output
    #expect(other.contains("note: GOTOOLCHAIN=auto is set, so Go itself may switch"))
    #expect(other.contains("note: GOROOT=/usr/lib/go is set in this shell; the shim overrides it"))
  }

  @Test("why tells the whole chain in JSON, errors included")
  func whyJSON() throws {
    struct Chain: Decodable {
      struct Step: Decodable {
        let place: String
        let finding: String
        let verdict: String
      }
      let tool: String
      let active: [String: String]?
      let error: String?
      let candidates: [Step]
      let notes: [String]
    }
    struct Explained: Decodable {
      let languages: [Chain]
    }
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("1.99\n", to: "project/.go-version")
    let result = try fixture.tvm("why", "go", "--json")
    #expect(result.status == 1)
    let chain = try #require(
      try JSONDecoder().decode(Explained.self, from: Data(result.outputBytes)).languages.first)
    #expect(chain.tool == "go" && chain.active == nil && chain.notes == [])
    #expect(chain.error?.hasPrefix("go 1.99 is not installed\n") == true)
    let step = chain.candidates.first { $0.finding == "1.99" }
    #expect(step?.place == fixture.sandbox.path("project/.go-version"))
    #expect(step?.verdict == "used, but go 1.99 is not installed")
  }

  @Test("why --verbose lists the places with nothing in them")
  func verbose() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    fixture.sandbox.environment["GOENV_VERSION"] = "1.21"
    let short = try fixture.tvm("why", "go").output
    let long = try fixture.tvm("why", "go", "--verbose").output
    let count = try #require(
      short.firstMatch(of: /(\d+) more places, nothing found/).flatMap { Int($0.1) })
    #expect(long.matches(of: /: nothing \[asks for nothing\]/).count == count)
    #expect(long.contains("/project/.tool-versions: nothing"))
  }
}
