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
    #expect(result.errors.contains("go 1.21.13 runs"))
    #expect(fixture.sandbox.read("tmp/path") == "was here\n\(fixture.home)/shims\n")
    #expect(
      fixture.sandbox.read("tmp/env")
        == "was here\nGOTOOLCHAIN<<tvm_end_of_value\nlocal\ntvm_end_of_value\n")
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
      ("github", "GITHUB_ACTIONS", "# GITHUB_PATH\nHOME/shims\n"),
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
    try fixture.tvm("ci", "--quiet").expectFailure(saying: "should be go version go1.21.0")
    try fixture.sandbox.write("\u{7F}ELF", to: "tvm/go/1.21.0/bin/go", executable: true)
    #expect(try fixture.tvm("ci", "--quiet").status == 1)
  }

  @Test("where nothing is pinned there is nothing to do")
  func nothing() throws {
    let fixture = try GoFixture()
    try fixture.tvm("ci").expectFailure(saying: "asks for a toolchain")
    try fixture.tvm("ci", "--cache-key").expectFailure(saying: "asks for a toolchain")
  }

  @Test("where only a default is set it counts, and the job's log names its file")
  func onlyDefault() throws {
    let fixture = try GoFixture()
    try fixture.tvm("default", "go", "1.21.13").expectSuccess()
    let result = try fixture.tvm("ci", "--format", "dotenv")
    #expect(result.status == 0)
    #expect(result.errors.contains("go 1.21.13 runs (the default, "), "\(result.errors)")
    #expect(fixture.installed == ["1.21.13"])
    let key = try fixture.tvm("ci", "--cache-key").output
    try fixture.sandbox.write("1.21.13\n", to: "project/.go-version")
    #expect(try fixture.tvm("ci", "--cache-key").output == key, "the same is installed")
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
