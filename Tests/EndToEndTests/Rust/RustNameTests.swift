import Foundation
import TestSupport
import Testing

@Suite("Rust toolchains with names of their own, and links", .timeLimit(.minutes(20)))
struct RustNameTests {
  private static let host = RustFixture.host

  @Test("the only toolchain with a name is removed without its tool's name, whatever the project")
  func uninstall() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let root = fixture.sandbox.path(fixture.root("1.70.0"))
    try fixture.sandbox.write("#!/bin/sh\n", to: "sdk/bin/go", executable: true)
    try fixture.sandbox.write("go1.22.5\n", to: "sdk/VERSION")
    for project in ["go.mod", "Cargo.toml"] {
      try fixture.sandbox.write("", to: "project/\(project)")
      for name in ["mine", "a b", "it's; $(id)", "-x"] {
        try fixture.tvm("link", "--", name, root).expectSuccess()
        let result = try fixture.tvm("uninstall", "--", name)
        #expect(result.status == 0 && result.errors == "tvm: uninstalled rust \(name)\n")
      }
      try fixture.tvm("link", "corp", "../sdk").expectSuccess()
      let result = try fixture.tvm("uninstall", "corp")
      #expect(result.status == 0 && result.errors.hasSuffix("tvm: uninstalled go corp\n"))
      try fixture.sandbox.remove("project/\(project)")
    }
    try fixture.tvm("link", "corp", "../sdk").expectSuccess()
    try fixture.tvm("link", "corp", root).expectSuccess()
    let both = try fixture.tvm("uninstall", "corp")
    both.expectFailure(saying: "both a Go and a Rust toolchain are named \"corp\"")
    #expect(both.errors.hasSuffix("help: tvm uninstall go@corp, or rust@corp\n"))
    try fixture.tvm("uninstall", "go@corp").expectSuccess()
    try fixture.tvm("uninstall", "corp").expectSuccess()
    #expect(fixture.names("rustup/toolchains") == ["1.70.0-\(Self.host)"])
    try fixture.tvm("uninstall", "corp").expectFailure(saying: "corp is not installed")
  }

  @Test("names with blanks and quotes are used without the tool's name, too")
  func use() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    let name = "it's; a b"
    try fixture.tvm("link", name, fixture.sandbox.path(fixture.root("1.70.0"))).expectSuccess()
    try fixture.tvm("use", name).expectSuccess()
    #expect(
      fixture.sandbox.read("project/rust-toolchain.toml")
        == "[toolchain]\nchannel = \"\(name)\"\n")
    try fixture.tvm("exec", name, "--", "sh", "-c", "echo \"$RUSTUP_TOOLCHAIN\"")
      .expectSuccess("\(name)\n")
    try fixture.tvm("default", name).expectSuccess()
    #expect(fixture.sandbox.read("rustup/settings.toml").contains("\"\(name)\""))
  }

  @Test("a folder without a toolchain in it is listed as such")
  func emptyFolder() throws {
    let fixture = try RustFixture()
    try fixture.sandbox.makeDirectory("rustup/toolchains/foo")
    try fixture.sandbox.makeDirectory("rustup/toolchains/a b/bin")
    let list = try fixture.tvm("list").output
    #expect(list.contains("rust foo "))
    #expect(list.contains("empty: tvm uninstall rust@foo\n"), "\(list)")
    #expect(list.contains("empty: tvm uninstall rust@'a b'\n"), "\(list)")
    try fixture.tvm("install", "rust@foo").expectFailure(saying: "foo is not a rust toolchain")
    try fixture.tvm("uninstall", "foo", "a b").expectSuccess()
    #expect(fixture.names("rustup/toolchains") == [])
  }

  @Test("a release's name that links to a complete toolchain stands for it, as in rustup")
  func linkedRelease() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0", "--profile", "minimal").expectSuccess()
    try fixture.sandbox.makeDirectory("elsewhere")
    let root = fixture.root("1.70.0")
    _ = try fixture.sandbox.run(
      "mv", [fixture.sandbox.path(root), fixture.sandbox.path("elsewhere/rust")])
    try fixture.sandbox.link(root, to: fixture.sandbox.path("elsewhere/rust"))
    let before = try fixture.tree("elsewhere/rust")
    try fixture.tvm("component", "list", "--installed", "--toolchain", "1.70.0")
      .expectSuccess("* cargo\n* rust-std\n* rustc\n")
    for words in [[], ["-c", "cargo"], ["-t", Self.host], ["--profile", "minimal"]] {
      let result = try fixture.sandbox.run(
        Project.program("tvm"), ["install", "--offline", "rust@1.70.0"] + words, in: "project")
      #expect(result.status == 0, "\(words): \(result.errors)")
      #expect(result.errors.contains("is already installed"), "\(words)")
    }
    #expect(try fixture.tree("elsewhere/rust") == before)
    try fixture.sandbox.write("", to: "project/Cargo.toml")
    let name = "rustup/toolchains/1.70.0-\(Self.host)"
    for words in [
      ["install", "rust@1.70.0", "-c", "clippy"],
      ["component", "remove", "clippy", "--toolchain", "1.70.0"],
      ["install", "rust@1.70.0", "--repair"],
    ] {
      let result = try fixture.sandbox.run(Project.program("tvm"), words, in: "project")
      #expect(result.status == 0, "\(words): \(result.errors)")
      // The link stays one, and the folder that it leads to is what changes.
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: fixture.sandbox.path(name))
          == fixture.sandbox.path("elsewhere/rust"))
      #expect(fixture.sandbox.exists("elsewhere/rust/bin/cargo-clippy") == words.contains("-c"))
      #expect(fixture.staged == [])
    }
    let after = try fixture.tree("elsewhere/rust")
    try fixture.tvm("uninstall", "1.70.0").expectSuccess()
    #expect(try fixture.tree("elsewhere/rust") == after)
    #expect(fixture.names("rustup/update-hashes") == [])
  }

  @Test("a link that leads nowhere is not installed over")
  func danglingLink() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.makeDirectory("rustup/toolchains")
    try fixture.sandbox.link(fixture.root("1.70.0"), to: "/nowhere")
    for words in [["rust@1.70.0"], ["--repair", "rust@1.70.0"]] {
      let result = try fixture.sandbox.run(
        Project.program("tvm"), ["install"] + words, in: "project")
      result.expectFailure(saying: "rust 1.70.0-\(Self.host) already exists")
      #expect(!result.errors.contains("installing"))
    }
    try fixture.sandbox.link("rustup/toolchains/mine", to: "/nowhere/else")
    try fixture.tvm("list").expectSuccess(
      """
        rust 1.70.0-\(Self.host)  -> /nowhere  broken link: tvm uninstall rust@1.70.0-\(Self.host)
        rust mine                             -> /nowhere/else  broken link: tvm uninstall rust@mine

      """)
    try fixture.tvm("uninstall", "rust@1.70.0", "rust@mine").expectSuccess()
    try fixture.tvm("list").expectSuccess()
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
  }

  @Test("what is kept of a toolchain that rustup has removed is listed, and removed on demand")
  func orphan() throws {
    let fixture = try RustFixture("1.70.0")
    let name = "stable-\(Self.host)"
    for verb in [
      ["uninstall", "rust@stable"], ["update", "--prune"], ["update", "--prune", "stable"],
    ] {
      try fixture.release("1.70.0", "2023-06-01")
      try fixture.tvm("install", "stable").expectSuccess()
      try fixture.release("1.71.0", "2023-07-13")
      try fixture.tvm("update", "stable").expectSuccess()
      try fixture.sandbox.remove(fixture.root("stable"))
      let list = try fixture.tvm("list").output
      #expect(list.hasPrefix("  rust \(name)  "), "\(list)")
      #expect(list.hasSuffix("a rollback copy remains: tvm uninstall rust@\(name)\n"), "\(list)")
      let removed = try fixture.sandbox.run(Project.program("tvm"), verb, in: "project")
      #expect(removed.status == 0, "\(removed.errors)")
      try fixture.tvm("list").expectSuccess()
      #expect(fixture.names("rustup/tvm/previous") == [])
    }
    try fixture.tvm("uninstall", "rust@stable").expectFailure(saying: "is not installed")
  }

  @Test("msrv stands for what Cargo.toml needs wherever a toolchain may be named")
  func minimum() throws {
    let fixture = try RustFixture("1.70.1", "2023-06-03")
    try fixture.tvm("install", "rust@1.70.1", "--profile", "minimal").expectSuccess()
    try fixture.sandbox.write("[package]\nrust-version = \"1.70\"\n", to: "project/Cargo.toml")
    let version = "rustc 1.70.1 (000000000 2023-06-03)\n"
    let program = fixture.sandbox.path("\(fixture.root("1.70.1"))/bin/rustc\n")
    for (words, output) in [
      (["exec", "rust@msrv", "--", "rustc", "--version"], version),
      (["x", "msrv", "--", "rustc", "--version"], version),
      (["rustup", "run", "msrv", "rustc", "--version"], version),
      (["rustup", "which", "--toolchain", "msrv", "rustc"], program),
      (
        ["component", "list", "--installed", "--toolchain", "msrv"],
        "* cargo\n* rust-std\n* rustc\n"
      ),
      (["use", "rust@msrv"], ""), (["which", "rustc"], program),
    ] {
      try fixture.sandbox.run(Project.program("tvm"), words, in: "project").expectSuccess(output)
    }
    #expect(
      fixture.sandbox.read("project/rust-toolchain.toml") == "[toolchain]\nchannel = \"1.70.1\"\n")
    try fixture.sandbox.write("[package]\nrust-version = \"1.71\"\n", to: "project/Cargo.toml")
    try fixture.tvm("exec", "rust@msrv", "--", "true")
      .expectFailure(saying: "project/Cargo.toml:2")
    try fixture.sandbox.remove("project/Cargo.toml")
    try fixture.tvm("exec", "rust@msrv", "--", "true").expectFailure(saying: "Cargo.toml")
  }

  @Test("of two sources of releases the one that can be reached is listed, and the other reported")
  func remote() throws {
    let fixture = try RustFixture("1.70.0")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = try GoFixture.archives
    let all = try fixture.tvm("list-remote")
    #expect(all.status == 0 && all.errors == "")
    #expect(all.output.hasPrefix("  go 1.20.14\n") && all.output.hasSuffix("\n  rust 1.70.0\n"))
    fixture.sandbox.environment["TVM_GO_MIRROR"] = fixture.sandbox.path("none")
    let rust = try fixture.tvm("list-remote")
    #expect(rust.status == 1 && rust.output == "  rust 1.70.0\n")
    #expect(rust.errors.hasPrefix("tvm: cannot list go releases: "), "\(rust.errors)")
    fixture.sandbox.environment["TVM_GO_MIRROR"] = try GoFixture.archives
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = "file://" + fixture.sandbox.path("none")
    let go = try fixture.tvm("list-remote", "--json")
    #expect(go.status == 1 && go.output.contains("\"tool\" : \"go\""))
    #expect(go.errors.hasPrefix("tvm: cannot list rust releases: "), "\(go.errors)")
    try fixture.tvm("list-remote", "go", "1.20").expectSuccess("  go 1.20.14\n")
    try fixture.tvm("list-remote", "rust").expectFailure(saying: "none was not found")
  }
}
