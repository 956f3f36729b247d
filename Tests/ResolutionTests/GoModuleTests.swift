import Resolution
import Testing

@Suite("go.mod and go.work") struct GoModuleTests {
  @Test(
    "the lines are found as cmd/go finds them",
    arguments: [
      ("go 1.21", "1.21 line 1"),
      ("module m\n\ngo 1.21.3\n", "1.21.3 line 3"),
      ("module m\r\ngo 1.21.3\r\n", "1.21.3 line 2"),
      ("\tgo\t1.22rc1 // x", "1.22rc1 line 1"),
      ("go 1.21//x", "1.21 line 1"),
      ("module m", "1.16 line 0"),
      ("", "1.16 line 0"),
      ("// go 1.21", "1.16 line 0"),
      ("/*\ngo 1.21\n*/", "1.21 line 2"),
      ("require (\ngo 1.21\n)", "1.21 line 2"),
      ("go 1.21\ngo 1.22", "1.21 line 1"),
      ("godebug x=y\ngo 1.21", "1.21 line 2"),
      ("require example.com/go 1.20.1\ngo 1.21", "1.21 line 2"),
      ("go1.21", "1.16 line 0"),
      ("go\n1.21", "1.16 line 0"),
      ("go 1.21\ntoolchain go1.26.5", "1.21 line 1 prefers 1.26.5"),
      ("toolchain go1.26.5-corp\ngo 1.21", "1.21 line 2 prefers 1.26.5"),
      ("toolchain go1.26rc1 // x\ngo 1.21", "1.21 line 2 prefers 1.26rc1"),
      ("go 1.21\ntoolchain default", "1.21 line 1"),
      ("go 1.21\ntoolchain local", "1.21 line 1"),
      ("go 1.21\n//toolchain go1.26.5", "1.21 line 1"),
    ])
  func contents(contents: String, expected: String) throws {
    let module = try GoModule(bytes(contents), at: Path("/p/go.mod"))
    let preferred = module.preferred.map { " prefers \(text($0.asWritten))" } ?? ""
    #expect("\(text(module.minimum.asWritten)) line \(module.line)\(preferred)" == expected)
  }

  @Test("a go.work without a go line is for 1.18")
  func workspaceMinimum() throws {
    #expect(try GoModule([], at: Path("/p/go.work")).minimum == GoVersion(1, 18))
  }

  @Test(
    "a line without a version is an error",
    arguments: [
      ("go go1.21", "go", "go1.21", 1), ("\ngo 1.21 1.22", "go", "1.21 1.22", 2),
      ("go v1.21", "go", "v1.21", 1), ("go // 1.21", "go", "", 1), ("go 1", "go", "1", 1),
      ("go 1.021", "go", "1.021", 1), ("go \u{0}", "go", "\u{0}", 1),
      ("go 1.21\ntoolchain 1.26.5", "toolchain", "1.26.5", 2),
      ("go 1.21\ntoolchain go1.x", "toolchain", "go1.x", 2),
      ("go 99999999999.1", "go", "99999999999.1", 1),
    ])
  func malformed(contents: String, key: String, value: String, line: Int) {
    let error = #expect(throws: ResolutionError.self) {
      try GoModule(bytes(contents), at: Path("/p/go.mod"))
    }
    guard case .malformedDirective(let name, let found, Path("/p/go.mod"), line) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(text(name.bytes) == key)
    #expect(text(found) == value)
  }

  @Test(
    "the file is chosen as cmd/go chooses it",
    arguments: [
      (nil, ["/home/ann/go.mod"], "/home/ann/go.mod"),
      (nil, ["/home/ann/go.mod", "/home/ann/shop/go.mod"], "/home/ann/shop/go.mod"),
      (nil, ["/go.work", "/home/ann/shop/go.mod"], "/go.work"),
      ("auto", ["/go.work", "/home/ann/shop/go.mod"], "/go.work"),
      ("", ["/go.work", "/home/ann/shop/go.mod"], "/go.work"),
      ("off", ["/go.work", "/home/ann/shop/go.mod"], "/home/ann/shop/go.mod"),
      ("/w/x.work", ["/w/x.work", "/home/ann/go.work"], "/w/x.work"),
      ("/w/none", ["/home/ann/go.work", "/home/ann/go.mod"], "/home/ann/go.mod"),
      ("x.work", ["x.work", "/home/ann/go.mod"], "/home/ann/go.mod"),
      (nil, ["/home/go.work", "/home/ann/go.work"], "/home/ann/go.work"),
      (nil, ["/home/ann/shop/sub/go.mod"], nil),
      (nil, [], nil),
    ] as [(String?, [String], String?)])
  func nearest(workspace: String?, files: [String], expected: String?) throws {
    var world = FakeWorld()
    world.variables["GOWORK"] = workspace
    for file in files { world.write("go 1.21\n", to: file) }
    let found = try GoModule.nearest(
      to: Start(Path("/home/ann/shop")), home: Home(world.world), world.world)
    #expect(found.map { text($0.path.bytes) } == expected)
  }

  @Test("inside a toolchain no go.work is looked for beyond it")
  func insideToolchain() throws {
    var world = FakeWorld()
    world.write("go 1.21", to: "/home/ann/go.work")
    world.write("go 1.22", to: "\(FakeWorld.home)/go/1.22.1/src/go.mod")
    let found = try GoModule.nearest(
      to: Start(Path(bytes("\(FakeWorld.home)/go/1.22.1/src/fmt"))), home: Home(world.world),
      world.world)
    #expect(found?.minimum == GoVersion(1, 22))
  }

  @Test(
    "a go.mod right in the directory for temporary files is ignored",
    arguments: [
      (nil, "/tmp", nil), (nil, "/tmp/x", "/tmp/x/go.mod"), ("/scratch", "/scratch", nil),
      ("/scratch", "/tmp", "/tmp/go.mod"), ("/link", "/scratch", nil),
    ] as [(String?, String, String?)])
  func temporary(variable: String?, directory: String, expected: String?) throws {
    var world = FakeWorld()
    world.variables["TMPDIR"] = variable
    world.link("/link", to: "/scratch")
    world.write("go 1.21", to: "\(directory)/go.mod")
    let found = try GoModule.nearest(
      to: Start(Path(bytes("\(directory)/sub"))), home: Home(world.world), world.world)
    #expect(found.map { text($0.path.bytes) } == expected)
  }

  @Test("a directory of that name is passed over, anything else that is no file is an error")
  func refused() throws {
    var world = FakeWorld()
    world.install("1.21.6")
    world.refuse("/home/ann/shop/go.mod", .directory)
    world.write("go 1.21", to: "/home/ann/go.mod")
    #expect(world.answer() == "1.21.6 by /home/ann/go.mod:1")
    for problem in [FileFault.special, .unreadable(13)] {
      world.refuse("/home/ann/shop/go.mod", problem)
      #expect(throws: ResolutionError.refused(Path("/home/ann/shop/go.mod"), problem)) {
        try world.active()
      }
    }
  }

  @Test("a go.mod of more than 1 MiB is refused")
  func tooLarge() {
    var world = FakeWorld()
    world.install("1.21.6")
    world.write(
      "go 1.21\n" + String(repeating: "/", count: 1 << 20), to: "/home/ann/shop/go.mod")
    #expect(world.answer() == "/home/ann/shop/go.mod is larger than 1024 KiB")
  }
}
