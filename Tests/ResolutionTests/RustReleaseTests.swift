import Resolution
import Testing

@Suite struct RustReleaseTests {
  @Test(
    "a partial name is completed by the host",
    arguments: [
      ("stable", "stable-x86_64-unknown-linux-gnu"), ("beta", "beta-x86_64-unknown-linux-gnu"),
      ("nightly-2026-05-20", "nightly-2026-05-20-x86_64-unknown-linux-gnu"),
      ("1.70", "1.70-x86_64-unknown-linux-gnu"), ("1.70.1", "1.70.1-x86_64-unknown-linux-gnu"),
      ("1.96.0-beta.2", "1.96.0-beta.2-x86_64-unknown-linux-gnu"),
      ("1.96-beta", "1.96-beta-x86_64-unknown-linux-gnu"),
      ("1.0", "1.0.0-x86_64-unknown-linux-gnu"), ("1.8", "1.8.0-x86_64-unknown-linux-gnu"),
      ("1.9", "1.9-x86_64-unknown-linux-gnu"),
      ("stable-2020-01-30", "stable-2020-01-30-x86_64-unknown-linux-gnu"),
      ("stable-musl", "stable-x86_64-unknown-linux-musl"),
      ("stable-aarch64", "stable-aarch64-unknown-linux-gnu"),
      ("stable-armv7-gnueabihf", "stable-armv7-unknown-linux-gnueabihf"),
      // A system without an environment has none, whatever the host's is.
      ("stable-apple-darwin", "stable-x86_64-apple-darwin"),
      ("stable-aarch64-apple-darwin", "stable-aarch64-apple-darwin"),
      ("nightly-2026-05-20-i686-unknown-linux-musl", "nightly-2026-05-20-i686-unknown-linux-musl"),
      ("stable-x86_64-pc-windows-msvc", "stable-x86_64-pc-windows-msvc"),
      ("1.70.1-beta", "1.70.1-beta-x86_64-unknown-linux-gnu"),
    ])
  func completes(name: String, full: String) throws {
    let release = try #require(RustRelease(bytes(name)[...]))
    let host = try #require(RustTarget(bytes(rustHost)[...]))
    #expect(text(release.completed(by: host).name) == full)
    #expect(RustRelease(bytes(full)[...])?.completed(by: host) == release.completed(by: host))
  }

  @Test(
    "what the grammar does not know is no official name",
    arguments: [
      "", "1", "1.", "1.70.", "1.070", "1.70.01", "1.1000", "1.70.100", "10.1", "stable-",
      "stablex",
      "Stable", "nightly-2026-5-20", "nightly-2026-05-20x", "1.70-alpha", "1.70.0-beta.",
      "1.70.0-beta.123", "1.95.0-nightly", "stable-foo", "stable-gnu-x86_64", "stable--gnu",
      "stable-x86_64-", " stable", "stable ", "1.70.1-custom", "v1.70", "stable/", "../stable",
      "stable-unknown-linux-gnu-gnu", "nightly-", "latest", "dev",
    ])
  func refuses(name: String) {
    #expect(RustRelease(bytes(name)[...]) == nil)
  }

  @Test(
    "a name without a date that newer releases take over is tracking",
    arguments: [
      ("stable", true), ("nightly", true), ("1.70", true), ("1.96-beta", true),
      ("1.96.0-beta", true), ("1.96.0-beta.2", false), ("1.70.1", false),
      ("nightly-2026-05-20", false), ("1.0", false),
    ])
  func tracks(name: String, isTracking: Bool) throws {
    #expect(try #require(RustRelease(bytes(name)[...])).isTracking == isTracking)
  }

  @Test(
    "a custom name is one part of a path that means nothing else",
    arguments: [
      ("mine", true), ("a b", true), ("1.70.1-custom", true), (".hidden", true), ("[x]", true),
      ("1", true), ("é", true), ("none", false), ("", false), (".", false), ("..", false),
      ("a/b", false), ("a\\b", false), ("+mine", false), ("a\nb", false), ("stable", false),
      ("1.70", false), (String(repeating: "x", count: 256), false),
    ])
  func customNames(name: String, isCustom: Bool) {
    #expect(RustRequest.isCustomName(bytes(name)[...]) == isCustom)
  }
}
