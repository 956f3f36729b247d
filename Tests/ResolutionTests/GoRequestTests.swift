import Resolution
import Testing

@Suite("Go requests") struct GoRequestTests {
  @Test(
    "a request accepts the versions it means and no others",
    arguments: [
      ("1.21.6", ["1.21.6"], ["1.21.5", "1.21.60", "1.21", "1.21rc1"]),
      ("go1.21.6", ["1.21.6"], ["1.21.5"]),
      ("v1.21.6", ["1.21.6"], ["1.21.7"]),
      ("  1.21.6\t", ["1.21.6"], ["1.21.7"]),
      ("1.21", ["1.21.0", "1.21.13"], ["1.20.14", "1.22.0", "1.21rc1"]),
      ("go1.21", ["1.21.0", "1.21.13"], ["1.22.0"]),
      ("1.21.x", ["1.21.0", "1.21.13"], ["1.22.0", "1.21rc2"]),
      ("1.21.*", ["1.21.13"], ["1.2.1"]),
      ("v1.21.x", ["1.21.13"], ["1.22.0"]),
      ("1", ["1.4", "1.21.0", "1.99.9"], ["2.0.0", "1.22rc1"]),
      ("1.x", ["1.21.0"], ["2.0.0"]),
      ("1.x.x", ["1.21.0"], ["2.0.0"]),
      ("1.20", ["1.20", "1.20.14"], ["1.20rc1"]),
      ("1.20.0", ["1.20"], ["1.20.1"]),
      ("1.22rc1", ["1.22rc1"], ["1.22rc2", "1.22.0", "1.22beta1"]),
      ("1.22.0-rc.1", ["1.22rc1"], ["1.22rc2", "1.22.0"]),
      ("go-1.22.3", ["1.22.3"], ["1.22.4"]),
      ("go1.22beta1", ["1.22beta1"], ["1.22rc1"]),
      ("latest", ["1.21.0"], ["1.22rc1"]),
      ("stable", ["1.21.0"], ["1.22rc1"]),
      (">=1.21", ["1.21.0", "1.22.3", "2.0.0"], ["1.20.14", "1.22rc1"]),
      (">= 1.21", ["1.21.0"], ["1.20.14"]),
      (">=go1.21", ["1.21.0"], ["1.20.14"]),
      (">=1.21 <1.23", ["1.21.0", "1.22.9"], ["1.23.0", "1.20.1", "1.22rc1"]),
      (">=1.21, <1.23", ["1.22.9"], ["1.23.0"]),
      (">=1.21,<1.23", ["1.22.9"], ["1.23.0"]),
      (">1.21", ["1.22.0"], ["1.21.0", "1.21.13"]),
      (">1.21.3", ["1.21.4", "1.22.0"], ["1.21.3"]),
      ("<1.21", ["1.20.14"], ["1.21.0"]),
      ("<=1.21", ["1.21.13", "1.20"], ["1.22.0"]),
      ("<=1.21.3", ["1.21.3"], ["1.21.4"]),
      ("=1.21", ["1.21.9"], ["1.22.0"]),
      ("==1.21.3", ["1.21.3"], ["1.21.4"]),
      ("!=1.21.3", ["1.21.4"], ["1.21.3"]),
      (">=1.21 !=1.21.3", ["1.21.4", "1.22.0"], ["1.21.3"]),
      ("^1.21", ["1.21.0", "1.25.1"], ["1.20.14", "2.0.0"]),
      ("~1.21.3", ["1.21.3", "1.21.13"], ["1.21.2", "1.22.0"]),
      ("~1.21", ["1.21.0"], ["1.22.0"]),
      ("~>1.21.3", ["1.21.9"], ["1.22.0"]),
      (">=1.22rc1", ["1.22rc1", "1.22.0", "1.23rc1"], ["1.22beta1", "1.21.9"]),
      (">=1", ["1.0", "1.22.0", "2.1.0"], []),
      ("<=1", ["1.22.0"], ["2.0.0"]),
      (">1", ["2.0.0"], ["1.22.0"]),
      ("=1", ["1.0", "1.22.0"], ["2.0.0"]),
      ("~1", ["1.22.0"], ["2.0.0"]),
      ("<2", ["1.22.0"], ["2.0.0"]),
    ])
  func accepts(request: String, accepted: [String], refused: [String]) throws {
    let request = try #require(GoRequest(bytes(request)[...]))
    for version in accepted {
      #expect(request.accepts(try #require(GoVersion(bytes(version)[...]))), "\(version)")
    }
    for version in refused {
      #expect(!request.accepts(try #require(GoVersion(bytes(version)[...]))), "\(version)")
    }
  }

  @Test("words stand for channels and the system")
  func words() {
    #expect(GoRequest(bytes("latest")[...]) == .latest)
    #expect(GoRequest(bytes("stable")[...]) == .latest)
    #expect(GoRequest(bytes("oldstable")[...]) == .oldstable)
    #expect(Request(go: bytes("system")[...]) == .system)
    #expect(GoRequest(bytes("system")[...]) == nil)
  }

  @Test(
    "other names are linked toolchains",
    arguments: ["tip", "my-go", "gotip", "golang", "vendored_1.2+corp", "a", "go", "v", "x..y"])
  func links(name: String) {
    #expect(GoRequest(bytes(name)[...]) == .link(bytes(name)))
  }

  @Test(
    "what belongs to no dialect is refused",
    arguments: [
      "", " ", "\t\r\n", "../../etc", "/abs/path", "1.21/../..", "..", ".", "./tip", "tip/..",
      "$(id)", "`id`", "tip;id", "tip id", "~", "~/go", "-rf", "--help", "+tip", "*", "1.*.3",
      "1.21.",
      "1..21", "01.21", "1.021", "1.21.06", "1.21.6.1", "1.21.x.x", "1.21x", "go1.21.",
      "go1.x1", "v1x", "go 1.21", "1.21.6 1.22", "1.22rc", "1.22rc0x", "1.22rc01",
      "1.22rc1.1", "1.99999999999999999999", "18446744073709551616", ">=", ">=x", ">=1.21 ||",
      ">=1.21,", ",>=1.21", ">=1.21 1.22", "=>1.21", ">=1.21<1.23", "!=1", "\u{FEFF}1.21",
      "1.21\u{0}", "tip\u{0}", "\u{1B}[31m", "1.21\u{9B}", "tïp", "1\u{2E}21\u{200B}",
      "latest\u{0}",
      "１.２１",
    ])
  func refuses(request: String) {
    #expect(GoRequest(bytes(request)[...]) == nil)
  }

  @Test("a name of a linked toolchain has a limit")
  func longLink() {
    let longest = String(repeating: "a", count: GoRequest.longestLinkName)
    #expect(GoRequest(bytes(longest)[...]) == .link(bytes(longest)))
    #expect(GoRequest(bytes(longest + "a")[...]) == nil)
  }

  @Test("ten megabytes are refused at once", arguments: ["a", "1", ">", ".", "/"])
  func huge(unit: String) {
    let huge = [UInt8](repeating: bytes(unit)[0], count: 10_000_000)
    let seconds = processorSeconds { #expect(GoRequest(huge[...]) == nil) }
    #expect(seconds < 20)
  }

  @Test("bytes that are not UTF-8 are refused")
  func invalid() {
    #expect(GoRequest([0x31, 0x2E, 0xFF][...]) == nil)
    #expect(GoRequest([0x74, 0x80][...]) == nil)
  }

  @Test(
    "the names of versions are not names for links",
    arguments: ["latest", "stable", "oldstable", "system", "go1.21", "v1", "1.21", "go1x", ""])
  func reserved(name: String) {
    #expect(!GoRequest.isLinkName(bytes(name)[...]))
  }
}
