import Foundation
import TestSupport
import Testing

@Suite("tvm install for Rust: what is missing", .timeLimit(.minutes(20)))
struct RustMissingTests {
  private static let host = RustFixture.host

  @Test("a release with nothing for a platform, or without its compiler, is not installed")
  func platform() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "--force-non-host", "stable-aarch64-unknown-linux-gnu")
      .expectFailure(saying: "is not available for aarch64-unknown-linux-gnu")
    fixture.sandbox.environment["RUSTUP_OVERRIDE_HOST_TRIPLE"] = "aarch64-unknown-linux-gnu"
    try fixture.tvm("install", "stable").expectFailure(saying: "is not available for")
    fixture.sandbox.environment["RUSTUP_OVERRIDE_HOST_TRIPLE"] = Self.host
    let path = "mirror/dist/channel-rust-stable.toml"
    let part = "[[pkg.rust.target.\(Self.host).components]]\npkg = \"rustc\""
    try fixture.sandbox.write(
      fixture.sandbox.read(path).replacing(part, with: part.replacing("rustc", with: "cargo")),
      to: path)
    let sum = try fixture.sandbox.run("sha256sum", [fixture.sandbox.path(path)]).output
    try fixture.sandbox.write(sum, to: path + ".sha256")
    try fixture.tvm("install", "stable").expectFailure(saying: "has no rustc")
    #expect(fixture.names("rustup/toolchains") == [])
    #expect(fixture.staged == [])
  }

  @Test("a nightly that has everything stays, and keeps no other toolchain from its update")
  func update() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.release("nightly", "2023-06-19")
    try fixture.tvm("install", "stable", "nightly").expectSuccess()
    try fixture.release("nightly", "2023-06-20", ["--without", "clippy-preview"])
    // What no update would bring is no news.
    try fixture.tvm("update", "--check", "nightly")
      .expectSuccess("nightly-\(Self.host): up to date\n")
    let stays = try fixture.tvm("update", "nightly")
    #expect(stays.status == 0, "\(stays.errors)")
    #expect(stays.errors.contains("the newest release lacks clippy"), "\(stays.errors)")
    try fixture.release("nightly", "2023-06-21")
    try fixture.release("nightly", "2023-06-22", ["--without", "clippy-preview"])
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update", "--check", "nightly")
      .expectFailure(saying: "newest date with all of them: 2023-06-21")
    let all = try fixture.tvm("update")
    all.expectFailure(saying: "newest date with all of them: 2023-06-21")
    #expect(
      all.errors.contains("help: tvm update --allow-downgrade nightly-\(Self.host)"),
      "\(all.errors)")
    #expect(try fixture.version("cargo", of: "stable") == "cargo 1.71.0 (000000000 2023-07-13)\n")
    #expect(
      try fixture.version("cargo", of: "nightly") == "cargo nightly (000000000 2023-06-19)\n")
    try fixture.tvm("update", "--allow-downgrade").expectSuccess()
    #expect(
      try fixture.version("cargo", of: "nightly") == "cargo nightly (000000000 2023-06-21)\n")
  }

  @Test("an installed nightly without a component names the newest that has it, and goes there")
  func completion() throws {
    let fixture = try RustFixture("nightly", "2023-06-19")
    try fixture.release("nightly", "2023-06-20", ["--without", "clippy-preview"])
    try fixture.tvm("install", "nightly", "--profile", "minimal").expectSuccess()
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"nightly\"\ncomponents = [\"clippy\"]\n",
      to: "project/rust-toolchain.toml")
    func advice(askedBy place: String = "") -> String {
      """
      rust nightly-\(Self.host) has no clippy
        newest date with all of them: 2023-06-19\(place)
      help: tvm install --allow-downgrade rust@nightly-\(Self.host) -c clippy

      """
    }
    let file = "\n  asked for by \(fixture.sandbox.path("project/rust-toolchain.toml")):3"
    // What a file lists is done without, as in rustup; what is named by hand is not.
    let installed = try fixture.tvm("install")
    installed.expectSuccess()
    #expect(
      installed.errors.hasPrefix("tvm: warning: skipped \(advice(askedBy: file))"),
      "\(installed.errors)")
    for words in [
      ["install", "nightly", "-c", "clippy"], ["install", "-c", "clippy"],
      ["component", "add", "clippy"],
    ] {
      let refused = try fixture.sandbox.run(Project.program("tvm"), words, in: "project")
      // Where a file asks, it is named.
      let place = words == ["install", "-c", "clippy"] ? file : ""
      #expect(
        refused.status == 1 && refused.errors.hasSuffix("tvm: \(advice(askedBy: place))"),
        "\(refused.errors)")
    }
    #expect(
      try fixture.version("rustc", of: "nightly") == "rustc nightly (000000000 2023-06-20)\n")
    try fixture.tvm("install", "--allow-downgrade").expectSuccess()
    #expect(
      try fixture.version("cargo-clippy", of: "nightly")
        == "cargo-clippy nightly (000000000 2023-06-19)\n")
    #expect(fixture.staged == [])
  }

  @Test("a toolchain for another platform is refused", arguments: ["install", "use", "rustup"])
  func nonHost(_ command: String) throws {
    let fixture = try RustFixture("1.70.0")
    let words = command == "rustup" ? ["rustup", "toolchain", "install"] : [command]
    let refused = try fixture.sandbox.run(
      Project.program("tvm"), words + ["stable-aarch64-unknown-linux-gnu"], in: "project")
    #expect(refused.status == 1, "\(refused.errors)")
    #expect(refused.errors.contains("may not run on this machine"))
    #expect(refused.errors.contains("tvm target add aarch64-unknown-linux-gnu"))
    #expect(fixture.names("rustup/toolchains") == [])
  }

  @Test("a toolchain of another platform becomes the default only once it is there")
  func foreignDefault() throws {
    let fixture = try RustFixture("1.70.0")
    let name = "1.70.0-i686-pc-windows-msvc"
    try fixture.tvm("default", "rust@\(name)")
      .expectFailure(saying: "help: tvm install --force-non-host rust@\(name)")
    #expect(fixture.sandbox.read("rustup/settings.toml") == "")
    // Of a platform that the release does not have there is nothing to force either.
    let root = "rustup/toolchains/\(name)"
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    _ = try fixture.sandbox.run(
      "mv", [fixture.root("1.70.0"), root].map { fixture.sandbox.path($0) })
    try fixture.tvm("default", "rust@\(name)").expectSuccess()
    try fixture.tvm("default", "--json").expectSuccess(
      "{\n  \"go\" : null,\n  \"rust\" : \"\(name)\",\n  \"schema\" : 1\n}\n")
    try fixture.tvm("which", "rustc")
      .expectSuccess(fixture.sandbox.path("\(root)/bin/rustc") + "\n")
  }

  @Test("a profile on the command line completes an installed toolchain, one in a file does not")
  func profile() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    let before = fixture.components("stable")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"stable\"\nprofile = \"default\"\n",
      to: "project/rust-toolchain.toml")
    try fixture.tvm("install").expectSuccess()
    #expect(fixture.components("stable") == before)
    let added = try fixture.tvm("install", "stable", "--profile", "default")
    #expect(added.errors.contains("added rust-docs, rustfmt, clippy"), "\(added.errors)")
    #expect(fixture.components("stable").count == before.count + 3)
    for profile in ["default", "minimal"] {
      let again = try fixture.tvm("install", "stable", "--profile", profile)
      #expect(again.errors.contains("is already installed"), "\(again.errors)")
    }
    try fixture.tvm("install", "stable", "--profile", "odd").expectFailure(
      saying: "is not a profile")
  }

  @Test("rust@msrv installs what Cargo.toml needs, unless a later patch of it is there")
  func minimum() throws {
    let fixture = try RustFixture("1.70.1", "2023-06-03")
    try fixture.release("1.70.0", "2023-06-01")
    func needs(_ version: String) throws {
      try fixture.sandbox.write(
        "[package]\nrust-version = \"\(version)\"\n", to: "project/Cargo.toml")
    }
    try fixture.tvm("install", "rust@msrv").expectFailure(saying: "no Cargo.toml here")
    try needs("1.70.0")
    try fixture.tvm("install", "rust@msrv").expectSuccess()
    #expect(fixture.names("rustup/toolchains") == ["1.70.0-\(Self.host)"])
    try needs("1.70.1")
    try fixture.tvm("install", "rust@msrv", "-c", "rust-src").expectSuccess()
    try fixture.tvm("uninstall", "rust@1.70.0").expectSuccess()
    for version in ["1.70", "1.70.0", "1.70.1"] {
      try needs(version)
      let result = try fixture.tvm("install", "--offline", "rust@msrv", "-c", "rust-src")
      #expect(result.errors == "tvm: rust 1.70.1-\(Self.host) is already installed\n")
    }
    try needs("1")
    try fixture.tvm("install", "rust@msrv").expectFailure(saying: "has no release 1.0.0-")
  }

  @Test("use installs what the toolchain file wants beside its channel")
  func use() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"stable\"\nprofile = \"minimal\"\ncomponents = [\"rust-src\"]\n"
        + "targets = [\"wasm32-wasip1\"]\n",
      to: "project/rust-toolchain.toml")
    try fixture.tvm("use", "rust", "1.70.0").expectSuccess()
    #expect(
      fixture.components("1.70.0") == [
        "cargo-\(Self.host)", "rust-src", "rust-std-\(Self.host)", "rust-std-wasm32-wasip1",
        "rustc-\(Self.host)",
      ])
  }

  @Test("a toolchain that another program has put there meanwhile is already installed")
  func meanwhile() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let root = fixture.root("1.70.0")
    _ = try fixture.sandbox.run("mv", [fixture.sandbox.path(root), fixture.sandbox.path("other")])
    let install = try fixture.start("install", "rust@1.70.0", checkpoint: "unpacked")
    #expect(install.waitUntilStopped())
    _ = try fixture.sandbox.run("mv", [fixture.sandbox.path("other"), fixture.sandbox.path(root)])
    install.send(SIGCONT)
    #expect(install.waitForExit() == 0, "\(install.errors)")
    #expect(install.errors.contains("is already installed"), "\(install.errors)")
    #expect(try fixture.version("rustc", of: "1.70.0") != nil)
    #expect(fixture.staged == [])
  }

  @Test("the files of a component whose record was lost are replaced when it is added again")
  func lostRecord() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    let config = "\(fixture.root("stable"))/lib/rustlib/multirust-config.toml"
    let record = """
      [[components]]
      pkg = "clippy-preview"
      target = "\(Self.host)"
      is_extension = false

      """
    #expect(fixture.sandbox.read(config).contains(record))
    try fixture.sandbox.write(
      fixture.sandbox.read(config).replacing(record, with: ""), to: config)
    try fixture.sandbox.write("damaged", to: "\(fixture.root("stable"))/bin/cargo-clippy")
    try fixture.tvm("component", "add", "clippy", "--toolchain", "stable").expectSuccess()
    #expect(fixture.sandbox.read(config).contains("clippy-preview"))
    #expect(try fixture.version("cargo-clippy", of: "stable")?.hasPrefix("cargo-clippy ") == true)
  }

  @Test("a hash that rustup left behind without its toolchain is removed")
  func strayHash() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write("0123456789abcdef0123", to: "rustup/update-hashes/beta-\(Self.host)")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    #expect(fixture.names("rustup/update-hashes") == ["1.70.0-\(Self.host)"])
  }

  @Test(
    "a nightly of a day without what is wanted names the newest day before that has it",
    arguments: [
      (["nightly-2023-06-20", "-c", "clippy"], "2023-06-17", " -c clippy"),
      (["nightly-2023-06-20", "--allow-downgrade", "-c", "clippy"], "2023-06-17", " -c clippy"),
      // A day without any nightly, and one that is still to come.
      (["nightly-2023-06-19"], "2023-06-17", ""),
      (["nightly-2023-06-19", "--profile", "minimal"], "2023-06-18", ""),
      (["nightly-2123-06-19"], "2023-06-17", ""),
    ])
  func datedNightly(_ words: [String], _ day: String, _ options: String) throws {
    let fixture = try RustFixture("nightly", "2023-06-17")
    for day in ["2023-06-18", "2023-06-20"] {
      try fixture.release("nightly", day, ["--without", "clippy-preview"])
    }
    let refused = try fixture.sandbox.run(
      Project.program("tvm"), ["install"] + words, in: "project")
    #expect(refused.status == 1)
    #expect(
      refused.errors.hasSuffix(
        """
          newest earlier date with all of them: \(day)
        help: tvm install rust@nightly-\(day)-\(Self.host)\(options)

        """), "\(refused.errors)")
    #expect(fixture.names("rustup/toolchains") == [])
  }

  @Test("a component that the newest nightly does not know any more is found in an older one")
  func forgotten() throws {
    let fixture = try RustFixture("nightly", "2023-06-17", "--extra", "plain")
    try fixture.release("nightly", "2023-06-20")
    for (name, found) in [("odd", true), ("od", false), ("clipy", false)] {
      let refused = try fixture.tvm("install", "nightly", "-c", name)
      refused.expectFailure(saying: "rust nightly-\(Self.host) has no ")
      #expect(
        refused.errors.contains("newest date with all of them: 2023-06-17") == found,
        "\(refused.errors)")
    }
  }

  @Test("what a file lists and does not exist is left out of an installed toolchain alone")
  func unknownInFile() throws {
    let fixture = try RustFixture("1.70.0", "2023-06-01", "--without", "rust-src")
    for (wish, words) in [
      (
        "components = [\"clipy\", \"rust-docs\"]", "has no component clipy\n  nearest: clippy"
      ),
      (
        "targets = [\"wasm32-wasip9\"]\ncomponents = [\"rust-docs\"]",
        "has no target wasm32-wasip9\n  nearest: wasm32-wasip1"
      ),
      ("components = [\"rust-docs\", \"rust-src\"]", "has no rust-src"),
      (
        "components = [\"rust-std-wasm32-wasip1\", \"rust-docs\"]",
        "has no component rust-std-wasm32-wasip1"
      ),
    ] {
      try fixture.sandbox.write(
        "[toolchain]\nchannel = \"stable\"\n\(wish)\n", to: "project/rust-toolchain.toml")
      try fixture.tvm("install").expectFailure(saying: "tvm: rust stable-\(Self.host) \(words)\n")
      #expect(fixture.names("rustup/toolchains") == [])
      try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
      try fixture.tvm("which", "rustc")
        .expectSuccess(fixture.sandbox.path("\(fixture.root("stable"))/bin/rustc") + "\n")
      let place = "  asked for by \(fixture.sandbox.path("project/rust-toolchain.toml")):3\n"
      let warning = "tvm: warning: skipped rust stable-\(Self.host) \(words)\n\(place)"
      for end in ["added rust-docs", "rust stable-\(Self.host) is already installed"] {
        let partly = try fixture.tvm("install")
        #expect(partly.status == 0)
        #expect(
          partly.errors.hasPrefix(warning) && partly.errors.hasSuffix("tvm: \(end)\n"),
          "\(partly.errors)")
      }
      #expect(try fixture.tvm("install", "--quiet").errors == warning)
      try fixture.tvm("uninstall", "rust@stable").expectSuccess()
    }
  }

  @Test("the compiler and its own standard library stay, and repair gets a lost one back")
  func indispensable() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let before = fixture.components("1.70.0")
    for words in [
      ["component", "remove", "rustc"], ["component", "remove", "rust-std"],
      ["target", "remove", Self.host],
    ] {
      try fixture.sandbox.run(
        Project.program("tvm"), words + ["--toolchain", "1.70.0"], in: "project"
      ).expectFailure(saying: "does not work without it")
    }
    #expect(fixture.components("1.70.0") == before)
    let path = "\(fixture.root("1.70.0"))/lib/rustlib/multirust-config.toml"
    let record =
      "[[components]]\npkg = \"rustc\"\ntarget = \"\(Self.host)\"\nis_extension = false\n"
    #expect(fixture.sandbox.read(path).contains(record))
    try fixture.sandbox.write(
      fixture.sandbox.read(path).replacing(record, with: ""), to: path)
    try fixture.tvm("install", "--repair", "rust@1.70.0").expectSuccess()
    #expect(fixture.components("1.70.0") == before)
  }
}
