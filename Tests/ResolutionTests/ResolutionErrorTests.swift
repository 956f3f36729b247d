import Resolution
import Testing

@Suite("The resolver's messages") struct ResolutionErrorTests {
  @Test("a pin that is not installed says what, by whom, what is near, and what to do")
  func notInstalled() {
    var world = FakeWorld()
    world.install("1.21.13", "1.20.1")
    world.write("1.21.6\n", to: "/home/ann/shop/.go-version")
    #expect(
      world.message() == """
        go 1.21.6 is not installed
          asked for by /home/ann/shop/.go-version:1
          nearest installed: 1.21.13
        help: tvm install
        """)
  }

  @Test("with nothing installed nothing is near")
  func nothingNear() {
    var world = FakeWorld()
    world.write("\n1.21.6\n1.22\n", to: "/home/ann/shop/.go-version")
    #expect(
      world.message() == """
        go 1.21.6 or 1.22 is not installed
          asked for by /home/ann/shop/.go-version:2
          looked in /home/ann/.local/share/tvm/go
        help: tvm install
        """)
  }

  @Test(
    "the nearest is the newest of the minor version that is the fewest away",
    arguments: [
      ("1.21.6", ["1.21.13", "1.21.1", "1.22.0"], "1.21.13"),
      ("1.21.6", ["1.22.4", "1.23.0", "1.20.1"], "1.22.4"),
      ("1.25", ["1.22.4", "1.20.1"], "1.22.4"),
      ("1.19", ["1.22.4", "1.20.1"], "1.20.1"),
      ("1.22.1", ["1.21.13", "1.26.6"], "1.21.13"),
      ("latest", [], nil),
      ("2", ["1.22.4", "1.20.1"], "1.22.4"),
      (">=1.23 <1.24", ["1.22.4", "1.24.1"], "1.24.1"),
      ("gone", ["1.22.4", "1.20.1"], "1.22.4"),
      ("1.21rc1", ["1.21.3"], "1.21.3"),
    ] as [(String, [String], String?)])
  func nearest(request: String, installed: [String], expected: String?) throws {
    var world = FakeWorld()
    for version in installed { world.install(version) }
    let error = #expect(throws: ResolutionError.self) { try world.active(request: request) }
    guard case .notInstalled(.go, _, let nearest, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(nearest.map { text($0) } == expected)
  }

  @Test(
    "the command that helps fits the place of the request",
    arguments: [
      ("TVM_GO_VERSION", "1.21.6", "TVM_GO_VERSION", "tvm install go@1.21.6"),
      ("GOENV_VERSION", "1.21", "GOENV_VERSION", "tvm install go@1.21"),
      (
        "TVM_GO_VERSION", ">=1.21 <1.23", "TVM_GO_VERSION",
        "tvm install go@'>=1.21 <1.23'"
      ),
      ("TVM_GO_VERSION", "tip", "TVM_GO_VERSION", "tvm link tip PATH"),
    ])
  func help(variable: String, value: String, source: String, help: String) {
    var world = FakeWorld()
    world.variables[variable] = value
    #expect(
      world.message() == """
        go \(value) is not installed
          asked for by \(source)
          looked in /home/ann/.local/share/tvm/go
        help: \(help)
        """)
  }

  @Test("a name from a hostile file is one word of the command that helps")
  func hostileName() {
    var world = FakeWorld()
    world.write("x; touch pwned #\n", to: "/home/ann/rust-toolchain")
    #expect(
      world.rustError().map { text($0.message) }?
        .hasSuffix("\nhelp: tvm link 'x; touch pwned #' PATH") == true)
  }

  @Test("a request of no dialect is quoted, with its place")
  func malformed() {
    var world = FakeWorld()
    world.write("# x\n$(id)\n", to: "/home/ann/.go-version")
    #expect(
      world.message() == """
        "$(id)" is not a valid version
          asked for by /home/ann/.go-version:2
        help: tvm use go latest
        """)
  }

  @Test("the system's reason is told")
  func unreadable() {
    var world = FakeWorld()
    world.refuse("/home/ann/.go-version", .unreadable(13))
    #expect(world.message() == "/home/ann/.go-version cannot be read: Permission denied")
  }

  @Test("an error is one line and what belongs to it, without a full stop")
  func form() {
    let path = Path("/p/f")
    let errors: [ResolutionError] = [
      .emptyVersionFile(path), .homeUnknown(instead: nil),
      .homeUnknown(instead: Literal("TVM_HOME")), .loop([path, path]), .notText(path),
      .noSystem(program: bytes("go"), source: .file(path, line: 1)),
      .nothingActive(.go, program: bytes("go"), in: nil),
      .nothingActive(.go, program: bytes("go"), in: path), .programMissing(path, source: .system),
      .programRefused(path, 13, source: .system), .programRefused(path, 2, source: .system),
      .refused(path, .directory), .refused(path, .special), .relativeHome(value: bytes("x")),
      .workingDirectoryGone,
    ]
    for error in errors {
      let message = text(error.message)
      #expect(!message.hasSuffix(".") && !message.hasSuffix("\n") && !message.isEmpty)
      #expect(
        message.split(separator: "\n").dropFirst().allSatisfy {
          $0.hasPrefix("  ") || $0.hasPrefix("help: ")
        })
    }
  }
}
