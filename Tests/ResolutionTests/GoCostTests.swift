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
    for request in ["1.21", "latest", ">=1.21 <1.22", "1"] {
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

  @Test("each level above costs two files", arguments: [10, 100])
  func levels(count: Int) throws {
    var world = world()
    let deep = Array(repeating: "d", count: count).joined(separator: "/")
    world.directory = "/home/ann/shop/\(deep)"
    world.write("1.21.6\n", to: "/home/ann/shop/.go-version")
    _ = try world.active()
    #expect(world.calls.read.count == 2 * count + 2)
    #expect(world.calls.listed.isEmpty)
  }

  @Test("a workspace costs the same for one module and for 500", arguments: [1, 500])
  func modules(count: Int) throws {
    var world = world()
    var uses = ""
    for module in 0..<count {
      uses += "\t./m\(module)\n"
      world.write("module a.example/m\n\ngo 1.21.5\n", to: "/home/ann/shop/m\(module)/go.mod")
    }
    world.write("go 1.21.5\n\nuse (\n\(uses))\n", to: "/home/ann/shop/go.work")
    world.directory = "/home/ann/shop/m0"
    _ = try world.active()
    // The settings, two version files in each of five directories, go.work here and above.
    #expect(world.calls.read.count == 1 + 2 * 5 + 2)
    #expect(world.calls.listed.count == 1)
  }

  @Test("a .tool-versions of 500 lines is read once")
  func lines() throws {
    var world = world()
    let others = (0..<500).map { "plugin-\($0) 1.\($0).0\n" }.joined()
    world.write(others + "golang 1.21.6\n", to: "/home/ann/shop/.tool-versions")
    _ = try world.active()
    #expect(world.calls.read.filter { $0.hasSuffix(".tool-versions") }.count == 1)
    #expect(world.calls.read.count == 3 && world.calls.listed.isEmpty)
  }
}
