import Resolution
import TestSupport
import Testing

@Suite("Damaged files are taken or refused, and never shown raw") struct ReaderFuzzTests {
  /// Whether a message is what a terminal may show.
  private func isHarmless(_ message: String) -> Bool {
    message.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 || $0 == "\n" }
      && !message.contains("\u{202E}")
  }

  @Test(
    "files that Go's answer comes from",
    arguments: [
      (".go-version", ["1.21.3\n", "# x\n>=1.20 <1.22\nlatest\n"]),
      (".tool-versions", ["golang 1.21.3\nnodejs 20.1.0 # x\ngo latest\n"]),
      (
        "go.mod", ["module a.b/c\n\ngo 1.21.3 // x\n\ntoolchain go1.22.3\n\nrequire (\n\tx v1\n)\n"]
      ),
      ("go.work", ["go 1.21\ntoolchain default\nuse (\n\t./a\n)\n"]),
    ])
  func go(name: String, seeds: [String]) {
    for damaged in Fuzz(seeds) {
      var world = FakeWorld()
      world.install("1.21.3", "1.22.3")
      world.setDefault("1.21.3")
      world.write(bytes: damaged, to: "/home/ann/shop/\(name)")
      #expect(isHarmless(world.message()), "\(damaged)")
    }
  }

  @Test(
    "files that Rust's answer comes from",
    arguments: [
      ("shop/rust-toolchain", ["stable\n", "1.70.0-x86_64-unknown-linux-gnu"]),
      (
        "shop/rust-toolchain.toml",
        [
          "[toolchain]\nchannel = \"1.70.1\" # x\ncomponents = [\"rustfmt\", 'clippy']\nprofile='minimal'\n"
        ]
      ),
      (
        ".rustup/settings.toml",
        [
          "version = \"12\"\ndefault_toolchain = \"stable\"\n[overrides]\n\"/home/ann/shop\" = \"1.70.1\"\n"
        ]
      ),
      (
        ".config/tvm/config.toml",
        [
          "[go]\ndefault = \"1.21\"\n[rust]\nserver = \"https://a.b\"\n[environment]\nhide = [\"X\"]\n"
        ]
      ),
    ])
  func rust(name: String, seeds: [String]) {
    for damaged in Fuzz(seeds, seed: 2) {
      var world = FakeWorld.rust
      world.installRust("stable-\(rustHost)")
      world.write(bytes: damaged, to: "/home/ann/\(name)")
      #expect(isHarmless(world.rustError().map { text($0.message) } ?? ""), "\(damaged)")
    }
  }

  @Test("TOML that was read is read the same again")
  func toml() {
    let seed = "a = 1\nb = [1, 'x', { c = 2 }]\n[d.\"e f\"]\ng = \"\\u0041\" # x\n[[h]]\ni = true\n"
    for damaged in Fuzz([seed], count: 10_000, seed: 3) {
      let first = try? TOMLDocument(damaged)
      #expect((first == nil) == ((try? TOMLDocument(damaged)) == nil))
    }
  }
}
