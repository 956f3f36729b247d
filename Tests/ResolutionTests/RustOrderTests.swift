import Resolution
import Testing

@Suite struct RustOrderTests {
  /// A world where every place asks for a toolchain of its own.
  private static var full: FakeWorld {
    var world = FakeWorld.rust
    world.installRust(
      "argument", "variable", "tvm", "override", "legacy", "newer", "tools", "outer", "default")
    world.variables["RUSTUP_TOOLCHAIN"] = "variable"
    world.variables["TVM_RUST_VERSION"] = "tvm"
    world.write("legacy\n", to: "/home/ann/shop/rust-toolchain")
    world.write("[toolchain]\nchannel = \"newer\"\n", to: "/home/ann/shop/rust-toolchain.toml")
    world.write("go 1.21\nrust tools\n", to: "/home/ann/shop/.tool-versions")
    world.write("outer\n", to: "/home/ann/rust-toolchain")
    world.setRustup(
      """
      default_toolchain = "default"
      [overrides]
      "/home/ann/shop" = "override"
      "/home/ann/sho" = "nope"
      """)
    return world
  }

  @Test("the places rank as in rustup, with tvm's own between")
  func ranks() {
    var world = Self.full
    #expect(world.rustAnswer(request: "argument") == "argument by the argument +argument")
    #expect(world.rustAnswer() == "variable by RUSTUP_TOOLCHAIN")
    world.variables["RUSTUP_TOOLCHAIN"] = ""
    #expect(world.rustAnswer() == "tvm by TVM_RUST_VERSION")
    world.variables["TVM_RUST_VERSION"] = nil
    let settings = "/home/ann/.rustup/settings.toml"
    #expect(world.rustAnswer() == "override by the directory override in \(settings):4")
    world.setRustup("default_toolchain = \"default\"\n")
    #expect(world.rustAnswer() == "legacy by /home/ann/shop/rust-toolchain:1")
    world.refuse("/home/ann/shop/rust-toolchain", .special)
    #expect(world.rustAnswer() == "/home/ann/shop/rust-toolchain is not a regular file")
    world.directory = "/home/ann/shop/deep/er"
    world.setRustup("default_toolchain = \"default\"\n[overrides]\n\"/home/ann\" = \"override\"\n")
    #expect(world.rustAnswer() == "/home/ann/shop/rust-toolchain is not a regular file")
    world.directory = "/home/ann/other"
    #expect(world.rustAnswer() == "override by the directory override in \(settings):4")
    world.setRustup("default_toolchain = \"default\"\n")
    #expect(world.rustAnswer() == "outer by /home/ann/rust-toolchain:1")
    world.directory = "/tmp"
    #expect(world.rustAnswer() == "default by the default, \(settings):2")
  }

  @Test("a directory with a slash behind it is not found, as in rustup", arguments: ["/", ""])
  func slash(_ end: String) {
    var world = FakeWorld.rust
    world.installRust("override", "default")
    world.setRustup(
      "default_toolchain = \"default\"\n[overrides]\n\"/home/ann\(end)\" = \"override\"\n")
    world.directory = "/home/ann/shop"
    #expect(world.rustAnswer().hasPrefix(end.isEmpty ? "override by" : "default by"))
    world.setRustup(
      "default_toolchain = \"default\"\n[overrides]\n\"/\" = \"override\"\n")
    #expect(world.rustAnswer().hasPrefix("override by"))
  }

  @Test("in one directory .tool-versions comes last")
  func toolVersions() {
    var world = FakeWorld.rust
    world.installRust("newer", "stable-\(rustHost)", "1.70.1-\(rustHost)")
    world.write("rust 1.99.0 1.70.1 # old\n", to: "/home/ann/shop/.tool-versions")
    #expect(world.rustAnswer() == "1.70.1-\(rustHost) by /home/ann/shop/.tool-versions:1")
    world.write("rust latest\n", to: "/home/ann/shop/.tool-versions")
    #expect(world.rustAnswer() == "stable-\(rustHost) by /home/ann/shop/.tool-versions:1")
    world.write("rust ../x\n", to: "/home/ann/shop/.tool-versions")
    #expect(world.rustAnswer() == "\"../x\" is not a valid toolchain name")
    world.write("[toolchain]\nchannel = \"newer\"\n", to: "/home/ann/shop/rust-toolchain.toml")
    #expect(world.rustAnswer() == "newer by /home/ann/shop/rust-toolchain.toml:2")
  }

  @Test("without any default the administrator's counts, then the system's program")
  func fallbacks() {
    var world = FakeWorld.rust
    world.installRust("stable-\(rustHost)")
    #expect(world.rustError() == .nothingActive(.rust, program: bytes("rustc"), in: nil))
    world.addProgram("/usr/bin/rustc")
    #expect(world.rustAnswer() == "system by PATH")
    world.write("default_toolchain = \"stable\"\n", to: "/etc/rustup/settings.toml")
    #expect(
      world.rustAnswer() == "stable-\(rustHost) by the default, /etc/rustup/settings.toml:1")
    world.variables["RUSTUP_OVERRIDE_UNIX_FALLBACK_SETTINGS"] = "/etc/other.toml"
    #expect(world.rustAnswer() == "system by PATH")
    world.setRustup("default_toolchain = \"stable\"\n")
    #expect(world.rustAnswer().hasSuffix("/home/ann/.rustup/settings.toml:2"))
  }

  @Test("proxies of rustup's are nobody's system, except for who asks for the system")
  func proxies() {
    var world = FakeWorld.rust
    world.variables["PATH"] = "/home/ann/.cargo/bin:/usr/bin"
    world.addProgram("/home/ann/.cargo/bin/rustup", file: 5)
    world.addProgram("/home/ann/.cargo/bin/rustc", file: 5)
    #expect(world.rustError() == .nothingActive(.rust, program: bytes("rustc"), in: nil))
    world.variables["TVM_BYPASS"] = "1"
    world.setRustup("version = \"13\"\n")
    #expect(world.rustAnswer() == "system by TVM_BYPASS")
  }

  @Test(
    "an argument or a variable may be a path, which is nobody else's to trust",
    arguments: ["/opt/rust", "/opt/rust/"])
  func paths(written: String) throws {
    var world = FakeWorld.rust
    world.addRust(at: "/opt/rust")
    #expect(world.rustAnswer(request: written) == "/opt/rust by the argument +\(written)")
    world.variables["RUSTUP_TOOLCHAIN"] = written
    let active = try world.rust()
    #expect(text(active.program(bytes("rustc")).bytes) == "/opt/rust/bin/rustc")
    #expect(active.isLink)
  }

  @Test("an argument that names nothing is an error")
  func arguments() {
    let world = FakeWorld.rust
    func fault(_ written: String) -> ResolutionError? { world.rustError(request: written) }
    let source: (String) -> Source = { .argument(bytes($0)) }
    #expect(fault("") == .rust(.malformedName(text: [], source: source(""))))
    #expect(fault("none") == .rust(.malformedName(text: bytes("none"), source: source("none"))))
    #expect(fault("+x") == .rust(.malformedName(text: bytes("+x"), source: source("+x"))))
    #expect(fault("./x") == .rust(.relativePath(text: bytes("./x"), source: source("./x"))))
    #expect(
      fault("/nope") == .rust(.pathWithoutPrograms(bytes("/nope"), source: source("/nope"))))
  }

  @Test("settings that rustup refuses are refused for every program")
  func brokenSettings() {
    let path = Path("/home/ann/.rustup/settings.toml")
    let cases: [(String, RustFault)] = [
      ("", .settingsVersion(path, line: 0, found: nil)),
      ("version = \"13\"", .settingsVersion(path, line: 1, found: bytes("13"))),
      (
        "version = 12",
        .wrongType(path, line: 1, key: bytes("version"), expected: Literal("a string"))
      ),
      ("version", .notTOML(path, line: 1, fault: .key)),
      (
        "version = \"12\"\ndefault_host_triple = \"bogus\"",
        .wrongType(
          path, line: 2, key: bytes("default_host_triple"),
          expected: Literal("a platform such as x86_64-unknown-linux-gnu"))
      ),
      ("version = \"12\"\nprofile = \"x\"", .unknownProfile(path, line: 2, profile: bytes("x"))),
    ]
    var world = FakeWorld.rust
    world.installRust("mine")
    for (contents, fault) in cases {
      world.write(contents, to: "/home/ann/.rustup/settings.toml")
      #expect(world.rustError(request: "mine") == .rust(fault), "\(contents)")
    }
  }

  @Test("the host comes from the settings, in both spellings, before the variable")
  func hosts() {
    var world = FakeWorld.rust
    world.installRust("stable-aarch64-unknown-linux-musl", "stable-i686-unknown-linux-gnu")
    world.setRustup("default_host_triple = \"aarch64-unknown-linux-musl\"\n")
    #expect(world.rustAnswer(request: "stable").hasPrefix("stable-aarch64-unknown-linux-musl "))
    world.setRustup(
      """
      default_host_tuple = "i686-unknown-linux-gnu"
      default_host_triple = "aarch64-unknown-linux-musl"
      """)
    #expect(world.rustAnswer(request: "stable").hasPrefix("stable-i686-unknown-linux-gnu "))
  }

  @Test("a name costs no reading of a folder")
  func cost() throws {
    var world = FakeWorld.rust
    world.installRust("1.70.1-\(rustHost)")
    world.write(
      "[toolchain]\nchannel = \"1.70.1\"\ncomponents = [\"rustfmt\"]\n",
      to: "/home/ann/shop/rust-toolchain.toml")
    _ = try world.rust()
    #expect(world.calls.listed == [])
    #expect(world.calls.looked == ["\(rustToolchains)/1.70.1-\(rustHost)/bin/rustc"])
    #expect(
      world.calls.read == [
        "/home/ann/.config/tvm/config.toml", "/home/ann/.rustup/settings.toml",
        "/home/ann/shop/rust-toolchain", "/home/ann/shop/rust-toolchain.toml",
      ])
  }
}
