import Foundation
import TestSupport
import Testing

@Suite("What a partial pin leads to, whoever changes the toolchains") struct PartialPinTests {
  private let fixture: GoFixture

  init() throws {
    fixture = try GoFixture()
    try fixture.sandbox.write("1.21\n", to: "project/.go-version")
    try fixture.tvm("install", "go@1.21.0").expectSuccess()
    try fixture.tvm("install", "go@1.20.14").expectSuccess()
    _ = try fixture.tvm("shims")
  }

  /// The version that the shim runs, or nothing where it runs none.
  private func active() throws -> String {
    let output = try fixture.shim("go", "version").output
    return output.split(separator: " ").dropFirst(2).first.map(String.init) ?? ""
  }

  private func path(_ version: String) -> String { fixture.sandbox.path("tvm/go/\(version)") }

  @Test("an installation and a removal count at once")
  func commands() throws {
    #expect(try active() == "go1.21.0")
    try fixture.tvm("install", "go@1.21.13").expectSuccess()
    #expect(try active() == "go1.21.13")
    try fixture.tvm("uninstall", "go@1.21.13").expectSuccess()
    #expect(try active() == "go1.21.0")
    try fixture.tvm("uninstall", "go@1.21.0").expectSuccess()
    #expect(try active() == "")
  }

  @Test("so does what is copied there, removed or renamed by hand")
  func byHand() throws {
    let files = FileManager.default
    try files.copyItem(atPath: path("1.21.0"), toPath: path("1.21.5"))
    #expect(try active() == "go1.21.0", "the made-up program tells the version it was built as")
    #expect(try fixture.tvm("current", "go").output.contains("1.21.5"))
    try fixture.adopt("1.21.9")
    #expect(try active() == "go1.21.9")
    try files.moveItem(atPath: path("1.21.9"), toPath: path("1.22.9"))
    #expect(try fixture.tvm("current", "go").output.contains("1.21.5"))
    try files.removeItem(atPath: path("1.21.5"))
    try files.removeItem(atPath: path("1.21.0"))
    #expect(try active() == "")
    try files.moveItem(atPath: path("1.22.9"), toPath: path("1.21.0"))
    #expect(try active() == "go1.21.9")
  }

  @Test("a toolchain that was emptied is none, and one that was replaced is the new one")
  func inside() throws {
    try fixture.tvm("install", "go@1.21.13").expectSuccess()
    try FileManager.default.removeItem(atPath: path("1.21.13") + "/bin/go")
    #expect(try active() == "go1.21.0")
    try fixture.adopt("1.21.13")
    #expect(try active() == "go1.21.13")
  }

  @Test("another folder in the place of that of the toolchains is looked at")
  func replacedFolder() throws {
    let files = FileManager.default
    let folder = fixture.sandbox.path("tvm/go")
    try files.moveItem(atPath: folder, toPath: folder + "-old")
    #expect(try active() == "")
    try fixture.adopt("1.21.4")
    #expect(try active() == "go1.21.4")
  }

  @Test("a home without a list, and one that cannot be written, answers the same")
  func readOnly() throws {
    let home = fixture.sandbox.path("tvm")
    unlink(home + "/go-installed")
    chmod(home, 0o555)
    defer { chmod(home, 0o755) }
    #expect(try active() == "go1.21.0")
    try fixture.adopt("1.21.7")
    #expect(try active() == "go1.21.7")
  }

  #if os(Linux)
  @Test(
    "the list answers it, and not the folder", .enabled(if: findProgram("strace") != nil),
    arguments: ["1.21", "latest", ">=1.20 <1.22"])
  func list(request: String) throws {
    try fixture.sandbox.write("\(request)\n", to: "project/.go-version")
    let log = fixture.sandbox.path("strace.log")
    let go = fixture.home + "/shims/go"
    let result = try fixture.sandbox.run("strace", ["-o", log, go, "version"], in: "project")
    #expect(result.output.contains("go1.21.0"), "\(result.errors)")
    let calls = fixture.sandbox.read("strace.log")
    #expect(!calls.contains("getdents"), "\(calls)")
  }
  #endif
}
