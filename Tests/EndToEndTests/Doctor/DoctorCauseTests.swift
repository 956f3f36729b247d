import Foundation
import TestSupport
import Testing

@Suite("tvm doctor names the cause")
struct DoctorCauseTests {
  private static let path = "export PATH=\"{TVM}:$PATH\""

  /// Start-up files in which the hook stands and is not loaded, and what the doctor says of that.
  static let hooks: [(name: String, shell: HookShell, files: [String: String], says: String)] = [
    (
      "a guard before tvm is on PATH", .bash,
      [".bashrc": "command -v tvm >/dev/null && eval \"$(tvm hook bash)\"\n\(path)\n"],
      "~/.bashrc:1 asks for tvm before it is on PATH"
    ),
    (
      "a guard of several lines", .zsh,
      [".zshrc": "if command -v tvm >/dev/null; then\n  eval \"$(tvm hook zsh)\"\nfi\n\(path)\n"],
      "~/.zshrc:1 asks for tvm before it is on PATH"
    ),
    (
      "a block for logins", .fish,
      [
        ".config/fish/config.fish":
          "set -gx PATH {TVM} $PATH\nif status is-login\n    tvm hook fish | source\nend\n"
      ], "config.fish:2: if status is-login"
    ),
    (
      "a function that nobody calls", .bash,
      [".bashrc": "\(path)\nload() {\n  eval \"$(tvm hook bash)\"\n}\n"], "~/.bashrc:2: load()"
    ),
    (
      "a file for logins", .zsh,
      [".zprofile": "\(path)\neval \"$(tvm hook zsh)\"\n", ".zshrc": ""],
      "does not read ~/.zprofile"
    ),
  ]

  @Test("a hook that is not loaded is loaded after --fix", arguments: hooks)
  func hook(
    _ test: (name: String, shell: HookShell, files: [String: String], says: String)
  ) throws {
    guard findProgram(test.shell.rawValue) != nil else { return }
    let fixture = try DoctorFixture(test.shell, hook: false)
    let folder = URL(fileURLWithPath: Project.program("tvm")).deletingLastPathComponent().path
    for (file, text) in test.files {
      try fixture.sandbox.write(
        text.replacingOccurrences(of: "{TVM}", with: folder), to: "home/\(file)")
    }
    let report = try fixture.report()
    #expect(report.verdict("path.shells") == "failure", "\(report.faults)")
    #expect(report.text("path.shells").contains(test.says), "\(report.text("path.shells"))")
    try fixture.tvm("doctor", "--fix")
    #expect(try fixture.report().verdict("path.shells") == "ok")
    let files = fixture.files
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.files == files)
  }

  @Test("the line ends of Windows are found in a start-up file and taken out")
  func returns() throws {
    let fixture = try DoctorFixture()
    let before = fixture.sandbox.read("home/.bashrc")
    try fixture.sandbox.write("#!/bin/sh\n", to: "home/go/bin/tool", executable: true)
    let line = "export PATH=$PATH:$HOME/go/bin"
    try fixture.sandbox.write(line + "\r\n" + before, to: "home/.bashrc")
    #expect(try fixture.report().text("shell.carriage-returns").hasPrefix("~/.bashrc:1 ends in"))
    try fixture.tvm("doctor", "--fix")
    #expect(fixture.sandbox.read("home/.bashrc") == line + "\n" + before)
    #expect(try fixture.report().faults == [])
  }

  @Test("a shell that becomes another program is not said to be slow")
  func replaced() throws {
    let fixture = try DoctorFixture()
    try fixture.append("exec true", to: ".bashrc")
    let text = try fixture.report().text("path.shells")
    #expect(text.contains("becomes another program") && !text.contains("seconds"), "\(text)")
  }

  @Test("a script that a session of X reads is one that sets variables")
  func session() throws {
    let fixture = try DoctorFixture()
    #expect(try fixture.report().verdict("rust.exported") == "ok")
    try fixture.append("export GOROOT=/usr/lib/go-1.19 RUSTUP_TOOLCHAIN=nightly", to: ".xprofile")
    let report = try fixture.report()
    #expect(report.verdict("goroot.exists") == "failure")
    #expect(report.text("rust.exported").contains(".xprofile:1"), "\(report.faults)")
    try fixture.tvm("doctor", "--fix")
    #expect(try fixture.report().faults == [])
  }

  private static let pin = ["project/.go-version": "1.21.13\n"]
  private static let settings = "project/.vscode/settings.json"

  static let cases: [DoctorCase] = [
    DoctorCase(
      "project.go-minimum", "failure", "go 1.20 is pinned, and",
      ["project/.go-version": "1.20\n", "project/go.mod": "module x\n\ngo 1.21\n"], healthy: pin),
    DoctorCase(
      "project.dockerfile", "warning", "api/Dockerfile:1 uses go 1.20",
      ["project/docker/api/Dockerfile": "FROM golang:1.20\n"],
      healthy: ["project/docker/api/Dockerfile": "FROM golang:1.21.13\n"].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "action.yml:6 uses go 1.18, but go 1.21.13",
      ["project/.github/actions/go/action.yml": action("1.18")],
      healthy: ["project/.github/actions/go/action.yml": action("1.21.13")].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "uses go ^1.21.0, which is not a fixed version",
      ["project/.github/actions/go/action.yml": action("^1.21.0")],
      healthy: ["project/.github/actions/go/action.yml": action("~1.21.13")].merging(pin) { $1 }),
    DoctorCase(
      "editors.gopath", "failure", "is a project with a go.mod",
      [settings: "{ \"go.gopath\": \"${workspaceFolder}\" }", "project/go.mod": "module x\n"],
      healthy: [settings: "{ \"go.gopath\": \"${workspaceFolder}\" }"].merging(pin) { $1 }),
    DoctorCase(
      "editors.rust", "failure", "runs what does not exist",
      [settings: "{ \"rust-analyzer.check.overrideCommand\": [\"no-bacon\", \"x\"] }"],
      healthy: [settings: "{ \"rust-analyzer.check.overrideCommand\": [\"env\"] }"]),
    DoctorCase(
      "editors.goroot", "failure",
      "go.goroot of ~/.config/Code/User/profiles/a/settings.json does not",
      ["home/.config/Code/User/profiles/a/settings.json": "{ \"go.goroot\": \"/gone\" }"],
      healthy: pin),
  ]

  private static func action(_ version: String) -> String {
    "runs:\n  using: composite\n  steps:\n    - uses: actions/setup-go@v5\n      with:\n"
      + "        go-version: '\(version)'\n"
  }

  @Test("each is found, and its healthy form is fine", arguments: cases)
  func found(_ test: DoctorCase) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13", "1.22.3")
    try fixture.sandbox.expect(test)
  }

  @Test("what stands for the version of an image stays behind the one that is written in")
  func image() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13")
    try fixture.sandbox.write(Self.pin)
    try fixture.sandbox.write("FROM golang:alpine\n", to: "project/Dockerfile")
    let line = try #require(try DoctorReport(fixture.sandbox, "project.dockerfile").lines.first)
    #expect(try fixture.sandbox.run("bash", ["-c", line], in: "project").status == 0)
    #expect(fixture.sandbox.read("project/Dockerfile") == "FROM golang:1.21.13-alpine\n")
  }

  @Test("a folder of golang.org/dl without a go is found")
  func download() throws {
    let fixture = try DoctorFixture()
    try fixture.toolchain("1.20", in: "home/sdk/go1.20")
    #expect(try fixture.report().verdict("stores.incomplete") == "ok")
    try fixture.sandbox.remove("home/sdk/go1.20/bin/go")
    let report = try fixture.report()
    #expect(report.text("stores.incomplete").hasPrefix("~/sdk/go1.20 has no bin/go"))
    let line = try #require(report.lines("stores.incomplete").first)
    #expect(try fixture.sandbox.run("/bin/sh", ["-c", line]).status == 0)
    #expect(try fixture.report().verdict("stores.incomplete") == "ok")
  }

  @Test("values that fish has escaped are read as they are")
  func fish() throws {
    guard findProgram("fish") != nil else { return }
    let fixture = try DoctorFixture(.fish)
    try fixture.sandbox.makeDirectory("home/.local/bin-x")
    try fixture.sandbox.write(
      "# This file contains fish universal variable definitions.\n# VERSION: 3.0\n"
        + "SETUVAR --export GOBIN:\(fixture.sandbox.home)/\\x2elocal/bin\\x2dx\n",
      to: "home/.config/fish/fish_variables")
    #expect(try fixture.report().faults == [])
  }
}
