import Resolution
import Testing

@Suite("What reaches a terminal") struct PrintableTests {
  @Test(
    "text stays as it is",
    arguments: ["", "1.21.6", "/home/änn/メイン dir/'q\"", "🐹", "\u{A0}", "\u{7FF}", "\u{10FFFF}"])
  func plain(given: String) {
    #expect(text(bytes(given).printable) == given)
  }

  @Test(
    "controls, marks of direction and bytes that are no text are spelled out",
    arguments: [
      ([0x1B, 0x5B, 0x33, 0x31, 0x6D], "\\x1b[31m"), ([0x0A], "\\x0a"), ([0x0D, 0x61], "\\x0da"),
      ([0x00], "\\x00"), ([0x7F], "\\x7f"), ([0xC2, 0x9B, 0x41], "\\xc2\\x9bA"),
      ([0xC2, 0x80], "\\xc2\\x80"), ([0xC2, 0x9F], "\\xc2\\x9f"), ([0x9B, 0x41], "\\x9bA"),
      ([0xFF], "\\xff"), ([0xC3], "\\xc3"), ([0xC3, 0x41], "\\xc3A"), ([0xC0, 0x80], "\\xc0\\x80"),
      ([0xE0, 0x80, 0x9B], "\\xe0\\x80\\x9b"), ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
      ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"), ([0xF0, 0x9F, 0x90], "\\xf0\\x9f\\x90"),
      ([0xE2, 0x80, 0xAE], "\\xe2\\x80\\xae"), ([0xE2, 0x81, 0xA6], "\\xe2\\x81\\xa6"),
      ([0xE2, 0x80, 0xA8], "\\xe2\\x80\\xa8"), ([0xF8, 0x88], "\\xf8\\x88"),
    ])
  func escaped(given: [UInt8], expected: String) {
    #expect(text(given.printable) == expected)
  }

  @Test("a long text is cut between characters")
  func long() {
    let cut = [UInt8](repeating: 0x61, count: 10_000_000).printable
    #expect(cut.count < 5000)
    #expect(text(cut).hasSuffix("a…"))
    let wide = text(bytes(String(repeating: "ü", count: 3000) + "x").printable)
    #expect(wide.hasSuffix("ü…"))
    #expect(
      text(
        (bytes("a")
          + bytes(
            String(
              repeating: "ü",
              count: 3000))).printable
      ).hasSuffix("ü…"))
  }

  @Test("nothing that a file says reaches a message unescaped")
  func messages() {
    let evil = "\u{1B}]0;x\u{7}\u{9B}31m"
    var world = FakeWorld()
    world.directory = "/home/\(evil)"
    world.install("1.20")
    world.setDefault("1.20")
    let places: [(String, String)] = [
      (".go-version", evil), (".tool-versions", "go \(evil)"), ("go.mod", "go \(evil)"),
      ("go.mod", "go 1.1\ntoolchain \(evil)"), (".go-version", "1.99"),
    ]
    for (name, contents) in places {
      var world = world
      world.write(contents, to: "/home/\(evil)/\(name)")
      let message = world.message()
      #expect(!message.isEmpty)
      #expect(message.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value < 127 || $0 == "\n" })
    }
    for variable in ["TVM_GO_VERSION", "GOENV_VERSION", "TVM_HOME"] {
      var world = world
      world.variables[variable] = evil
      let message = world.message()
      #expect(!message.isEmpty)
      #expect(message.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value < 127 || $0 == "\n" })
    }
  }
}
