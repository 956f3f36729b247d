import Resolution
import Testing

@Suite("What a Go child gets") struct GoChildTests {
  private func edits(
    _ world: FakeWorld, request: String? = "1.21.6", runsPackage: Bool = false
  ) throws -> [String: String?] {
    let active = try world.active(request: request)
    let edits = active.environment(
      runsPackageAtVersion: runsPackage, try Resolver(world.world), world.world)
    return Dictionary(
      uniqueKeysWithValues: edits.map { (text($0.name.bytes), $0.value.map { text($0) }) })
  }

  private let root = "\(FakeWorld.home)/go/1.21.6"

  private func world() -> FakeWorld {
    var world = FakeWorld()
    world.install("1.21.6", "tip")
    world.installSystemGo("1.19.8")
    return world
  }

  @Test("GOROOT is the toolchain whatever was inherited, GOTOOLCHAIN is local")
  func pinned() throws {
    var world = world()
    #expect(try edits(world) == ["GOROOT": root, "GOTOOLCHAIN": "local"])
    world.variables["GOROOT"] = "/stale"
    #expect(try edits(world) == ["GOROOT": root, "GOTOOLCHAIN": "local"])
    world.variables["GOTOOLCHAIN"] = ""
    #expect(try edits(world) == ["GOROOT": root, "GOTOOLCHAIN": "local"])
  }

  @Test("GOTOOLCHAIN of the user's stays", arguments: ["auto", "local", "go1.26.5", "path"])
  func ownToolchain(value: String) throws {
    var world = world()
    world.variables["GOTOOLCHAIN"] = value
    #expect(try edits(world) == ["GOROOT": root])
    #expect(try edits(world, runsPackage: true) == ["GOROOT": root])
  }

  @Test("PKG@VERSION may find a newer installed Go behind everything else on PATH")
  func packageAtVersion() throws {
    var world = world()
    let path = try #require(world.variables["PATH"])
    let links = "\(FakeWorld.home)/go-links"
    #expect(
      try edits(world, runsPackage: true)
        == ["GOROOT": root, "GOTOOLCHAIN": "local+path", "PATH": "\(path):\(links)"])
    for empty in [nil, ""] {
      world.variables["PATH"] = empty
      #expect(try edits(world, runsPackage: true)["PATH"] == links)
    }
  }

  @Test("set_goroot = false removes GOROOT")
  func withoutGoRoot() throws {
    var world = world()
    world.write("set_goroot = false", to: "/home/ann/.config/tvm/config.toml")
    let edits = try edits(world)
    #expect(edits.keys.sorted() == ["GOROOT", "GOTOOLCHAIN"])
    #expect(edits["GOROOT"] == .some(nil))
  }

  @Test("the system's Go gets nothing")
  func system() throws {
    #expect(try edits(world(), request: "system", runsPackage: true).isEmpty)
  }

  @Test("a program of the toolchain is the one beside go")
  func programs() throws {
    let active = try world().active(request: "1.21.6")
    #expect(text(active.program(bytes("gofmt")).bytes) == "\(root)/bin/gofmt")
    let system = try world().active(request: "system", program: "gofmt")
    #expect(text(system.program(bytes("gofmt")).bytes) == "/usr/bin/gofmt")
  }
}
