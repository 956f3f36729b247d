import TestSupport
import Testing

@Suite("tvm use for Rust: the file", .timeLimit(.minutes(20)))
struct RustPinTests {
  private static let newer = "project/rust-toolchain.toml"
  private static let older = "project/rust-toolchain"

  @Test(
    "this machine's platform is no part of a pin",
    arguments: [
      ("1.70.0-\(RustFixture.host)", "1.70.0"), ("1.70.0-x86_64", "1.70.0"), ("1.70-gnu", "1.70"),
      ("stable-\(RustFixture.host)/", "stable"), ("1.70.0", "1.70.0"),
    ])
  func platform(_ request: String, channel: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("use", "rust", request).expectSuccess()
    #expect(fixture.sandbox.read(Self.newer) == "[toolchain]\nchannel = \"\(channel)\"\n")
    try fixture.tvm("uninstall", "rust@\(channel)").expectSuccess()
    try fixture.tvm("install").expectSuccess()
  }

  @Test("another platform can only be pinned where it is installed")
  func otherPlatform() throws {
    let fixture = try RustFixture("1.70.0")
    let name = "1.70.0-x86_64-unknown-linux-musl"
    try fixture.tvm("use", "--no-install", "rust", name)
      .expectFailure(saying: "channel \"\(name)\" must not include a platform")
    #expect(fixture.names("project") == [])
  }

  @Test(
    "a file that the pin mends can be read afterwards",
    arguments: [
      (newer, "toolchain = \"nightly\"\n", "[toolchain]\nchannel = \"stable\"\n"),
      (newer, "# c\ntoolchain = 1 # d\n[x]\n", "# c\n[x]\n\n[toolchain]\nchannel = \"stable\"\n"),
      (newer, "[x]\n", "[x]\n\n[toolchain]\nchannel = \"stable\"\n"),
      (older, "nightly\n\n", "stable\n"), (older, "\n\nnightly\n", "stable\n"),
      (older, "# c\nnightly\n", "# c\n\n[toolchain]\nchannel = \"stable\"\n"),
      (older, "nightly\n# c\n", "# c\n\n[toolchain]\nchannel = \"stable\"\n"),
      (older, "[toolchain]\nchannel = \"beta\"\n", "[toolchain]\nchannel = \"stable\"\n"),
    ])
  func mended(_ file: String, _ before: String, _ after: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write(before, to: file)
    try fixture.tvm("use", "rust", "stable").expectSuccess()
    #expect(fixture.sandbox.read(file) == after)
    #expect(try fixture.tvm("current", "rust").status == 0)
  }

  @Test(
    "a file that the pin does not mend is left as it is, and nothing is fetched for it",
    arguments: [
      (newer, "[[toolchain]]\n"), (newer, "[toolchain]\nprofile = \"bogus\"\n"),
      (newer, "[toolchain]\nprofile = 1\n"), (newer, "[toolchain]\ncomponents = \"a\"\n"),
      (newer, "[toolchain\n"), (older, "[toolchain\nnightly\n"), (older, "nightly\nbeta\n"),
    ])
  func notMended(_ file: String, _ contents: String) throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write(contents, to: file)
    let path = fixture.sandbox.path(file)
    let result = try fixture.tvm("use", "rust", "stable")
    #expect(result.status == 1)
    #expect(result.errors.hasSuffix("\nhelp: mv \(path) \(path).old\n"), "\(result.errors)")
    #expect(fixture.sandbox.read(file) == contents)
    #expect(fixture.names("rustup/toolchains") == [])
  }

  @Test("a version file that is no text is not written", arguments: ["go", "rust"])
  func notText(_ tool: String) throws {
    let fixture = try RustFixture("1.70.0")
    let path = fixture.sandbox.path(tool == "go" ? "project/.go-version" : Self.newer)
    try fixture.sandbox.run("sh", ["-c", "printf '# \\377\\n' > \(path)"]).expectSuccess()
    let result = try fixture.tvm("use", "--no-install", tool, tool == "go" ? "1.21" : "stable")
    #expect(result.status == 1)
    #expect(
      result.errors == "tvm: \(path) is not UTF-8 text\nhelp: mv \(path) \(path).old\n",
      "\(result.errors)")
  }

  @Test("an older file with more than a name says which command mends it")
  func help() throws {
    let fixture = try RustFixture()
    try fixture.sandbox.write("nightly\n\n", to: Self.older)
    try fixture.tvm("current", "rust").expectFailure(saying: "\nhelp: tvm use rust stable")
  }
}
