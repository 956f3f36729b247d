import Resolution
import Testing

@Suite("Version files") struct GoVersionFileTests {
  static let path = Path("/p/.go-version")

  private func pins(
    _ contents: String, _ file: VersionFile = .goVersion
  ) throws(ResolutionError) -> [String]? {
    try file.goPins(in: bytes(contents), at: Self.path)?.map {
      "\(text($0.text)) at \(text($0.source.text).split(separator: ":")[1])"
    }
  }

  @Test(
    ".go-version: every line that is neither blank nor a comment is an alternative",
    arguments: [
      ("1.21.6", ["1.21.6 at 1"]),
      ("1.21.6\n", ["1.21.6 at 1"]),
      ("1.21.6\r\n", ["1.21.6 at 1"]),
      ("\u{FEFF}1.21.6\n", ["1.21.6 at 1"]),
      ("\u{FEFF}# ours\r\n\r\n  1.21.6 \t\r\n", ["1.21.6 at 3"]),
      ("# why\n\n1.21.6 # pinned\n", ["1.21.6 at 3"]),
      ("1.21.6\t#1.22", ["1.21.6 at 1"]),
      ("1.21.6\n1.22\n\n# x\nsystem\n", ["1.21.6 at 1", "1.22 at 2", "system at 5"]),
      (">=1.21 <1.23 # range\n", [">=1.21 <1.23 at 1"]),
      ("   \n\t\n  go1.21.6", ["go1.21.6 at 3"]),
      ("1.22.3 extra\n1.22\tx # y\n", ["1.22.3 at 1", "1.22 at 2"]),
      ("1.21.6 1.20.14", ["1.21.6 at 1"]),
      ("go-1.22.3\nv1.22.0-rc.1 x", ["go-1.22.3 at 1", "v1.22.0-rc.1 at 2"]),
    ])
  func goVersion(contents: String, expected: [String]) throws {
    #expect(try pins(contents) == expected)
  }

  @Test("a file without any request says so", arguments: ["", "\n", "# x\n", " \r\n", "\u{FEFF}"])
  func empty(contents: String) {
    #expect(throws: ResolutionError.emptyVersionFile(Self.path)) { try pins(contents) }
  }

  @Test(
    "a malformed line is an error with its line, even behind a good one",
    arguments: [
      ("../../etc", "../../etc", 1), ("/abs/path\n", "/abs/path", 1), ("$(id)", "$(id)", 1),
      ("1.21/../..", "1.21/../..", 1), ("1.21.6\n../x\n", "../x", 2), ("#\n1.21#x", "1.21#x", 2),
      ("go 1.22.3", "go 1.22.3", 1), (">=1.21 x", ">=1.21 x", 1),
      ("1.21.6\u{1B}[31m", "1.21.6\u{1B}[31m", 1),
    ])
  func malformed(contents: String, request: String, line: Int) {
    #expect(
      throws: ResolutionError.malformedRequest(
        text: bytes(request), source: .file(Self.path, line: line))
    ) { try pins(contents) }
  }

  @Test(
    "bytes that are not text are an error",
    arguments: [[0x31, 0x00], [0xFF, 0xFE, 0x31, 0], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80]])
  func notText(contents: [UInt8]) {
    for file in [VersionFile.goVersion, .toolVersions] {
      #expect(throws: ResolutionError.notText(Self.path)) {
        try file.goPins(in: contents, at: Self.path)
      }
    }
  }

  @Test(
    ".tool-versions: the lines of Go count",
    arguments: [
      ("golang 1.21.6\n", ["1.21.6 at 1"]),
      ("go 1.21.6\n", ["1.21.6 at 1"]),
      ("\u{FEFF}nodejs 20.1.0\r\ngolang\t1.21.6 # x\r\n", ["1.21.6 at 2"]),
      ("golang 1.21.6 1.22 system", ["1.21.6 at 1", "1.22 at 1", "system at 1"]),
      ("golang >=1.21 <1.23", [">=1.21 <1.23 at 1"]),
      ("golang latest\npython path:/x ref:abc", ["latest at 1"]),
      ("# golang 1.20\n  golang   1.21.6  ", ["1.21.6 at 2"]),
      ("golang 1.22.3#c\n", ["1.22.3 at 1"]),
      ("golang latest:1.22 prefix:1.21 latest\n", ["1.22 at 1", "1.21 at 1", "latest at 1"]),
      ("golang 1.22.3 1.22\ngolang 1.21.6\ngo ../x\n", ["1.22.3 at 1", "1.22 at 1"]),
      ("golang # none\ngolang 1.21.6\n", ["1.21.6 at 2"]),
    ])
  func toolVersions(contents: String, expected: [String]) throws {
    #expect(try pins(contents, .toolVersions) == expected)
  }

  @Test(".tool-versions: lines of every length and end are counted", arguments: ["\n", "\r\n"])
  func lineLengths(end: String) throws {
    for length in 0...40 {
      let others = ["", " \t", "#" + String(repeating: "g", count: length)]
      let before = others + [String(repeating: "p", count: length), "\t gopls 1.2"]
      let contents = (before + ["  golang 1.21.6"]).joined(separator: end)
      #expect(try pins(contents, .toolVersions) == ["1.21.6 at 6"], "\(length)")
      #expect(try pins(contents + end + "x", .toolVersions) == ["1.21.6 at 6"], "\(length)")
    }
  }

  @Test(
    ".tool-versions without Go says nothing",
    arguments: ["", "nodejs 20\n", "golang\n", "golang # 1.21", "gopls 1.2", "Golang 1.21"])
  func noGo(contents: String) throws {
    #expect(try pins(contents, .toolVersions) == nil)
  }

  @Test(
    "asdf's sources of other kinds are refused",
    arguments: ["path:/opt/go", "ref:v1.21", "path:~/go", "latest:"])
  func asdfSources(request: String) {
    #expect(
      throws: ResolutionError.malformedRequest(
        text: bytes(request), source: .file(Self.path, line: 1))
    ) { try pins("golang \(request)", .toolVersions) }
  }

  @Test(
    "what is not a readable file is an error and not skipped",
    arguments: [
      FileFault.directory, .special, .tooLarge(limit: 65536), .unreadable(13), .unreadable(40),
      .unreadable(36),
    ])
  func refused(problem: FileFault) {
    for name in [".go-version", ".tool-versions"] {
      var world = FakeWorld()
      world.install("1.21.6")
      world.setDefault("1.21.6")
      world.refuse("/home/ann/shop/\(name)", problem)
      #expect(
        throws: ResolutionError.refused(Path(bytes("/home/ann/shop/\(name)")), problem)
      ) { try world.active() }
    }
  }

  @Test("more than 64 KiB are too large")
  func tooLarge() {
    var world = FakeWorld()
    world.install("1.21.6")
    world.write("1.21.6\n" + String(repeating: "#", count: 65536 - 7), to: "/home/ann/.go-version")
    #expect(world.answer() == "1.21.6 by /home/ann/.go-version:1")
    world.write("1.21.6\n" + String(repeating: "#", count: 65536 - 6), to: "/home/ann/.go-version")
    #expect(world.answer() == "/home/ann/.go-version is larger than 64 KiB")
  }
}
