import Resolution
import Testing

@Suite("The active Go") struct GoResolverTests {
  /// Everything that may ask for a Go, most binding first; each asks for another version.
  enum Asking: Int, CaseIterable, Sendable {
    case argument, bypass, variable, goenv, file, tools, outerFile, outerTools, module, `default`
    case system

    /// Makes it ask.
    func add(to world: inout FakeWorld, _ request: inout String?) {
      switch self {
      case .argument: request = "1.21.1"
      case .bypass: world.variables["TVM_BYPASS"] = "1"
      case .variable: world.variables["TVM_GO_VERSION"] = "1.21.2"
      case .goenv: world.variables["GOENV_VERSION"] = "1.21.3"
      case .file: world.write("1.21.4\n", to: "/home/ann/shop/.go-version")
      case .tools: world.write("golang 1.21.5\n", to: "/home/ann/shop/.tool-versions")
      case .outerFile: world.write("\n1.21.6\n", to: "/home/ann/.go-version")
      case .outerTools: world.write("go 1.21.7\n", to: "/home/.tool-versions")
      case .module: world.write("go 1.22\n", to: "/home/ann/shop/go.mod")
      case .default: world.setDefault("1.21.8")
      case .system: world.installSystemGo("1.19.8")
      }
    }

    /// The answer where it decides.
    var answer: String {
      switch self {
      case .argument: "1.21.1 by the argument +1.21.1"
      case .bypass: "system by TVM_BYPASS"
      case .variable: "1.21.2 by TVM_GO_VERSION"
      case .goenv: "1.21.3 by GOENV_VERSION"
      case .file: "1.21.4 by /home/ann/shop/.go-version:1"
      case .tools: "1.21.5 by /home/ann/shop/.tool-versions:1"
      case .outerFile: "1.21.6 by /home/ann/.go-version:2"
      case .outerTools: "1.21.7 by /home/.tool-versions:1"
      case .module: "1.22.0 by /home/ann/shop/go.mod:1"
      case .default: "1.21.8 by the default, /home/ann/.config/tvm/config.toml:2"
      case .system: "system by PATH"
      }
    }
  }

  private static func world() -> FakeWorld {
    var world = FakeWorld()
    for patch in 1...8 { world.install("1.21.\(patch)") }
    world.install("1.22.0")
    return world
  }

  @Test("of any two the more binding one decides", arguments: Asking.allCases, Asking.allCases)
  func precedence(first: Asking, second: Asking) {
    var world = Self.world()
    var request: String?
    first.add(to: &world, &request)
    second.add(to: &world, &request)
    // The bypass needs a Go to bypass to.
    if first == .bypass || second == .bypass { world.installSystemGo("1.19.8") }
    let winner = first.rawValue <= second.rawValue ? first : second
    #expect(world.answer(request: request) == winner.answer)
  }

  @Test("each decides when everything less binding asks too", arguments: Asking.allCases)
  func precedenceOfAll(asking: Asking) {
    var world = Self.world()
    var request: String?
    world.installSystemGo("1.19.8")
    for other in Asking.allCases where other.rawValue >= asking.rawValue {
      other.add(to: &world, &request)
    }
    #expect(world.answer(request: request) == asking.answer)
  }

  @Test("empty variables and switches that are off ask for nothing")
  func emptyVariables() {
    var world = Self.world()
    world.setDefault("1.21.8")
    world.variables["TVM_GO_VERSION"] = ""
    world.variables["GOENV_VERSION"] = ""
    for value in ["", "0"] {
      world.variables["TVM_BYPASS"] = value
      #expect(world.answer() == Asking.default.answer)
    }
  }

  @Test("nothing at all is an error with a way out")
  func nothing() {
    #expect(
      FakeWorld().message()
        == "no go toolchain is active here, and no other go is on PATH\n"
        + "  looked in /home/ann/.local/share/tvm/go\nhelp: tvm default go latest")
  }

  @Test(
    "a request chooses among the installed",
    arguments: [
      ("1.21", "1.21.13"), ("1", "1.23.1"), ("1.21.3", "1.21.3"), ("latest", "1.23.1"),
      ("stable", "1.23.1"), ("oldstable", "1.22.5"), (">=1.21 <1.22", "1.21.13"),
      (
        "^1.21",
        "1.23.1"
      ),
      ("~1.21.3", "1.21.13"), ("1.24rc1", "1.24rc1"), ("tip", "tip"), ("1.20", "1.20"),
      ("1.20.0", "1.20"), ("<1.21", "1.20"), ("1.21.x", "1.21.13"), (">=1.24rc1", "1.24rc2"),
    ])
  func choice(request: String, expected: String) throws {
    var world = FakeWorld()
    world.install(
      "1.21.3", "1.21.13", "1.21.9", "1.20", "1.24rc1", "1.24rc2", "1.23.1", "1.22.5", "tip",
      "1.19.0", ".cache", "go1.99.9", "1.99.9.tmp")
    #expect(text(try world.active(request: request).name) == expected)
  }

  @Test("the first installed of several alternatives wins, over all of a colon list too")
  func alternatives() {
    var world = Self.world()
    world.write("1.99.1\n1.98\n1.21.3\n1.21.4\n", to: "/home/ann/shop/.go-version")
    #expect(world.answer() == "1.21.3 by /home/ann/shop/.go-version:3")
    world.variables["GOENV_VERSION"] = "1.99.1:1.21.5"
    #expect(world.answer() == "1.21.5 by GOENV_VERSION")
    world.variables["GOENV_VERSION"] = "::"
    #expect(world.answer() == "\"::\" is not a valid version")
  }

  @Test(
    "a request that an environment file has set is that file's, as long as it is this one",
    arguments: [
      ("1.99@/p/.envrc:3", "/p/.envrc:3"), ("1.99@/p/a:b@c/.envrc:12", "/p/a:b@c/.envrc:12"),
      ("1.98@/p/.envrc:3", "TVM_GO_VERSION"), ("1.99@.envrc:3", "TVM_GO_VERSION"),
      ("1.99@/p/.envrc:", "TVM_GO_VERSION"), ("1.99", "TVM_GO_VERSION"), ("", "TVM_GO_VERSION"),
    ])
  func environmentFile(mark: String, source: String) {
    var world = Self.world()
    world.variables["TVM_GO_VERSION"] = "1.99"
    world.variables["TVM_GO_SOURCE"] = mark
    #expect(throws: ResolutionError.self) { try world.active() }
    do throws(ResolutionError) { _ = try world.active() } catch {
      #expect(text(error.message).contains("\n  asked for by \(source)\n"))
      #expect(text(error.message).hasSuffix("\nhelp: tvm install go@1.99"))
    }
  }

  @Test("a pin that is not met never falls back")
  func noFallback() {
    var world = Self.world()
    world.installSystemGo("1.30.0")
    world.setDefault("1.21.8")
    world.write("99.9\n", to: "/home/ann/shop/.go-version")
    world.write("1.21.4\n", to: "/home/ann/.go-version")
    #expect(world.answer() == "go 99.9 is not installed")
    world.write("system\n", to: "/home/ann/shop/.go-version")
    #expect(world.answer() == "system by /home/ann/shop/.go-version:1")
    world.variables["PATH"] = "/bin"
    #expect(world.answer() == "no system go found on PATH")
  }

  @Test("the search starts at the directory of -C")
  func directory() {
    var world = Self.world()
    world.write("1.21.4\n", to: "/home/ann/shop/.go-version")
    world.write("1.21.5\n", to: "/srv/.go-version")
    #expect(world.answer(in: "/srv/sub/deep") == "1.21.5 by /srv/.go-version:1")
  }

  @Test("the root's version file counts")
  func root() {
    var world = Self.world()
    world.write("1.21.4\n", to: "/.go-version")
    #expect(world.answer() == "1.21.4 by /.go-version:1")
    world.directory = "/"
    #expect(world.answer() == "1.21.4 by /.go-version:1")
  }

  @Test("a deleted current directory is an error unless something before it decides")
  func deletedDirectory() {
    var world = Self.world()
    world.setDefault("1.21.8")
    world.directory = nil
    #expect(throws: ResolutionError.workingDirectoryGone) { try world.active() }
    world.variables["TVM_GO_VERSION"] = "1.21.2"
    #expect(world.answer() == Asking.variable.answer)
  }

  @Test("the bypass works with settings that cannot be read")
  func bypass() {
    var world = Self.world()
    world.installSystemGo("1.19.8")
    world.write("[go\n", to: "/home/ann/.config/tvm/config.toml")
    #expect(world.answer() == "the settings are not valid TOML: expected a [table] header")
    world.variables["TVM_BYPASS"] = "1"
    #expect(world.answer() == Asking.bypass.answer)
  }

  @Test("a folder without a go does not hide another version")
  func broken() {
    var world = FakeWorld()
    world.install("1.21.3", "1.20.1")
    world.addFolder("1.21.13")
    world.addFolder("1.21.12")
    #expect(world.answer(request: "1.21") == "1.21.3 by the argument +1.21")
    #expect(world.answer(request: "latest") == "1.21.3 by the argument +latest")
    #expect(world.message(request: "1.21.13").contains("nearest installed: 1.21.3\n"))
  }

  @Test(
    "oldstable is older than everything stable that is known",
    arguments: [("1.23\n", "1.22.5"), ("1.22", "1.22.5"), ("1.20", "1.22.5"), ("x", "1.22.5")])
  func oldstable(known: String, expected: String) throws {
    var world = FakeWorld()
    world.install("1.23.1", "1.22.5", "1.21.0")
    world.write(known, to: "\(FakeWorld.home)/go-stable")
    #expect(text(try world.active(request: "oldstable").name) == expected)
  }

  @Test("candidates are visited in order, up to the one that decides")
  func observed() throws {
    var world = Self.world()
    world.write("1.21.6\n", to: "/home/ann/.go-version")
    var seen: [String] = []
    let resolver = try Resolver(world.world)
    let query = Query(.go, program: bytes("go"))
    _ = try resolver.resolve(query, includingAbsent: true) { seen.append(text($0.text)) }
    #expect(
      seen == [
        "TVM_BYPASS: nothing", "TVM_GO_VERSION: nothing", "GOENV_VERSION: nothing",
        "/home/ann/shop/.go-version: nothing", "/home/ann/shop/.tool-versions: nothing",
        "/home/ann/.go-version: 1.21.6",
      ])
    seen = []
    _ = try resolver.resolve(query) { seen.append(text($0.text)) }
    #expect(seen == ["/home/ann/.go-version: 1.21.6"])
  }
}
