import Resolution
import TestSupport
import Testing

@testable import Toolchains

@Suite("Where and how a pin is written")
struct VersionPinTests {
  @Test(
    "the file that decides in a directory is written, else the language's own",
    arguments: [
      ([], Language.go, ".go-version"), ([], .rust, "rust-toolchain.toml"),
      ([".tool-versions=golang 1.20\n"], .go, ".tool-versions"),
      ([".tool-versions=go 1.20\n"], .go, ".tool-versions"),
      ([".tool-versions=# golang 1.20\nnode 20\n"], .go, ".go-version"),
      ([".tool-versions=golang lts!\n"], .go, ".tool-versions"),
      ([".tool-versions=golang 1.20\n", ".go-version="], .go, ".go-version"),
      ([".tool-versions=golang 1.20\n"], .rust, "rust-toolchain.toml"),
      ([".tool-versions=rust 1.70\n"], .rust, ".tool-versions"),
      ([".tool-versions=rust 1.70\n", "rust-toolchain="], .rust, "rust-toolchain"),
      ([".tool-versions=rust 1.70\n", "rust-toolchain.toml="], .rust, "rust-toolchain.toml"),
      (["rust-toolchain=", "rust-toolchain.toml="], .rust, "rust-toolchain"),
    ])
  func deciding(_ files: [String], _ language: Language, expected: String) throws {
    let sandbox = try Sandbox()
    for file in files {
      let parts = file.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      try sandbox.write(String(parts[1]), to: String(parts[0]))
    }
    let folder = Path(Bytes(sandbox.root.utf8))
    #expect(language.deciding(in: folder).path == folder.appending(Bytes(expected.utf8)))
  }

  @Test(
    "a line of .tool-versions keeps its place, its comment and its other versions",
    arguments: [
      ("golang 1.20.14\n", "1.21.6", "golang 1.21.6\n"),
      (
        "node 20\ngo  1.20.14 \t# why\nrust 1.70\n", "1.21.6",
        "node 20\ngo  1.21.6 \t# why\nrust 1.70\n"
      ),
      ("golang 1.20.14#c\r\nnode 20\r\n", "1.21", "golang 1.21#c\r\nnode 20\r\n"),
      ("golang 1.20.14 1.19 system # old", "1.21.6", "golang 1.21.6 1.19 system # old"),
      ("golang 1.20.14 1.21.6 1.19\n", "1.21.6", "golang 1.21.6 1.19\n"),
      ("golang 1.20.14\ngolang 1.19\n", "1.21.6", "golang 1.21.6\ngolang 1.19\n"),
      ("golang >=1.20 <1.22\n", "1.21.6", "golang 1.21.6\n"),
      ("golang 1.20.14 1.19\n", ">=1.21 <1.23", "golang >=1.21 <1.23\n"),
      ("golang latest:1.20\n", "system", "golang system\n"),
      ("\u{FEFF}golang 1.20\n", "1.21.6", "\u{FEFF}golang 1.21.6\n"),
    ])
  func toolVersions(_ before: String, _ request: String, after: String) {
    let edited = ToolVersionsPin.edited(Bytes(before.utf8), .go, Bytes(request.utf8))
    #expect(edited.text == after)
  }

  @Test("a line of .tool-versions for Rust")
  func toolVersionsForRust() {
    let before = Bytes("golang 1.20\nrust 1.70.0 1.69.0 # msrv\n".utf8)
    let after = "golang 1.20\nrust stable 1.69.0 # msrv\n"
    #expect(ToolVersionsPin.edited(before, .rust, Bytes("stable".utf8)).text == after)
  }

  @Test(
    "a toolchain line is where and as Go writes it, and nothing else changes",
    arguments: [
      ("module x\n\ngo 1.20\n", "module x\n\ngo 1.20\n\ntoolchain go1.26.6\n"),
      ("module x\n\ngo 1.20", "module x\n\ngo 1.20\n\ntoolchain go1.26.6\n"),
      ("module x // c\n", "module x // c\n\ntoolchain go1.26.6\n"),
      (
        "module x\r\n\r\ngo 1.20\r\n\r\nrequire y v1.0.0\r\n",
        "module x\r\n\r\ngo 1.20\r\n\r\ntoolchain go1.26.6\r\n\r\nrequire y v1.0.0\r\n"
      ),
      (
        "module x\n\ngo 1.20 // why\n// about y\nrequire y v1.0.0\n",
        "module x\n\ngo 1.20 // why\n\ntoolchain go1.26.6\n\n// about y\nrequire y v1.0.0\n"
      ),
      (
        "module x\ntoolchain   go1.22.3-corp\t// c\ngo 1.20\n",
        "module x\ntoolchain   go1.26.6\t// c\ngo 1.20\n"
      ),
      (
        "module x\n\ntoolchain default // c\ngo 1.20\n",
        "module x\n\ntoolchain go1.26.6 // c\ngo 1.20\n"
      ),
      // What the go line says is not said twice: `go mod tidy` takes the line out.
      ("module x\n\ngo 1.26.6\n\ntoolchain go1.26.9\n", "module x\n\ngo 1.26.6\n"),
      (
        "module x\r\n\r\ngo 1.26.6\r\n\r\ntoolchain go1.26.9\r\n\r\nrequire y v1.0.0\r\n",
        "module x\r\n\r\ngo 1.26.6\r\n\r\nrequire y v1.0.0\r\n"
      ),
      ("module x\ngo 1.26.6\ntoolchain go1.26.9", "module x\ngo 1.26.6\n"),
      ("module x\n\ngo 1.26.6\n", "module x\n\ngo 1.26.6\n"),
      // A language version is no release.
      ("module x\n\ngo 1.26\n", "module x\n\ngo 1.26\n\ntoolchain go1.26.6\n"),
      ("", "toolchain go1.26.6\n"),
    ])
  func goMod(_ before: String, after: String) {
    let edited = GoModulePin.edited(Bytes(before.utf8), GoVersion(1, 26, 6), isModule: true)
    #expect(edited.text == after)
    let again = GoModulePin.edited(edited, GoVersion(1, 26, 6), isModule: true)
    #expect(again == edited)
  }

  @Test(
    "a toolchain line in go.work",
    arguments: [
      ("go 1.20\nuse .\n", "go 1.20\n\ntoolchain go1.26.6\n\nuse .\n"),
      ("go 1.20\n\nuse .\n", "go 1.20\n\ntoolchain go1.26.6\n\nuse .\n"),
      ("use .\n", "toolchain go1.26.6\n\nuse .\n"),
    ])
  func goWork(_ before: String, after: String) {
    let edited = GoModulePin.edited(Bytes(before.utf8), GoVersion(1, 26, 6), isModule: false)
    #expect(edited.text == after)
  }
}
