import Resolution
import TestSupport
import Testing
import Toolchains

@testable import tvm

/// What a `help:` line says is copied into a shell, whatever a toolchain is called.
@Suite("Help lines of errors")
struct HelpLineTests {
  private static let names = [
    "mine", "a b", "it's", "x;touch pwned", "$(touch pwned)", "`touch pwned`", "a\nb", "\"x\"",
    "a&b", "~", "*", "#x", "a>pwned", "\\", "\u{1B}[31m", "é",
  ]

  private static func errors(_ name: String) -> [(error: any Error, argument: String)] {
    let bytes = Bytes(name.utf8)
    let folder = Path("/home").appending(bytes)
    let rust = RustToolchainName(bytes)
    let nightly = RustToolchainName(Bytes("nightly".utf8))
    return [
      (StoreError.inUse(.go, bytes, process: 1), "go@"),
      (StoreError.inUse(.rust, bytes, process: 1), "rust@"),
      (StoreError.occupied(.go, bytes, by: folder), "go@"),
      (StoreError.occupied(.rust, bytes, by: folder), "rust@"),
      (StoreError.severalInstalled(.go, bytes, [bytes, bytes]), "go@"),
      (StoreError.otherVersion(.go, bytes, folder, found: bytes), "go@"),
      (StoreError.notAToolchain(folder, .rust, holds: .go), "/home/"),
      (GoError.notInstallable(bytes), ""),
      (RustError.incomplete(rust), "rust@"), (RustError.damaged(rust, missing: "x"), "rust@"),
      (RustError.keptInUse(rust, process: 1), ""), (RustError.replacedSince(rust), ""),
      (RustError.indispensable("rustc", toolchain: rust), "rust@"),
      (RustError.notInstalledComponent("clippy", toolchain: rust), ""),
      (RustError.unavailable([name], release: nightly, newest: "2023-06-01"), ""),
      (RustError.unavailableUpdate(["clippy"], toolchain: rust, newest: "2023-06-01"), ""),
      (RustError.unnamed(folder), "/home/"),
      (CommandError.ambiguousName(bytes), "go@"),
      (RustupFault.missingManifest(name), "rust@"),
    ]
  }

  @Test("commands may be copied, and name the toolchain in one word", arguments: names)
  func commands(_ name: String) throws {
    let sandbox = try Sandbox()
    for (error, start) in Self.errors(name) {
      let lines = "\(error)".split(separator: "\n", omittingEmptySubsequences: false)
      let help = try #require(lines.last?.wholeMatch(of: /help: tvm (.*)/)?.output.1)
      // Prose may follow behind a comma.
      let command = help.split(separator: ", or ")[0]
      let result = try sandbox.run("sh", ["-c", "printf '[%s]' \(command)"])
      let word = start + Bytes(name.utf8).printable.text
      #expect(result.status == 0, "\(help)")
      #expect(result.output.contains("[\(word)]"), "\(help): \(result.output)")
      #expect(!sandbox.exists("pwned"), "\(help)")
      #expect(!"\(error)".contains("\u{1B}"))
    }
  }
}
