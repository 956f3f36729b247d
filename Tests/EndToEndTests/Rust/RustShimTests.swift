import Foundation
import TestSupport
import Testing

@Suite("The shims of Rust") struct RustShimTests {
  private static let stable = "stable-x86_64-unknown-linux-gnu"

  @Test("arguments arrive byte for byte, without the request")
  func arguments() throws {
    let rust = try RustSandbox("two words")
    try rust.install(Self.stable, script: #"printf '<%s>' "$@""#)
    let result = try rust.run("rustc", "+stable", "+x", "a b", "", "é\n")
    #expect(result.output == "<+x><a b><><é\n>")
    #expect(result.errors == "")
  }

  @Test("a child sees the variables and keeps its exit status")
  func environment() throws {
    let rust = try RustSandbox()
    try rust.install(Self.stable, script: "env; exit 7")
    try rust.pin("stable")
    let result = try rust.run("rustc")
    #expect(result.status == 7)
    let lines = result.output.split(separator: "\n")
    for line in [
      "RUSTUP_HOME=\(rust.sandbox.path("rustup"))", "CARGO_HOME=\(rust.sandbox.path("cargo"))",
      "RUSTUP_TOOLCHAIN=\(Self.stable)", "RUSTUP_TOOLCHAIN_SOURCE=toolchain-file",
      "RUST_RECURSION_COUNT=1", "LD_LIBRARY_PATH=\(rust.root(Self.stable))/lib",
      "PATH=\(rust.sandbox.path("tvm/shims")):\(rust.sandbox.path("cargo/bin")):/usr/bin:/bin",
    ] {
      #expect(lines.contains { $0 == line }, "\(line)")
    }
  }

  @Test("a shim called by its path gives its child the other shims")
  func byPath() throws {
    let rust = try RustSandbox()
    try rust.install(Self.stable, "cargo", script: "rustc -vV && cargo-clippy")
    try rust.install(Self.stable, script: "echo rustc")
    try rust.install(Self.stable, "cargo-clippy", script: "echo clippy")
    try rust.pin("stable")
    rust.sandbox.environment["PATH"] = "/usr/bin:/bin"
    let result = try rust.run("cargo", "build")
    #expect(result.output == "rustc\nclippy\n")
    #expect(result.errors == "")
  }

  @Test(
    "cargo +msrv looks at the package that it is told of",
    arguments: [
      (["--manifest-path", "a/Cargo.toml"], "1.70.0"),
      (["--manifest-path=a/Cargo.toml"], "1.70.0"),
      (["--manifest-path", "Cargo.toml"], "1.60.0"),
      (["--manifest-path"], "1.60.0"),
      (["--", "--manifest-path", "a/Cargo.toml"], "1.60.0"),
    ])
  func manifestPath(arguments: [String], version: String) throws {
    let rust = try RustSandbox()
    for (folder, version) in [("project", "1.60.0"), ("project/a", "1.70.0")] {
      try rust.install("\(version)-x86_64-unknown-linux-gnu", "cargo", script: "echo \(version)")
      try rust.sandbox.write(
        "[package]\nrust-version = \"\(version)\"\n", to: "\(folder)/Cargo.toml")
    }
    let result = try rust.sandbox.run(
      rust.sandbox.path("tvm/shims/cargo"), ["+msrv", "build"] + arguments, in: "project")
    #expect(result.output == "\(version)\n", "\(result.errors)")
  }

  @Test("a loop through other processes ends with an error that shows it")
  func recursion() throws {
    let rust = try RustSandbox()
    try rust.install(Self.stable, script: "rustc; exit $?")
    try rust.pin("stable")
    let result = try rust.run("rustc")
    #expect(result.status == 127)
    #expect(
      result.errors == """
        tvm: rustc would run itself forever
          -> \(rust.root(Self.stable))/bin/rustc
        help: tvm why

        """)
  }

  @Test("a custom toolchain that leads to a shim is a loop at once")
  func customLoop() throws {
    let rust = try RustSandbox()
    try rust.sandbox.makeDirectory("rustup/toolchains/mine/bin")
    try FileManager.default.createSymbolicLink(
      atPath: rust.root("mine") + "/bin/rustc",
      withDestinationPath: rust.sandbox.path("tvm/shims/rustc"))
    let result = try rust.run("rustc", "+mine")
    #expect(result.status == 127)
    #expect(result.errors.hasPrefix("tvm: rustc would run itself forever\n"))
  }

  @Test("a program that a component provides is named with the command that adds it")
  func component() throws {
    let rust = try RustSandbox()
    try rust.install(Self.stable, script: "")
    try rust.sandbox.write(
      "rustc-x86_64-unknown-linux-gnu\n",
      to: "rustup/toolchains/\(Self.stable)/lib/rustlib/components")
    try rust.sandbox.write(
      "[pkg.clippy.target.x86_64-unknown-linux-gnu]\navailable = true\n",
      to: "rustup/toolchains/\(Self.stable)/lib/rustlib/multirust-channel-manifest.toml")
    try rust.pin("stable")
    let result = try rust.run("cargo-clippy")
    #expect(result.status == 127)
    #expect(
      result.errors == """
        tvm: the toolchain \(Self.stable) has no cargo-clippy; it is part of clippy
          asked for by \(rust.sandbox.path("project/rust-toolchain")):1
        help: tvm component add clippy

        """)
  }

  @Test("a program that cannot be run has a status of its own")
  func refused() throws {
    let rust = try RustSandbox()
    try rust.install(Self.stable, script: "")
    try rust.pin("stable")
    let path = rust.root(Self.stable) + "/bin/rustc"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let result = try rust.run("rustc")
    #expect(result.status == 126)
    #expect(result.errors.hasPrefix("tvm: cannot run \(path): "))
  }

  @Test("the shim named rustup hands over to a real one, unchanged")
  func realRustup() throws {
    let rust = try RustSandbox()
    try rust.sandbox.write(
      "#!/bin/sh\nprintf '%s|' \"$0\" \"$@\" \"$RUSTUP_TOOLCHAIN\"\n", to: "real/rustup",
      executable: true)
    rust.sandbox.environment["PATH"]? += ":" + rust.sandbox.path("real")
    let result = try rust.run("rustup", "+nightly", "show", "a b")
    #expect(result.output == "\(rust.sandbox.path("real/rustup"))|+nightly|show|a b||")
  }

  @Test("without a real rustup its shim asks tvm")
  func ownRustup() throws {
    let rust = try RustSandbox()
    let alone = try rust.run("rustup", "show").errors
    #expect(alone.contains("no rustup is on PATH outside tvm"))
    #expect(alone.contains("help: tvm shims"))
    try rust.sandbox.write(
      "#!/bin/sh\nprintf '%s|' \"$@\"\n", to: "bin/tvm", executable: true)
    try FileManager.default.createSymbolicLink(
      atPath: rust.sandbox.path("tvm/tvm"), withDestinationPath: rust.sandbox.path("bin/tvm"))
    #expect(try rust.run("rustup").output == "rustup|")
    #expect(try rust.run("rustup", "+x", "show", "a b").output == "rustup|+x|show|a b|")
  }

  @Test("two files in one directory bring a warning, and the program runs")
  func warning() throws {
    let rust = try RustSandbox()
    try rust.install(Self.stable, script: "echo ran")
    try rust.pin("stable")
    try rust.sandbox.write("[toolchain]\nchannel = \"nope\"\n", to: "project/rust-toolchain.toml")
    let result = try rust.run("rustc")
    #expect(result.output == "ran\n")
    let path = rust.sandbox.path("project/rust-toolchain")
    #expect(result.errors == "tvm: \(path).toml: ignored: \(path) in the same directory wins\n")
  }

  @Test("files that would hang or fill memory are errors at once")
  func hostile() throws {
    let rust = try RustSandbox()
    try rust.install(Self.stable, script: "echo ran")
    let path = rust.sandbox.path("project/rust-toolchain.toml")
    for make in ["mkfifo", "mkdir", "ln -s /dev/zero", "truncate -s 1G"] {
      #expect(try rust.sandbox.run("sh", ["-c", "\(make) '\(path)'"]).status == 0)
      let result = try rust.run("rustc")
      #expect(result.status == 127)
      #expect(result.errors.hasPrefix("tvm: \(path) is "), "\(make): \(result.errors)")
      try rust.sandbox.remove("project/rust-toolchain.toml")
    }
  }
}
