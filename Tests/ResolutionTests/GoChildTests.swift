import Resolution
import Testing

@Suite("What a Go child gets") struct GoChildTests {
  private func edits(
    _ world: FakeWorld, request: String? = "1.21.6", _ kind: GoPurpose.Kind = .code,
    entry: String? = nil, process: Int? = 7
  ) throws -> [String: String?] {
    let query = Query(
      .go, program: bytes("go"), request: request.map { bytes($0) }, purpose: GoPurpose(kind),
      entry: entry.flatMap { GoEntry(bytes($0)[...]) })
    let resolver = try Resolver(world.world)
    let edits = try resolver.resolve(query)
      .environment(for: kind, process: process, resolver, world.world)
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

  private let back = "go2-go1-tvm+path"
  private let links = "\(FakeWorld.home)/go-links"

  /// A world whose project pins 1.21.6, with releases that say what they are.
  private func project(pinned: Bool = true) -> FakeWorld {
    var world = world()
    world.install("1.26.6")
    for version in ["1.21.6", "1.26.6"] {
      world.write(
        "go\(version)\ntime 2026-01-01\n", to: "\(FakeWorld.home)/go/\(version)/VERSION")
    }
    if pinned {
      world.write("1.21.6\n", to: "/home/ann/shop/.go-version")
    } else {
      world.setDefault("1.21.6")
    }
    return world
  }

  @Test("GOROOT is the toolchain whatever was inherited, GOTOOLCHAIN is local")
  func pinned() throws {
    var world = world()
    let expected = ["GOROOT": root, "GOTOOLCHAIN": "local", "TVM_GOTOOLCHAIN": "local"]
    #expect(try edits(world) == expected)
    world.variables["GOROOT"] = "/stale"
    #expect(try edits(world) == expected)
    world.variables["GOTOOLCHAIN"] = ""
    #expect(try edits(world) == expected)
  }

  @Test(
    "GOTOOLCHAIN of the user's stays, and finds what is installed",
    arguments: ["auto", "local", "go1.26.5", "path"])
  func ownToolchain(value: String) throws {
    var world = world()
    world.variables["GOTOOLCHAIN"] = value
    let path = value == "local" ? nil : "\(world.variables["PATH"] ?? ""):\(links)"
    var expected = ["GOROOT": root]
    expected["PATH"] = path
    for kind in [GoPurpose.Kind.code, .package, .programs, .requirements] {
      #expect(try edits(world, kind) == expected)
    }
  }

  @Test(
    "GOTOOLCHAIN of tvm's own, from further up, is not the user's",
    arguments: [("local", "local"), ("local+path", "local+path"), ("go2-go1-tvm+path", "3")])
  func inherited(value: String, mark: String) throws {
    var world = project()
    world.variables["GOTOOLCHAIN"] = value
    world.variables["TVM_GOTOOLCHAIN"] = mark
    #expect(try edits(world, request: nil)["GOTOOLCHAIN"] == "local")
    #expect(try edits(world, request: nil, .package)["GOTOOLCHAIN"] == "local+path")
    #expect(try edits(world, request: nil, .programs)["GOTOOLCHAIN"] == back)
    #expect(
      try edits(world, request: "system") == [
        "GOTOOLCHAIN": nil, "TVM_GOTOOLCHAIN": nil, "GOTOOLCHAIN_INTERNAL_SWITCH_VERSION": nil,
        "GOTOOLCHAIN_INTERNAL_SWITCH_COUNT": nil,
      ])
  }

  @Test("PKG@VERSION may find a newer installed Go behind everything else on PATH")
  func packageAtVersion() throws {
    var world = world()
    let path = try #require(world.variables["PATH"])
    #expect(
      try edits(world, .package) == [
        "GOROOT": root, "GOTOOLCHAIN": "local+path", "TVM_GOTOOLCHAIN": "local+path",
        "PATH": "\(path):\(links)",
      ])
    for empty in [nil, ""] {
      world.variables["PATH"] = empty
      #expect(try edits(world, .package)["PATH"] == links)
    }
    world.variables["PATH"] = "\(links):/usr/bin"
    #expect(try edits(world, .package)["PATH"] == "\(links):/usr/bin")
  }

  @Test(
    "what may need another Go, or run what does, leads back to the shim",
    arguments: [GoPurpose.Kind.programs, .requirements], [true, false])
  func leadsBack(kind: GoPurpose.Kind, pinned: Bool) throws {
    let world = project(pinned: pinned)
    let path = try #require(world.variables["PATH"])
    #expect(
      try edits(world, request: nil, kind) == [
        "GOROOT": root, "GOTOOLCHAIN": back, "TVM_GOTOOLCHAIN": "7",
        "PATH": "\(path):\(links):\(FakeWorld.home)/go-return",
        "GOTOOLCHAIN_INTERNAL_SWITCH_VERSION": "go1.21.6", "GOTOOLCHAIN_INTERNAL_SWITCH_COUNT": nil,
      ])
    // Whoever names a toolchain means it, and what does not know itself cannot be told.
    #expect(try edits(world, kind)["GOTOOLCHAIN"] == "local")
    #expect(try edits(self.world(), request: "tip", kind)["GOTOOLCHAIN"] == "local")
    var off = world
    off.variables["GO111MODULE"] = "off"
    #expect(try edits(off, request: nil, kind)["GOTOOLCHAIN"] == "local")
  }

  @Test("no loop begins: the same process is led back once")
  func once() throws {
    var world = project()
    world.variables["GOTOOLCHAIN"] = back
    world.variables["GOTOOLCHAIN_INTERNAL_SWITCH_VERSION"] = "go2-go1-tvm"
    for (mark, value) in [("7", "local"), ("8", back)] {
      world.variables["TVM_GOTOOLCHAIN"] = mark
      let edits = try edits(world, request: nil, .programs, entry: "go2-go1-tvm")
      #expect(edits["GOTOOLCHAIN"] == value)
      let version = value == back ? "go1.21.6" : nil
      #expect(edits["GOTOOLCHAIN_INTERNAL_SWITCH_VERSION"] == .some(version))
    }
  }

  @Test("what cmd/go asks for runs for a package and where nothing is pinned")
  func entries() throws {
    let newer = "\(FakeWorld.home)/go/1.26.6"
    var world = project()
    world.variables["GOTOOLCHAIN_INTERNAL_SWITCH_VERSION"] = "go1.26.6"
    world.variables["GOTOOLCHAIN"] = back
    let package = try edits(world, request: nil, .package, entry: "go1.26.6")
    #expect(package["GOROOT"] == newer && package["GOTOOLCHAIN"] == back)
    #expect(package["GOTOOLCHAIN_INTERNAL_SWITCH_VERSION"] == nil, "cmd/go's own stays")
    for kind in [GoPurpose.Kind.code, .requirements] {
      let code = try edits(world, request: nil, kind, entry: "go1.26.6")
      #expect(code["GOROOT"] == root)
      #expect(code["GOTOOLCHAIN_INTERNAL_SWITCH_VERSION"] != "go1.26.6")
    }
    var free = project(pinned: false)
    free.variables["GOTOOLCHAIN"] = back
    #expect(
      try edits(free, request: nil, .requirements, entry: "go1.26.6")["GOROOT"] == newer)
    world.variables["GOTOOLCHAIN"] = "auto"
    #expect(try edits(world, request: nil, entry: "go1.26.6")["GOROOT"] == newer)
    world.variables["GOTOOLCHAIN"] = "go1.25.1"
    #expect(throws: ResolutionError.self) {
      try edits(world, request: nil, entry: "go1.25.1")
    }
  }

  @Test("the refusal names the command that does it")
  func refusal() throws {
    let world = project()
    let query = Query(
      .go, program: bytes("go"), purpose: GoPurpose(.requirements),
      entry: GoEntry(bytes("go1.26.6")[...]))
    let active = try Resolver(world.world).resolve(query)
    #expect(
      active.refusal(of: query).map { text($0) }
        == """
        this needs go 1.26.6, and 1.21.6 is pinned
          asked for by /home/ann/shop/.go-version:1
        help: go +1.26.6\u{20}
        """)
  }

  @Test("set_goroot = false removes GOROOT")
  func withoutGoRoot() throws {
    var world = world()
    world.write("set_goroot = false", to: "/home/ann/.config/tvm/config.toml")
    let edits = try edits(world)
    #expect(edits.keys.sorted() == ["GOROOT", "GOTOOLCHAIN", "TVM_GOTOOLCHAIN"])
    #expect(edits["GOROOT"] == .some(nil))
  }

  @Test("the system's Go gets nothing")
  func system() throws {
    #expect(try edits(world(), request: "system", .package).isEmpty)
  }

  @Test("a program of the toolchain is the one beside go")
  func programs() throws {
    let active = try world().active(request: "1.21.6")
    #expect(text(active.program(bytes("gofmt")).bytes) == "\(root)/bin/gofmt")
    let system = try world().active(request: "system", program: "gofmt")
    #expect(text(system.program(bytes("gofmt")).bytes) == "/usr/bin/gofmt")
  }
}
