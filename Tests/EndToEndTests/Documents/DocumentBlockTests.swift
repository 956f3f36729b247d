import Foundation
import TestSupport
import Testing

/// Every block of code in README and share/doc is run, or read by who would read it.
@Suite("Blocks of the documents")
struct DocumentBlockTests {
  @Test("commands run, and sessions come out as they are shown", arguments: MarkdownDocument.names)
  func commands(_ name: String) throws {
    let blocks = try MarkdownDocument(name).blocks.filter {
      ["sh", "console"].contains($0.language)
    }
    guard !blocks.isEmpty else { return }
    let fixture = try DocumentFixture()
    for block in blocks where block.exemption == nil {
      if let command = block.preparation {
        let result = try fixture.run(command)
        #expect(result.status == 0, "\(name):\(block.line): \(command): \(result.errors)")
      }
      if block.language == "console" {
        let session = try fixture.session(block.lines)
        #expect(
          try fixture.matches(session, block.lines),
          "\(name):\(block.line) shows another session than this:\n\(session)")
      } else {
        let result = try fixture.run(block.lines.joined(separator: "\n"))
        #expect(
          result.status == 0, "\(name):\(block.line):\n\(result.output)\(result.errors)")
      }
    }
  }

  @Test(
    "code for zsh and fish runs", arguments: [HookShell.zsh, .fish])
  func otherShells(_ shell: HookShell) throws {
    let shown = try blocks(shell.rawValue)
    guard !shown.isEmpty else { return }
    try #require(findProgram(shell.rawValue) != nil, "\(shell) is not installed")
    let fixture = try DocumentFixture()
    for (place, block) in shown {
      let text = block.lines.joined(separator: "\n")
      let result = try fixture.sandbox.run(
        shell.rawValue, shell.bare + ["-c", text], in: "home/shop")
      #expect(result.status == 0 && result.errors == "", "\(place): \(result.errors)")
    }
  }

  /// How a piece of Python reads a language, from standard input.
  private static let readers = [
    "toml": "tomllib.loads(text)", "json": "json.loads(text)",
    "ini": "configparser.RawConfigParser().read_string(text)",
    "yaml": "__import__('yaml').safe_load(text)",
  ]

  @Test("settings and data can be read", arguments: readers.keys.sorted())
  func data(_ language: String) throws {
    let reader = try #require(Self.readers[language])
    for (place, block) in try blocks(language) {
      let result = try runProgram(
        try #require(findProgram("python3")),
        ["-c", "import configparser, json, sys, tomllib; text = sys.stdin.read(); \(reader)"],
        input: block.lines.joined(separator: "\n"))
      #expect(result.status == 0, "\(place): \(result.errors)")
    }
  }

  @Test("tvm reads the settings that are shown for it")
  func settings() throws {
    let fixture = try DocumentFixture()
    let shown = try MarkdownDocument("share/doc/configuration.md").blocks.filter {
      $0.language == "toml"
    }
    try #require(shown.count == 1)
    try fixture.sandbox.write(
      shown[0].lines.joined(separator: "\n"), to: "home/.config/tvm/config.toml")
    let result = try fixture.run("tvm default")
    #expect(result.output.contains("go 1.26.6"), "\(result.errors)")
  }

  @Test("what is shown of a Dockerfile is what share/ci has")
  func dockerfile() throws {
    let file = try String(
      contentsOf: URL(filePath: Project.root + "/share/ci/Dockerfile"), encoding: .utf8)
    for (place, block) in try blocks("dockerfile") {
      for line in block.lines {
        #expect(file.replacing(">/", with: "> /").contains(line), "\(place): \(line)")
      }
    }
  }

  @Test("blocks that are not run are few, and say why")
  func exempt() throws {
    let all = try MarkdownDocument.names.flatMap { name in
      try MarkdownDocument(name).blocks.map { (place: "\(name):\($0.line)", block: $0) }
    }
    let known = ["sh", "console", "text", "zsh", "fish", "dockerfile"] + Self.readers.keys
    for (place, block) in all {
      #expect(known.contains(block.language), "\(place): \(block.language)")
    }
    // Whoever adds one counts it here, and so has thought of running it.
    #expect(all.filter { $0.block.exemption != nil }.count == 4)
    #expect(all.filter { $0.block.language == "text" }.count == 3)
  }

  private func blocks(_ language: String) throws -> [(place: String, block: MarkdownDocument.Block)]
  {
    try MarkdownDocument.names.flatMap { name in
      try MarkdownDocument(name).blocks.filter { $0.language == language }
        .map { ("\(name):\($0.line)", $0) }
    }
  }
}
