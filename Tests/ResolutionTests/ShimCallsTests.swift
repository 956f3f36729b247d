import Resolution
import Testing

@Suite("Loops of shims") struct TrailTests {
  private func adding(
    _ program: String, to trail: String?, process: Int = 10, _ world: FakeWorld = FakeWorld()
  ) throws(ResolutionError) -> String? {
    var world = world
    world.variables["TVM_SHIM_TRAIL"] = trail
    return try ShimCalls(world.world).adding(
      Path(bytes(program)), process: process, Home(world.world), world.world
    ).edit.value.map { text($0) }
  }

  @Test(
    "a trail grows",
    arguments: [
      (nil, "10:/usr/bin/go"), ("", "10:/usr/bin/go"), ("10:/a/go", "10:/a/go:/usr/bin/go"),
      ("9:/usr/bin/go", "10:/usr/bin/go:/usr/bin/go"), ("::", "10:/usr/bin/go"),
      ("x:y", "10:y:/usr/bin/go"),
    ] as [(String?, String)])
  func grows(trail: String?, expected: String) throws {
    #expect(try adding("/usr/bin/go", to: trail) == expected)
  }

  @Test("the same program twice in one process is a loop, which is shown")
  func loop() {
    let error = #expect(throws: ResolutionError.self) {
      try adding("/usr/bin/go", to: "10:/usr/bin/go:/b/go")
    }
    #expect(
      error.map { text($0.message) } == """
        go would run itself forever
          -> /usr/bin/go
          -> /b/go
          -> /usr/bin/go
        help: tvm why
        """)
  }

  @Test("a shim is never run by a shim")
  func shim() {
    var world = FakeWorld()
    world.addProgram("\(FakeWorld.home)/shims/tvm-shim", file: 5)
    world.addProgram("/opt/go", file: 5)
    #expect(throws: ResolutionError.loop([Path("/opt/go")])) {
      try adding("/opt/go", to: nil, world)
    }
  }

  @Test("a trail through other processes ends too, and so do paths with colons")
  func depth() throws {
    for program in ["/a/go", "/a:b/go"] {
      var trail: String?
      var depth = 0
      #expect(throws: ResolutionError.self) {
        while depth < 100 {
          trail = try adding(program, to: trail, process: depth)
          depth += 1
        }
      }
      #expect(depth <= ShimCalls.deepest && depth > 5)
    }
  }

  @Test("only what may call back leaves a trail")
  func callBack() throws {
    var world = FakeWorld()
    world.install("1.21.6", "tip")
    world.installSystemGo("1.19.8")
    func mayCallBack(_ request: String) throws -> Bool {
      try world.active(request: request)
        .mayCallBack(Resolver(world.world).settings, world.world)
    }
    #expect(try !mayCallBack("1.21.6"))
    #expect(try mayCallBack("tip"))
    #expect(try mayCallBack("system"))
    world.variables["GOROOT"] = "\(FakeWorld.home)/go/1.21.6"
    #expect(try mayCallBack("1.21.6"))
    world.variables["GOROOT"] = "\(FakeWorld.home)/go/1.20"
    #expect(try !mayCallBack("1.21.6"))
    world.write("set_goroot = false", to: "/home/ann/.config/tvm/config.toml")
    #expect(try mayCallBack("1.21.6"))
  }
}
