import Foundation
import TestSupport
import Testing

@Suite("tvm install for Rust: bad input", .timeLimit(.minutes(20)))
struct RustFaultTests {
  @Test(
    "a component that breaks the rules is refused, and nothing is installed",
    arguments: [
      ("conflict", "would overwrite bin/cargo"),
      ("missing", "lists share/not-there but does not contain it"),
      ("outside", "would write to \"../outside\""),
      ("record", "would write to \"lib/rustlib/components\""),
      ("link", "it is a link"), ("line", "has the line \"what:ever\""),
      ("version", "has the format 4, not 3"), ("other", "contains another component"),
    ])
  func component(_ kind: String, words: String) throws {
    let fixture = try RustFixture("1.70.0", "2023-06-01", "--extra", kind)
    try fixture.tvm("install", "rust@1.70.0", "-c", "odd").expectFailure(saying: words)
    #expect(fixture.names("rustup/toolchains") == [])
    #expect(fixture.staged == [])
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let before = try fixture.tree(fixture.root("1.70.0"))
    try fixture.tvm("component", "add", "odd", "--toolchain", "1.70.0")
      .expectFailure(saying: words)
    #expect(try fixture.tree(fixture.root("1.70.0")) == before)
    #expect(fixture.staged == [])
  }

  @Test(
    "a manifest that is not usable is refused",
    arguments: [
      ("manifest-version = \"2\"", "manifest-version = \"3\"", "its version is 3, not 2"),
      ("manifest-version = \"2\"", "manifest-version ! \"2\"", "line 1"),
      ("date =", "day =", "it has no date"),
      ("[pkg.cargo", "[pkg.cargo2", "lists cargo without a description"),
      ("date = \"2023-06-01\"", "date = \"../../x\"", "its date is \"../../x\""),
      ("date = \"2023-06-01\"", "date = \"2023-6-1\"", "its date is \"2023-6-1\""),
      ("pkg = \"rust-src\"", "pkg = \"../x\"", "\"../x\" is not a valid component name"),
      ("target = \"wasm32-wasip1\"", "target = \"a\\nb\"", "\"rust-std-a\\x0ab\" is not a valid"),
      ("xz_hash = \"", "xz_hash = \"0", "is not 64 hexadecimal digits"),
      ("xz_hash = \"", "xz_hash = \"A", "is not 64 hexadecimal digits in lower case"),
      ("to = \"clippy-preview\"", "to = \"odd\"", "lists odd without a description"),
      (
        "[pkg.rust-src.target.\"*\"]\navailable = true", "[pkg.rust-src.target.\"*\"]",
        "does not say whether pkg.rust-src.target.* is available"
      ),
      (
        "[pkg.rust.target.\(RustFixture.host)]\navailable = true", "[odd]",
        "does not say whether pkg.rust.target.\(RustFixture.host) is available"
      ),
      (
        "[pkg.rust-std.target.wasm32-wasip1]", "[pkg.rust-std.target.odd]",
        "lists rust-std-wasm32-wasip1 without a description"
      ),
      ("[profiles]", "[pkg.odd]\nversion = \"1\"\n[profiles]", "odd has no target"),
    ] as [(String, String, String)])
  func manifest(_ part: String, _ other: String, words: String) throws {
    let fixture = try RustFixture("1.70.0")
    let path = "mirror/dist/channel-rust-1.70.0.toml"
    let changed = fixture.sandbox.read(path).replacing(part, with: other)
    try fixture.serve(changed, at: path)
    try fixture.tvm("install", "rust@1.70.0").expectFailure(saying: words)
    #expect(fixture.names("rustup/toolchains") == [])
  }

  private static let official = "https://static.rust-lang.org/dist/2023-06-01/"

  @Test(
    "an archive that would come from another place than the server is not fetched",
    arguments: [
      "https://evil.example/dist/2023-06-01/", "http://static.rust-lang.org/dist/2023-06-01/",
      "https://static.rust-lang.org.evil.example/", "https://static.rust-lang.org@evil.example/",
      "https://ann:pass@static.rust-lang.org/dist/2023-06-01/", "//evil.example/", "/etc/", "",
      "file:///etc/", "ftp://static.rust-lang.org/dist/2023-06-01/",
      official + "../../../etc/", official + "./", official + "/", official + "%2e%2e/",
      official + "..%2f", official + "..\\\\", official + "?", official + "#", official + " ",
      official + "\\u001b[2J", "HTTPS://STATIC.RUST-LANG.ORG/dist/2023-06-01/",
    ])
  func foreignArchive(_ start: String) throws {
    let fixture = try RustFixture("1.70.0")
    let mirror = try Mirror(fixture.sandbox.path("mirror"), in: fixture.sandbox)
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = mirror.url
    let path = "mirror/dist/channel-rust-1.70.0.toml"
    let original = fixture.sandbox.read(path)
    try fixture.serve(
      original.replacing(Self.official + "cargo-", with: start + "cargo-"), at: path)
    let result = try fixture.tvm("install", "rust@1.70.0")
    result.expectFailure(saying: "component cargo-\(RustFixture.host) would come from ")
    #expect(
      result.errors.contains("\n  asked for by \(mirror.url)/dist/channel-rust-1.70.0.toml\n"))
    #expect(result.errors.contains("below the server, \(mirror.url)\nhelp: "))
    // Nothing else of such a manifest is fetched either.
    #expect(mirror.log.allSatisfy { $0.contains("channel-rust") })
    #expect(fixture.names("rustup/toolchains") == [])
    #expect(fixture.staged == [])
    try fixture.serve(
      original.replacing(Self.official + "rustfmt-", with: start + "rustfmt-"), at: path)
    try fixture.tvm("install", "rust@1.70.0", "--profile", "minimal").expectSuccess()
    let before = try fixture.tree(fixture.root("1.70.0"))
    let added = try fixture.tvm("component", "add", "rustfmt", "--toolchain", "1.70.0")
    added.expectFailure(saying: "component rustfmt-preview-\(RustFixture.host) would come from ")
    #expect(added.errors.contains("/lib/rustlib/multirust-channel-manifest.toml\n"))
    #expect(try fixture.tree(fixture.root("1.70.0")) == before)
  }

  @Test("a mirror may name its own archives, and what is kept of another one is not asked there")
  func rewrittenManifest() throws {
    let fixture = try RustFixture("1.70.0")
    let mirror = try Mirror(fixture.sandbox.path("mirror"), in: fixture.sandbox)
    let path = "mirror/dist/channel-rust-1.70.0.toml"
    try fixture.serve(
      fixture.sandbox.read(path).replacing("https://static.rust-lang.org", with: mirror.url),
      at: path)
    // What the user has to say to the server stands in no manifest.
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = mirror.url.replacing(
      "http://", with: "http://ann:secret@")
    try fixture.tvm("install", "rust@1.70.0", "--profile", "minimal").expectSuccess()
    try fixture.tvm("component", "add", "clippy", "--toolchain", "1.70.0").expectSuccess()
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = "file://" + fixture.sandbox.path("mirror")
    try fixture.tvm("component", "add", "rustfmt", "--toolchain", "1.70.0")
      .expectFailure(saying: "would come from \(mirror.url)/dist/")
  }

  @Test("a manifest that is not the one of its checksum is refused")
  func manifestHash() throws {
    let fixture = try RustFixture("1.70.0")
    let path = "mirror/dist/channel-rust-1.70.0.toml"
    try fixture.sandbox.write(fixture.sandbox.read(path) + "\n", to: path)
    try fixture.tvm("install", "rust@1.70.0").expectFailure(saying: "checksum mismatch")
  }

  @Test("a manifest without its checksum cannot be used, and is there all the same")
  func noManifestHash() throws {
    let fixture = try RustFixture("1.70.0")
    let path = "mirror/dist/channel-rust-stable.toml.sha256"
    let sum = fixture.sandbox.read(path)
    try fixture.sandbox.remove(path)
    try fixture.tvm("install", "stable").expectFailure(
      saying: "channel-rust-stable.toml: there is no .sha256 file beside it")
    #expect(fixture.names("rustup/toolchains") == [])
    #expect(fixture.staged == [])
    try fixture.sandbox.write(sum, to: path)
    try fixture.tvm("install", "stable").expectSuccess()
    let before = try fixture.tree(fixture.root("stable"))
    try fixture.sandbox.remove(path)
    try fixture.tvm("update").expectFailure(saying: "there is no .sha256 file beside it")
    #expect(try fixture.tree(fixture.root("stable")) == before)
  }

  @Test("what a file asks for and nobody has names the file's line, in the shim's words for a link")
  func noReleaseOfFile() throws {
    let fixture = try RustFixture("1.70.0")
    let file = fixture.sandbox.path("project/rust-toolchain.toml")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"1.60.0\"\n", to: "project/rust-toolchain.toml")
    try fixture.tvm("install").expectFailure(
      saying:
        "has no release 1.60.0-\(RustFixture.host)\n  asked for by \(file):2\nhelp: tvm list-remote rust\n"
    )
    try fixture.sandbox.write("[toolchain]\nchannel = \"esp\"\n", to: "project/rust-toolchain.toml")
    let words =
      "tvm: rust esp is not installed\n  asked for by \(file):2\nhelp: tvm link esp PATH\n"
    #expect(try fixture.tvm("install").errors == words)
    let shims = fixture.sandbox.path("tvm/shims")
    try fixture.tvm("shims").expectSuccess("\(shims)\n")
    // The shim also says that there is no folder of toolchains.
    let said = try fixture.sandbox.run("\(shims)/rustc", ["-V"], in: "project").errors
    #expect(said.replacing(#/  looked in .*\n/#, with: "") == words)
  }

  @Test("a release that does not exist is said to be missing")
  func noRelease() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.60.0").expectFailure(saying: "has no release 1.60.0")
    try fixture.tvm("install", "rust@odd").expectFailure(saying: "help: tvm link odd PATH")
    try fixture.tvm("install", "rust@1.70.0", "--profile", "odd")
      .expectFailure(saying: "is not a profile")
    try fixture.tvm("install", "rust@1.70.0", "-t", "wasm32-wasip")
      .expectFailure(saying: "nearest: wasm32-wasip1")
  }

  @Test(
    "faults of the server are borne where they pass and reported where they do not",
    arguments: [
      (#"{"rustc-": {"cut": 100, "times": 1}}"#, nil),
      (#"{"rustc-": {"status": 503, "times": 1}}"#, nil),
      (#"{"rustc-": {"status": 404, "times": 9}}"#, "was not found"),
      (#"{"rustc-": {"corrupt": 1, "times": 9}}"#, "checksum mismatch"),
      (#"{"channel": {"status": 503, "times": 1}}"#, nil),
    ] as [(String, String?)])
  func server(_ faults: String, words: String?) throws {
    let fixture = try RustFixture("1.70.0")
    let mirror = try Mirror(fixture.sandbox.path("mirror"), in: fixture.sandbox)
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = mirror.url
    try mirror.setFaults(faults)
    let result = try fixture.tvm("install", "rust@1.70.0")
    if let words {
      result.expectFailure(saying: words)
      #expect(fixture.names("rustup/toolchains") == [])
    } else {
      result.expectSuccess()
      #expect(try fixture.version("rustc", of: "1.70.0") != nil)
    }
    #expect(fixture.staged == [])
  }
}
