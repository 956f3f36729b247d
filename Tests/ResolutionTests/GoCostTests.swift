import Resolution
import Testing

@Suite("What resolving Go costs") struct GoCostTests {
  private func world(installed: Int = 1000) -> FakeWorld {
    var world = FakeWorld()
    for patch in 0..<installed { world.install("1.21.\(patch)") }
    return world
  }

  @Test("an exact pin here opens two files and reads no directory, however many are installed")
  func exact() throws {
    for count in [7, 1000] {
      var world = world(installed: count)
      world.write("1.21.6\n", to: "/home/ann/shop/.go-version")
      _ = try world.active()
      #expect(
        world.calls.read == ["/home/ann/.config/tvm/config.toml", "/home/ann/shop/.go-version"])
      #expect(world.calls.looked == ["\(FakeWorld.home)/go/1.21.6/bin/go"])
      #expect(world.calls.listed.isEmpty)
    }
  }

  @Test("a partial pin reads one directory once")
  func partial() throws {
    for request in ["1.21", "latest", ">=1.21 <1.22", "1", "oldstable"] {
      var world = world()
      world.install("1.20.1")
      world.write("\(request)\n", to: "/home/ann/shop/.go-version")
      _ = try world.active()
      #expect(world.calls.listed == ["\(FakeWorld.home)/go"], "\(request)")
      #expect(world.calls.looked.count == 1, "\(request)")
    }
  }

  @Test("an exact request of a variable or an argument looks at no project")
  func override() throws {
    var world = world()
    _ = try world.active(request: "1.21.6")
    world.variables["TVM_GO_VERSION"] = "1.21.7"
    _ = try world.active()
    #expect(Set(world.calls.read) == ["/home/ann/.config/tvm/config.toml"])
    #expect(world.calls.looked.count == 2 && world.calls.listed.isEmpty)
  }

  @Test("without a pin each directory up to the root is looked at once")
  func walk() throws {
    var world = world()
    world.setDefault("1.21.6")
    _ = try world.active()
    #expect(world.calls.read.count == Set(world.calls.read).count)
    // The settings, and in each of four directories two version files, go.work and go.mod.
    #expect(world.calls.read.count == 1 + 4 * 4)
    #expect(world.calls.listed.isEmpty)
  }
}
