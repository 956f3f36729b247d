import Foundation
import TestSupport
import Testing

@Suite("Where tvm's home is")
struct HomeTests {
  @Test(
    "odd characters in the path of the home do no harm",
    arguments: [
      "two words", "it's \"q\" $x `y`", "li\nne", "ä 🐹", "a;b:c", "-x", "%41#?", "back\\slash",
    ])
  func odd(_ home: String) throws {
    let fixture = try GoFixture(home: home)
    try fixture.tvm("install", "1.21.0").expectSuccess()
    try fixture.tvm("use", "1.21.0").expectSuccess()
    #expect(fixture.installed == ["1.21.0"])
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    try fixture.tvm("which", "go").expectSuccess("\(fixture.home)/go/1.21.0/bin/go\n")
    try fixture.shim("go", "version").expectSuccess("go version go1.21.0 \(platform)\n")
    #expect(try fixture.shim("go", "env").output.hasPrefix("GOROOT=\(fixture.home)/go/1.21.0\n"))
    #expect(try fixture.tvm("list").output.split(separator: "\n").count == 1)
    #expect(try fixture.tvm("why", "go").status == 0)
    try fixture.tvm("uninstall", "1.21.0").expectSuccess()
    #expect(fixture.installed == [])
  }

  private var platform: String { GoFixture.platform.replacing("-", with: "/") }

  @Test(
    "odd characters in the path of the project do no harm",
    arguments: ["it's \"q\" $x", "li\nne", "ä"])
  func oddProject(_ name: String) throws {
    let fixture = try GoFixture()
    let folder = "project/\(name)"
    try fixture.sandbox.makeDirectory(folder)
    try fixture.tvm("use", "1.21.0", in: folder).expectSuccess()
    #expect(fixture.sandbox.read("\(folder)/.go-version") == "1.21.0\n")
    let current = try fixture.tvm("current", in: folder)
    #expect(current.status == 0)
    #expect(current.output.split(separator: "\n").count == 1)
    try fixture.tvm("install", in: folder).expectSuccess()
  }

  @Test("a relative TVM_HOME is one clear error", arguments: ["tvm", "./x", "~/tvm"])
  func relative(_ home: String) throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_HOME"] = home
    for verb in [["install", "1.21"], ["list"], ["current"], ["why"], ["env"], ["hook", "bash"]] {
      let result = try fixture.sandbox.run(Project.program("tvm"), verb, in: "project")
      result.expectFailure(saying: "TVM_HOME is not an absolute path: \"\(home)\"")
    }
  }

  @Test("with a HOME that is none a TVM_HOME is enough, and without it it is one clear error")
  func noHome() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["HOME"] = "home"
    try fixture.tvm("install", "1.21.0").expectSuccess()
    try fixture.tvm("use", "1.21.0").expectSuccess()
    try fixture.tvm("current", "go").expectSuccess(
      "go 1.21.0 (\(fixture.sandbox.path("project/.go-version")):1)\n")
    fixture.sandbox.environment["TVM_HOME"] = nil
    try fixture.tvm("install", "1.21.0").expectFailure(saying: "HOME is not set")
    try fixture.tvm("list").expectFailure(saying: "help: export HOME or TVM_HOME")
  }

  @Test("without TVM_HOME the XDG folders are used, else those in HOME", arguments: [true, false])
  func xdg(_ isSet: Bool) throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["TVM_HOME"] = nil
    if isSet {
      for (name, folder) in [("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache")] {
        fixture.sandbox.environment["XDG_\(name)_HOME"] = fixture.sandbox.path(folder)
      }
    }
    try fixture.tvm("default", "1.21.0").expectSuccess()
    let (data, config) = isSet ? ("data", "config") : ("home/.local/share", "home/.config")
    #expect(fixture.sandbox.read("\(data)/tvm/go/1.21.0/VERSION") == "go1.21.0\n")
    #expect(fixture.sandbox.read("\(config)/tvm/config.toml").contains("1.21.0"))
    let cache = fixture.sandbox.path((isSet ? "cache" : "home/.cache") + "/tvm/go-index")
    #expect(FileManager.default.fileExists(atPath: cache))
  }

  @Test("the cache may be deleted at any time, or be nonsense")
  func cache() throws {
    let fixture = try GoFixture()
    try fixture.tvm("list-remote", "1.20").expectSuccess("  go 1.20.14\n")
    let folder = fixture.sandbox.path("tvm/cache/go-index")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try Data("nonsense".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    try fixture.tvm("list-remote", "1.20").expectSuccess("  go 1.20.14\n")
    try fixture.sandbox.remove("tvm/cache")
    try fixture.sandbox.write("a file", to: "tvm/cache")
    try fixture.tvm("list-remote", "1.20").expectSuccess("  go 1.20.14\n")
    try fixture.tvm("install", "1.20").expectSuccess()
  }

  @Test("a deleted current directory is one clear error")
  func deletedDirectory() throws {
    let fixture = try GoFixture()
    for verb in ["install", "current", "use 1.21.0"] {
      let result = try fixture.sandbox.run(
        "sh",
        [
          "-c", "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" \(verb)",
          Project.program("tvm"),
        ])
      result.expectFailure(saying: "the current directory no longer exists")
    }
  }

  @Test("a closed reader of the output is no error")
  func closedReader() throws {
    let fixture = try GoFixture()
    let result = try fixture.sandbox.run(
      "sh",
      ["-c", "\"$0\" --help | :; \"$0\" list-remote go --json | head -1", Project.program("tvm")])
    #expect(result.output == "{\n")
    #expect(result.errors == "")
  }
}
