import Resolution
import Testing

@Suite("The list of installed versions") struct InstalledListTests {
  private func world(_ request: String) -> FakeWorld {
    var world = FakeWorld()
    world.install("1.20.14", "1.21.5", "1.21.13", "1.22.1")
    world.write("\(request)\n", to: "/home/ann/shop/.go-version")
    world.writeList("1.22.1", "1.21.13", "1.21.5", "1.20.14", changed: 100)
    return world
  }

  @Test(
    "answers partial requests without a reading of the folder",
    arguments: [
      ("1.21", "1.21.13"), ("1", "1.22.1"), ("latest", "1.22.1"), (">=1.20 <1.21", "1.20.14"),
      ("~1.21.3", "1.21.13"), ("1.20.x", "1.20.14"), ("oldstable", "1.21.13"),
    ])
  func answers(request: String, expected: String) throws {
    let world = world(request)
    #expect(text(try world.active().name) == expected)
    #expect(world.calls.listed.isEmpty)
  }

  @Test("finds each of many at once", arguments: [1, 2, 7, 1000])
  func many(count: Int) throws {
    var world = FakeWorld()
    let versions = (0..<count).reversed().map { "1.\($0 + 21).\($0 % 9)" }
    for version in versions { world.install(version) }
    world.writeList(versions, changed: 100)
    for minor in Set([0, count / 3, count - 1]) {
      world.write("1.\(minor + 21)\n", to: "/home/ann/shop/.go-version")
      #expect(text(try world.active().name) == "1.\(minor + 21).\(minor % 9)")
    }
    #expect(world.calls.listed.isEmpty)
    world.write("1.20\n", to: "/home/ann/shop/.go-version")
    #expect(world.answer() == "go 1.20 is not installed")
  }

  @Test("a minimum is met from it, too")
  func minimum() throws {
    var world = world("1.21")
    world.write("module a.example/shop\n\ngo 1.21.6\n", to: "/home/ann/other/go.mod")
    world.directory = "/home/ann/other"
    #expect(text(try world.active().name) == "1.22.1")
    #expect(world.calls.listed.isEmpty)
  }

  @Test("does not count once the folder has changed")
  func changed() throws {
    var world = world("1.21")
    world.install("1.21.14")
    world.touchToolchains(101)
    #expect(text(try world.active().name) == "1.21.14")
    #expect(world.calls.listed.count == 1)
  }

  @Test("does not count where a part of it is missing or different")
  func damaged() throws {
    let whole = GoInstalledList.contents(
      [GoVersion(1, 21, 13), GoVersion(1, 20, 14)],
      FolderState(FileIdentity(device: 1, file: 2), changed: 100))
    for index in whole.indices {
      var damaged = whole
      damaged[index] ^= 1
      for contents in [damaged, Array(whole[..<index])] {
        var world = world("1.21")
        world.write(bytes: contents, to: "\(FakeWorld.home)/go-installed")
        #expect(text(try world.active().name) == "1.21.13")
        #expect(world.calls.listed.count == 1)
      }
    }
  }

  @Test("a toolchain without its program is passed over")
  func hollow() throws {
    var world = world("1.21")
    world.addFolder("1.21.20")
    world.writeList("1.22.1", "1.21.20", "1.21.13", changed: 102)
    #expect(text(try world.active().name) == "1.21.13")
    #expect(world.calls.listed.isEmpty)
  }

  @Test("what is about to run is not looked at before")
  func aboutToRun() throws {
    for request in ["1.21", "1.21.13"] {
      let world = world(request)
      let query = Query(.go, program: bytes("go"), isAboutToRun: true)
      #expect(text(try Resolver(world.world).resolve(query).name) == "1.21.13")
      #expect(world.calls.looked.isEmpty && world.calls.listed.isEmpty)
    }
  }

  @Test("of alternatives, and for other programs, the toolchain is looked at all the same")
  func alternatives() throws {
    let world = world("1.99.9\n1.21.5")
    let query = Query(.go, program: bytes("go"), isAboutToRun: true)
    #expect(text(try Resolver(world.world).resolve(query).name) == "1.21.5")
    let other = self.world("1.21.5")
    _ = try Resolver(other.world).resolve(
      Query(.go, program: bytes("gofmt"), isAboutToRun: true))
    #expect(other.calls.looked == ["\(FakeWorld.home)/go/1.21.5/bin/go"])
  }
}
