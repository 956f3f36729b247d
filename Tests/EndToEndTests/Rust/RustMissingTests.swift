import Foundation
import TestSupport
import Testing

@Suite("tvm install for Rust: what is missing", .timeLimit(.minutes(2)))
struct RustMissingTests {
  private static let host = RustFixture.host

  @Test("use installs what the toolchain file wants beside its channel")
  func use() throws {
    let fixture = try RustFixture("1.70.0")
    try fixture.sandbox.write(
      "[toolchain]\nchannel = \"stable\"\nprofile = \"minimal\"\ncomponents = [\"rust-src\"]\n"
        + "targets = [\"wasm32-wasip1\"]\n",
      to: "project/rust-toolchain.toml")
    try fixture.tvm("use", "rust", "1.70.0").expectSuccess()
    #expect(
      fixture.components("1.70.0") == [
        "cargo-\(Self.host)", "rust-src", "rust-std-\(Self.host)", "rust-std-wasm32-wasip1",
        "rustc-\(Self.host)",
      ])
  }
}
