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
    return [
      (StoreError.inUse(.go, bytes, process: 1), "go@"),
      (StoreError.occupied(Path("/home").appending(bytes)), "go@"),
      (StoreError.notInstallable(bytes), ""),
      (RustError.inUse(name, process: 1), "rust@"), (RustError.occupied(name), "rust@"),
      (RustError.incomplete(name), "rust@"), (RustError.damaged(name, missing: "x"), "rust@"),
      (RustError.keptInUse(name, process: 1), ""), (RustError.replacedSince(name), ""),
      (RustError.indispensable("rustc", toolchain: name), "rust@"),
      (RustError.notInstalledComponent("clippy", toolchain: name), ""),
      (RustError.unavailable([name], release: "nightly", newest: "2023-06-01"), ""),
      (RustError.unavailableUpdate(["clippy"], toolchain: name, newest: "2023-06-01"), ""),
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
