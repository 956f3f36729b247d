import Foundation
import TestSupport
import Testing

@Suite("Rust: servers and homes that do not do", .timeLimit(.minutes(20)))
struct RustServerTests {
  @Test("a password in the address of a server is never shown")
  func password() throws {
    let fixture = try RustFixture("1.70.0")
    let mirror = try Mirror(fixture.sandbox.path("mirror"), in: fixture.sandbox)
    let url = mirror.url.replacing("http://", with: "http://ann:secret@")
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = url
    let install = try fixture.tvm("install", "rust@1.70.0")
    install.expectSuccess()
    #expect(install.errors.contains("from \(mirror.url)\n"), "\(install.errors)")
    let absent = try fixture.tvm("install", "rust@1.69.0")
    #expect(absent.errors.hasPrefix("tvm: \(mirror.url) has no release"), "\(absent.errors)")
    try fixture.serve("odd", at: "mirror/dist/channel-rust-1.68.0.toml")
    let odd = try fixture.tvm("install", "rust@1.68.0")
    #expect(odd.status == 1)
    for result in [install, absent, odd] { #expect(!result.errors.contains("secret")) }
  }

  @Test(
    "a server that is no place is said to be none",
    arguments: [
      ("rsproxy.cn", "\"rsproxy.cn/"), ("mirror", "\"mirror/"),
      ("ftp://rsproxy.cn", "\"ftp://"),
      ("/not/there", "/not/there was not found\n"),
      ("file:///not/there/", "file:///not/there was not found\n"),
    ])
  func noServer(_ server: String, words: String) throws {
    let fixture = try RustFixture()
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = server
    for command in [["install", "rust@1.70.0"], ["list-remote", "rust"]] {
      let result = try fixture.sandbox.run(Project.program("tvm"), command, in: "project")
      #expect(result.status == 1 && result.errors.hasPrefix("tvm: \(words)"), "\(result.errors)")
      #expect(result.errors.contains("\nhelp: export RUSTUP_DIST_SERVER="), "\(result.errors)")
    }
    fixture.sandbox.environment["TVM_GO_MIRROR"] = server
    let go = try fixture.tvm("install", "go@1.21.0")
    #expect(go.status == 1 && go.errors.contains(words), "\(go.errors)")
  }

  @Test("of a server without a list of releases it is shown what its channels mean")
  func channels() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.release("nightly", "2023-06-19")
    try fixture.sandbox.remove("mirror/manifests.txt")
    let list = try fixture.tvm("list-remote", "rust")
    list.expectSuccess("  rust 1.70.0\n")
    #expect(list.errors.contains("the mirror has no list of releases"))
    #expect(
      try fixture.tvm("list-remote", "rust", "nightly").output == "  rust nightly-2023-06-19\n")
  }

  @Test(
    "a release is not taken for another one that a server has under its name",
    arguments: [
      ("1.94.0", false), ("1.71", false), ("1.69", false), ("1.70.0-beta.1", false), ("1.70", true),
      ("1.70.0", true),
    ])
  func otherRelease(_ name: String, _ isTaken: Bool) throws {
    let fixture = try RustFixture("1.70.0")
    let manifest = fixture.sandbox.read("mirror/dist/channel-rust-1.70.0.toml")
    try fixture.serve(manifest, at: "mirror/dist/channel-rust-\(name).toml")
    let result = try fixture.tvm("install", "rust@\(name)", "--profile", "minimal")
    #expect((result.status == 0) == isTaken, "\(result.errors)")
    #expect(fixture.names("rustup/toolchains").isEmpty != isTaken)
    if isTaken { return }
    #expect(
      result.errors.contains(
        "file://\(fixture.sandbox.path("mirror")) serves 1.70.0 ("), "\(result.errors)")
    #expect(result.errors.contains(" as rust \(name)"), "\(result.errors)")
  }

  /// The file system that a folder is on; nil where there is no folder.
  private static func device(_ path: String) -> Int? {
    // What cannot be read cannot be used either.
    (try? FileManager.default.attributesOfItem(atPath: path))?[.systemNumber] as? Int
  }

  @Test(
    "toolchains on another file system are refused before anything is fetched",
    .enabled(
      if: ![nil, device(NSTemporaryDirectory())].contains(device("/dev/shm")),
      "SKIPPED: /dev/shm is no file system of its own"))
  func otherFileSystem() throws {
    let fixture = try RustFixture("1.70.0")
    let other = "/dev/shm/tvm-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: other) }
    try fixture.sandbox.makeDirectory("rustup")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("rustup/toolchains"), withDestinationPath: other)
    try fixture.sandbox.remove("mirror/dist/2023-06-01")
    let result = try fixture.tvm("install", "rust@1.70.0")
    let staging = fixture.sandbox.path("rustup/tvm")
    result.expectFailure(saying: "is not on the file system of \(staging)")
    #expect(result.errors.contains("\nhelp: export RUSTUP_HOME="))
    #expect(fixture.staged == [])
  }

  @Test(
    "where no lock may be made, the reason is said",
    .enabled(
      if: getuid() == 0 && findProgram("setpriv") != nil, "SKIPPED: needs root and setpriv"))
  func notWritable() throws {
    let fixture = try RustFixture("1.70.0")
    for folder in ["tvm/locks", "tvm/tmp", "tvm/previous", "toolchains"] {
      try fixture.sandbox.makeDirectory("rustup/\(folder)")
    }
    // The folders of a test are nobody else's, except for this.
    try fixture.sandbox.run("sh", ["-c", "chmod a+rx \"$0\"", fixture.sandbox.root])
      .expectSuccess()
    let result = try fixture.sandbox.run(
      "setpriv",
      ["--reuid", "65534", "--clear-groups", Project.program("tvm"), "install", "rust@1.70.0"],
      in: "project")
    result.expectFailure(
      saying: "cannot change \(fixture.sandbox.path("rustup")): it belongs to another user")
  }

  @Test("settings without a version are one error, and doctor knows what to do")
  func emptySettings() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write("", to: "rustup/settings.toml")
    let words = """
      tvm: \(fixture.sandbox.path("rustup/settings.toml")) has no version
      help: tvm doctor

      """
    for command in [["list"], ["default", "rust", "stable"], ["current", "rust"]] {
      let result = try fixture.sandbox.run(Project.program("tvm"), command, in: "project")
      #expect(result.status == 1 && result.errors == words, "\(command): \(result.errors)")
    }
    let doctor = try fixture.tvm("doctor").output
    #expect(doctor.contains("settings.toml.old\n"), "\(doctor)")
    #expect(!doctor.contains("tvm doctor\n"), "\(doctor)")
  }

  @Test("a toolchain that is named by its path is read, and never changed or locked")
  func path() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    let root = fixture.sandbox.path(fixture.root("stable"))
    let before = try fixture.tree(fixture.root("stable"))
    let locks = fixture.names("rustup/tvm/locks")
    for command in [
      ["component", "add", "clippy", "--toolchain", root], ["update", root],
      ["update", "--rollback", root], ["update", "--prune", root], ["uninstall", "rust@\(root)"],
      ["component", "remove", "cargo", "--toolchain", root],
    ] {
      try fixture.sandbox.run(Project.program("tvm"), command, in: "project")
        .expectFailure(saying: "rust \(root) is a linked toolchain")
    }
    fixture.sandbox.environment["RUSTUP_TOOLCHAIN"] = root
    try fixture.tvm("rustup", "target", "list", "--installed")
      .expectSuccess("\(RustFixture.host)\n")
    #expect(
      try fixture.tvm("rustup", "component", "list", "--installed").output
        .hasPrefix("cargo-\(RustFixture.host)\n"))
    let add = try fixture.tvm("rustup", "component", "add", "clippy")
    #expect(add.status == 1)
    #expect(add.errors == "error: toolchain '\(root)' does not support components\n")
    #expect(try fixture.tree(fixture.root("stable")) == before)
    #expect(fixture.names("rustup/tvm/locks") == locks)
  }
}
