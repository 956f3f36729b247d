import Foundation
import TestSupport
import Testing

@Suite("tvm install for Rust", .timeLimit(.minutes(20)))
struct RustInstallTests {
  @Test("a release is installed with rustup's records and nothing left beside it")
  func release() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    #expect(try fixture.version("rustc", of: "1.70.0") == "rustc 1.70.0 (000000000 2023-06-01)\n")
    #expect(
      fixture.components("1.70.0")
        == Set(
          ["cargo", "clippy-preview", "rust-docs", "rust-std", "rustc", "rustfmt-preview"].map {
            "\($0)-\(RustFixture.host)"
          }))
    let records = "\(fixture.root("1.70.0"))/lib/rustlib"
    #expect(
      fixture.sandbox.read("\(records)/multirust-channel-manifest.toml")
        == fixture.sandbox.read("mirror/dist/channel-rust-1.70.0.toml"))
    let hash = fixture.sandbox.read("mirror/dist/channel-rust-1.70.0.toml.sha256").prefix(20)
    #expect(fixture.sandbox.read("rustup/update-hashes/1.70.0-\(RustFixture.host)") == hash)
    #expect(fixture.staged == [])
    #expect(fixture.names("rustup") == ["settings.toml", "toolchains", "tvm", "update-hashes"])
    let again = try fixture.tvm("install", "--offline", "rust@1.70.0")
    #expect(again.status == 0 && again.errors.contains("is already installed"))
  }

  @Test("profile, components and targets are chosen by their names")
  func choice() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm(
      "install", "stable", "--profile", "minimal", "-c", "clippy,rust-src", "-t", "wasm32-wasip1"
    ).expectSuccess()
    let host = RustFixture.host
    #expect(
      fixture.components("stable") == [
        "cargo-\(host)", "clippy-preview-\(host)", "rust-src", "rust-std-\(host)",
        "rust-std-wasm32-wasip1", "rustc-\(host)",
      ])
  }

  @Test("install in a directory completes an installed toolchain")
  func completes() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0", "--profile", "minimal").expectSuccess()
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"1.70.0\"\ncomponents = [\"rustfmt\"]\ntargets = [\"wasm32-wasip1\"]\n",
      to: "project/rust-toolchain.toml")
    try fixture.tvm("install").expectSuccess()
    #expect(try fixture.version("rustfmt", of: "1.70.0") != nil)
    #expect(fixture.components("1.70.0").contains("rust-std-wasm32-wasip1"))
    try fixture.tvm("install", "--offline").expectSuccess()
  }

  @Test("a toolchain that several users share stays theirs, and a umask counts")
  func shared() throws {
    let fixture = try RustFixture("1.70.0")
    let tool = Project.program("tvm")
    /// The permissions and the group of a file.
    func mode(_ path: String) throws -> String {
      try fixture.sandbox.run("stat", ["-c", "%a %g", fixture.sandbox.path(path)]).output
    }
    let root = fixture.root("1.70.0")
    let records = "\(root)/lib/rustlib"
    try fixture.sandbox.run(
      "sh", ["-c", "umask 077; exec \"$0\" install rust@1.70.0 --profile minimal", tool],
      in: "project"
    ).expectSuccess()
    #expect(try mode("\(root)/bin/rustc").hasPrefix("700 "))
    #expect(try mode("\(root)/lib/librustc_driver.so").hasPrefix("600 "))
    #expect(try mode(records).hasPrefix("700 "))
    try fixture.sandbox.run(
      "sh",
      [
        "-c", "find \"$0\" -type d -exec chmod 2777 {} + -o -exec chmod 666 {} +",
        fixture.sandbox.path("rustup"),
      ]
    ).expectSuccess()
    try fixture.sandbox.remove("rustup/tvm")
    let folder = try mode(records)
    let file = try mode("\(records)/components")
    try fixture.tvm("component", "add", "rust-src", "--toolchain", "1.70.0").expectSuccess()
    for path in [root, records, "\(root)/bin", "rustup/tvm/locks", "rustup/tvm/tmp"] {
      #expect(try mode(path) == folder, "\(path)")
    }
    for name in ["components", "multirust-config.toml", "multirust-channel-manifest.toml"] {
      #expect(try mode("\(records)/\(name)") == file, "\(name)")
    }
  }

  @Test("where all is there, nothing is locked: the toolchains may be another user's")
  func readOnly() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0", "--profile", "minimal", "-c", "rustfmt")
      .expectSuccess()
    try fixture.sandbox.remove("rustup/tvm")
    // Root may write everywhere: what stands in the way is a file.
    try fixture.sandbox.write("", to: "rustup/tvm")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"1.70.0\"\ncomponents = [\"rustfmt\"]\n",
      to: "project/rust-toolchain.toml")
    let install = try fixture.tvm("install")
    install.expectSuccess()
    #expect(install.errors.hasSuffix("is already installed\n"))
    try fixture.tvm("use", "rust", "1.70.0").expectSuccess()
    try fixture.tvm("install", "-c", "clippy").expectFailure(saying: "tvm")
  }

  @Test("components are added to a copy and removed from one, and only there")
  func components() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    // rustup's word for what was added one by one, which the record of components keeps.
    let isSame = { (line: String) in !line.contains("multirust-config.toml") }
    let before = try fixture.tree(fixture.root("1.70.0")).filter(isSame)
    try fixture.sandbox.write("mine", to: "\(fixture.root("1.70.0"))/share/mine")
    try fixture.tvm("component", "remove", "clippy", "--toolchain", "1.70.0").expectSuccess()
    #expect(try fixture.version("cargo-clippy", of: "1.70.0") == nil)
    try fixture.tvm("component", "add", "clippy", "--toolchain", "1.70.0").expectSuccess()
    #expect(fixture.sandbox.read("\(fixture.root("1.70.0"))/share/mine") == "mine")
    try fixture.sandbox.remove("\(fixture.root("1.70.0"))/share/mine")
    #expect(try fixture.tree(fixture.root("1.70.0")).filter(isSame) == before)
    try fixture.tvm("target", "list", "--installed", "--toolchain", "1.70.0")
      .expectSuccess("* \(RustFixture.host)\n")
    try fixture.tvm("component", "remove", "rust-src", "--toolchain", "1.70.0")
      .expectFailure(saying: "has no component rust-src")
    try fixture.tvm("component", "add", "clipy", "--toolchain", "1.70.0")
      .expectFailure(saying: "nearest: clippy")
  }

  @Test("an update keeps the components, and can be taken back and forth")
  func update() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "-t", "wasm32-wasip1").expectSuccess()
    let components = fixture.components("stable")
    try fixture.tvm("update", "--check").expectSuccess("stable-\(RustFixture.host): up to date\n")
    let unchanged = try fixture.tvm("update")
    #expect(unchanged.status == 0 && unchanged.errors.contains("is up to date"))
    try fixture.release("1.71.0", "2023-07-13")
    let check = try fixture.tvm("update", "--check")
    #expect(check.status == 100 && check.errors == "")
    #expect(
      check.output == "stable-\(RustFixture.host): 1.71.0 (000000000 2023-07-13) is available\n")
    try fixture.tvm("update").expectSuccess()
    #expect(try fixture.version("cargo", of: "stable") == "cargo 1.71.0 (000000000 2023-07-13)\n")
    #expect(fixture.components("stable") == components)
    for version in ["1.70.0 (000000000 2023-06-01)", "1.71.0 (000000000 2023-07-13)"] {
      try fixture.tvm("update", "--rollback", "stable").expectSuccess()
      #expect(try fixture.version("cargo", of: "stable") == "cargo \(version)\n")
    }
    #expect(fixture.staged == [])
  }

  @Test("what is kept for going back stays until it is pruned, and the toolchain works on")
  func prune() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    #expect(try fixture.tvm("update", "--prune").errors.contains("no rollback copies"))
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update").expectSuccess()
    #expect(fixture.names("rustup/tvm/previous").count == 3)
    try fixture.tvm("update", "--rollback").expectSuccess()
    #expect(try fixture.version("cargo", of: "stable") == "cargo 1.70.0 (000000000 2023-06-01)\n")
    try fixture.tvm("update", "--rollback").expectSuccess()
    let pruned = try fixture.tvm("update", "--prune")
    #expect(pruned.errors.contains("removed the rollback copy of rust stable-\(RustFixture.host)"))
    #expect(fixture.names("rustup/tvm/previous") == [])
    #expect(fixture.staged == [])
    #expect(try fixture.version("cargo", of: "stable") == "cargo 1.71.0 (000000000 2023-07-13)\n")
    for option in ["--rollback", "--prune"] {
      try fixture.tvm("update", option, "stable").expectFailure(saying: "nothing to roll back")
    }
    #expect(try fixture.tvm("update", "--rollback", "--prune", "stable").status == 64)
  }

  @Test("what rustup has removed does not come back by what was kept of it")
  func removed() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable").expectSuccess()
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update").expectSuccess()
    try fixture.sandbox.remove(fixture.root("stable"))
    try fixture.sandbox.remove("rustup/update-hashes/stable-\(RustFixture.host)")
    try fixture.tvm("update", "--rollback", "stable").expectFailure(
      saying: "it changed after the last update")
    #expect(fixture.names("rustup/toolchains") == [])
    try fixture.tvm("update", "--prune").expectSuccess()
    #expect(fixture.names("rustup/tvm/previous") == [])
  }

  @Test("the older name of the server's variable counts where the newer is not set")
  func distRoot() throws {
    let fixture = try RustFixture("1.70.0")
    let server = fixture.sandbox.environment.removeValue(forKey: "RUSTUP_DIST_SERVER") ?? ""
    fixture.sandbox.environment["RUSTUP_DIST_ROOT"] = server + "/dist/"
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    fixture.sandbox.environment["RUSTUP_DIST_SERVER"] = server + "/odd"
    try fixture.tvm("install", "stable").expectFailure(saying: "/odd was not found")
  }

  @Test("settings of rustup's that are broken are reported, and Go's part is told all the same")
  func brokenSettings() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write("version = \n", to: "rustup/settings.toml")
    try fixture.sandbox.write("go1.21.0\n", to: "tvm/go/1.21.0/VERSION")
    try fixture.sandbox.write("#!/bin/sh\n", to: "tvm/go/1.21.0/bin/go", executable: true)
    try fixture.tvm("default", "go@1.21").expectSuccess()
    for (command, words) in [("list", "* go 1.21.0"), ("default", "go 1.21\n")] {
      let result = try fixture.tvm(command)
      #expect(result.status == 1 && result.errors.contains("settings.toml"), "\(result.errors)")
      #expect(result.output.hasPrefix(words), "\(result.output)")
    }
  }

  @Test("a nightly without a component names the newest that has it, and takes it when told to")
  func nightly() throws {
    let fixture = try RustFixture("nightly", "2023-06-19")
    try fixture.release("nightly", "2023-06-20", ["--without", "clippy-preview"])
    try fixture.release("nightly", "2023-06-21", ["--without", "clippy-preview"])
    let refused = try fixture.tvm("install", "nightly")
    refused.expectFailure(saying: "has no clippy")
    #expect(refused.errors.contains("newest date with all of them: 2023-06-19"))
    #expect(fixture.names("rustup/toolchains") == [])
    try fixture.tvm("install", "nightly", "--allow-downgrade").expectSuccess()
    #expect(
      try fixture.version("cargo-clippy", of: "nightly")
        == "cargo-clippy nightly (000000000 2023-06-19)\n")
    try fixture.tvm("install", "nightly-2023-06-21", "--profile", "minimal").expectSuccess()
  }

  @Test("use keeps the rest of rust-toolchain.toml, and the default that of rustup's settings")
  func pins() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write(
      "# ours\n[toolchain]\nchannel = 'stable' # moving\ncomponents = [ \"clippy\" ]\n",
      to: "project/rust-toolchain.toml")
    try fixture.tvm("use", "1.70.0").expectSuccess()
    #expect(
      fixture.sandbox.read("project/rust-toolchain.toml")
        == "# ours\n[toolchain]\nchannel = \"1.70.0\" # moving\ncomponents = [ \"clippy\" ]\n")
    try fixture.sandbox.write(
      "# mine\nversion = \"12\"\nodd = 1 # kept\n\n[overrides]\n\"/x\" = \"nightly\"\n",
      to: "rustup/settings.toml")
    try fixture.tvm("default", "rust@1.70.0").expectSuccess()
    #expect(
      fixture.sandbox.read("rustup/settings.toml")
        == "# mine\nversion = \"12\"\nodd = 1 # kept\ndefault_toolchain = \"1.70.0-\(RustFixture.host)\"\n\n[overrides]\n\"/x\" = \"nightly\"\n"
    )
    try fixture.tvm("default", "rust", "none").expectSuccess()
    #expect(!fixture.sandbox.read("rustup/settings.toml").contains("default_toolchain"))
  }

  @Test("releases are listed from the server's list, offline from its copy")
  func remote() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.release("nightly", "2023-06-02")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    try fixture.tvm("list-remote", "rust").expectSuccess("* rust 1.70.0\n")
    try fixture.sandbox.remove("mirror")
    try fixture.tvm("list-remote", "--offline", "rust", "--all")
      .expectSuccess("* rust 1.70.0\n  rust nightly-2023-06-02\n")
  }

  @Test("a half-installed toolchain is shown as such and repaired on demand")
  func repair() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write("half", to: "\(fixture.root("1.70.0"))/bin/rustc")
    let list = try fixture.tvm("list")
    #expect(list.output.contains("incomplete: tvm install --repair rust@1.70.0"))
    try fixture.tvm("install", "rust@1.70.0").expectFailure(
      saying: "the installation of rust 1.70.0")
    try fixture.tvm("install", "--repair", "rust@1.70.0").expectSuccess()
    #expect(try fixture.version("rustc", of: "1.70.0") != nil)
    #expect(fixture.staged == [])
  }

  @Test("a linked toolchain is seen, and only its link is removed")
  func link() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    try fixture.tvm("link", "mine", fixture.sandbox.path(fixture.root("1.70.0"))).expectSuccess()
    #expect(try fixture.tvm("list").output.contains("rust mine"))
    try fixture.tvm("component", "add", "rust-src", "--toolchain", "mine")
      .expectFailure(saying: "is a linked toolchain")
    try fixture.tvm("link", "stable", fixture.sandbox.path(fixture.root("1.70.0")))
      .expectFailure(saying: "is not a valid link name")
    try fixture.tvm("uninstall", "rust@mine").expectSuccess()
    #expect(try fixture.version("rustc", of: "1.70.0") != nil)
  }

  @Test("uninstall removes the toolchain and what is kept of it")
  func uninstall() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "rust@1.70.0").expectSuccess()
    try fixture.tvm("uninstall", "rust@1.70.0").expectSuccess()
    #expect(fixture.names("rustup/toolchains") == [])
    #expect(fixture.names("rustup/update-hashes") == [])
    #expect(fixture.staged == [])
    try fixture.tvm("uninstall", "rust@1.70.0").expectFailure(saying: "is not installed")
  }
}
