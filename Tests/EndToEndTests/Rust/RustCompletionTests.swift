import TestSupport
import Testing

@Suite("Completions of versions")
struct RustCompletionTests {
  @Test(
    "a named language offers its own, and without one what means itself here is offered",
    arguments: [
      (["use", ""], false, ["1.21.0", "stable"]), (["use", ""], true, ["1.70.0", "stable"]),
      (["use", "go", ""], true, ["1.21.0"]),
      (["uninstall", "rust", ""], false, ["1.70.0", "stable"]),
      (["use", "rust@"], false, ["rust@1.70.0", "rust@stable"]),
      (["use", "rust", "@", "1."], false, ["1.70.0", "stable"]),
      (["install", "rust", ""], false, ["stable", "beta", "nightly"]),
    ])
  func offered(_ words: [String], inRustProject: Bool, expected: [String]) throws {
    let fixture = try RustFixture()
    for name in ["1.70.0", "stable"] {
      for file in ["components", "multirust-config.toml", "multirust-channel-manifest.toml"] {
        try fixture.sandbox.write("", to: "\(fixture.root(name))/lib/rustlib/\(file)")
      }
    }
    try fixture.sandbox.write("half", to: "\(fixture.root("beta"))/bin/rustc")
    try fixture.sandbox.write("go1.21.0\n", to: "tvm/go/1.21.0/VERSION")
    try fixture.sandbox.write("#!/bin/sh\n", to: "tvm/go/1.21.0/bin/go", executable: true)
    if inRustProject { try fixture.sandbox.write("", to: "project/Cargo.toml") }
    fixture.sandbox.environment["SAP_SHELL"] = "bash"
    let result = try fixture.sandbox.run(
      Project.program("tvm"),
      [
        "---completion", words[0], "--", "positional@0", "\(words.count)",
        "\(words.last?.count ?? 0)", "tvm",
      ] + words,
      in: "project")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.split(separator: "\n").map(String.init) == expected)
  }
}
