import Foundation
import TestSupport
import Testing

@Suite("tvm install: what is installed")
struct InstallRequestTests {
  @Test(
    "every dialect of a request finds its release",
    arguments: [
      ("1.21.0", "1.21.0"), ("go1.21.0", "1.21.0"), ("v1.21.0", "1.21.0"), ("1.21", "1.21.13"),
      ("1.21.x", "1.21.13"), ("1", "1.23.1"), ("latest", "1.23.1"), ("go@stable", "1.23.1"),
      ("oldstable", "1.22.3"), ("1.22", "1.22.3"), ("1.22rc1", "1.22rc1"), ("^1.21", "1.23.1"),
      ("~1.21.0", "1.21.13"), (">=1.20 <1.22", "1.21.13"), ("golang@1.20.14", "1.20.14"),
      ("go@1.24rc2", "1.24rc2"),
    ])
  func dialects(_ request: String, release: String) throws {
    let fixture = try GoFixture()
    let result = try fixture.tvm("install", request)
    result.expectSuccess()
    #expect(result.errors.contains("tvm: installed go \(release) ("))
    #expect(fixture.installed == [release])
    #expect(fixture.staged == [])
  }

  @Test("several requests are installed in their order")
  func several() throws {
    let fixture = try GoFixture()
    try fixture.tvm("install", "go", "1.22", "1.20.14", "go@1.21.0").expectSuccess()
    #expect(fixture.installed == ["1.20.14", "1.21.0", "1.22.3"])
  }

  @Test("what is already installed is said, and nothing is fetched")
  func done() throws {
    let fixture = try GoFixture()
    try fixture.tvm("install", "1.21.0").expectSuccess()
    let marker = try fixture.sandbox.write("mine", to: "tvm/go/1.21.0/marker")
    let result = try fixture.tvm("install", "1.21.0")
    result.expectSuccess()
    #expect(result.errors == "tvm: go 1.21.0 is already installed\n")
    #expect(FileManager.default.fileExists(atPath: marker))
  }

  @Test(
    "without a request the directory decides",
    arguments: [
      ([".go-version": "1.21.0\n"], "1.21.0"),
      ([".go-version": "# ours\r\n\r\ngo1.21\r\n"], "1.21.13"),
      ([".go-version": "1.19\n1.21.0\n"], ""),
      ([".go-version": "1.22rc1\n", "go.mod": "module x\ngo 1.23\n"], "1.22rc1"),
      ([".tool-versions": "nodejs 20\ngolang 1.20.14\n"], "1.20.14"),
      (["go.mod": "module x\n\ngo 1.21\n"], "1.21.0"),
      (["go.mod": "module x\n\ngo 1.21.0\ntoolchain go1.22.3\n"], "1.22.3"),
      (["go.mod": "module x\n\ngo 1.23.1\n", "go.work": "go 1.20\n\nuse .\n"], "1.20.14"),
    ])
  func directory(_ files: [String: String], release: String) throws {
    let fixture = try GoFixture()
    for (name, text) in files { try fixture.sandbox.write(text, to: "project/\(name)") }
    let result = try fixture.tvm("install")
    if release.isEmpty {
      result.expectFailure(saying: "no Go release matches \"1.19\"")
      return
    }
    result.expectSuccess()
    let again = try fixture.tvm("install")
    again.expectSuccess()
    #expect(again.errors.contains("is already installed"))
    #expect(!again.errors.contains("installing"))
    #expect(fixture.installed.count == 1)
    if files["go.mod"] == nil { #expect(fixture.installed == [release]) }
  }

  @Test("an installed alternative is enough")
  func alternative() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14")
    try fixture.sandbox.write("1.21.0\n1.20\n", to: "project/.go-version")
    let result = try fixture.tvm("install")
    result.expectSuccess()
    #expect(result.errors.contains("go 1.20.14 is already installed"))
    #expect(fixture.installed == ["1.20.14"])
  }

  @Test("what moves is what it means today, and offline what is there, which is said")
  func moving() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("1.21\n", to: "project/.go-version")
    let mirror = fixture.sandbox.environment["TVM_GO_MIRROR"]
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "http://127.0.0.1:9"
    let offline = try fixture.tvm("install", "--offline")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = mirror
    offline.expectSuccess()
    #expect(offline.errors.contains("go 1.21.0 is already installed"))
    #expect(offline.errors.contains("tvm: go 1.21.0 stays: "))
    #expect(fixture.installed == ["1.21.0"])
    try fixture.tvm("install").expectSuccess()
    #expect(fixture.installed == ["1.21.0", "1.21.13"])
    #expect(try fixture.tvm("install").errors.contains("go 1.21.13 is already installed"))
  }

  @Test("a second line for a tool does not count, and that is said")
  func secondLine() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write(
      "golang 1.20.14\ngolang 1.21.0\n", to: "project/.tool-versions")
    let line = ".tool-versions:2 does not count: line 1 is for go as well"
    let why = try fixture.tvm("why", "go")
    #expect(why.status == 1)
    #expect(why.output.contains(line))
    let result = try fixture.tvm("install")
    result.expectSuccess()
    #expect(result.errors.contains(line))
    #expect(fixture.installed == ["1.20.14", "1.21.0"])
  }

  @Test("where nothing asks for a toolchain, the way on is named")
  func nothingAsked() throws {
    let fixture = try GoFixture()
    let result = try fixture.tvm("install")
    result.expectFailure(saying: "no toolchain is pinned in \(fixture.sandbox.root)/project or")
    #expect(result.errors.contains("help: tvm use go latest"))
  }

  @Test("a bare stable means Rust")
  func stable() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_OFFLINE"] = "1"
    #expect(try fixture.tvm("install", "stable").status == 1)
    #expect(fixture.installed == [])
  }

  @Test(
    "hostile requests are refused before anything is looked up",
    arguments: [
      "../../etc", "/abs/path", "1.21/../..", "$(id)", "1.21\n1.22", "", " ", ">=", "go@",
      "go@../x",
      "1.21.6;id", "..", ".", "~", "\u{1B}[31mred", "-", "1.21.x.x", "🐹",
      String(repeating: "1", count: 100_000),
    ])
  func hostile(_ request: String) throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "http://127.0.0.1:1"
    let result = try fixture.tvm("install", "--", request)
    // Of a long one the beginning is shown.
    let what = request.count > 1000 ? "1…" : "is not a valid version"
    result.expectFailure(saying: what + "\nhelp: write 1.21.6")
    #expect(!result.errors.contains("\u{1B}"))
    #expect(!result.errors.contains("argument +"))
    #expect(fixture.installed == [])
  }

  @Test(
    "a request without a release is answered with the nearest",
    arguments: [
      ("99.9", "1.23.1"), ("1.21.99", "1.21.13"), ("1.24", "1.23.1"), (">=2", "1.23.1"),
      ("1.22rc9", "1.22.3"),
    ])
  func missing(_ request: String, nearest: String) throws {
    let fixture = try GoFixture()
    let result = try fixture.tvm("install", request)
    result.expectFailure(saying: "no Go release matches \"\(request)\"")
    #expect(result.errors.contains("nearest release: \(nearest)"))
    #expect(result.errors.contains("help: tvm install \(nearest)"))
  }

  @Test("names that are no releases are not installed", arguments: ["system", "corp"])
  func notReleases(_ name: String) throws {
    let fixture = try GoFixture()
    let result = try fixture.tvm("install", name)
    result.expectFailure(saying: "\"\(name)\" is not a release and cannot be installed")
    #expect(result.errors.contains("help: tvm link") == (name == "corp"))
  }

  @Test("nothing is printed with --quiet but errors")
  func quiet() throws {
    let fixture = try GoFixture()
    let first = try fixture.tvm("install", "--quiet", "1.21.0")
    let second = try fixture.tvm("install", "-q", "1.21.0")
    #expect([first.errors, first.output, second.errors, second.output] == ["", "", "", ""])
    #expect(try fixture.tvm("install", "-q", "99.9").errors.contains("no Go release"))
  }

  @Test("a folder without a go in it is replaced by the toolchain", arguments: [true, false])
  func broken(isLink: Bool) throws {
    let fixture = try GoFixture()
    try fixture.sandbox.makeDirectory("tvm/go")
    if isLink {
      try FileManager.default.createSymbolicLink(
        atPath: fixture.sandbox.path("tvm/go/1.21.0"), withDestinationPath: "/nowhere")
    } else {
      try fixture.sandbox.write("half", to: "tvm/go/1.21.0/pkg/half")
    }
    try fixture.tvm("install", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("tvm/go/1.21.0/VERSION") == "go1.21.0\n")
    #expect(fixture.sandbox.read("tvm/go/1.21.0/pkg/half") == "")
  }

  @Test("links for Go's own switching are kept in step")
  func goLinks() throws {
    let fixture = try GoFixture()
    try fixture.tvm("install", "1.21.0", "1.22rc1").expectSuccess()
    try fixture.tvm("uninstall", "1.21.0").expectSuccess()
    let links = fixture.sandbox.path("tvm/go-links")
    #expect(try FileManager.default.contentsOfDirectory(atPath: links) == ["go1.22rc1"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(links)/go1.22rc1")
        == "../shims/tvm-shim")
    try fixture.tvm("shims")
    #expect(
      try fixture.sandbox.run("\(links)/go1.22rc1", ["version"]).output.contains("go1.22rc1"))
  }
}
