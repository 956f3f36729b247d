import Foundation
import TestSupport
import Testing

@Suite("tvm link")
struct LinkTests {
  @Test("a linked toolchain is used by its name", arguments: ["../sdk", "absolute"])
  func links(_ path: String) throws {
    let fixture = try GoFixture()
    try fixture.toolchain("sdk", version: "1.22.5")
    let sdk = fixture.sandbox.path("sdk")
    let result = try fixture.tvm("link", "corp", path == "absolute" ? sdk : path)
    result.expectSuccess()
    #expect(result.errors == "tvm: linked go corp -> \(sdk)\n")
    try fixture.tvm("use", "corp").expectSuccess()
    #expect(fixture.sandbox.read("project/.go-version") == "corp\n")
    try fixture.tvm("current").expectSuccess(
      "go corp (\(fixture.sandbox.path("project/.go-version")):1)\n")
    try fixture.tvm("which", "gofmt").expectSuccess("\(fixture.home)/go/corp/bin/gofmt\n")
    let listed = try fixture.tvm("list")
    #expect(listed.output.contains("* go corp  -> \(sdk)  ("))
  }

  @Test(
    "a version's name must be what the folder says that it is",
    arguments: ["go1.26.6", "go1.22", "devel go1.22.5-abc", "", "go1.22.5x"])
  func otherVersion(_ contents: String) throws {
    let fixture = try GoFixture()
    try fixture.toolchain("sdk", version: "1.22.5")
    try fixture.sandbox.write(contents + "\n", to: "sdk/VERSION")
    let result = try fixture.tvm("link", "1.22.5", "../sdk")
    result.expectFailure(saying: "\(fixture.sandbox.path("sdk")) is not go 1.22.5: it ")
    if contents == "go1.26.6" {
      #expect(result.errors.contains("it is 1.26.6\nhelp: tvm link go@1.26.6 /"))
    }
    #expect(fixture.installed == [])
    try fixture.tvm("link", "corp", "../sdk").expectSuccess()
  }

  @Test("a version may be linked under its number")
  func version() throws {
    let fixture = try GoFixture()
    try fixture.toolchain("sdk", version: "1.22.5")
    try fixture.tvm("link", "1.22.5", "../sdk").expectSuccess()
    try fixture.tvm("use", "1.22").expectSuccess()
    try fixture.tvm("which", "go").expectSuccess("\(fixture.home)/go/1.22.5/bin/go\n")
  }

  @Test(
    "names that could be taken for something else are refused",
    arguments: [
      "latest", "stable", "system", "oldstable", "1.22", "go1.22.5", "v1", "../x", "a/b", "", ".x",
      "-x", "a b", "$(id)", "é", String(repeating: "a", count: 65),
    ])
  func badNames(_ name: String) throws {
    let fixture = try GoFixture()
    try fixture.toolchain("sdk", version: "1.22.5")
    try fixture.tvm("link", "--", name, "../sdk").expectFailure(
      saying: "is not a valid link name")
    #expect(fixture.installed == [])
  }

  @Test("what is no toolchain is not linked", arguments: ["../project", "../nowhere", "", "/"])
  func notAToolchain(_ path: String) throws {
    let fixture = try GoFixture()
    try fixture.tvm("link", "corp", path).expectFailure(saying: "is not a toolchain: it has no")
    #expect(fixture.installed == [])
  }

  @Test("a name that is taken stays as it is")
  func occupied() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.0")
    try fixture.toolchain("sdk", version: "1.22.5")
    try fixture.tvm("link", "corp", "../sdk").expectSuccess()
    try fixture.toolchain("other", version: "1.21.0")
    for (name, place) in [
      ("corp", fixture.sandbox.path("sdk")), ("1.21.0", "\(fixture.home)/go/1.21.0"),
    ] {
      let result = try fixture.tvm("link", name, "../other")
      result.expectFailure(saying: "go \(name) already exists\n  it is \(place)\n")
      #expect(result.errors.contains("help: tvm uninstall go@\(name)"))
    }
  }
}
