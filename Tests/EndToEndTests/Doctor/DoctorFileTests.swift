import Foundation
import TestSupport
import Testing

@Suite("tvm doctor: files of a project that their tools cannot read")
struct DoctorFileTests {
  /// A file as something has written it, and what it says after it was mended.
  struct Written: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let bytes: [UInt8]
    let mended: String

    init(_ name: String, _ file: String, _ bytes: [UInt8], mended: String) {
      (self.name, self.file, self.bytes, self.mended) = (name, file, bytes, mended)
    }

    var testDescription: String { "\(file): \(name)" }
  }

  private static func utf16(_ text: String, isLittle: Bool = true, mark: Bool = true) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return isLittle ? bytes : bytes.reversed()
    }
  }

  private static let module = "module x\n\ngo 1.21\n"

  static let files: [Written] = [
    Written("PowerShell's UTF-16", ".go-version", utf16("1.21.6\r\n"), mended: "1.21.6\n"),
    Written(
      "UTF-16 without a mark", ".go-version", utf16("1.21.6", isLittle: false, mark: false),
      mended: "1.21.6"),
    Written("a zero byte", ".go-version", Array("1.21.6\0\n".utf8), mended: "1.21.6\n"),
    Written("a byte of Latin-1", ".go-version", Array("1.21.6".utf8) + [0xA0], mended: "1.21.6"),
    Written(
      "UTF-16", ".tool-versions", utf16("golang 1.21.6\r\n"), mended: "golang 1.21.6\n"),
    Written("UTF-16", "go.mod", utf16(module), mended: module),
    Written("a byte order mark", "go.mod", [0xEF, 0xBB, 0xBF] + module.utf8, mended: module),
    Written(
      "a word without quotes", "rust-toolchain.toml", Array("[toolchain]\nchannel = mine\n".utf8),
      mended: "[toolchain]\nchannel = \"mine\"\n"),
    Written(
      "quotes of a word processor", "rust-toolchain.toml",
      Array("[toolchain]\nchannel = “mine”\n".utf8), mended: "[toolchain]\nchannel = \"mine\"\n"),
    Written(
      "no table", "rust-toolchain.toml", Array("channel = \"mine\"\n".utf8),
      mended: "[toolchain]\nchannel = \"mine\"\n"),
  ]

  @Test("what leaves no doubt is written as it was meant", arguments: files)
  func mended(_ file: Written) throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.write("#!/bin/sh\n", to: "home/rust/bin/rustc", executable: true)
    try fixture.sandbox.makeDirectory("home/.rustup/toolchains")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("home/.rustup/toolchains/mine"),
      withDestinationPath: fixture.sandbox.path("home/rust"))
    let path = fixture.sandbox.path("project/\(file.file)")
    try Data(file.bytes).write(to: URL(filePath: path))
    #expect(try fixture.report(shells: false).verdict == "failure")
    try fixture.tvm("doctor", "--fix", "--no-shells")
    #expect(fixture.sandbox.read("project/\(file.file)") == file.mended)
    #expect(try fixture.report(shells: false).faults == [])
  }

  @Test(
    "what may be read is left alone",
    arguments: ["\u{FEFF}1.21.6\r\n", "\t1.21.6\t\n", "# a comment – with a dash\n1.21.6\n"])
  func healthy(_ text: String) throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.write(text, to: "project/.go-version")
    #expect(try fixture.report(shells: false).faults == [])
  }

  @Test(
    "what only its owner can decide is printed",
    arguments: ["go 1.21.6\n", "\"1.21.6\"\n", "version: 1.21.6\n"])
  func typed(_ text: String) throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.write(text, to: "project/.go-version")
    let lines = try fixture.report(shells: false).lines("project.installed")
    try fixture.sandbox.run("/bin/sh", ["-c", lines.joined(separator: "\n")], in: "project")
    #expect(fixture.sandbox.read("project/.go-version") == "1.21.6\n")
    #expect(try fixture.report(shells: false).faults == [])
  }

  @Test("a folder in the place of a version file is moved away, and the pin made anew")
  func folder() throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.makeDirectory("project/.go-version")
    let lines = try fixture.report(shells: false).lines("project.installed")
    #expect(lines.first?.hasPrefix("mv ") == true)
    #expect(lines.last == "tvm use go@1.21.6")
  }

  @Test("an override of rustup's whose toolchain is gone is taken back")
  func override() throws {
    let fixture = try DoctorFixture()
    try fixture.sandbox.write(
      "version = \"12\"\n\n[overrides]\n\"\(fixture.sandbox.path("project"))\" = \"gone\"\n",
      to: "home/.rustup/settings.toml")
    try fixture.sandbox.makeDirectory("home/.rustup/toolchains")
    let report = try fixture.report(shells: false)
    #expect(report.verdict("project.installed") == "failure")
    #expect(
      report.lines("project.installed")
        == ["rustup override unset --path \(fixture.sandbox.path("project"))"])
  }
}
