import Resolution
import Testing

@Suite("What is there and cannot be run") struct ObstacleTests {
  private static let go = "\(FakeWorld.home)/go"
  private static let denied = FileFault.unreadable(13)

  @Test(
    "a Go toolchain that cannot be read is said to be unreadable",
    arguments: ["1.21.6", "1.21", ">=1.21", "latest", "1.21.6\n1.22.1"])
  func unreadableGo(request: String) {
    var world = FakeWorld()
    world.addFolder("1.21.6")
    world.refuse("\(Self.go)/1.21.6/bin/go", Self.denied)
    world.write(request, to: "/home/ann/shop/.go-version")
    #expect(world.answer() == "\(Self.go)/1.21.6/bin/go cannot be read: Permission denied")
  }

  @Test("so is a link, and what a go.mod would be met by")
  func others() {
    var world = FakeWorld()
    world.addFolder("corp")
    world.refuse("\(Self.go)/corp/bin/go", Self.denied)
    world.write("corp", to: "/home/ann/shop/.go-version")
    #expect(world.answer() == "\(Self.go)/corp/bin/go cannot be read: Permission denied")
    world = FakeWorld()
    world.addFolder("1.21.6")
    world.refuse("\(Self.go)/1.21.6/bin/go", Self.denied)
    world.write("go 1.21.3", to: "/home/ann/shop/go.mod")
    #expect(world.answer() == "\(Self.go)/1.21.6/bin/go cannot be read: Permission denied")
    world.write("go 1.22.0", to: "/home/ann/shop/go.mod")
    #expect(world.answer() == "no installed Go is 1.22.0 or newer")
  }

  @Test("so is the folder of all toolchains", arguments: ["1.21.6", "1.21", "corp"])
  func store(request: String) {
    var world = FakeWorld()
    world.refuse(Self.go, Self.denied)
    world.write(request, to: "/home/ann/shop/.go-version")
    #expect(world.answer() == "\(Self.go) cannot be read: Permission denied")
  }

  @Test("one that can be run is taken where another one cannot be read")
  func installed() {
    var world = FakeWorld()
    world.install("1.21.3")
    world.addFolder("1.21.6")
    world.refuse("\(Self.go)/1.21.6/bin/go", Self.denied)
    world.write("1.21", to: "/home/ann/shop/.go-version")
    #expect(world.answer() == "1.21.3 by /home/ann/shop/.go-version:1")
  }

  @Test("a home whose file system lets no program run is said to be one")
  func mounted() {
    var world = FakeWorld()
    world.forbidding = Self.go
    for request in ["1.21.6", "1.21", "corp"] {
      world.write(request, to: "/home/ann/shop/.go-version")
      #expect(
        world.message()
          == "cannot run \(Self.go): its file system may not run programs (it is mounted noexec)")
    }
  }

  @Test("a Rust toolchain that cannot be read is said to be unreadable")
  func unreadableRust() {
    var world = FakeWorld.rust
    let toolchains = "/home/ann/.rustup/toolchains"
    let name = "1.70.1-\(rustHost)"
    world.refuse("\(toolchains)/\(name)/bin", Self.denied)
    world.write("[toolchain]\nchannel = \"1.70.1\"\n", to: "/home/ann/shop/rust-toolchain.toml")
    let path = Path(bytes("\(toolchains)/\(name)/bin"))
    #expect(world.rustError() == .refused(path, Self.denied))
    world.write("[toolchain]\npath = \"/opt/rust\"\n", to: "/home/ann/shop/rust-toolchain.toml")
    world.refuse("/opt/rust/bin", Self.denied)
    #expect(world.rustError() == .refused(Path(bytes("/opt/rust/bin")), Self.denied))
    world.forbidding = toolchains
    world.write("[toolchain]\nchannel = \"corp\"\n", to: "/home/ann/shop/rust-toolchain.toml")
    #expect(world.rustError() == .noPrograms(Path(bytes(toolchains))))
  }
}
