import Foundation
import TestSupport
import Testing

@Suite(
  "tvm beside a real rustup", .timeLimit(.minutes(20)),
  .enabled(if: RealRustup.path != nil, "no rustup is installed here"))
struct RealRustupTests {
  /// Runs the real rustup in the fixture's homes.
  private func rustup(
    _ fixture: RustFixture, _ arguments: String..., home: String = "rustup"
  ) throws -> ProgramOutput {
    try rustup(fixture, arguments, home: home)
  }

  private func rustup(
    _ fixture: RustFixture, _ arguments: [String], home: String
  ) throws -> ProgramOutput {
    let before = fixture.sandbox.environment
    defer { fixture.sandbox.environment = before }
    fixture.sandbox.environment["RUSTUP_HOME"] = fixture.sandbox.path(home)
    fixture.sandbox.environment["RUSTUP_AUTO_INSTALL"] = "0"
    return try fixture.sandbox.run(RealRustup.path ?? "", arguments, in: "project")
  }

  @Test("both install the same tree, modes and records included")
  func sameTree() throws {
    let fixture = try RustFixture("1.70.0")
    let options = ["-c", "rust-src", "-t", "wasm32-wasip1"]
    try fixture.tvm("install", "rust@1.70.0", options[0], options[1], options[2], options[3])
      .expectSuccess()
    _ = try rustup(
      fixture, "toolchain", "install", "1.70.0", "--no-self-update", options[0], options[1],
      options[2], options[3], home: "other")
    let other = fixture.root("1.70.0").replacing("rustup/", with: "other/")
    // rustup writes the manifest anew, with its own keys.
    let isSame = { (line: String) in !line.contains("multirust-channel-manifest.toml") }
    let trees = try [fixture.root("1.70.0"), other].map { try fixture.tree($0).filter(isSame) }
    #expect(trees[0] == trees[1])
    let difference = try fixture.sandbox.run(
      "diff",
      [
        "-r", "-x", "multirust-channel-manifest.toml", "-x", "components",
        fixture.sandbox.path(fixture.root("1.70.0")), fixture.sandbox.path(other),
      ])
    #expect(difference.output == "")
    let hash = "update-hashes/1.70.0-\(RustFixture.host)"
    #expect(fixture.sandbox.read("rustup/\(hash)") == fixture.sandbox.read("other/\(hash)"))
  }

  @Test("tvm rustup prints what rustup prints, and ends with the same status")
  func sameAnswers() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.release("nightly", "2023-06-02")
    let commands = """
      show; toolchain list; default; override list; show active-toolchain
      toolchain install stable --profile minimal --no-self-update
      toolchain install nightly --profile minimal --no-self-update
      show; show -v; show active-toolchain; show active-toolchain -v; show profile; default
      -v toolchain list; --quiet toolchain list; toolchain list -v; toolchain list -q
      +nightly show; +nightly show active-toolchain -v; +nope show; +1.69.0 show active-toolchain
      -q component list --installed; component list; target list; component add clippy; which cargo
      component list -q; target add all; target list --installed; component remove clippy
      component remove clippy; target remove wasm32-wasip1; target add bogus; component add bogus
      override set nightly; show active-toolchain; override list; override unset; override list
      override set stable --path /none/gone; override list; override unset --nonexistent
      check --no-self-update; update --no-self-update; toolchain up stable --no-self-update
      run nightly rustc --version; run 1.69.0 cargo; which nosuch; default nightly; default
      toolchain uninstall nope; toolchain rm nightly; default none; default; foo; -v -q show
      toolchain install latest; toolchain install foo/bar; update latest; default latest
      toolchain install stable --profile foo --no-self-update; override set latest
      toolchain install stable -c rust-src --no-self-update; run latest rustc --version
      toolchain install stable -c rust-src --no-self-update; which rustc --toolchain latest
      toolchain install stable -c clipy --no-self-update; component list --toolchain latest
      +/abs/path show; +/ show; +a/b show
      toolchain link my ROOT/link; toolchain list; toolchain list -v; component list --toolchain my
      target list --toolchain my; component add clippy --toolchain my; +my show
      which cargo-clippy --toolchain my; which rustc --toolchain my; run my rustc x
      run stable cargo-miri; run stable nosuch; component add clippy --target wasm32-wasip1
      component add clippy --target bogus; component add clippy-preview; target remove nope
      default stable; override set stable --path ROOT/project/; override list
      override set stable --path ./; override list; override unset --path ROOT/project/
      override set stable --path ROOT/gone/; override list; override unset --path ROOT/gone
      override unset --path ROOT/gone/; override list; toolchain uninstall stable my; show
      toolchain install --no-self-update
      set profile minimal; show profile; set profile; show profile; set profile foo
      set auto-self-update disable; set auto-self-update foo; set auto-install disable
      set default-host x86_64-unknown-linux-musl; show; set default-host foo
      """
    for program in ["rustc", "cargo"] {
      try fixture.sandbox.write("#!/bin/sh\necho $*\n", to: "link/bin/\(program)", executable: true)
    }
    try fixture.sandbox.makeDirectory("link/lib")
    for line in commands.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
      let words = line.split(separator: " ")
        .map { String($0).replacing("ROOT", with: fixture.sandbox.root) }
      let real = try rustup(fixture, words, home: "other")
      let tvm = try fixture.sandbox.run(
        Project.program("tvm"), ["rustup"] + words, in: "project")
      #expect(tvm.status == real.status, "\(line): \(tvm.errors)")
      let (home, other) = (fixture.sandbox.path("rustup"), fixture.sandbox.path("other"))
      #expect(tvm.output.replacing(home, with: other) == real.output, "\(line)")
      if words[0] == "set" {
        let settings = ["rustup", "other"].map { home in
          fixture.sandbox.read("\(home)/settings.toml").split(separator: "\n").sorted()
        }
        #expect(settings[0] == settings[1], "\(line)")
      }
    }
  }

  @Test("usage errors end with rustup's status, on the stream that rustup takes for them")
  func sameStreams() throws {
    let fixture = try RustFixture()
    for line in [
      "", "-v", "-q", "foo", "show bogus", "show --bogus", "toolchain", "toolchain foo",
      "component",
      "override", "target add", "default a b", "which", "run", "run stable", "update --bogus",
      "toolchain install --profile", "toolchain uninstall", "set", "self", "--help", "help",
      "help show", "-V",
      "show --help",
    ] {
      let words = line.split(separator: " ").map(String.init)
      let real = try rustup(fixture, words, home: "other")
      let tvm = try fixture.sandbox.run(Project.program("tvm"), ["rustup"] + words, in: "project")
      #expect(tvm.status == real.status, "\(line): \(tvm.errors)")
      #expect(tvm.output.isEmpty == real.output.isEmpty, "\(line): \(tvm.output)")
      #expect(tvm.errors.isEmpty == real.errors.isEmpty, "\(line): \(tvm.errors)")
    }
  }

  @Test("a toolchain file's faults have rustup's outcome, and leave rustup's components")
  func sameFiles() throws {
    let fixture = try RustFixture("1.70.0", "2023-06-01", "--without", "rust-src")
    for wish in [
      "components = [\"clipy\", \"clippy\"]", "components = [\"rust-src\", \"rustfmt\"]",
      "targets = [\"bogus\", \"wasm32-wasip1\"]", "components = [\"rust-mingw\"]",
      "profile = \"odd\"",
    ] {
      try fixture.sandbox.write(
        "[toolchain]\nchannel = \"stable\"\nprofile = \"minimal\"\n\(wish)\n"
          .replacing("profile = \"minimal\"\nprofile", with: "profile"),
        to: "project/rust-toolchain.toml")
      for isThere in [false, true] {
        if isThere {
          let install = ["toolchain", "install", "stable", "--profile", "minimal"]
          _ = try rustup(fixture, install + ["--no-self-update"], home: "other")
          _ = try fixture.sandbox.run(
            Project.program("tvm"), ["rustup"] + install, in: "project")
        }
        let real = try rustup(
          fixture, ["toolchain", "install", "--no-self-update"], home: "other")
        let own = try fixture.tvm("rustup", "toolchain", "install")
        #expect(own.status == real.status, "\(wish), \(isThere): \(own.errors)")
        let records = ["rustup", "other"].map { home in
          fixture.sandbox.read(
            "\(home)/toolchains/stable-\(RustFixture.host)/lib/rustlib/components"
          ).split(separator: "\n").sorted()
        }
        #expect(records[0] == records[1], "\(wish), \(isThere)")
      }
      for home in ["rustup", "other"] { try fixture.sandbox.remove(home) }
    }
  }

  @Test("both leave the same tree after every verb")
  func sameTreeAfterVerbs() throws {
    let fixture = try RustFixture("1.70.0")
    let verbs = [
      ["install", "stable", "--profile", "minimal"],
      ["component", "add", "clippy", "--toolchain", "stable"],
      ["target", "add", "wasm32-wasip1", "--toolchain", "stable"],
      ["component", "remove", "cargo", "--toolchain", "stable"], ["update", "stable"],
      ["target", "remove", "wasm32-wasip1", "--toolchain", "stable"], ["uninstall", "stable"],
    ]
    let records = ["components", "multirust-config.toml"]
    for verb in verbs {
      if verb[0] == "update" { try fixture.release("1.71.0", "2023-07-13") }
      let tvm = try fixture.sandbox.run(Project.program("tvm"), verb, in: "project")
      #expect(tvm.status == 0, "\(verb): \(tvm.errors)")
      let ownUpdate = ["install", "update"].contains(verb[0]) ? ["--no-self-update"] : []
      let other = try rustup(fixture, verb + ownUpdate, home: "other")
      #expect(other.status == 0, "\(verb): \(other.errors)")
      for folder in ["toolchains", "update-hashes"] {
        #expect(fixture.names("rustup/\(folder)") == fixture.names("other/\(folder)"), "\(verb)")
      }
      let roots = [fixture.root("stable"), "other/toolchains/stable-\(RustFixture.host)"]
      guard verb[0] != "uninstall" else { break }
      // rustup writes the manifest anew, with its own keys.
      let trees = try roots.map {
        try fixture.tree($0).filter { !$0.contains("multirust-channel-manifest.toml") }
      }
      #expect(trees[0] == trees[1], "\(verb)")
      let without = (records + ["multirust-channel-manifest.toml"]).flatMap { ["-x", $0] }
      let difference = try fixture.sandbox.run(
        "diff", ["-r"] + without + roots.map { fixture.sandbox.path($0) })
      #expect(difference.output == "", "\(verb)")
      for record in records {
        // The order is that of what was done.
        let parts = roots.map {
          fixture.sandbox.read("\($0)/lib/rustlib/\(record)").split(separator: "\n").sorted()
        }
        #expect(parts[0] == parts[1], "\(verb)")
      }
    }
  }

  @Test("rustup lists, runs, extends, updates and removes what tvm has installed")
  func rustupAfterTvm() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.tvm("install", "stable", "--profile", "minimal").expectSuccess()
    let name = "stable-\(RustFixture.host)"
    #expect(try rustup(fixture, "toolchain", "list").output.hasPrefix(name))
    let run = try rustup(fixture, "run", "stable", "rustc", "--version")
    #expect(run.output == "rustc 1.70.0 (000000000 2023-06-01)\n")
    let check = try rustup(fixture, "check", "--no-self-update")
    #expect(check.output.contains("up to date: 1.70.0"), "\(check.errors)")
    #expect(try rustup(fixture, "component", "add", "clippy", "--toolchain", name).status == 0)
    #expect(try rustup(fixture, "target", "add", "wasm32-wasip1", "--toolchain", name).status == 0)
    #expect(try rustup(fixture, "component", "remove", "cargo", "--toolchain", name).status == 0)
    #expect(try fixture.version("cargo", of: "stable") == nil)
    try fixture.release("1.71.0", "2023-07-13")
    let update = try rustup(fixture, "update", "stable", "--no-self-update")
    #expect(update.status == 0, "\(update.errors)")
    #expect(
      try fixture.version("cargo-clippy", of: "stable")
        == "cargo-clippy 1.71.0 (000000000 2023-07-13)\n")
    #expect(try rustup(fixture, "toolchain", "uninstall", "stable").status == 0)
    #expect(fixture.names("rustup/toolchains") == [])
  }

  @Test("tvm lists, extends, updates and removes what rustup has installed")
  func tvmAfterRustup() throws {
    let fixture = try RustFixture("1.70.0")
    _ = try rustup(
      fixture, "toolchain", "install", "stable", "--profile", "minimal", "--no-self-update")
    #expect(try fixture.tvm("list").output.contains("rust stable-\(RustFixture.host)"))
    try fixture.tvm("component", "add", "clippy", "--toolchain", "stable").expectSuccess()
    try fixture.tvm("component", "remove", "cargo", "--toolchain", "stable").expectSuccess()
    #expect(try fixture.version("cargo", of: "stable") == nil)
    #expect(try fixture.version("cargo-clippy", of: "stable") != nil)
    try fixture.release("1.71.0", "2023-07-13")
    try fixture.tvm("update").expectSuccess()
    #expect(try fixture.version("rustc", of: "stable") == "rustc 1.71.0 (000000000 2023-07-13)\n")
    let check = try rustup(fixture, "check", "--no-self-update")
    #expect(check.output.contains("up to date: 1.71.0"), "\(check.errors)")
    try fixture.tvm("uninstall", "stable").expectSuccess()
    #expect(try rustup(fixture, "toolchain", "list").output.contains("no installed toolchains"))
  }

  @Test("a toolchain that rustup changes while tvm is at work on it stays as rustup has left it")
  func atTheSameToolchain() throws {
    let fixture = try RustFixture("1.70.0")
    let name = "stable-\(RustFixture.host)"
    func stopped(_ words: String...) throws -> RunningProgram {
      let before = fixture.sandbox.environment
      defer { fixture.sandbox.environment = before }
      fixture.sandbox.environment["TVM_TEST_CHECKPOINT"] = "unpacked"
      let program = try RunningProgram(
        Project.program("tvm"), words, in: fixture.sandbox, directory: "project")
      #expect(program.waitUntilStopped(), "\(program.errors)")
      return program
    }
    let install = try stopped("install", "stable", "--profile", "minimal")
    let own = ["--profile", "minimal", "--no-self-update"]
    #expect(
      try rustup(fixture, ["toolchain", "install", "stable"] + own, home: "rustup").status == 0)
    install.send(SIGCONT)
    #expect(install.waitForExit() == 0)
    #expect(install.errors.contains("is already installed"), "\(install.errors)")

    let add = try stopped("component", "add", "clippy", "--toolchain", "stable")
    let other = ["component", "add", "rustfmt", "--toolchain", name]
    #expect(try rustup(fixture, other, home: "rustup").status == 0)
    add.send(SIGCONT)
    #expect(add.waitForExit() == 1)
    #expect(add.errors.contains("rust \(name) was changed by another program"))
    #expect(try fixture.version("rustfmt", of: "stable") != nil)
    #expect(try fixture.version("cargo-clippy", of: "stable") == nil)
    try fixture.tvm("component", "add", "clippy", "--toolchain", "stable").expectSuccess()

    try fixture.release("1.71.0", "2023-07-13")
    let update = try stopped("update")
    #expect(try rustup(fixture, "toolchain", "uninstall", "stable").status == 0)
    update.send(SIGCONT)
    #expect(update.waitForExit() == 1)
    #expect(fixture.names("rustup/toolchains") == [])
    #expect(fixture.staged == [])
  }

  @Test("both work at the same time on different toolchains and keep each other's settings")
  func atTheSameTime() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.release("1.71.0", "2023-07-13")
    // Without a default rustup would choose one, and write the file anew with its own keys only.
    let settings = """
      # mine
      version = "12"
      odd = 1
      profile = "minimal"
      default_toolchain = "1.71.0-\(RustFixture.host)"

      """
    try fixture.sandbox.write(settings, to: "rustup/settings.toml")
    try fixture.sandbox.makeDirectory("rustup-init")
    let copy = try fixture.sandbox.copy(try #require(RealRustup.path), to: "rustup-init/rustup")
    fixture.sandbox.environment["RUSTUP_AUTO_INSTALL"] = "0"
    func both(_ tvm: [String], _ rustup: [String]) throws {
      let programs = try [(Project.program("tvm"), tvm), (copy, rustup)].map {
        try RunningProgram($0, $1, in: fixture.sandbox, directory: "project")
      }
      for program in programs { #expect(program.waitForExit() == 0, "\(program.errors)") }
    }
    try both(
      ["install", "rust@1.70.0"], ["toolchain", "install", "1.71.0", "--no-self-update"])
    try both(
      ["component", "add", "rust-src", "--toolchain", "1.70.0"],
      ["component", "add", "rust-src", "--toolchain", "1.71.0"])
    for name in ["1.70.0", "1.71.0"] {
      #expect(try fixture.version("rustc", of: name)?.hasPrefix("rustc \(name)") == true)
      #expect(fixture.components(name).contains("rust-src"))
    }
    #expect(fixture.names("rustup/update-hashes").count == 2)
    #expect(fixture.staged == [])
    #expect(fixture.sandbox.read("rustup/settings.toml") == settings)
    try fixture.tvm("default", "rust@1.70.0").expectSuccess()
    #expect(
      fixture.sandbox.read("rustup/settings.toml") == settings.replacing("1.71.0", with: "1.70.0"))
    #expect(try rustup(fixture, "override", "set", "1.71.0").status == 0)
    #expect(try rustup(fixture, "default").output.hasPrefix("1.70.0-"))
    #expect(try fixture.tvm("which", "rustc").output.contains("/1.71.0-"))
  }

  @Test(
    "what tvm installs of a real release compiles and runs",
    .enabled(if: RealRustup.toolchain != nil, "no toolchain is installed here"))
  func realToolchain() throws {
    let fixture = try RustFixture()
    try fixture.release(
      "1.95.0", "2026-04-16", ["--toolchain", RealRustup.toolchain ?? "", "--format", "gz"])
    try fixture.tvm("install", "rust@1.95.0", "--profile", "minimal").expectSuccess()
    try fixture.sandbox.write("fn main() { println!(\"hello\"); }\n", to: "project/main.rs")
    let compiler = fixture.sandbox.path("\(fixture.root("1.95.0"))/bin/rustc")
    let compiled = try fixture.sandbox.run(compiler, ["main.rs"], in: "project")
    #expect(compiled.status == 0, "\(compiled.errors)")
    #expect(try fixture.sandbox.run(fixture.sandbox.path("project/main")).output == "hello\n")
  }
}
