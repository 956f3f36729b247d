import CLibc
import Foundation
import Resolution
import Testing
import Toolchains

@Suite("What large documents cost", .serialized) struct ScaleTests {
  /// The processor time that a thread spends on something, in seconds; the least of three times, so
  /// that what else the machine does counts little.
  private func cost(_ body: () throws -> Void) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<3 {
      var before = timespec()
      var after = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
      try body()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
      let seconds = Double(after.tv_sec - before.tv_sec)
      least = min(least, seconds + Double(after.tv_nsec - before.tv_nsec) / 1e9)
    }
    return least
  }

  /// Four times as much may cost eight times as much, where a square would make it sixteen.
  private func expectLinear(_ quarter: Double, _ whole: Double) {
    #expect(whole <= 8 * quarter, "\(quarter) s became \(whole) s")
  }

  private func goIndex(releases: Int) -> [UInt8] {
    let hash = String(repeating: "a", count: 64)
    let list = (0..<releases).map { number in
      let name = "go1.\(20 + number / 16).\(number % 16)"
      let files = ["linux", "darwin", "windows", "freebsd"].flatMap { system in
        ["amd64", "arm64", "386"].map { architecture in
          """
          {"filename":"\(name).\(system)-\(architecture).tar.gz","os":"\(system)",
          "arch":"\(architecture)","version":"\(name)","sha256":"\(hash)","size":70000000,
          "kind":"archive"}
          """
        }
      }
      return """
        {"version":"\(name)","stable":true,"files":[\(files.joined(separator: ","))]}
        """
    }
    return Array("[\(list.joined(separator: ","))]".utf8)
  }

  @Test("an index of 400 releases costs four times one of 100")
  func index() throws {
    let platform = Platform(system: "linux", architecture: "amd64")
    let quarter = goIndex(releases: 100)
    let whole = goIndex(releases: 400)
    #expect(try GoIndex(json: whole, for: platform).releases.count == 400)
    expectLinear(
      try cost { _ = try GoIndex(json: quarter, for: platform) },
      try cost { _ = try GoIndex(json: whole, for: platform) })
  }

  /// A channel manifest of about this size, in bytes.
  private func manifest(size: Int) -> [UInt8] {
    let hash = String(repeating: "b", count: 64)
    var text = "manifest-version = \"2\"\ndate = \"2026-04-16\"\n"
    var package = 0
    while text.utf8.count < size {
      text += "[pkg.p\(package)]\nversion = \"1.95.0 (59807616e 2026-04-14)\"\n"
      for target in 0..<100 {
        let url = "https://static.rust-lang.org/dist/2026-04-16/p\(package)-1.95.0-t\(target).tar"
        text += """
          [pkg.p\(package).target.x86_64-t\(target)-linux]
          available = true
          url = "\(url).gz"
          hash = "\(hash)"
          xz_url = "\(url).xz"
          xz_hash = "\(hash)"

          """
      }
      package += 1
    }
    return Array(text.utf8)
  }

  @Test("a manifest of 1 MB costs four times one of 250 KB")
  func manifest() throws {
    let quarter = manifest(size: 250_000)
    let whole = manifest(size: 1_000_000)
    #expect(try RustManifest(whole, url: "m").packages.count > 20)
    expectLinear(
      try cost { _ = try RustManifest(quarter, url: "m") },
      try cost { _ = try RustManifest(whole, url: "m") })
  }
}
