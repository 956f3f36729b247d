import Resolution
import Testing

/// Every row of the table of rustup's file semantics, with rustup's outcome or the correction of it.
@Suite struct RustToolchainFileTests {
  private static let newer = "/home/ann/shop/rust-toolchain.toml"
  private static let legacy = "/home/ann/shop/rust-toolchain"

  private func world(_ contents: String, at path: String = newer) -> FakeWorld {
    var world = FakeWorld.rust
    world.installRust(
      "stable-\(rustHost)", "1.70.1-\(rustHost)", "cust", "1.70.1-custom", "[toolchain]")
    world.setRustup("default_toolchain = \"stable\"\n")
    world.write(contents, to: path)
    return world
  }

  @Test(
    "a file that asks for something gets it",
    arguments: [
      ("[toolchain]\nchannel = \"1.70.1\"\n", "1.70.1-\(rustHost)", 2),
      ("toolchain.channel = \"cust\"", "cust", 1),
      ("toolchain = { channel = 'cust' }", "cust", 1),
      ("[other]\nx = 1\n[toolchain]\nbogus = [1]\nchannel = \"cust\"\n", "cust", 5),
      ("\u{FEFF}[toolchain]\r\nchannel = \"1.70.1/\"\r\n", "1.70.1-\(rustHost)", 2),
      ("[toolchain]\nchannel = \"1.70.1-custom\"\n", "1.70.1-custom", 2),
      ("[toolchain]\nchannel = \"1.70.1-\(rustHost)\"\n", "1.70.1-\(rustHost)", 2),
      ("# why\n[toolchain]\ncomponents = [\"rustfmt\", \"no such\"]\n", "stable-\(rustHost)", 2),
      ("[toolchain]\ntargets = []\n", "stable-\(rustHost)", 1),
      ("[toolchain]\nchannel = \"cust\"\nprofile = \"m\"\n", "cust", 2),
    ])
  func resolves(contents: String, name: String, line: Int) {
    #expect(world(contents).rustAnswer() == "\(name) by \(Self.newer):\(line)")
  }

  @Test(
    "the older kind may be a bare name on one line",
    arguments: [
      ("1.70.1", "1.70.1-\(rustHost)"), (" 1.70.1 \r\n", "1.70.1-\(rustHost)"),
      ("\u{A0}\u{3000}cust\u{2028}\u{85} \u{0C}\r\n", "cust"),
      ("\u{FEFF}cust\n", "cust"), ("[toolchain]\n", "[toolchain]"),
      ("[toolchain]\nchannel = \"cust\"", "cust"),
    ])
  func legacyNames(contents: String, name: String) {
    let answer = world(contents, at: Self.legacy).rustAnswer()
    #expect(answer.hasPrefix("\(name) by \(Self.legacy):"))
  }

  @Test("a file that means nothing sensible is an error that says so")
  func faults() {
    let path = Path(bytes(Self.newer))
    let second = Source.file(path, line: 2)
    let cases: [(String, RustFault)] = [
      (
        "channel = \"1.70.1\"\npath = \"/x\"",
        .channelAndPath(path, line: 3, channel: bytes("1.70.1"), folder: bytes("/x"))
      ),
      ("path = \"/x\"\ntargets = []", .optionsWithPath(path, line: 2, folder: bytes("/x"))),
      ("path = \"/x\"\ncomponents = []", .optionsWithPath(path, line: 2, folder: bytes("/x"))),
      ("path = \"/x\"\nprofile = \"d\"", .optionsWithPath(path, line: 2, folder: bytes("/x"))),
      ("path = \"x\"", .relativePath(text: bytes("x"), source: second)),
      ("path = \"../x\"", .relativePath(text: bytes("../x"), source: second)),
      ("path = \"/x\"", .pathWithoutPrograms(bytes("/x"), source: second)),
      ("", .nothingAsked(path, line: 1)),
      ("profile = \"minimal\"", .nothingAsked(path, line: 1)),
      (
        "channel = 1.70",
        .wrongType(path, line: 2, key: bytes("toolchain.channel"), expected: Literal("a string"))
      ),
      (
        "channel = \"cust\"\ncomponents = \"x\"",
        .wrongType(
          path, line: 3, key: bytes("toolchain.components"),
          expected: Literal("an array of strings"))
      ),
      (
        "channel = \"cust\"\nprofile = \"bogus\"",
        .unknownProfile(path, line: 3, profile: bytes("bogus"))
      ),
      ("channel = \"1.70.1-gnu\"", .targetInName(text: bytes("1.70.1-gnu"), source: second)),
      (
        "channel = \"1.69.0-\(rustHost)\"",
        .targetInName(text: bytes("1.69.0-\(rustHost)"), source: second)
      ),
      ("channel = \"none\"", .malformedName(text: bytes("none"), source: second)),
      ("channel = \"+1.70.1\"", .malformedName(text: bytes("+1.70.1"), source: second)),
      ("channel = \"\"", .malformedName(text: [], source: second)),
      ("channel = \"..\"", .malformedName(text: bytes(".."), source: second)),
      ("channel = \"a/../../b\"", .malformedName(text: bytes("a/../../b"), source: second)),
      ("channel = \"x", .notTOML(path, line: 2, fault: .string)),
    ]
    for (table, fault) in cases {
      #expect(world("[toolchain]\n\(table)\n").rustError() == .rust(fault), "\(table)")
    }
  }

  @Test("a file without a table is an error")
  func tables() {
    let path = Path(bytes(Self.newer))
    #expect(world("").rustError() == .rust(.emptyFile(path)))
    #expect(world("1.70.1").rustError() == .rust(.notTOML(path, line: 1, fault: .key)))
    #expect(world("x = 1\n").rustError() == .rust(.noToolchainTable(path)))
    #expect(
      world("toolchain = \"cust\"\n").rustError()
        == .rust(
          .wrongType(path, line: 1, key: bytes("toolchain"), expected: Literal("a table"))))
    #expect(
      world("[[toolchain]]\nchannel = \"cust\"\n").rustError()
        == .rust(
          .wrongType(path, line: 1, key: bytes("toolchain"), expected: Literal("a table"))))
    #expect(
      world("[toolchain]\nchannel = \"cust\"\n[toolchain]\n").rustError()
        == .rust(.notTOML(path, line: 3, fault: .duplicateKey)))
    let legacy = Path(bytes(Self.legacy))
    for contents in ["\n", " \u{A0}\u{3000}\n"] {
      #expect(world(contents, at: Self.legacy).rustError() == .rust(.emptyFile(legacy)))
    }
    for contents in ["1.70.1\n\n", "1.70.1\n# why\n", "\n1.70.1\n"] {
      guard case .rust(.notTOML(legacy, _, _)) = world(contents, at: Self.legacy).rustError() else {
        Issue.record("\(contents.debugDescription) is taken for TOML")
        continue
      }
    }
  }

  @Test("a toolchain that is not installed is named with what is nearest")
  func notInstalled() {
    let source = Source.file(Path(bytes(Self.newer)), line: 2)
    let missing: [(String, String?)] = [
      ("nope", nil), ("1.70", "1.70.1-\(rustHost)"), ("1.60.0", "1.70.1-\(rustHost)"),
      ("stable-2020-01-30", "stable-\(rustHost)"), ("nightly", nil), ("1.70.1 # x", nil),
    ]
    for (name, nearest) in missing {
      guard
        case .notInstalled(.rust, let pins, let found, _) =
          world("[toolchain]\nchannel = \"\(name)\"").rustError()
      else {
        Issue.record("\(name) is not installed")
        continue
      }
      #expect(pins.map(\.text) == [bytes(name)])
      #expect(pins.first?.source == source)
      #expect(found.map { text($0) } == nearest, "\(name)")
    }
  }

  @Test("what cannot be read as text is an error and not skipped")
  func unreadable() {
    for path in [Self.newer, Self.legacy, "/home/ann/shop/.tool-versions"] {
      var world = FakeWorld.rust
      world.installRust("stable-\(rustHost)")
      world.setRustup("default_toolchain = \"stable\"\n")
      for problem in [FileFault.directory, .special, .unreadable(13), .tooLarge(limit: 65536)] {
        world.refuse(path, problem)
        #expect(world.rustError() == .refused(Path(bytes(path)), problem))
      }
      for contents: [UInt8] in [[0xFF, 0xFE], [49, 0], [0xC3]] {
        world.write(bytes: contents, to: path)
        #expect(world.rustError() == .notText(Path(bytes(path))))
      }
    }
  }

  @Test("of both kinds in one directory the one without extension wins, and people hear of it")
  func both() throws {
    var world = world("[toolchain]\nchannel = \"1.70.1\"\n")
    world.write("cust\n", to: Self.legacy)
    var warnings: [String] = []
    let active = try Resolver(world.world).resolve(Query(.rust, program: bytes("rustc"))) {
      if $0.isWarning { warnings.append(text($0.text)) }
    }
    #expect(text(active.name) == "cust")
    #expect(warnings == ["\(Self.newer): ignored: \(Self.legacy) in the same directory wins"])
  }

  @Test("options for installing are read and change nothing else")
  func options() throws {
    let contents = """
      [toolchain]
      channel = "1.70.1"
      components = ["rustfmt", "rust-src"]
      targets = ["wasm32-unknown-unknown"]
      profile = "c"
      """
    let file = try RustToolchainFile(bytes(contents), at: Path(bytes(Self.newer)))
    #expect(file.channel?.name == bytes("1.70.1"))
    #expect(file.components.map { text($0) } == ["rustfmt", "rust-src"])
    #expect(file.targets.map { text($0) } == ["wasm32-unknown-unknown"])
    #expect(file.profile == bytes("complete"))
  }

  @Test(
    "profiles have long names and short ones",
    arguments: [
      ("m", "minimal"), ("d", "default"), ("c", "complete"), ("minimal", "minimal"),
      ("default", "default"), ("complete", "complete"), ("", "default"),
    ])
  func profiles(written: String, profile: String) throws {
    let contents = "[toolchain]\nchannel = \"stable\"\nprofile = \"\(written)\"\n"
    let file = try RustToolchainFile(bytes(contents), at: Path(bytes(Self.newer)))
    #expect(file.profile == bytes(profile))
  }

  @Test("an absolute path in the older kind of file is a toolchain's folder, and needs trust")
  func legacyPath() {
    var world = world("/opt/rust\n", at: Self.legacy)
    let source = Source.file(Path(bytes(Self.legacy)), line: 1)
    #expect(
      world.rustError() == .rust(.pathWithoutPrograms(bytes("/opt/rust"), source: source)))
    world.addRust(at: "/opt/rust")
    #expect(
      world.rustError()
        == .rust(
          .notTrusted(Path(bytes(Self.legacy)), line: 1, folder: bytes("/opt/rust"))))
  }

  @Test("a file that means the default needs one")
  func noDefault() {
    var world = FakeWorld.rust
    world.write("[toolchain]\ncomponents = []\n", to: Self.newer)
    #expect(world.rustError() == .rust(.noDefault(Path(bytes(Self.newer)), line: 1)))
  }
}
