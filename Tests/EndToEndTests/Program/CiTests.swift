import Foundation
import TestSupport
import Testing

@Suite("tvm ci")
struct CiTests {
  private func key(_ fixture: GoFixture) throws -> String {
    let result = try fixture.tvm("ci", "--cache-key")
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test("what is pinned is installed, verified and handed to GitHub's job")
  func github() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21\n", to: "project/.go-version")
    for (name, file) in [("ENV", "env"), ("PATH", "path"), ("OUTPUT", "output")] {
      fixture.sandbox.environment["GITHUB_\(name)"] = fixture.sandbox.path("tmp/\(file)")
      try fixture.sandbox.write("was here\n", to: "tmp/\(file)")
    }
    fixture.sandbox.environment["GITHUB_ACTIONS"] = "true"
    let before = try key(fixture)
    #expect(fixture.installed == [])
    let result = try fixture.tvm("ci")
    result.expectSuccess()
    #expect(result.errors.contains("verified go 1.21.13"))
    #expect(fixture.sandbox.read("tmp/path") == "was here\n\(fixture.home)/shims\n")
    #expect(
      fixture.sandbox.read("tmp/env")
        == "was here\n"
        + ["GOTOOLCHAIN", "TVM_GOTOOLCHAIN"].map {
          "\($0)<<tvm_end_of_value\nlocal\ntvm_end_of_value\n"
        }
        .joined())
    let output = fixture.sandbox.read("tmp/output")
    #expect(output.contains("cache-key<<tvm_end_of_value\n\(before)tvm_end_of_value\n"))
    #expect(output.contains("go-version<<tvm_end_of_value\n1.21.13\ntvm_end_of_value\n"))
    #expect(try key(fixture) == before)
    #expect(try fixture.shim("go", "version").output.contains("go1.21.13"))
  }

  @Test(
    "every pipeline gets its own form",
    arguments: [
      ("gitlab", "GITLAB_CI", "GOTOOLCHAIN=local\nTVM_CI_CACHE_KEY=tvm-"),
      ("jenkins", "JENKINS_URL", "PATH+TVM0=HOME/shims\nGOTOOLCHAIN=local\n"),
      ("dotenv", "NONE", "PATH=\"HOME/shims:/usr/local/bin:"),
    ])
  func forms(_ format: String, _ variable: String, _ expected: String) throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    fixture.sandbox.environment[variable] = "true"
    let result = try fixture.tvm("ci", "--quiet")
    #expect(result.status == 0)
    #expect(result.errors == "")
    let wanted = expected.replacingOccurrences(of: "HOME", with: fixture.home)
    #expect(result.output.contains(wanted), "\(result.output)")
    #expect(try fixture.tvm("ci", "--quiet", "--format", format).output == result.output)
  }

  @Test("the dotenv lines are a shell's, whatever the home is called")
  func dotenv() throws {
    let fixture = try GoFixture(home: "it's \"$HOME\" é", "a b")
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    try fixture.tvm("ci", "--format", "dotenv", "--quiet").expectSuccess(
      try fixture.tvm("ci", "--format", "dotenv", "--quiet").output)
    let result = try fixture.sandbox.run(
      "sh",
      [
        "-euc", "\"$1\" ci --quiet >../env; set -a; . ../env; set +a; go version", "sh",
        Project.program("tvm"),
      ], in: "project")
    #expect(result.output.hasPrefix("go version go1.21.0"), "\(result.errors)")
  }

  @Test("a shell that reads the dotenv lines runs nothing in them and gets every byte")
  func dotenvIsInert() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    let odd = [
      "/`touch ran`", "/$(touch ran)", "/a\nb", "/it's `touch ran`", "/b\\`touch ran`\"\r",
    ]
    let path = fixture.sandbox.environment["PATH"] ?? ""
    fixture.sandbox.environment["PATH"] = ([path] + odd).joined(separator: ":")
    for shell in ["sh", "bash"] {
      let result = try fixture.sandbox.run(
        shell,
        [
          "-euc", "\"$1\" ci --quiet --format dotenv >../env; . ../env; printf %s \"$PATH\"", "sh",
          Project.program("tvm"),
        ], in: "project")
      #expect(result.output.hasSuffix(odd.joined(separator: ":")), "\(result)")
      #expect(!fixture.sandbox.exists("project/ran"))
    }
  }

  @Test(
    "without a file of the runner's the job would get nothing, which is an error before anything else",
    arguments: ["ENV", "PATH", "OUTPUT"])
  func noRunnerFile(_ missing: String) throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    for name in ["ENV", "PATH", "OUTPUT"] where name != missing {
      fixture.sandbox.environment["GITHUB_\(name)"] = fixture.sandbox.path("tmp/\(name)")
    }
    try fixture.tvm("ci", "--format", "github").expectFailure(
      saying: "GITHUB_\(missing) is not set")
    #expect(fixture.installed == [])
    #expect(!fixture.sandbox.exists("tmp/ENV") && !fixture.sandbox.exists("tmp/PATH"))
  }

  @Test("a line that another step has left unended stays its own")
  func unended() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    for name in ["ENV", "PATH", "OUTPUT"] {
      fixture.sandbox.environment["GITHUB_\(name)"] = try fixture.sandbox.write(
        "A=1", to: "tmp/\(name)")
    }
    try fixture.tvm("ci", "--format", "github").expectSuccess()
    #expect(fixture.sandbox.read("tmp/ENV").hasPrefix("A=1\nGOTOOLCHAIN<<"))
    #expect(fixture.sandbox.read("tmp/PATH") == "A=1\n\(fixture.home)/shims\n")
    #expect(fixture.sandbox.read("tmp/OUTPUT").hasPrefix("A=1\ncache-key<<"))
  }

  @Test(
    "a project of Go's needs no home for Rust, and one of Rust's says which variable is missing")
  func noHome() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    fixture.sandbox.environment["HOME"] = "relative"
    let result = try fixture.tvm("ci", "--quiet", "--format", "dotenv")
    #expect(result.status == 0 && result.errors == "", "\(result)")
    #expect(try fixture.tvm("why").status == 0)
    try fixture.tvm("doctor").expectFailure(saying: "help: export HOME\n")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"1.70.0\"\n", to: "project/rust-toolchain.toml")
    try fixture.tvm("ci").expectFailure(saying: "help: export HOME or RUSTUP_HOME\n")
    fixture.sandbox.environment["RUSTUP_HOME"] = fixture.sandbox.path("rustup")
    try fixture.tvm("ci").expectFailure(saying: "help: export HOME or CARGO_HOME\n")
  }

  @Test("the key follows the pin, and what a partial pin means today")
  func keys() throws {
    let fixture = try GoFixture()
    var keys: [String: String] = [:]
    for pin in ["1.21.0", "1.21.13", "1.21", "1.22", "latest"] {
      try fixture.sandbox.write("\(pin)\n", to: "project/.go-version")
      keys[pin] = try key(fixture)
    }
    // 1.21.13 is the newest 1.21.
    #expect(keys["1.21"] == keys["1.21.13"])
    #expect(Set(keys.values).count == 4)
    #expect(keys.values.allSatisfy { $0.hasPrefix("tvm-\(GoFixture.platform)-") })
    try fixture.sandbox.write("1.21.0 # why\n", to: "project/.go-version")
    #expect(try key(fixture) == keys["1.21.0"])
    #expect(fixture.installed == [])
  }

  @Test("a toolchain that is another than its folder says, or does not run, fails the job")
  func unverified() throws {
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21.0\n", to: "project/.go-version")
    try fixture.toolchain("tvm/go/1.21.0", version: "1.20.1")
    try fixture.tvm("ci", "--quiet").expectFailure(saying: "expected go version go1.21.0")
    try fixture.sandbox.write("\u{7F}ELF", to: "tvm/go/1.21.0/bin/go", executable: true)
    #expect(try fixture.tvm("ci", "--quiet").status == 1)
  }

  @Test("where nothing is pinned there is nothing to do")
  func nothing() throws {
    let fixture = try GoFixture()
    try fixture.tvm("ci").expectFailure(saying: "no toolchain is pinned")
    try fixture.tvm("ci", "--cache-key").expectFailure(saying: "no toolchain is pinned")
  }

  @Test("where only a default is set it counts, and the job's log names its file")
  func onlyDefault() throws {
    let fixture = try GoFixture()
    try fixture.tvm("default", "go", "1.21.13").expectSuccess()
    let result = try fixture.tvm("ci", "--format", "dotenv")
    #expect(result.status == 0)
    #expect(result.errors.contains("verified go 1.21.13 (the default, "), "\(result.errors)")
    #expect(fixture.installed == ["1.21.13"])
    let key = try fixture.tvm("ci", "--cache-key").output
    try fixture.sandbox.write("1.21.13\n", to: "project/.go-version")
    #expect(try fixture.tvm("ci", "--cache-key").output == key, "the same is installed")
  }

  @Test("the key names the release that runs for a minimum, before and after installing")
  func minimum() throws {
    let keys = try ["", "1.21.0", "1.23.1"].map { installed in
      let fixture = try GoFixture()
      if !installed.isEmpty { try fixture.adopt(installed) }
      try fixture.sandbox.write("module x\n\ngo 1.21\n", to: "project/go.mod")
      let before = try fixture.tvm("ci", "--cache-key").output
      #expect(
        try fixture.tvm("ci", "--format", "gitlab").output
          .contains("TVM_CI_CACHE_KEY=\(before)"))
      #expect(try fixture.tvm("ci", "--cache-key").output == before, "\(installed)")
      #expect(fixture.installed == [installed.isEmpty ? "1.21.13" : installed])
      return before
    }
    #expect(Set(keys).count == 3, "three releases")
    let fixture = try GoFixture()
    try fixture.sandbox.write("1.21.13\n", to: "project/.go-version")
    #expect(try fixture.tvm("ci", "--cache-key").output == keys[0])
    try fixture.adopt("1.20.14")
    try fixture.sandbox.write("1.21.13\n1.20.14\n", to: "project/.go-version")
    #expect(try fixture.tvm("ci", "--cache-key").output != keys[0], "the first that is installed")
  }

  @Test("Rust's components and targets are installed and count for the key")
  func rust() throws {
    let fixture = try RustFixture("1.70.0")
    let pin = "[toolchain]\nchannel = \"1.70\"\n"
    try fixture.sandbox.write(pin, to: "project/rust-toolchain.toml")
    let plain = try fixture.tvm("ci", "--cache-key").output
    try fixture.sandbox.write(
      pin + "components = [\"rust-src\"]\n", to: "project/rust-toolchain.toml")
    let more = try fixture.tvm("ci", "--cache-key").output
    #expect(plain != more)
    let result = try fixture.tvm("ci", "--format", "gitlab")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("TVM_CI_CACHE_KEY=\(more)"))
    #expect(result.output.contains("RUSTUP_HOME=\(fixture.sandbox.path("rustup"))\n"))
    #expect(fixture.components("1.70").contains("rust-src"))
    #expect(try fixture.tvm("ci", "--cache-key").output == more)
  }
}
