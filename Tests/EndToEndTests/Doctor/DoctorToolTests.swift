import Foundation
import TestSupport
import Testing

@Suite("Doctor: tools")
struct DoctorToolTests {
  #if arch(arm64)
  private static let (own, other) = (183, 62)
  #else
  private static let (own, other) = (62, 183)
  #endif

  private func write(_ bytes: [UInt8], to path: String, _ sandbox: Sandbox) throws {
    try sandbox.write("", to: path, executable: true)
    try Data(bytes).write(to: URL(filePath: sandbox.path(path)))
  }

  @Test(
    "build info is read in every form Go has written it",
    arguments: [GoProgram.Form.inline, .pointers, .inlineWithoutSections, .machO])
  func forms(_ form: GoProgram.Form) throws {
    let fixture = try GoFixture()
    let program = GoProgram(
      "go1.17.3", package: "golang.org/x/tools/gopls", module: "v0.7.4", machine: Self.own)
    try write(program.bytes(form), to: "home/go/bin/gopls", fixture.sandbox)
    let evidence = try DoctorReport(fixture.sandbox, "tools.programs").evidence.joined()
    for part in ["gopls", "v0.7.4", "1.17.3"] { #expect(evidence.contains(part), "\(evidence)") }
  }

  @Test("damaged programs are passed over", arguments: 0..<60)
  func damaged(_ seed: Int) throws {
    let fixture = try GoFixture()
    var bytes = GoProgram("go1.17.3", package: "p", module: "v1", machine: Self.own)
      .bytes(seed % 2 == 0 ? .inline : .pointers)
    var state = UInt32(seed + 1)
    for _ in 0..<20 {
      state = state &* 1_664_525 &+ 1_013_904_223
      bytes[4 + Int(state >> 8) % (bytes.count - 4)] = UInt8(state >> 24)
    }
    if seed % 3 == 0 { bytes.removeLast(bytes.count / 2) }
    try write(bytes, to: "home/go/bin/x", fixture.sandbox)
    let result = try fixture.tvm("doctor", "--check", "tools", "--no-shells")
    #expect(result.status < 2, "\(result.errors)")
  }

  @Test(
    "gopls and dlv of an older Go are found, newer ones are fine",
    arguments: [
      ("gopls", "go1.19.8", "warning"), ("dlv", "go1.20", "warning"),
      ("gopls", "go1.21.0", "ok"), ("dlv", "go1.23.1", "ok"), ("mytool", "go1.18", "ok"),
      ("staticcheck", "go1.20.1 X:nocoverageredesign", "warning"),
      ("gopls", "devel go1.19-abc", "ok"),
    ])
  func older(_ name: String, _ built: String, _ verdict: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13")
    try fixture.sandbox.write("1.21.13\n", to: "project/.go-version")
    let program = GoProgram(built, package: "p", module: "v1", machine: Self.own)
    try write(program.bytes(.inline), to: "home/bin/\(name)", fixture.sandbox)
    fixture.sandbox.environment["GOBIN"] = fixture.sandbox.path("home/bin")
    let report = try DoctorReport(fixture.sandbox, "tools.go-version")
    #expect(report.verdict == verdict, "\(report.summaries)")
    if verdict == "warning" {
      #expect(report.lines.allSatisfy { $0.hasPrefix("go install ") && $0.hasSuffix("@latest") })
      #expect(report.lines.count == 1)
    }
  }

  @Test("programs and toolchains for another machine are found")
  func architecture() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13", "1.22.3")
    try fixture.sandbox.write("1.21.13\n", to: "project/.go-version")
    let own = GoProgram("go1.21.13", package: "example.com/t", module: "v1", machine: Self.own)
    try write(own.bytes(.inline), to: "home/go/bin/good", fixture.sandbox)
    try fixture.sandbox.write("#!/bin/sh\n", to: "home/.cargo/bin/script", executable: true)
    for id in ["tools.machine", "tools.toolchain-machine"] {
      #expect(try DoctorReport(fixture.sandbox, id).verdict == "ok")
    }
    let other = GoProgram("go1.21.13", package: "example.com/t", module: "v1", machine: Self.other)
    try write(other.bytes(.inline), to: "home/go/bin/bad", fixture.sandbox)
    let report = try DoctorReport(fixture.sandbox, "tools.machine")
    #expect(report.verdict == "failure")
    #expect(report.summaries.count == 1)
    #expect(report.lines == ["go install example.com/t@v1"])
    try write(other.bytes(.inline), to: "tvm/go/1.22.3/bin/go", fixture.sandbox)
    let toolchains = try DoctorReport(fixture.sandbox, "tools.toolchain-machine")
    #expect(toolchains.summaries.count == 1)
    #expect(toolchains.lines.last == "tvm install go 1.22.3")
  }

  @Test("cargo's records are read, and what is missing is named")
  func crates() throws {
    let fixture = try GoFixture()
    let records = """
      {"installs":{"ripgrep 14.1.0 (registry+https://x)":{"version_req":null,"bins":["rg"],\
      "features":[],"rustc":"rustc 1.75.0 (82e1608df 2023-12-21)\\nbinary: rustc\\n"}}}
      """
    try fixture.sandbox.write(records, to: "home/.cargo/.crates2.json")
    try fixture.sandbox.write("x", to: "home/.cargo/bin/rg", executable: true)
    let evidence = try DoctorReport(fixture.sandbox, "tools.programs").evidence.joined()
    for part in ["rg", "ripgrep", "14.1.0", "1.75.0"] {
      #expect(evidence.contains(part), "\(evidence)")
    }
    #expect(try DoctorReport(fixture.sandbox, "tools.records").verdict == "ok")
    try fixture.sandbox.remove("home/.cargo/bin/rg")
    let report = try DoctorReport(fixture.sandbox, "tools.records")
    #expect(report.verdict == "note")
    #expect(report.lines == ["cargo install --force ripgrep"])
    try fixture.sandbox.write("{", to: "home/.cargo/.crates2.json")
    #expect(try DoctorReport(fixture.sandbox, "tools.records").verdict == "warning")
  }
}
