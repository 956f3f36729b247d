import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("What files of other version managers ask for")
struct ForeignPinTests {
  @Test(
    "each manager's forms are read, the most binding file first",
    arguments: [
      ("mise.toml", "[tools]\nnode = \"20\"\ngo = \"1.22\"\n", Language.go, "mise 1.22:3"),
      ("mise.toml", "[tools]\n\"core:go\" = [\"1.22.3\", \"1.21\"]\n", .go, "mise 1.22.3:2"),
      (".mise.toml", "tools.golang = { version = \"1.22\" }\n", .go, "mise 1.22:1"),
      (
        ".config/mise/config.toml", "[tools.rust]\nprofile = \"minimal\"\nversion = \"1.75\"\n",
        .rust, "mise 1.75:3"
      ),
      ("mise.local.toml", "[tools]\n\"go:example.com/x\" = \"1\"\n", .go, ""),
      ("mise.toml", "go = \"1.22\"\n", .go, ""),
      ("mise.toml", "[tools\n", .go, ""),
      (".prototools", "rust = \"1.75\"\ngo = \"~1.22\"\n[tools.go]\nx = 1\n", .go, "proto ~1.22:2"),
      (".sdkmanrc", "# c\njava=17\ngo = 1.22.3 # why\n", .go, "SDKMAN 1.22.3:3"),
      (".sdkmanrc", "go=\n", .go, ""),
    ])
  func forms(_ name: String, _ contents: String, _ language: Language, expected: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write(contents, to: name)
    let pins = ForeignPin.all(language, in: Path(Bytes(sandbox.root.utf8)), .live)
    let found = pins.map { "\($0.manager) \($0.text.text):\($0.line)" }
    #expect(found == (expected.isEmpty ? [] : [expected]))
  }

  @Test("of each manager the nearest file counts, and the local one of a directory")
  func nearest() throws {
    let sandbox = try Sandbox()
    try sandbox.write("[tools]\ngo = \"1.20\"\n", to: "mise.toml")
    try sandbox.write("go = \"1.19\"\n", to: ".prototools")
    try sandbox.write("[tools]\ngo = \"1.21\"\n", to: "a/mise.toml")
    try sandbox.write("[tools]\ngo = \"1.22\"\n", to: "a/mise.local.toml")
    let folder = try sandbox.makeDirectory("a/b")
    let pins = ForeignPin.nearest(.go, to: Path(Bytes(folder.utf8)), .live)
    #expect(pins.map(\.text.text) == ["1.22", "1.19"])
  }

  @Test(
    "whether a toolchain is what is asked for, and what pins the same",
    arguments: [
      ("1.22", Language.go, "1.22.3", true, "go@1.22"),
      ("1.22.3", .go, "1.22.3", true, "go@1.22.3"),
      ("1.22", .go, "1.21.3", false, "go@1.22"), ("1.2", .go, "1.22.3", false, "go@1.2"),
      ("prefix:1.22", .go, "1.22.3", true, "go@1.22"), ("latest", .go, "1.22.3", true, "go@latest"),
      ("~1.22", .go, "1.22.3", true, "go@'~1.22'"), ("^1.20", .go, "1.22.3", true, "go@'^1.20'"),
      ("ref:master", .go, "1.22.3", false, ""), ("path:/x", .go, "1.22.3", false, ""),
      ("sub-1:latest", .go, "1.22.3", false, ""), ("system", .go, "1.22.3", false, ""),
      ("1.75", .rust, "1.75.0-x86_64-unknown-linux-gnu", true, "rust@1.75"),
      ("1.7", .rust, "1.75.0-x86_64-unknown-linux-gnu", false, "rust@1.7"),
      ("stable", .rust, "stable-x86_64-unknown-linux-gnu", true, "rust@stable"),
      ("latest", .rust, "stable-x86_64-unknown-linux-gnu", true, "rust@latest"),
    ])
  func met(
    _ text: String, _ language: Language, _ name: String, isMet: Bool, command: String
  ) {
    let pin = ForeignPin(manager: "mise", text: Bytes(text.utf8), path: Path("/x"), line: 1)
    #expect(pin.isMet(by: Bytes(name.utf8), language) == isMet)
    #expect(pin.commandRequest(language) ?? "" == command)
  }
}
