import Resolution
import Testing

@Suite("The minimum of go.mod") struct GoMinimumTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let contents: String
    let installed: [String]
    let asDefault: String?
    let system: String?
    let expected: String

    init(
      _ name: String, _ contents: String, _ installed: [String], default asDefault: String? = nil,
      system: String? = nil, _ expected: String
    ) {
      testDescription = name
      self.contents = contents
      self.installed = installed
      self.asDefault = asDefault
      self.system = system
      self.expected = expected
    }
  }

  private static let both = "go 1.21\ntoolchain go1.23.1\n"

  @Test(
    "the best installed toolchain is used",
    arguments: [
      Case(
        "newest where no default is", "go 1.21", ["1.21.3", "1.25.0", "1.20.1"],
        "1.25.0 by mod"),
      Case(
        "default that satisfies", "go 1.21", ["1.21.3", "1.25.0"], default: "1.21",
        "1.21.3 by def"),
      Case("default too old", "go 1.22", ["1.21.3", "1.25.0"], default: "1.21", "1.25.0 by mod"),
      Case("default satisfies both", both, ["1.24.0", "1.25.0"], default: "1.24", "1.24.0 by def"),
      Case("default only go", both, ["1.22.0", "1.25.0"], default: "1.22", "1.25.0 by mod"),
      Case("only go, default", both, ["1.22.0", "1.21.9"], default: "1.21", "1.21.9 by def"),
      Case("only go, newest", both, ["1.22.0", "1.21.9"], "1.22.0 by mod"),
      Case("default not installed", "go 1.21", ["1.22.0"], default: "1.25", "1.22.0 by mod"),
      Case(
        "the named one before newer ones", "go 1.22.0\ntoolchain go1.22.3",
        ["1.21.13", "1.22.3", "1.26.6"], default: "1.21.13", "1.22.3 by mod"),
      Case(
        "the named one is below go", "go 1.24\ntoolchain go1.22.3", ["1.22.3", "1.26.6"],
        "1.26.6 by mod"),
      Case(
        "toolchain below go", "go 1.24\ntoolchain go1.21.0", ["1.23.9", "1.24.1"],
        "1.24.1 by mod"),
      Case("language version", "go 1.24", ["1.24.0"], "1.24.0 by mod"),
      Case("patch", "go 1.24.2", ["1.24.1", "1.24.2"], "1.24.2 by mod"),
      Case("no candidates", "go 1.24", ["1.24rc1", "1.25rc1"], "no installed Go is 1.24 or newer"),
      Case("candidate asked for", "go 1.25rc1", ["1.24.0", "1.25rc2"], "1.25rc2 by mod"),
      Case("candidate as default", "go 1.24", ["1.25rc1"], default: "1.25rc1", "1.25rc1 by def"),
      Case("no go line", "module m", ["1.15", "1.17"], "1.17 by mod"),
      Case("nothing new enough", "go 1.25", ["1.21.3"], "no installed Go is 1.25 or newer"),
      Case("nothing at all", "go 1.25", [], "no installed Go is 1.25 or newer"),
      Case("system new enough", "go 1.18", [], system: "1.19.8", "system by PATH"),
      Case("system too old", "go 1.25", [], system: "1.19.8", "no installed Go is 1.25 or newer"),
      Case("installed before system", "go 1.18", ["1.20.1"], system: "1.26.0", "1.20.1 by mod"),
      Case("system behind a go only", both, ["1.21.0"], system: "1.26.0", "1.21.0 by mod"),
      Case(
        "default system", "go 1.18", ["1.25.0"], default: "system", system: "1.19.8",
        "system by def"),
      Case(
        "default old system", "go 1.20", ["1.25.0"], default: "system", system: "1.19.8",
        "1.25.0 by mod"),
      Case("linked default", "go 1.99", ["tip"], default: "tip", "tip by def"),
      Case("unknown system", "go 1.18", [], system: "-devel", "system by PATH"),
    ])
  func choice(_ given: Case) {
    var world = FakeWorld()
    for version in given.installed { world.install(version) }
    if let asDefault = given.asDefault { world.setDefault(asDefault) }
    if let system = given.system { world.installSystemGo(system) }
    world.write(given.contents, to: "/home/ann/shop/go.mod")
    let answer = world.answer()
      .replacing("the default, /home/ann/.config/tvm/config.toml:2", with: "def")
      .replacing("/home/ann/shop/go.mod:1", with: "mod")
      .replacing("/home/ann/shop/go.mod", with: "mod")
    #expect(answer == given.expected)
  }

  @Test("a sub-module's minimum never overrides an outer pin")
  func outerPin() {
    var world = FakeWorld()
    world.install("1.21.6", "1.25.0")
    world.write("1.21.6\n", to: "/home/ann/.go-version")
    world.write("go 1.25\n", to: "/home/ann/shop/go.mod")
    #expect(world.answer() == "1.21.6 by /home/ann/.go-version:1")
  }

  @Test("a malformed go.mod is an error where no pin is, and nothing where one is")
  func malformed() {
    var world = FakeWorld()
    world.install("1.21.6")
    world.write("module m\ngo x\n", to: "/home/ann/shop/go.mod")
    #expect(
      world.message() == "\"x\" is not a valid go version\n  in /home/ann/shop/go.mod:2")
    world.write("1.21.6\n", to: "/.go-version")
    #expect(world.answer() == "1.21.6 by /.go-version:1")
  }

  @Test("what is not met names the file, the newest and the way out")
  func message() {
    var world = FakeWorld()
    world.install("1.21.3", "1.20.1")
    world.write("module m\n\ngo 1.25.1\n", to: "/home/ann/go.mod")
    #expect(
      world.message() == """
        no installed Go is 1.25.1 or newer
          asked for by /home/ann/go.mod:3
          newest installed: 1.21.3
        help: tvm install
        """)
  }

  private func answer(_ world: FakeWorld, _ arguments: String, program: String = "go") -> String {
    let line = GoCommandLine(arguments.split(separator: " ").map { bytes(String($0)) })
    do throws(ResolutionError) {
      let active = try Resolver(world.world).resolve(
        Query(.go, program: bytes(program), purpose: line.purpose))
      return text(active.name)
    } catch { return text(error.what) }
  }

  @Test(
    "what needs no module runs where its lines cannot be met or read",
    arguments: ["go 1.99", "go x"], ["1.21.6", nil] as [String?])
  func unmet(contents: String, asDefault: String?) {
    var world = FakeWorld()
    world.install("1.21.6")
    if let asDefault { world.setDefault(asDefault) }
    world.write(contents, to: "/home/ann/shop/go.mod")
    for arguments in [
      "version", "env GOROOT", "help", "mod edit -go=1.21", "work edit -go=1.21", "telemetry",
      "tool compile -V", "run x.org/a@v1", "install x.org/a@latest", "",
    ] {
      #expect(answer(world, arguments) == "1.21.6", "\(arguments)")
    }
    #expect(answer(world, "build", program: "gofmt") == "1.21.6")
    for arguments in ["build", "test ./...", "run .", "get x.org/a@v1", "mod tidy", "generate"] {
      #expect(answer(world, arguments) != "1.21.6", "\(arguments)")
    }
  }

  @Test("go.mod is not asked without modules, nor for PKG@VERSION where there is a default")
  func notAsked() {
    var world = FakeWorld()
    world.install("1.21.6", "1.26.6")
    world.setDefault("1.21.6")
    world.write("go 1.26", to: "/home/ann/shop/go.mod")
    #expect(answer(world, "build") == "1.26.6")
    #expect(answer(world, "version") == "1.26.6", "which is what builds")
    #expect(answer(world, "run x.org/a@v1") == "1.21.6")
    world.variables["GO111MODULE"] = "off"
    #expect(answer(world, "build") == "1.21.6")
  }
}
