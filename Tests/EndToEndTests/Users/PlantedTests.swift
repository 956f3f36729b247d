import Foundation
import TestSupport
import Testing

@Suite("What others have planted")
struct PlantedTests {
  @Test(
    "a home in the checkout of which something is committed fails the job, a cached one is named")
  func committed() throws {
    let fixture = try GoFixture(home: "project/.tvm")
    try fixture.sandbox.run("git", ["init", "-q"], in: "project")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    try fixture.toolchain("project/.tvm/go/1.21.0", version: "1.21.0")
    let cached = try fixture.tvm("ci", "--format", "dotenv")
    #expect(cached.status == 0, "\(cached.errors)")
    #expect(cached.errors.contains("\(fixture.home) is inside the checkout"), "\(cached.errors)")
    try fixture.sandbox.run("git", ["add", "-f", ".tvm/go/1.21.0/bin/go"], in: "project")
    try fixture.tvm("ci").expectFailure(saying: ".tvm/go/1.21.0/bin/go is committed")
    // The same behind a link, and a link itself.
    try fixture.sandbox.run("git", ["rm", "-rq", "--cached", "."], in: "project")
    try FileManager.default.moveItem(
      atPath: fixture.home, toPath: fixture.sandbox.path("project/real"))
    try fixture.sandbox.link("project/.tvm", to: "real")
    try fixture.sandbox.run("git", ["add", "-f", "real/go/1.21.0/VERSION"], in: "project")
    try fixture.tvm("ci").expectFailure(saying: "real/go/1.21.0/VERSION is committed")
    try fixture.sandbox.run("git", ["rm", "-rq", "--cached", "."], in: "project")
    try fixture.sandbox.run("git", ["add", "-f", ".tvm"], in: "project")
    try fixture.tvm("ci").expectFailure(saying: ".tvm is committed")
  }

  @Test("nothing is removed or unpacked behind a link in the place of the folder for staging")
  func staging() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("mine", to: "disk/go-1.21.0/file")
    try fixture.sandbox.write("mine", to: "disk/go-1.22.3/file")
    try fixture.sandbox.link("tvm/tmp", to: "../disk")
    let text = "cannot write \(fixture.home)/tmp: it is a link to ../disk"
    try fixture.tvm("uninstall", "1.21.0").expectFailure(saying: text)
    try fixture.tvm("install", "-q", "1.22.3").expectFailure(saying: text)
    #expect(fixture.installed == ["1.21.0"])
    #expect(fixture.sandbox.read("disk/go-1.21.0/file") == "mine")
    #expect(fixture.sandbox.read("disk/go-1.22.3/file") == "mine")
  }

  @Test("archives are not kept behind a link, and what lies there stays")
  func downloads() throws {
    let fixture = try GoFixture()
    let name = String(repeating: "a", count: 64)
    try fixture.sandbox.write("mine", to: "home/Downloads/\(name)")
    try fixture.sandbox.makeDirectory("tvm/cache")
    try fixture.sandbox.link("tvm/cache/downloads", to: "../../home/Downloads")
    try fixture.tvm("install", "-q", "1.21.0").expectSuccess()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.sandbox.path("home/Downloads"))
        == [name])
  }

  @Test("an editor's folder that leads out of the project is named")
  func editors() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    try fixture.sandbox.makeDirectory("home/settings")
    for (editor, folder) in [
      ("vscode", ".vscode"), ("goland", ".idea"), ("zed", ".zed"), ("helix", ".helix"),
    ] {
      try fixture.sandbox.link("project/\(folder)", to: fixture.sandbox.path("home/settings"))
      let result = try fixture.tvm("ide", editor)
      result.expectFailure(
        saying: "it is a link to ~/settings, outside")
      #expect(result.errors.hasSuffix("help: rm \(fixture.sandbox.path("project"))/\(folder)\n"))
      #expect(
        try FileManager.default.contentsOfDirectory(
          atPath: fixture.sandbox.path("home/settings")
        ).isEmpty)
    }
  }

  @Test("what somebody else could change is a failure for the doctor, and for an installation")
  func owners() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    func doctor() throws -> ProgramOutput {
      try fixture.tvm("doctor", "--no-shells", "--check", "tvm.owners")
    }
    #expect(try doctor().status == 0)
    let program = fixture.sandbox.path("tvm/go/1.21.0/bin/go")
    chmod(program, 0o757)
    chmod(fixture.sandbox.path("tvm/go"), 0o757)
    let report = try doctor()
    #expect(report.status == 1)
    #expect(report.output.contains("/tvm/go can be written by everybody"), "\(report.output)")
    #expect(report.output.contains("chmod -R go-w \(fixture.sandbox.path("tvm/go"))"))
    #expect(!report.output.contains("chmod -R go-w \(program)"), "it lies in the former")
    let text = "cannot install: \(fixture.home)/go can be written by everybody"
    for words in [["install", "-q", "1.22.3"], ["use", "1.22.3"], ["default", "go@1.22.3"]] {
      let result = try fixture.sandbox.run(Project.program("tvm"), words, in: "project")
      result.expectFailure(saying: text)
      #expect(result.errors.hasSuffix("help: chmod -R go-w \(fixture.home)/go\n"))
    }
    #expect(fixture.installed == ["1.21.0"])
    // What takes it away again works.
    try fixture.tvm("uninstall", "1.21.0").expectSuccess()
  }

  @Test(
    "of a file outside of the project that a version file is a link to, nothing is shown",
    arguments: [
      (".go-version", "hunter2\n"), (".go-version", "machine example.com login ann\n"),
      (".go-version", "ghp_0123456789\n"), ("rust-toolchain", "hunter2\n"),
      ("rust-toolchain", "hunter2 \u{1B}[2J\n"),
      (".tool-versions", "golang hunter2\nrust hunter2\n"),
    ])
  func secrets(_ name: String, _ secret: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    try fixture.sandbox.write(secret, to: "home/secret")
    try fixture.sandbox.link("project/\(name)", to: "../home/secret")
    fixture.sandbox.environment["TVM_TRACE"] = "1"
    for words in [
      ["current"], ["current", "--json"], ["why"], ["why", "--json"], ["which", "go"],
      ["which", "rustc"],
      ["list"], ["env"], ["install", "--offline"], ["ci"], ["doctor", "--no-shells"],
      ["doctor", "--no-shells", "--json"], ["use", "1.21.0"],
      ["use", "rust@1.70.0", "--no-install"],
      ["export", "bash"], ["exec", ".", "--", "true"], ["ide", "--check"],
    ] {
      let result = try fixture.sandbox.run(Project.program("tvm"), words, in: "project")
      for word in ["hunter2", "ghp_", "login ann", "\u{1B}"] {
        #expect(!(result.output + result.errors).contains(word), "\(words): \(result)")
      }
    }
    let shims = try fixture.shim("go", "version").errors + fixture.shim("rustc", "--version").errors
    #expect(!shims.contains("hunter2") && !shims.contains("ghp_"), "\(shims)")
    #expect(fixture.sandbox.read("home/secret") == secret)
  }

  @Test("a link to a file in the project, or to a version, says what it has said")
  func linkedVersions() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.sandbox.makeDirectory("project/.git")
    try fixture.sandbox.write("corp\n", to: "project/version")
    try fixture.sandbox.link("project/.go-version", to: "version")
    try fixture.tvm("which", "go").expectFailure(saying: "go corp is not installed")
    try fixture.sandbox.remove("project/.go-version")
    try fixture.sandbox.write("1.22\n", to: "home/version")
    try fixture.sandbox.link("project/.go-version", to: "../home/version")
    try fixture.tvm("which", "go").expectFailure(saying: "go 1.22 is not installed")
    try fixture.toolchain("corp", version: "1.9")
    try fixture.tvm("link", "corp", fixture.sandbox.path("corp")).expectSuccess()
    try fixture.sandbox.write("corp\n", to: "home/version")
    try fixture.tvm("which", "go").expectSuccess("\(fixture.home)/go/corp/bin/go\n")
  }

  @Test("no name of a toolchain is offered to a shell that would take it for more than a name")
  func completions() throws {
    let fixture = try GoFixture()
    fixture.sandbox.environment["RUSTUP_HOME"] = fixture.sandbox.path("rustup")
    for name in ["$(touch x)", "a b", "`x`", "good", "*"] {
      try fixture.sandbox.write(
        "#!/bin/sh\n", to: "rustup/toolchains/\(name)/bin/rustc", executable: true)
    }
    let result = try fixture.tvm(
      "---completion", "use", "--", "positional@0", "3", "0", "tvm", "use", "rust", "")
    let offered = result.output.split(separator: "\n").map(String.init)
    #expect(offered == ["good"], "\(result)")
  }
}
