import Foundation
import TestSupport
import Testing

/// What Go, cargo and the system refuse although every folder and version is there.
@Suite("tvm doctor: what programs refuse")
struct DoctorRefusalTests {
  private static let pin = ["project/.go-version": "1.21.13\n"]
  private static let module = "module x\n\ngo 1.21\n"

  private static func module(_ line: String) -> [String: String] {
    ["project/go.mod": module + "\n" + line + "\n"]
  }

  static let cases: [DoctorCase] = [
    DoctorCase(
      "project.go-files", "failure", "go.mod:3 is within a merge conflict",
      ["project/go.mod": "module x\n\n<<<<<<< HEAD\ngo 1.21\n=======\ngo 1.20\n>>>>>>> y\n"],
      healthy: [
        "project/go.mod":
          module + "require (\n\ta.example/a v1.0.0 // indirect\n)\nretract [v1.0.0, v1.1.0]\n"
          + "replace a.example/a => ../a\nexclude a.example/a v1.1.0\n"
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.go-files", "failure",
      "go.mod:5 has the directive godebug, which Go 1.21.13 does not",
      module("godebug default=go1.21"),
      healthy: ["project/go.mod": module + "toolchain go1.21.13\n"].merging(pin) { $1 }),
    DoctorCase(
      "project.go-files", "failure", "the directive tool, which", module("tool x.example/y"),
      healthy: pin),
    DoctorCase(
      "project.go-files", "failure", "go.mod:5 has the directive go once more", module("go 1.21"),
      healthy: pin),
    DoctorCase(
      "project.go-files", "failure", "go.mod:5 is incomplete", module("require a.example/a"),
      healthy: pin),
    DoctorCase(
      "project.go-files", "failure", "go.mod:5 begins a block that", module("require ("),
      healthy: pin),
    DoctorCase(
      "project.go-files", "failure", "go.work:3 has the directive require, which no Go knows",
      ["project/go.work": "go 1.21\n\nrequire a.example/a v1.0.0\n"],
      healthy: ["project/go.work": "go 1.21\n\nuse (\n\t.\n)\n"].merging(pin) { $1 }),
    DoctorCase(
      "go.TMPDIR", "failure", "TMPDIR is \"/nowhere/tmp\": the directory does not exist",
      ["home/.bashrc": ""], healthy: pin, environment: ["TMPDIR": "/nowhere/tmp"]),
    DoctorCase(
      "go.GOAMD64", "failure", "not a valid level", ["home/.config/go/env": "GOAMD64=v9\n"],
      healthy: ["home/.config/go/env": "GOAMD64=v1\n"]),
    DoctorCase(
      "go.GOARM", "failure", "not a valid level", ["home/.config/go/env": "GOARM=9\n"],
      healthy: ["home/.config/go/env": "GOARM=7,hardfloat\n"]),
    DoctorCase(
      "go.GOARM64", "failure", "not a valid level", ["home/.config/go/env": "GOARM64=v7\n"],
      healthy: ["home/.config/go/env": "GOARM64=v8.1,lse\n"]),
    DoctorCase(
      "tvm.default", "warning", "the default go 1.99.1 is not installed",
      ["tvm/config.toml": "[go]\ndefault = \"1.99.1\"\n"],
      healthy: ["tvm/config.toml": "[go]\ndefault = \"1.21\"\n"]),
    DoctorCase(
      "editors.environment", "warning", "puts another go before the shims",
      [
        "project/.vscode/settings.json":
          "{ \"terminal.integrated.env.\(system)\": { \"PATH\": "
          + "\"/opt:${env:HOME}/sdk/bin:${env:PATH}\" } }",
        "home/sdk/bin/go": "#!/bin/sh\n",
      ],
      healthy: [
        "project/.vscode/settings.json":
          "{ \"terminal.integrated.env.\(system)\": { \"PATH\": \"${env:HOME}/x:${env:PATH}\" } }"
      ].merging(pin) { $1 }),
  ]

  #if os(macOS)
  private static let system = "osx"
  #else
  private static let system = "linux"
  #endif

  @Test("each is found, and its healthy form is fine", arguments: cases)
  func refusal(_ test: DoctorCase) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13", "1.22.3")
    try fixture.sandbox.expect(test)
  }

  @Test(
    "a line of go env -w that Go takes otherwise than meant is mended",
    arguments: [
      (
        "go.GOFLAGS", "GOFLAGS=-v -ldflags=\"-s -w\" -trimpath",
        "GOFLAGS=-v '-ldflags=-s -w' -trimpath"
      ),
      ("go.env-file", "GOPROXY=https://proxy.example\r", "GOPROXY=https://proxy.example"),
      ("go.env-file", "GOPRIVATE=a.example \t", "GOPRIVATE=a.example"),
    ])
  func environmentFile(_ id: String, _ before: String, _ after: String) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13")
    try fixture.sandbox.write("\(after)\n", to: "home/.config/go/env")
    #expect(try DoctorReport(fixture.sandbox, id).verdict == "ok")
    try fixture.sandbox.write("\(before)\n", to: "home/.config/go/env")
    #expect(try DoctorReport(fixture.sandbox, id).verdict == "failure")
    try fixture.tvm("doctor", "--fix", "--no-shells")
    #expect(fixture.sandbox.read("home/.config/go/env") == "\(after)\n")
  }

  @Test(
    "a folder that sudo has left in a cache is found, a read-only module is none",
    arguments: [
      "home/go/pkg/mod/cache", "home/go/pkg/mod/cache/download", "home/go/pkg/mod/x.example",
      "home/go/pkg/sumdb", "home/.cache/go-build/0f",
    ])
  func locked(_ folder: String) throws {
    let fixture = try GoFixture()
    let modes = { (mode: Int, path: String) in
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    let path = try fixture.sandbox.makeDirectory(folder)
    try modes(0o555, try fixture.sandbox.makeDirectory("home/go/pkg/mod/y.example/z@v1.0.0"))
    #expect(try DoctorReport(fixture.sandbox, "gopath.writable").verdict == "ok")
    try modes(0o555, path)
    let report = try DoctorReport(fixture.sandbox, "gopath.writable")
    #expect(report.verdict == "failure")
    let shown = folder.replacingOccurrences(of: "home/", with: "~/")
    #expect(report.summaries.contains { $0.hasPrefix(shown) }, "\(report.summaries)")
    let line = try #require(report.lines.first)
    #expect(try fixture.sandbox.run("/bin/sh", ["-c", line]).status == 0)
    #expect(try DoctorReport(fixture.sandbox, "gopath.writable").verdict == "ok")
  }

  @Test("programs that cannot be run are found, and dead links are removed")
  func programs() throws {
    let fixture = try GoFixture()
    let sandbox = fixture.sandbox
    let bytes = GoProgram(
      "go1.21.13", package: "example.com/t", module: "v1", machine: Self.machine
    )
    .bytes(.inline)
    func write(_ bytes: [UInt8], _ name: String, executable: Bool = true) throws {
      try sandbox.write("", to: "home/go/bin/\(name)", executable: executable)
      try Data(bytes).write(to: URL(filePath: sandbox.path("home/go/bin/\(name)")))
    }
    try write(bytes, "whole")
    try sandbox.write("notes", to: "home/go/bin/README")
    try sandbox.write("#!/bin/sh\n", to: "home/.cargo/bin/script", executable: true)
    #expect(try DoctorReport(sandbox, "tools.broken").verdict == "ok")
    try write([], "empty")
    try write([0x7F], "byte")
    try write(Array(bytes.dropLast(bytes.count / 2)), "cut")
    try write(bytes, "locked", executable: false)
    try sandbox.link("home/.cargo/bin/cargo", to: "rustup")
    try sandbox.link("home/go/bin/loop", to: "loop")
    let report = try DoctorReport(sandbox, "tools.broken")
    #expect(
      report.summaries.sorted() == [
        "~/.cargo/bin/cargo is a broken link",
        "~/go/bin/byte is not a program, so it does not run",
        "~/go/bin/cut is cut off before its end, so it does not run",
        "~/go/bin/empty is empty, so it does not run",
        "~/go/bin/locked is not executable",
        "~/go/bin/loop is a broken link",
      ])
    try fixture.tvm("doctor", "--fix", "--no-shells", "--check", "tools")
    #expect(try DoctorReport(sandbox, "tools.broken").summaries.count == 4)
    #expect(!sandbox.exists("home/.cargo/bin/cargo"))
  }

  #if arch(arm64)
  private static let machine = 183
  #else
  private static let machine = 62
  #endif

  @Test(
    "a file that a start-up file reads and that is not there is found, unless it may be missing")
  func sources() throws {
    let fixture = try DoctorFixture()
    let before = fixture.sandbox.read("home/.profile")
    try fixture.append("[ -f ~/.gone ] && . ~/.gone\n. ~/.gone || true", to: ".profile")
    #expect(try fixture.report().verdict("shell.sources") == "ok")
    try fixture.append(". \"$HOME/.cargo/env\"", to: ".profile")
    #expect(try fixture.report().verdict("shell.sources") == "warning")
    try fixture.tvm("doctor", "--fix")
    let after = fixture.sandbox.read("home/.profile")
    #expect(after.hasPrefix(before) && after.contains("\n# . \"$HOME/.cargo/env\"\n"), "\(after)")
    #expect(try fixture.report().verdict("shell.sources") == "ok")
  }

  @Test("a damaged Go is put in place again by one command, and the old one stays until then")
  func repaired() throws {
    let fixture = try GoFixture()
    try fixture.tvm("install", "1.21.13").expectSuccess()
    let go = "tvm/go/1.21.13/bin/go"
    let whole = fixture.sandbox.read(go)
    try fixture.sandbox.remove("tvm/go/1.21.13/bin/gofmt")
    let line = try #require(try DoctorReport(fixture.sandbox, "stores.incomplete").lines.first)
    #expect(line == "tvm install --repair go@1.21.13")
    try fixture.tvm("install", "--repair", "go@1.21.13").expectSuccess()
    #expect(fixture.sandbox.read(go) == whole)
    #expect(fixture.sandbox.exists("tvm/go/1.21.13/bin/gofmt"))
    #expect(try DoctorReport(fixture.sandbox, "stores.leftovers").verdict == "ok")
  }
}
