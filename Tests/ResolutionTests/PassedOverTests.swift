import Resolution
import Testing

@Suite("What a version file says in vain") struct PassedOverTests {
  private func lines(_ name: String, _ contents: String, _ language: Language) -> [String] {
    var world = FakeWorld()
    world.write(contents, to: "/p/\(name)")
    return PassedOver(in: Path(bytes("/p/\(name)")), for: language, world.world).lines.map {
      text($0)
    }
  }

  @Test("a second line for a tool")
  func laterLines() {
    let contents =
      "golang # none\nrust 1.90\ngolang 1.22.3\ngo 1.21\nrust stable\ngolang 1.20\n"
    #expect(
      lines(".tool-versions", contents, .go) == [
        "/p/.tool-versions:1 does not count: it names no version",
        "/p/.tool-versions:4 does not count: line 3 is for go as well, and is read first",
        "/p/.tool-versions:6 does not count: line 3 is for go as well, and is read first",
      ])
    #expect(
      lines(".tool-versions", contents, .rust) == [
        "/p/.tool-versions:5 does not count: line 2 is for rust as well, and is read first"
      ])
    #expect(lines(".go-version", "1.22\n1.21\n", .go) == [])
  }

  @Test("words behind a version in a .go-version")
  func laterWords() {
    #expect(
      lines(".go-version", "# x\n1.22.3 extra words # z\n", .go) == [
        "/p/.go-version:2: \"extra words\" does not count: only the first word of a line is read, as in goenv"
      ])
    for contents in [">=1.21 <1.23\n", "1.22 # x\n", "", "go 1.22\n"] {
      #expect(lines(".go-version", contents, .go) == [])
    }
  }

  @Test("a key that rustup does not know", arguments: ["rust-toolchain.toml", "rust-toolchain"])
  func unknownKeys(name: String) {
    let contents =
      "[toolchain]\ntoolchain = \"nightly\"\ncomponents = [\"clippy\"]\n[other]\nx = 1\n"
    #expect(
      lines(name, contents, .rust) == [
        "/p/\(name):2 does not count: \"toolchain\" is not a key of [toolchain]"
      ])
    #expect(lines(name, "[toolchain]\nchannel = \"1.90\"\nprofile = \"minimal\"\n", .rust) == [])
    #expect(lines(name, "nightly\n", .rust) == [])
    #expect(lines(name, contents, .go) == [])
  }
}
