import Foundation
import TestSupport
import Testing

/// Versions in pipelines, images, workspaces and files of other tools, against the pin.
@Suite("Doctor: versions in a project's files")
struct DoctorVersionTests {
  private static let pin = ["project/.go-version": "1.21.13\n"]
  private static let workflow = "project/.github/workflows/ci.yml"
  private static let module = "module x\n\ngo 1.21\n"

  private static func job(_ input: String, _ more: String = "") -> String {
    "on: push\n\(more)jobs:\n  a:\n    steps:\n      - uses: actions/setup-go@v5\n        with:"
      + input + "\n      - run: |\n          go-version: 1.1\n"
  }

  private static func matrix(_ versions: String) -> String {
    "on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        go: \(versions)\n    steps:\n"
      + "      - uses: actions/setup-go@v5\n        with:\n          go-version: ${{ matrix.go }}\n"
  }

  static let cases: [DoctorCase] = [
    DoctorCase(
      "project.ci", "warning", "ci.yml:6 uses go 1.20, which YAML reads as a number",
      [workflow: job(" {cache: true, go-version: 1.20}")],
      healthy: [workflow: job(" { go-version: '1.21.13' }")].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "ci.yml:3 uses go 1.20, but go 1.21.13 is pinned",
      [workflow: job("\n          go-version: ${{ env.GO }}", "env:\n  GO: '1.20'\n")],
      healthy: [
        workflow: job("\n          go-version: ${{ env.GO }}", "env:\n  GO: '1.21.13'\n")
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "tries go 1.19, 1.20, and not 1.21.13",
      [workflow: matrix("['1.19', '1.20']")],
      healthy: [workflow: matrix("['1.20', '1.21.13', stable]")].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "uses go 1.20, which YAML reads as a number",
      [workflow: matrix("\n          - 1.20\n          - '1.21'")],
      healthy: [workflow: matrix("\n          - '1.20'\n          - '1.21'")].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "failure", "takes the version from x/go.mod, which does not exist",
      [workflow: job("\n          go-version-file: x/go.mod")],
      healthy: [workflow: job("\n          go-version-file: .go-version")].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", "takes go 1.20 from go.mod, but go 1.21.13 is pinned",
      [
        workflow: job("\n          go-version-file: 'go.mod'"),
        "project/go.mod": "module x\n\ngo 1.20\n",
      ],
      healthy: [
        workflow: job("\n          go-version-file: 'go.mod'"), "project/go.mod": module,
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.ci", "warning", ".gitlab-ci.yml:2 uses go 1.20",
      ["project/.gitlab-ci.yml": "variables:\n  GO: '1.20'\na:\n  image: golang:${GO}-alpine\n"],
      healthy: [
        "project/.gitlab-ci.yml":
          "variables:\n  GO: '1.21.13'\na:\n  image: golang:$GO-alpine\nb:\n  image: x:$GO\n"
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.dockerfile", "warning", "Dockerfile:2 uses go 1.22.5, but go 1.21.13",
      ["project/Dockerfile": "FROM golang:1.21.13\nENV GOTOOLCHAIN=go1.22.5+auto\n"],
      healthy: ["project/Dockerfile": "FROM golang:1.21.13\nENV GOTOOLCHAIN=local\n"]
        .merging(pin) { $1 }),
    DoctorCase(
      "project.pins", "warning", "mise reads go 1.22 from {ROOT}/project/mise.toml:2",
      ["project/mise.toml": "[tools]\ngo = \"1.22\"\n"],
      healthy: ["project/mise.toml": "[tools]\ngo = \"1.21\"\nnode = \"20\"\n"].merging(pin) { $1 }
    ),
    DoctorCase(
      "project.pins", "warning", "mise reads go 1.22",
      ["project/.mise.toml": "[tools]\ngolang = [\"1.22.3\", \"1.21\"]\n"],
      healthy: [
        "project/.mise.toml": "[tools.go]\nversion = \"1.21.13\"\n"
      ].merging(pin) { $1 }),
    DoctorCase(
      "project.go-work", "failure", "go.work:5 uses ./gone, where no go.mod is",
      ["project/go.work": "go 1.21\n\nuse (\n\t./a\n\t./gone // old\n)\n"],
      healthy: ["project/go.work": "go 1.21\n\nuse ./a // one\n", "project/a/go.mod": module]),
    DoctorCase(
      "project.go-work", "failure", "says go 1.21, and a module of it needs go 1.22.1",
      ["project/a/go.mod": "module x\n\ngo 1.22.1\n"],
      healthy: ["project/go.work": "go 1.21\n\nuse \"./a\"\n", "project/a/go.mod": module]),
    DoctorCase(
      "project.go-work", "note", "does not use the module in {ROOT}/project/b",
      ["project/b/go.mod": module],
      healthy: [
        "project/go.work": "go 1.21\nuse ./a\n", "project/a/go.mod": module,
        "project/testdata/c/go.mod": module,
      ]),
    DoctorCase(
      "editors.environment", "warning", "GOTOOLCHAIN of",
      [
        "project/.vscode/settings.json":
          "{ \"go.toolsEnvVars\": { \"GOTOOLCHAIN\": \"go1.22.1\" } }"
      ],
      healthy: [
        "project/.vscode/settings.json":
          "{ \"go.toolsEnvVars\": { \"GOTOOLCHAIN\": \"local\", \"GOOS\": \"js\" } }"
      ]),
    DoctorCase(
      "editors.readable", "warning", "workspace.xml:2 is not XML",
      ["project/.idea/workspace.xml": "<project>\n  <component name=\"GO"],
      healthy: ["project/.idea/workspace.xml": "<project>\n</project>\n"]),
  ]

  @Test("a fault is found and named, and its absence is no fault", arguments: cases)
  func fault(_ test: DoctorCase) throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13", "1.22.3")
    try fixture.sandbox.write("[go]\ndefault = \"1.21.13\"\n", to: "tvm/config.toml")
    try fixture.sandbox.expect(test)
  }

  @Test("the printed line writes what is pinned behind the name of a variable")
  func toolchainLine() throws {
    let fixture = try GoFixture()
    try fixture.adopt("1.21.13")
    try fixture.sandbox.write(Self.pin)
    try fixture.sandbox.write(
      "FROM golang:1.21.13\nENV GOTOOLCHAIN=go1.22.5\n", to: "project/Dockerfile")
    let line = try #require(DoctorReport(fixture.sandbox, "project.dockerfile").lines.first)
    try fixture.sandbox.run("/bin/sh", ["-c", line], in: "project")
    #expect(fixture.sandbox.read("project/Dockerfile").hasSuffix("GOTOOLCHAIN=go1.21.13\n"))
  }
}
