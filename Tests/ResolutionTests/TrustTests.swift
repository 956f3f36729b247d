import Resolution
import Testing

@Suite struct TrustTests {
  private static let file = "/home/ann/shop/rust-toolchain.toml"
  private static let contents = "[toolchain]\npath = \"/opt/rust\"\n"

  private var world: FakeWorld {
    var world = FakeWorld.rust
    world.addRust(at: "/opt/rust")
    world.write(Self.contents, to: Self.file)
    return world
  }

  /// What `tvm allow` writes for the file.
  private func approval(
    _ contents: String = contents, of file: String = file, leadingTo root: String = "/opt/rust"
  ) throws -> Trust.Record {
    let path = Path(bytes(file))
    let file = try RustToolchainFile(bytes(contents), at: path)
    return Trust.approval(path, file.approved(leadingTo: Path(bytes(root))))
  }

  private func refusal(line: Int = 2, folder: String = "/opt/rust") -> ResolutionError {
    .rust(.notTrusted(Path(bytes(Self.file)), line: line, folder: bytes(folder)))
  }

  @Test("a path in a file is used only after it was allowed")
  func allowed() throws {
    var world = world
    #expect(world.rustError() == refusal())
    world.record(try approval())
    #expect(world.rustAnswer() == "/opt/rust by \(Self.file):2")
  }

  @Test("an approval is for one content, one file and one folder")
  func narrow() throws {
    var world = world
    world.record(try approval("[toolchain]\npath = \"/opt/rust\""))
    world.record(try approval(of: "/home/ann/other/rust-toolchain.toml"))
    world.record(try approval(leadingTo: "/opt/other"))
    #expect(world.rustError() == refusal())
  }

  @Test("a denial wins over every approval")
  func denied() throws {
    var world = world
    world.record(try approval())
    world.record(Trust.denial(Path(bytes(Self.file))))
    #expect(world.rustError() == refusal())
    #expect(Trust(try Home(world.world), world.world).isDenied(Path(bytes(Self.file))))
  }

  @Test("a record with the right name and other contents allows nothing")
  func collision() throws {
    var world = world
    let record = try approval()
    world.write("allow\n", to: "\(FakeWorld.home)/allow/\(text(record.name))")
    #expect(world.rustError() == refusal())
    world.write(bytes: record.contents + [10], to: "\(FakeWorld.home)/allow/\(text(record.name))")
    #expect(world.rustError() == refusal())
  }

  @Test("the real paths count: of the file, and of the folder that it leads to")
  func realPaths() throws {
    var world = world
    world.write("[toolchain]\npath = \"/proc/self/cwd/rust\"\n", to: Self.file)
    world.link("/proc/self/cwd/rust", to: "/opt/rust")
    world.record(try approval("[toolchain]\npath = \"/proc/self/cwd/rust\"\n"))
    #expect(world.rustAnswer() == "/opt/rust by \(Self.file):2")
    // The same file with the same content, called from another directory.
    world.addRust(at: "/home/ann/shop/evil/rust")
    world.link("/proc/self/cwd/rust", to: "/home/ann/shop/evil/rust")
    #expect(world.rustError() == refusal(folder: "/proc/self/cwd/rust"))
  }

  @Test("a bare path in the older kind of file needs trust, too")
  func legacy() throws {
    var world = FakeWorld.rust
    world.addRust(at: "/opt/rust")
    let path = "/home/ann/shop/rust-toolchain"
    world.write("/opt/rust\n", to: path)
    #expect(
      world.rustError()
        == .rust(.notTrusted(Path(bytes(path)), line: 1, folder: bytes("/opt/rust"))))
    world.record(try approval("/opt/rust\n", of: path))
    #expect(world.rustAnswer() == "/opt/rust by \(path):1")
  }
}
