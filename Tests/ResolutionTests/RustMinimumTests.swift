import Resolution
import Testing

@Suite struct RustMinimumTests {
  private func world(_ manifest: String) -> FakeWorld {
    var world = FakeWorld.rust
    world.installRust(
      "1.69.0-\(rustHost)", "1.70.0-\(rustHost)", "1.70.10-\(rustHost)", "1.70.9-\(rustHost)",
      "1.70.11-\(rustHost.replacing("gnu", with: "musl"))", "1.80-\(rustHost)", "1.80.1-\(rustHost)"
    )
    world.write(manifest, to: "/home/ann/shop/Cargo.toml")
    world.directory = "/home/ann/shop/src"
    return world
  }

  @Test(
    "+msrv takes the rust-version of the nearest Cargo.toml",
    arguments: [
      ("[package]\nrust-version = \"1.70\"\n", "1.70.10-\(rustHost)", 2),
      ("[package]\nrust-version = \"1.70.0\"\n", "1.70.0-\(rustHost)", 2),
      ("[package]\nrust-version = \"1.70.2\"\n", "1.70.10-\(rustHost)", 2),
      ("[package]\nrust-version = \"1.80.0\"\n", "1.80.1-\(rustHost)", 2),
      ("package.rust-version = \"1.80\"\n", "1.80-\(rustHost)", 1),
      ("[workspace]\n[workspace.package]\nrust-version = \"1.69.0\"\n", "1.69.0-\(rustHost)", 3),
      (
        """
        [[bin]]
        name = "a"
        [[bin]]
        name = "b"
        [package]
        rust-version.workspace = true
        [workspace.package]
        rust-version = "1.69.0"
        """, "1.69.0-\(rustHost)", 8
      ),
    ])
  func minimum(manifest: String, name: String, line: Int) {
    #expect(
      world(manifest).rustAnswer(request: "msrv") == "\(name) by /home/ann/shop/Cargo.toml:\(line)")
  }

  @Test(
    "the value of a workspace is taken from above, or from where the package says it is",
    arguments: [
      ("rust-version.workspace = true", "/home/ann/Cargo.toml"),
      ("rust-version = { workspace = true }", "/home/ann/Cargo.toml"),
      ("rust-version.workspace = true\nworkspace = \"/srv/all\"", "/srv/all/Cargo.toml"),
    ])
  func inherited(keys: String, origin: String) {
    var world = world("[package]\n\(keys)\n")
    world.write(
      "[workspace]\nmembers = [\"*\"]\n[workspace.package]\nrust-version = \"1.70.0\"\n", to: origin
    )
    #expect(world.rustAnswer(request: "msrv") == "1.70.0-\(rustHost) by \(origin):4")
  }

  @Test("without a rust-version there is no minimum")
  func none() {
    let path = Path("/home/ann/shop/Cargo.toml")
    for manifest in ["[package]\n", "[workspace]\n", "[package]\nrust-version.workspace = true\n"] {
      #expect(world(manifest).rustError(request: "msrv") == .rust(.noMinimum(path)))
    }
    var nowhere = FakeWorld.rust
    nowhere.installRust("stable-\(rustHost)")
    #expect(nowhere.rustError(request: "msrv") == .rust(.noPackage))
    #expect(
      world("[package]\nrust-version = \"nightly\"").rustError(request: "msrv")
        == .rust(.malformedName(text: bytes("nightly"), source: .minimum(path, line: 2))))
  }

  @Test("a minimum that only an older patch or another minor version would meet is not met")
  func notMet() {
    for (version, asked) in [("1.70.11", "1.70.11"), ("1.80.2", "1.80.2"), ("1", "1.0")] {
      let error = world("[package]\nrust-version = \"\(version)\"").rustError(request: "msrv")
      guard case .notInstalled(.rust, let pins, _, _) = error else {
        Issue.record("\(version) is met")
        continue
      }
      #expect(pins.map(\.text) == [bytes(asked)])
    }
    var old = world("[package]\nrust-version = \"1\"")
    old.installRust("1.0.0-\(rustHost)")
    #expect(
      old.rustAnswer(request: "msrv") == "1.0.0-\(rustHost) by /home/ann/shop/Cargo.toml:2")
  }

  @Test("a toolchain that is named msrv comes first")
  func named() {
    var world = world("[package]\nrust-version = \"1.70\"\n")
    world.installRust("msrv")
    #expect(world.rustAnswer(request: "msrv") == "msrv by the argument +msrv")
  }

  @Test(
    "go +min takes exactly the oldest release that the module admits",
    arguments: [("1.21", "1.21.0"), ("1.20", "1.20"), ("1.21.3", "1.21.3"), ("1.22rc1", "1.22rc1")])
  func goMinimum(line: String, name: String) {
    var world = FakeWorld()
    world.install("1.20", "1.20.14", "1.21.0", "1.21.3", "1.21.13", "1.22rc1", "1.22.1")
    world.write("module x\ngo \(line)\n", to: "/home/ann/shop/go.mod")
    #expect(world.answer(request: "min") == "\(name) by /home/ann/shop/go.mod:2")
    world.install("min")
    #expect(world.answer(request: "min") == "min by the argument +min")
  }

  @Test("go +min outside any module is an error")
  func noModule() {
    #expect(FakeWorld().answer(request: "min") == "no go.mod or go.work here or in a parent")
  }
}
