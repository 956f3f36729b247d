import Foundation
import TestSupport
import Testing

@Suite("tvm use and default")
struct UseTests {
  @Test(
    "the version file is written last, as the request is to be remembered",
    arguments: [
      ("1.21", "1.21", "1.21.13"), ("go@1.21.0", "1.21.0", "1.21.0"),
      ("v1.21.0", "v1.21.0", "1.21.0"),
      ("latest", "1.23.1", "1.23.1"), ("go@stable", "1.23.1", "1.23.1"),
      ("oldstable", "1.22.3", "1.22.3"), (">=1.21 <1.22", ">=1.21 <1.22", "1.21.13"),
      ("1.22rc1", "1.22rc1", "1.22rc1"),
    ])
  func writes(_ request: String, written: String, installed: String) throws {
    let fixture = try GoFixture()
    let result = try fixture.tvm("use", request)
    result.expectSuccess()
    #expect(fixture.installed == [installed])
    #expect(fixture.sandbox.read("project/.go-version") == written + "\n")
    #expect(
      result.errors.hasSuffix(
        "tvm: pinned go \(written) in \(fixture.sandbox.path("project/.go-version"))\n"))
    try fixture.tvm("pin", request).expectSuccess()
    #expect(fixture.sandbox.read("project/.go-version") == written + "\n")
  }

  @Test("a pin beside .tool-versions says that it comes first")
  func besideToolVersions() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("golang 1.20.14\n", to: "project/.tool-versions")
    let other = fixture.sandbox.path("project/.tool-versions")
    let words = "tvm: note: this overrides \(other), which was not changed\n"
    #expect(try fixture.tvm("use", "1.21.0").errors.hasSuffix(words))
    #expect(fixture.sandbox.read("project/.tool-versions") == "golang 1.20.14\n")
    #expect(!(try fixture.tvm("use", "1.21.0").errors.contains("overrides")))
  }

  @Test("a number means the language that .tool-versions pins, whatever stands beside it")
  func bareNumber() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("golang 1.20.14\n", to: "project/.tool-versions")
    try fixture.sandbox.write("[package]\nname = \"x\"\n", to: "project/Cargo.toml")
    try fixture.tvm("use", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("project/.go-version") == "1.21.0\n")
    #expect(fixture.sandbox.read("project/rust-toolchain.toml").isEmpty)
  }

  @Test(
    "a pin that cannot be met is not written", arguments: ["99.9", "corp", "../x", "$(id)", ""])
  func unmet(_ request: String) throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.20 # ours\n", to: "project/.go-version")
    #expect(try fixture.tvm("use", "--", request).status == 1)
    #expect(fixture.sandbox.read("project/.go-version") == "1.20 # ours\n")
  }

  @Test(
    "comments, line ends and a byte order mark stay",
    arguments: [
      ("# why\n\n1.20\n", "# why\n\n1.21.0\n"), ("1.20", "1.21.0\n"), ("", "1.21.0\n"),
      ("# a\r\n1.20\r\n# b\r\n", "# a\r\n1.21.0\r\n# b\r\n"),
      ("1.20 # since May\n1.19\n", "1.21.0 # since May\n"),
      ("\u{FEFF}# a\n1.20\n", "\u{FEFF}# a\n1.21.0\n"), ("# only\n", "# only\n1.21.0\n"),
      ("nonsense!\n", "1.21.0\n"),
    ])
  func kept(_ before: String, after: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write(before, to: "project/.go-version")
    try fixture.tvm("use", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("project/.go-version") == after)
    try fixture.tvm("current").expectSuccess(
      "go 1.21.0 (\(fixture.sandbox.path("project/.go-version")):\(line(of: "1.21.0", in: after)))\n"
    )
  }

  private func line(of text: String, in contents: String) -> Int {
    let lines = contents.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { String(Substring($0)).contains(text) }.map { $0 + 1 } ?? 0
  }

  @Test("a symbolic link stays one, and the mode stays")
  func symbolicLink() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let real = try fixture.sandbox.write("1.20\n", to: "shared")
    // Both are in one repository.
    try fixture.sandbox.makeDirectory(".git")
    chmod(real, 0o600)
    let link = fixture.sandbox.path("project/.go-version")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../shared")
    try fixture.tvm("use", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("shared") == "1.21.0\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "../shared")
    let mode = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test(
    "nothing outside the project is written through a link in it",
    arguments: [".go-version", "rust-toolchain.toml", "rust-toolchain"])
  func planted(_ name: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let request = name == ".go-version" ? "go@1.21.0" : "rust@mine"
    let folder = try fixture.sandbox.makeDirectory("mine/lib")
    for program in ["rustc", "cargo"] {
      try fixture.sandbox.write("#!/bin/sh\n", to: "mine/bin/\(program)", executable: true)
    }
    try fixture.tvm("link", "mine", "\(folder)/..").expectSuccess()
    let mine = try fixture.sandbox.write("# mine\n", to: "home/.bashrc")
    try fixture.sandbox.makeDirectory("project/.git")
    try fixture.sandbox.link("project/\(name)", to: mine)
    let use = try fixture.tvm("use", request)
    #expect(use.status == 1)
    #expect(
      use.errors.contains("it is a link to \(mine), outside \(fixture.sandbox.path("project"))\n"),
      "\(use.errors)")
    #expect(fixture.sandbox.read("home/.bashrc") == "# mine\n")
  }

  @Test("what is no file is not replaced", arguments: ["directory", "pipe", "large"])
  func noFile(_ kind: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let path = fixture.sandbox.path("project/.go-version")
    switch kind {
    case "directory": try fixture.sandbox.makeDirectory("project/.go-version")
    case "pipe": #expect(mkfifo(path, 0o600) == 0)
    default:
      try fixture.sandbox.write(
        String(repeating: "#", count: 70_000), to: "project/.go-version")
    }
    try fixture.tvm("use", "1.21.0").expectFailure(saying: path)
    #expect(fixture.sandbox.read("project/.go-version.tmp") == "")
  }

  @Test("nothing is installed with --no-install")
  func noInstall() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "/nowhere"
    try fixture.tvm("use", "--no-install", "1.19").expectSuccess()
    #expect(fixture.sandbox.read("project/.go-version") == "1.19\n")
    #expect(fixture.installed == [])
  }

  @Test("a variable that overrides the pin is named")
  func overridden() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0", "1.22.3")
    fixture.sandbox.environment["TVM_GO_VERSION"] = "1.22.3"
    let result = try fixture.tvm("use", "1.21.0")
    #expect(
      result.errors.hasSuffix("tvm: warning: TVM_GO_VERSION overrides this pin in this shell\n"))
  }

  @Test("the system's go can be pinned")
  func system() throws {
    let fixture = try GoFixture()
    try fixture.toolchain("usr", version: "1.19.8")
    fixture.sandbox.environment["PATH"] = "\(fixture.sandbox.path("usr/bin")):/usr/bin:/bin"
    try fixture.tvm("use", "go", "system").expectSuccess()
    try fixture.tvm("which", "go").expectSuccess("\(fixture.sandbox.path("usr/bin/go"))\n")
  }

  @Test("one request is needed", arguments: [["1.21", "1.22"], ["rust", "go", "1"], []])
  func usage(_ arguments: [String]) throws {
    let fixture = try GoFixture()
    let result = try fixture.sandbox.run(
      Project.program("tvm"), ["use"] + arguments, in: "project")
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.errors.contains("Usage: tvm use"), "\(result.errors)")
    #expect(fixture.sandbox.read("project/.go-version") == "")
  }

  @Test(
    "the default is set and removed without touching other settings",
    arguments: [
      ("", "[go]\ndefault = \"1.21.0\"\n"),
      ("# mine\nset_goroot = true\n", "# mine\nset_goroot = true\n\n[go]\ndefault = \"1.21.0\"\n"),
      (
        "[go] # go\nmirror = \"/x\" # m\n\n[odd]\nkey = 1\n",
        "[go] # go\ndefault = \"1.21.0\"\nmirror = \"/x\" # m\n\n[odd]\nkey = 1\n"
      ),
      (
        "[go]\r\n default = '1.20' # old\r\n", "[go]\r\n default = \"1.21.0\" # old\r\n"
      ),
      ("go = { mirror = \"/x\" } # i\n", "go = { default = \"1.21.0\", mirror = \"/x\" } # i\n"),
      ("go = {}\n", "go = { default = \"1.21.0\" }\n"),
      ("go.mirror = \"/x\"\n[hook]\n", "go.default = \"1.21.0\"\ngo.mirror = \"/x\"\n[hook]\n"),
    ])
  func settings(_ before: String, after: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write(before, to: "tvm/config.toml")
    try fixture.tvm("default", "1.21.0").expectSuccess()
    #expect(fixture.sandbox.read("tvm/config.toml") == after)
    try fixture.tvm("default").expectSuccess("go 1.21.0\n")
    try fixture.tvm("current").expectSuccess(
      "go 1.21.0 (the default, \(fixture.home)/config.toml:\(line(of: "1.21.0", in: after)))\n")
    try fixture.tvm("default", "go", "none").expectSuccess()
    let none = try fixture.tvm("default")
    none.expectSuccess()
    #expect(none.errors.hasPrefix("tvm: no go default is set\n"))
    let left = fixture.sandbox.read("tvm/config.toml")
    #expect(left.contains("mirror") == before.contains("mirror"), "\(left)")
    #expect(left.contains("#") == (before.contains("#") && !before.contains("old")), "\(left)")
  }

  @Test("the default is shown as JSON, and set by use --default with what it needs")
  func byUse() throws {
    let fixture = try GoFixture()
    try fixture.tvm("use", "--default", "1.21").expectSuccess()
    #expect(fixture.installed == ["1.21.13"])
    #expect(fixture.sandbox.read("project/.go-version") == "")
    let json = try fixture.tvm("default", "--json")
    let values = try JSONDecoder().decode([String: String?].self, from: Data(json.outputBytes))
    #expect(values["go"] == "1.21")
  }

  @Test("settings that are not TOML are left as they are")
  func brokenSettings() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("[go\n", to: "tvm/config.toml")
    let result = try fixture.tvm("default", "1.21")
    result.expectFailure(saying: "the settings are not valid TOML")
    #expect(result.errors.contains("in \(fixture.home)/config.toml:1"))
    #expect(fixture.sandbox.read("tvm/config.toml") == "[go\n")
  }
}
