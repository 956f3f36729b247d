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

  @Test("the line of .tool-versions is the pin, whatever project stands beside it")
  func inToolVersions() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("node 20\ngolang 1.20.14 # why\n", to: "project/.tool-versions")
    try fixture.sandbox.write("[package]\nname = \"x\"\n", to: "project/Cargo.toml")
    let result = try fixture.tvm("use", "1.21.0")
    #expect(
      result.errors
        == "tvm: pinned go 1.21.0 in \(fixture.sandbox.path("project/.tool-versions"))\n")
    #expect(fixture.sandbox.read("project/.tool-versions") == "node 20\ngolang 1.21.0 # why\n")
    #expect(!fixture.sandbox.exists("project/.go-version"))
    #expect(!fixture.sandbox.exists("project/rust-toolchain.toml"))
    try fixture.tvm("current").expectSuccess(
      "go 1.21.0 (\(fixture.sandbox.path("project/.tool-versions")):2)\n")
  }

  @Test(
    "a file above is overridden and stays, which is said",
    arguments: [".go-version", ".tool-versions"])
  func above(_ name: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let contents = name == ".go-version" ? "1.20.14\n" : "golang 1.20.14\n"
    try fixture.sandbox.write(contents, to: "project/\(name)")
    try fixture.sandbox.makeDirectory("project/a")
    let result = try fixture.tvm("use", "--json", "1.21.0", in: "project/a")
    let former = "go 1.20.14 in \(fixture.sandbox.path("project/\(name)")):1"
    #expect(
      result.errors.hasSuffix("tvm: note: this overrides \(former), which was not changed\n"),
      "\(result.errors)")
    #expect(fixture.sandbox.read("project/\(name)") == contents)
    #expect(fixture.sandbox.read("project/a/.go-version") == "1.21.0\n")
    let json = try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? NSDictionary
    #expect(
      json == [
        "file": fixture.sandbox.path("project/a/.go-version"), "isDefault": false,
        "overrides": former, "request": "1.21.0", "schema": 1, "tool": "go",
      ])
    #expect(!(try fixture.tvm("use", "1.21.0", in: "project/a").errors.contains("overrides")))
  }

  @Test(
    "a pin that is older than the go line is refused, unless forced",
    arguments: [
      ("go 1.22.0", "1.21.0", true), ("go 1.22.0", "1.21", true), ("go 1.22", "1.22rc1", false),
      ("go 1.22.0", "1.22rc1", true), ("go 1.22", "1.22.3", false), ("go 1.21", "1.21", false),
      ("go 1.22", "corp", true), ("go 1.23", "<1.23", true), ("go nonsense", "1.21.0", false),
    ])
  func belowMinimum(_ line: String, _ request: String, isRefused: Bool) throws {
    let fixture = try GoFixture()
    try fixture.toolchain("corp", version: "1.21.0")
    try fixture.tvm("link", "corp", fixture.sandbox.path("corp")).expectSuccess()
    try fixture.sandbox.write("module x\n\n\(line)\n", to: "project/go.mod")
    try fixture.sandbox.makeDirectory("project/a")
    let result = try fixture.tvm("use", "--", request, in: "project/a")
    if isRefused {
      result.expectFailure(saying: "asked for by \(fixture.sandbox.path("project/go.mod")):3\n")
      #expect(!fixture.sandbox.exists("project/a/.go-version"))
    }
    try fixture.tvm("use", "--force", "--", request, in: "project/a").expectSuccess()
    #expect(fixture.sandbox.read("project/a/.go-version") == request + "\n")
  }

  @Test("--no-install refuses without an index, too, what no release of a request can meet")
  func belowMinimumUnknown() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_GO_MIRROR"] = "/nowhere"
    try fixture.sandbox.write("module x\n\ngo 1.22\n", to: "project/go.mod")
    try fixture.tvm("use", "--no-install", "1.21").expectFailure(
      saying: "go 1.21 is older than 1.22")
    try fixture.tvm("use", "--no-install", "1.22").expectSuccess()
  }

  @Test("--go-mod sets the toolchain line that counts, further up, too")
  func goMod() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("module x\n\ngo 1.21\n", to: "project/a/go.mod")
    try fixture.sandbox.makeDirectory("project/a/b")
    let file = fixture.sandbox.path("project/a/go.mod")
    let result = try fixture.tvm("use", "--go-mod", "1.22", in: "project/a/b")
    #expect(result.errors.hasSuffix("tvm: pinned go 1.22.3 in \(file)\n"), "\(result.errors)")
    #expect(fixture.installed == ["1.22.3"])
    #expect(
      fixture.sandbox.read("project/a/go.mod") == "module x\n\ngo 1.21\n\ntoolchain go1.22.3\n")
    #expect(!fixture.sandbox.exists("project/a/b/.go-version"))
    // A workspace comes before the module.
    try fixture.sandbox.write("go 1.21\n\nuse ./a\n", to: "project/go.work")
    try fixture.tvm("use", "--go-mod", "latest", in: "project/a/b").expectSuccess()
    #expect(fixture.sandbox.read("project/go.work") == "go 1.21\n\ntoolchain go1.23.1\n\nuse ./a\n")
    fixture.sandbox.environment["GOWORK"] = "off"
    try fixture.tvm("use", "--go-mod", "1.21.0", in: "project/a/b").expectSuccess()
    #expect(
      fixture.sandbox.read("project/a/go.mod") == "module x\n\ngo 1.21\n\ntoolchain go1.21.0\n")
    try fixture.tvm("use", "--go-mod", "1.20.14", in: "project/a")
      .expectFailure(saying: "go 1.20.14 is older than 1.21, which this module requires")
    try fixture.tvm("use", "--go-mod", "system", in: "project/a").expectFailure(saying: file)
    try fixture.tvm("use", "--go-mod", "1.21.0").expectFailure(saying: "no go.mod or go.work here")
    #expect(try fixture.tvm("use", "--go-mod", "rust@stable", in: "project/a").status == 64)
  }

  @Test("--go-mod says what runs all the same: a pin, or a default that is new enough")
  func goModOverridden() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.22.3", "1.23.1")
    try fixture.tvm("default", "go@1.23.1").expectSuccess()
    try fixture.sandbox.write("module x\n\ngo 1.21\n", to: "project/go.mod")
    let first = try fixture.tvm("use", "--go-mod", "1.22.3")
    #expect(
      first.errors.contains("tvm: note: go 1.23.1 is active here (the default, "), "\(first.errors)"
    )
    let file = try fixture.sandbox.write("1.23.1\n", to: "project/.go-version")
    let second = try fixture.tvm("use", "--go-mod", "1.22.3")
    #expect(second.errors.contains("tvm: warning: \(file) overrides this pin"), "\(second.errors)")
  }

  @Test("what other version managers would run is said by why, install and use")
  func foreign() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0", "1.22.3")
    let file = try fixture.sandbox.write("[tools]\ngo = \"1.22\"\n", to: "mise.toml")
    let asks = "\(file):2 asks mise for go 1.22, but tvm does not read this file"
    let note = "note: \(asks); to pin it: tvm use go@1.22\n"
    #expect(try fixture.tvm("install").errors.contains("tvm: \(note)"))
    let use = try fixture.tvm("use", "1.21.0")
    #expect(
      use.errors.contains("tvm: note: \(file):2 still asks mise for go 1.22\n"), "\(use.errors)")
    #expect(try fixture.tvm("why", "go").output.contains(note))
    #expect(try fixture.tvm("install").errors.contains("tvm: \(note)"))
    #expect(!(try fixture.tvm("use", "go@1.22").errors.contains("mise")))
    #expect(!(try fixture.tvm("why", "go").output.contains("mise")))
    #expect(!(try fixture.tvm("install").errors.contains("mise")))
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
    arguments: [
      (".go-version", "# mine\n", ["go@1.21.0"]), (".tool-versions", "go 1.20\n", ["go@1.21.0"]),
      ("go.mod", "module mine\n", ["--go-mod", "1.21.0"]),
      ("rust-toolchain.toml", "# mine\n", ["rust@mine"]),
      ("rust-toolchain", "# mine\n", ["rust@mine"]),
    ])
  func planted(_ name: String, _ contents: String, _ request: [String]) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    let folder = try fixture.sandbox.makeDirectory("mine/lib")
    for program in ["rustc", "cargo"] {
      try fixture.sandbox.write("#!/bin/sh\n", to: "mine/bin/\(program)", executable: true)
    }
    try fixture.tvm("link", "mine", "\(folder)/..").expectSuccess()
    let mine = try fixture.sandbox.write(contents, to: "home/.bashrc")
    try fixture.sandbox.makeDirectory("project/.git")
    try fixture.sandbox.link("project/\(name)", to: mine)
    let use = try fixture.sandbox.run(Project.program("tvm"), ["use"] + request, in: "project")
    #expect(use.status == 1)
    #expect(
      use.errors.contains(
        "it is a link to \(fixture.sandbox.shown(mine)), outside \(fixture.sandbox.path("project"))\n"
      ),
      "\(use.errors)")
    #expect(fixture.sandbox.read("home/.bashrc") == contents)
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

  @Test(
    "a toolchain of nothing but names is installed again",
    arguments: [["install"], ["use", "1.21.0"], ["use", "1.21"], ["install", "1.21.0"]])
  func hollow(_ arguments: [String]) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("", to: "tvm/go/1.21.0/bin/go", executable: true)
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    let result = try fixture.sandbox.run(Project.program("tvm"), arguments, in: "project")
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.errors.contains("already installed"), "\(result.errors)")
    #expect(fixture.sandbox.read("tvm/go/1.21.0/bin/go") != "")
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
    #expect(result.errors.contains(": tvm use "), "\(result.errors)")
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
    struct Defaults: Decodable {
      let go: String?
    }
    #expect(try JSONDecoder().decode(Defaults.self, from: Data(json.outputBytes)).go == "1.21")
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
