import Foundation
import TestSupport
import Testing

/// A directory and an environment that ask for a toolchain in one way or another.
struct Situation: Sendable, CustomTestStringConvertible {
  let name: String
  var files: [String: String] = [:]
  var environment: [String: String] = [:]
  var directory = "project"
  /// The folder of the toolchain below the sandbox, or nil where there is an error.
  let root: String?

  var testDescription: String { name }

  static let all: [Situation] = [
    Situation(name: "exact pin", files: ["project/.go-version": "1.21.0\n"], root: "tvm/go/1.21.0"),
    Situation(name: "prefix", files: ["project/.go-version": "1.21\n"], root: "tvm/go/1.21.13"),
    Situation(name: "go prefix", files: ["project/.go-version": "go1.21.0"], root: "tvm/go/1.21.0"),
    Situation(name: "v prefix", files: ["project/.go-version": "v1.21.0"], root: "tvm/go/1.21.0"),
    Situation(name: "CRLF", files: ["project/.go-version": "1.21.0\r\n"], root: "tvm/go/1.21.0"),
    Situation(
      name: "mark and comment", files: ["project/.go-version": "\u{FEFF}# c\n1.20 # d\n"],
      root: "tvm/go/1.20.14"),
    Situation(
      name: "alternatives", files: ["project/.go-version": "1.19\n1.21.0\n"], root: "tvm/go/1.21.0"),
    Situation(name: "latest", files: ["project/.go-version": "latest\n"], root: "tvm/go/1.22.3"),
    Situation(
      name: "oldstable", files: ["project/.go-version": "oldstable"], root: "tvm/go/1.21.13"),
    Situation(
      name: "range", files: ["project/.go-version": ">=1.20 <1.22"], root: "tvm/go/1.21.13"),
    Situation(
      name: "prerelease", files: ["project/.go-version": "1.23rc1"], root: "tvm/go/1.23rc1"),
    Situation(name: "only a prerelease", files: ["project/.go-version": "1.23"], root: nil),
    Situation(name: "link", files: ["project/.go-version": "corp\n"], root: "tvm/go/corp"),
    Situation(name: "missing link", files: ["project/.go-version": "nolink\n"], root: nil),
    Situation(name: "system", files: ["project/.go-version": "system\n"], root: "usr"),
    Situation(name: "not installed", files: ["project/.go-version": "1.21.99\n"], root: nil),
    Situation(name: "malformed", files: ["project/.go-version": "../../etc\n"], root: nil),
    Situation(name: "empty", files: ["project/.go-version": "# nothing\n"], root: nil),
    Situation(name: "nul bytes", files: ["project/.go-version": "1.21\0.0\n"], root: nil),
    Situation(
      name: "too large", files: ["project/.go-version": String(repeating: "#\n", count: 40_000)],
      root: nil),
    Situation(
      name: "tool versions", files: ["project/.tool-versions": "nodejs 20\ngolang 1.20.14\n"],
      root: "tvm/go/1.20.14"),
    Situation(
      name: "version file beats tool versions",
      files: ["project/.go-version": "1.21.0", "project/.tool-versions": "go 1.20.14"],
      root: "tvm/go/1.21.0"),
    Situation(
      name: "nearest directory wins",
      files: ["project/.go-version": "1.21.0", "project/a/.go-version": "1.22.3"],
      directory: "project/a", root: "tvm/go/1.22.3"),
    Situation(
      name: "outer pin beats inner minimum",
      files: ["project/.go-version": "1.20.14", "project/a/go.mod": "module a\ngo 1.22.0\n"],
      directory: "project/a", root: "tvm/go/1.20.14"),
    Situation(
      name: "minimum", files: ["project/go.mod": "module a\ngo 1.21.5\n"], root: "tvm/go/1.22.3"),
    Situation(
      name: "minimum that the default satisfies",
      files: [
        "project/go.mod": "module a\ngo 1.20\n", "tvm/config.toml": "go.default = \"1.21.0\"",
      ],
      root: "tvm/go/1.21.0"),
    Situation(
      name: "preferred toolchain",
      files: [
        "project/go.mod": "module a\ngo 1.20\ntoolchain go1.22.0\n",
        "tvm/config.toml": "go.default = \"1.21.0\"",
      ], root: "tvm/go/1.22.3"),
    Situation(
      name: "workspace beats module",
      files: ["project/go.mod": "module a\ngo 1.99\n", "project/go.work": "go 1.20\nuse .\n"],
      root: "tvm/go/1.22.3"),
    Situation(name: "minimum not met", files: ["project/go.mod": "module a\ngo 1.99\n"], root: nil),
    Situation(
      name: "malformed minimum", files: ["project/go.mod": "module a\ngo nonsense\n"], root: nil),
    Situation(
      name: "variable", files: ["project/.go-version": "1.20"],
      environment: ["TVM_GO_VERSION": "1.21.0", "GOENV_VERSION": "1.22.3"], root: "tvm/go/1.21.0"),
    Situation(
      name: "goenv's variable", environment: ["GOENV_VERSION": "1.99:1.21.0"], root: "tvm/go/1.21.0"
    ),
    Situation(name: "malformed variable", environment: ["TVM_GO_VERSION": "$(id)"], root: nil),
    Situation(name: "empty variable", environment: ["TVM_GO_VERSION": ""], root: "usr"),
    Situation(
      name: "bypass", files: ["project/.go-version": "1.20"], environment: ["TVM_BYPASS": "1"],
      root: "usr"),
    Situation(
      name: "default", files: ["tvm/config.toml": "[go]\ndefault = \"1.21\"\n"],
      root: "tvm/go/1.21.13"),
    Situation(
      name: "default not installed", files: ["tvm/config.toml": "go.default = '1.9'"], root: nil),
    Situation(name: "broken settings", files: ["tvm/config.toml": "[go"], root: nil),
    Situation(name: "nothing asks", root: "usr"),
    Situation(name: "nothing at all", environment: ["PATH": "/nowhere"], root: nil),
  ]
}

@Suite("The shim and the commands agree")
struct AgreementTests {
  @Test("on what is active and why", arguments: Situation.all)
  func agree(_ situation: Situation) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.20.14", "1.21.0", "1.21.13", "1.22.3", "1.23rc1", "corp")
    try fixture.toolchain("usr", version: "1.18")
    try fixture.tvm("shims").expectSuccess("\(fixture.home)/shims\n")
    fixture.sandbox.environment["PATH"] =
      "\(fixture.home)/shims:\(fixture.sandbox.path("usr/bin")):/bin"
    for (path, text) in situation.files { try fixture.sandbox.write(text, to: path) }
    fixture.sandbox.environment.merge(situation.environment) { $1 }

    let directory = situation.directory
    let shim = try fixture.shim("go", "print", in: directory)
    let which = try fixture.tvm("which", "go", in: directory)
    let current = try fixture.tvm("current", "go", in: directory)
    let why = try fixture.tvm("why", "go", in: directory)
    guard let root = situation.root.map(fixture.sandbox.path) else {
      #expect(shim.status == 127)
      #expect([which.status, current.status, why.status] == [1, 1, 1])
      #expect(shim.errors.hasPrefix("tvm: "))
      #expect(shim.errors == which.errors)
      #expect(shim.errors == current.errors)
      // Broken settings keep `why` from looking further; else it shows the error with the chain.
      #expect(
        why.errors == shim.errors
          || why.output.hasPrefix("go: " + shim.errors.dropFirst("tvm: ".count)))
      #expect(shim.output + which.output + current.output == "")
      return
    }
    let isSystem = situation.root == "usr"
    #expect(
      shim.output == (isSystem ? "GOROOT= GOTOOLCHAIN=\n" : "GOROOT=\(root) GOTOOLCHAIN=local\n"))
    #expect(which.output == "\(root)/bin/go\n")
    #expect(why.output.contains("\n  \(root)/bin/go\n"))
    let source = try #require(current.output.firstMatch(of: /^go (\S+) \((.*)\)\n$/))
    #expect(why.output.hasPrefix("go \(source.1) (\(source.2))\n"))
    #expect(source.1 == (isSystem ? "system" : root.split(separator: "/").last ?? ""))
    #expect(shim.status == 0 && which.status == 0 && current.status == 0 && why.status == 0)
    #expect(shim.errors + which.errors + current.errors + why.errors == "")
  }
}
