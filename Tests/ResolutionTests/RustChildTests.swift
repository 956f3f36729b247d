import Resolution
import Testing

@Suite struct RustChildTests {
  private static let stable = "stable-\(rustHost)"
  private static let root = "\(rustToolchains)/\(stable)"
  private static let shims = "\(FakeWorld.home)/shims"

  private var world: FakeWorld {
    var world = FakeWorld.rust
    world.installRust(Self.stable, "mine")
    world.setRustup("default_toolchain = \"stable\"\n")
    return world
  }

  /// What changes for a child, by the names of the variables.
  private func edits(_ world: FakeWorld, request: String? = nil) throws -> [String: String] {
    let active = try world.rust(request: request)
    let edits = active.environment(
      try Resolver(world.world), world.world)
    return Dictionary(
      edits.map { (text($0.name.bytes), text($0.value ?? bytes("-"))) }, uniquingKeysWith: { $1 })
  }

  @Test("a child sees what rustup's proxies set")
  func variables() throws {
    #expect(
      try edits(world) == [
        "RUSTUP_HOME": "/home/ann/.rustup", "CARGO_HOME": "/home/ann/.cargo",
        "RUSTUP_TOOLCHAIN": Self.stable, "RUSTUP_TOOLCHAIN_SOURCE": "default",
        "RUST_RECURSION_COUNT": "1", "LD_LIBRARY_PATH": "\(Self.root)/lib",
        "PATH": "\(Self.shims):/home/ann/.cargo/bin:/usr/bin:/bin",
      ])
  }

  @Test("the source has rustup's words")
  func sources() throws {
    var world = world
    let source = "RUSTUP_TOOLCHAIN_SOURCE"
    #expect(try edits(world, request: "mine")[source] == "cli")
    world.variables["RUSTUP_TOOLCHAIN"] = "mine"
    #expect(try edits(world)[source] == "env")
    world.variables["RUSTUP_TOOLCHAIN"] = nil
    world.write("mine", to: "/home/ann/shop/rust-toolchain")
    #expect(try edits(world)[source] == "toolchain-file")
    world.setRustup("[overrides]\n\"/home/ann/shop\" = \"mine\"\n")
    #expect(try edits(world)[source] == "path-override")
  }

  @Test(
    "the shims are on PATH, cargo's programs behind them, and neither twice",
    arguments: [
      ("\(shims):/bin", "\(shims):/home/ann/.cargo/bin:/bin"),
      (shims, "\(shims):/home/ann/.cargo/bin"),
      ("/bin:\(shims):\(shims)", "/bin:\(shims):/home/ann/.cargo/bin:\(shims)"),
      ("/usr/bin:/bin", "\(shims):/home/ann/.cargo/bin:/usr/bin:/bin"),
      ("", "\(shims):/home/ann/.cargo/bin"),
      ("/bin:/home/ann/.cargo/bin", "\(shims):/bin:/home/ann/.cargo/bin"),
      ("/home/ann/.cargo/bin:\(shims)", nil),
    ])
  func path(old: String, new: String?) throws {
    var world = world
    world.variables["PATH"] = old
    #expect(try edits(world)["PATH"] == new)
  }

  @Test(
    "the toolchain's libraries come first and never twice",
    arguments: [
      ("/opt/lib", "\(root)/lib:/opt/lib"), ("/foo:", "\(root)/lib:/foo:"),
      ("/a:\(root)/lib", nil), ("", "\(root)/lib"),
    ])
  func libraries(old: String, new: String?) throws {
    var world = world
    world.variables["LD_LIBRARY_PATH"] = old
    #expect(try edits(world)["LD_LIBRARY_PATH"] == new)
  }

  @Test("CARGO is corrected only where it leads to a shim or a proxy")
  func cargo() throws {
    var world = world
    world.variables["CARGO"] = "/opt/cargo"
    world.addProgram("/opt/cargo")
    #expect(try edits(world)["CARGO"] == nil)
    world.variables["CARGO"] = "\(Self.shims)/cargo"
    world.addProgram("\(Self.shims)/cargo", file: 9)
    world.addProgram("\(Self.shims)/rustup", file: 9)
    #expect(try edits(world)["CARGO"] == "\(Self.root)/bin/cargo")
  }

  @Test("a count of twenty passes and twenty-one is a loop")
  func recursion() throws {
    var world = world
    let program = Path("/x/rustc")
    world.variables["RUST_RECURSION_COUNT"] = "20"
    #expect(try edits(world)["RUST_RECURSION_COUNT"] == "21")
    try RustRecursion(world.world).check(program)
    world.variables["RUST_RECURSION_COUNT"] = "21"
    let deeper = world.world
    #expect(throws: ResolutionError.loop([program])) { try RustRecursion(deeper).check(program) }
  }

  @Test("the folders may be moved, relative ones from here")
  func folders() throws {
    var world = world
    world.variables["RUSTUP_HOME"] = "/srv/rustup/"
    world.variables["CARGO_HOME"] = "cargo"
    world.addRust(at: "/srv/rustup/toolchains/mine")
    let edits = try edits(world, request: "mine")
    #expect(edits["RUSTUP_HOME"] == "/srv/rustup")
    #expect(edits["CARGO_HOME"] == "/home/ann/shop/cargo")
  }

  @Test("a custom toolchain without a cargo borrows one, with its own environment")
  func cargoFallback() throws {
    var world = FakeWorld.rust
    world.installRust("mine", programs: ["rustc"])
    world.installRust("beta-\(rustHost)", Self.stable)
    let active = try world.rust("cargo", request: "mine")
    #expect(
      text(active.program(bytes("cargo")).bytes) == "\(rustToolchains)/beta-\(rustHost)/bin/cargo")
    #expect(text(active.name) == "mine")
    world.installRust("nightly-\(rustHost)", programs: ["rustc"])
    #expect(try world.rust("cargo", request: "mine") == active)
  }

  @Test("rust-analyzer may come from anywhere but a shim or a proxy")
  func analyzerFallback() throws {
    var world = world
    world.variables["PATH"] = "/home/ann/.cargo/bin:/usr/bin"
    world.addProgram("/home/ann/.cargo/bin/rustup", file: 5)
    world.addProgram("/home/ann/.cargo/bin/rust-analyzer", file: 5)
    world.addProgram("/usr/bin/rust-analyzer")
    let active = try world.rust("rust-analyzer")
    #expect(text(active.program(bytes("rust-analyzer")).bytes) == "/usr/bin/rust-analyzer")
  }

  @Test(
    "a program that is missing is traced to its component",
    arguments: [
      ("cargo-clippy", "rustc-\(rustHost)\n", "tvm component add clippy"),
      ("clippy-driver", "rustc-\(rustHost)\n", "tvm component add clippy"),
      ("cargo-fmt", "cargo-\(rustHost)\n", "tvm component add rustfmt"),
      ("cargo-miri", "", "tvm component add miri"),
      ("rust-analyzer", "rust-analyzer-sysroot\n", "tvm component add rust-analyzer"),
      ("cargo-clippy", "clippy-preview-\(rustHost)\n", "tvm install --repair rust@\(stable)"),
      ("rustdoc", "rustc-\(rustHost)\n", "tvm install --repair rust@\(stable)"),
      ("rustc", "rustc-dev-\(rustHost)\n", "tvm install --repair rust@\(stable)"),
      ("cargo", nil, "tvm install --repair rust@\(stable)"),
    ])
  func components(program: String, list: String?, help: String) throws {
    var world = world
    if let list { world.write(list, to: "\(Self.root)/lib/rustlib/components") }
    world.write(Self.manifest, to: "\(Self.root)/lib/rustlib/multirust-channel-manifest.toml")
    let resolver = try Resolver(world.world)
    let message = text(resolver.missing(bytes(program), try world.rust()).message)
    #expect(message.hasSuffix("\nhelp: \(help)"), "\(message)")
    let named = text(
      resolver.missing(bytes("rls"), try world.rust(request: "stable")).message)
    #expect(named.contains("--repair") || named.hasSuffix("rls --toolchain \(Self.stable)"))
  }

  /// A release with all that a stable one has.
  private static let manifest = """
    manifest-version = "2"
    [renames.clippy]
    to = "clippy-preview"

    """
    + ["rustc", "cargo", "clippy-preview", "rustfmt", "miri", "rust-analyzer", "rls"]
    .map { "[pkg.\($0).target.\(rustHost)]\navailable = true\n" }.joined()

  @Test("a component is offered only where the release has it")
  func notOffered() throws {
    let records = "\(Self.root)/lib/rustlib"
    for available in ["", "[pkg.rust-analyzer.target.\(rustHost)]\navailable = false\n"] {
      var world = world
      world.write("rustc-\(rustHost)\n", to: "\(records)/components")
      world.write(available, to: "\(records)/multirust-channel-manifest.toml")
      let missing = try Resolver(world.world).missing(bytes("rust-analyzer"), try world.rust())
      #expect(text(missing.what) == "the toolchain \(Self.stable) has no rust-analyzer")
      #expect(!text(missing.message).contains("help: "))
    }
  }

  @Test("a toolchain that was never completed is to be repaired")
  func halfInstalled() throws {
    var world = world
    world.write("rustc-\(rustHost)\n", to: "\(Self.root)/lib/rustlib/components")
    let missing = try Resolver(world.world).missing(bytes("cargo-clippy"), try world.rust())
    #expect(text(missing.message).hasSuffix("\nhelp: tvm install --repair rust@\(Self.stable)"))
  }

  @Test("a custom toolchain has no components")
  func customMissing() throws {
    let missing = try Resolver(world.world)
      .missing(bytes("cargo-clippy"), try world.rust(request: "mine"))
    #expect(text(missing.what) == "the toolchain mine has no cargo-clippy")
  }
}
