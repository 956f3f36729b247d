import Foundation
import TestSupport
import Testing

/// Versions that containers, commands, workspaces and an editor's lists name, against the pin.
@Suite("Doctor: versions in containers, commands and workspaces")
struct DoctorContainerTests {
  private static let pin = ["project/.go-version": "1.21.13\n"]
  private static let rustPin = ["project/rust-toolchain.toml": "[toolchain]\nchannel = \"1.70\"\n"]
  private static let module = "module x\n\ngo 1.21\n"
  private static let development = "project/.devcontainer/devcontainer.json"
  private static let workflow = "project/.github/workflows/ci.yml"

  private static func run(_ command: String) -> String {
    "on: push\njobs:\n  a:\n    steps:\n      - run: |\n          # the version\n          \(command)\n"
  }

  private static func feature(_ version: String) -> String {
    "{ // ours\n  \"features\": {\n    \"ghcr.io/devcontainers/features/go:1\": "
      + "{ \"version\": \"\(version)\" },\n  },\n}\n"
  }

  private static func libraries(_ folder: String) -> String {
    "<project>\n  <component name=\"GoLibraries\">\n    <option name=\"urls\"><list>\n"
      + "      <option value=\"file://\(folder)\" />\n    </list></option>\n  </component>\n</project>\n"
  }

  static let cases: [DoctorCase] = [
    DoctorCase(
      "project.dockerfile", "warning", "devcontainer.json:1 uses go 1.22",
      [development: "{ \"image\": \"mcr.microsoft.com/devcontainers/go:1-1.22-bookworm\" }"],
      healthy: [
        development: "{ \"image\": \"mcr.microsoft.com/devcontainers/go:1-1.21-bookworm\", }"
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.dockerfile", "warning", "devcontainer.json:3 uses go 1.20",
      [development: feature("1.20")],
      healthy: [development: feature("1.21.13")].merging(pin) { $1 }),
    DoctorCase(
      "project.dockerfile", "warning", ".devcontainer.json:1 uses go 1.19",
      [
        "project/.devcontainer.json":
          "{ \"build\": { \"args\": { \"VARIANT\": \"1.19-bullseye\" } } }"
      ],
      healthy: [
        "project/.devcontainer.json":
          "{ \"build\": { \"args\": { \"VARIANT\": \"1.21.13-bullseye\", \"NODE\": \"18\" } } }",
        "project/Dockerfile": "ARG VARIANT\nARG NODE\nFROM golang:${VARIANT}\n",
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.dockerfile", "warning", "compose.yaml:6 uses go 1.22.1",
      [
        "project/compose.yaml":
          "services:\n  a:\n    build:\n      context: .\n      args:\n        GO: 1.22.1\n"
      ],
      healthy: [
        "project/compose.yaml":
          "services:\n  a:\n    build:\n      context: .\n      args:\n        - GO=1.21.13\n        - X=1\n",
        "project/Dockerfile": "ARG GO=1.21.13\nFROM golang:$GO\n",
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.dockerfile", "warning", "Dockerfile:2 uses go 1.22.1",
      [
        "project/Dockerfile":
          "ARG MINOR=1.22\nARG GO_VERSION=${MINOR}.1\nFROM golang:${GO_VERSION}\n"
      ],
      healthy: [
        "project/Dockerfile":
          "ARG MINOR=1.21\nARG GO_VERSION=${MINOR}.13\nFROM golang:${GO_VERSION}\n"
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.dockerfile", "warning", "Dockerfile:2 uses go 1.22.1",
      [
        "project/Dockerfile":
          "FROM debian\nARG V=1.22.1\nRUN curl https://go.dev/dl/go${V}.linux-amd64.tar.gz\n"
      ],
      healthy: [
        "project/Dockerfile":
          "FROM debian\nARG V=1.21.13\nRUN curl https://go.dev/dl/go${V}.linux-amd64.tar.gz\n"
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.dockerfile", "warning", "Dockerfile:2 uses go 1.20",
      ["project/Dockerfile": "FROM debian\nCOPY --from=golang:1.20 /usr/local/go /usr/local/go\n"],
      healthy: [
        "project/Dockerfile":
          "FROM debian\nCOPY --from=golang:1.21.13 /usr/local/go /usr/local/go\n"
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "ci.yml:7 uses rust nightly",
      [workflow: run("rustup default nightly")],
      healthy: [workflow: run("rustup default 1.70")].merging(rustPin) { $1 }),
    DoctorCase(
      "project.ci", "note", "ci.yml:7 uses rust nightly", [workflow: run("cargo +nightly fmt")],
      healthy: [workflow: run("cargo fmt")].merging(rustPin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "ci.yml:7 uses rust 1.60.0",
      [workflow: run("curl https://sh.rustup.rs | sh -s -- -y --default-toolchain 1.60.0")],
      healthy: [
        workflow: run("curl https://sh.rustup.rs | sh -s -- -y --default-toolchain none")
      ].merging(rustPin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "bitbucket-pipelines.yml:1 uses go 1.22",
      ["project/bitbucket-pipelines.yml": "image: golang:1.22\n"],
      healthy: ["project/bitbucket-pipelines.yml": "image: golang:1.21.13\n"].merging(pin) { $1 }),
    DoctorCase(
      "project.go-work", "failure", "{ROOT}/go.work does not use the module in {ROOT}/project",
      ["go.work": "go 1.21\n\nuse ./other\n"],
      healthy: [
        "go.work": "go 1.21\n\nuse (\n\t./other\n\t./project\n)\n", "other/go.mod": module,
        "project/go.mod": module,
      ]),
    DoctorCase(
      "go.GOEXPERIMENT", "warning", "GOEXPERIMENT is \"rangefunc\"", healthy: [:],
      environment: ["GOEXPERIMENT": "rangefunc"]),
    DoctorCase(
      "go.GOPROXY", "warning", "GOPROXY is \"direct\"",
      ["home/.config/environment.d/go.conf": "GOPROXY=direct\n"],
      healthy: ["home/.config/environment.d/go.conf": "GOPROXY=direct\nGOPRIVATE=example.com\n"]),
    DoctorCase(
      "editors.jetbrains", "warning", "a GOPATH of GoLand does not exist: {ROOT}/gone",
      ["project/.idea/misc.xml": libraries("{ROOT}/gone")],
      healthy: ["project/.idea/misc.xml": libraries("$PROJECT_DIR$")]),
  ]

  @Test("a fault is found and named, and its absence is no fault", arguments: cases)
  func fault(_ test: DoctorCase) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13", "1.22.3")
    try fixture.sandbox.write("[go]\ndefault = \"1.21.13\"\n", to: "tvm/config.toml")
    try fixture.sandbox.expect(test)
  }

  @Test("a workspace that does not use the module may be turned off")
  func foreignWorkspace() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13")
    try fixture.sandbox.write([
      "go.work": "go 1.21\n\nuse ./other\n", "other/go.mod": Self.module,
      "project/go.mod": Self.module,
    ])
    fixture.sandbox.environment["GOWORK"] = "off"
    #expect(try DoctorReport(fixture.sandbox, "go.GOWORK").verdict == "ok")
    #expect(try DoctorReport(fixture.sandbox, "project.go-work").verdict == "ok")
  }

  @Test("the printed line writes what is pinned for what two arguments make up")
  func twoArguments() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13")
    try fixture.sandbox.write(Self.pin)
    try fixture.sandbox.write(
      "ARG MINOR=1.22\nARG V=${MINOR}.1\nFROM golang:${V}\n", to: "project/Dockerfile")
    let line = try #require(DoctorReport(fixture.sandbox, "project.dockerfile").lines.first)
    try fixture.sandbox.run("/bin/sh", ["-c", line], in: "project")
    #expect(
      fixture.sandbox.read("project/Dockerfile")
        == "ARG MINOR=1.22\nARG V=1.21.13\nFROM golang:${V}\n")
  }
}
