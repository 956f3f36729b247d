import Foundation
import TestSupport
import Testing

@testable import tvm

/// What README and share/doc say of commands, options, settings and each other.
@Suite("Documents")
struct DocumentCommandTests {
  @Test("every command and option in the documents exists", arguments: MarkdownDocument.names)
  func commands(_ name: String) throws {
    let program = try ProgramDescription.tvm
    for (number, words) in Self.commandLines(try MarkdownDocument(name)) {
      let fault = program.fault(words)
      #expect(fault == nil, "\(name):\(number): tvm \(words.joined(separator: " "))")
    }
  }

  @Test("the list of commands names each of them, with its aliases")
  func list() throws {
    let text = try MarkdownDocument("share/doc/commands.md").lines.joined(separator: "\n")
    for command in try ProgramDescription.tvm.visible {
      #expect(text.contains("tvm \(command.commandName)"), "\(command.commandName)")
      for alias in command.aliases ?? [] { #expect(text.contains("`\(alias)`"), "\(alias)") }
    }
  }

  @Test("each setting and each variable that is tvm's own is described")
  func settings() throws {
    let text = try MarkdownDocument("share/doc/configuration.md").lines.joined(separator: "\n")
    let sources = Project.root + "/Sources/Resolution"
    let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    for (start, pattern) in [
      ("Settings", /reader\.\w+\("(?:\w+\.)?(\w+)"\)/),
      ("Variables", /StaticString = "(TVM_\w+)"/),
    ] {
      let source = try files.filter { $0.split(separator: "/").last?.hasPrefix(start) ?? false }
        .filter { $0.hasSuffix(".swift") }
        .map { try String(contentsOf: URL(filePath: "\(sources)/\($0)"), encoding: .utf8) }
        .joined()
      let names = source.matches(of: pattern).map(\.output.1).filter { !$0.contains("TEST") }
      #expect(names.count > 5)
      for name in names { #expect(text.contains(name), "\(name)") }
    }
  }

  @Test("links lead to files and headings that exist", arguments: MarkdownDocument.names)
  func links(_ name: String) throws {
    let document = try MarkdownDocument(name)
    let folder = URL(filePath: "\(Project.root)/\(name)").deletingLastPathComponent()
    let text = document.prose.map(\.text).joined(separator: " ")
    for match in text.matches(of: /\]\(([^)]*)\)/) {
      let target = match.output.1
      guard !target.hasPrefix("https://") else { continue }
      let parts = target.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      let file =
        parts[0].isEmpty ? "\(Project.root)/\(name)" : folder.appending(path: parts[0]).path
      #expect(FileManager.default.fileExists(atPath: file), "\(name): \(target)")
      guard parts.count > 1 else { continue }
      let other = try MarkdownDocument(
        URL(filePath: file).standardized.path.replacing(Project.root + "/", with: ""))
      #expect(other.anchors.contains(parts[1]), "\(name): \(target)")
    }
  }

  @Test("README is short, leads to each document and names the command that tests")
  func readme() throws {
    let readme = try MarkdownDocument("README.md")
    #expect(readme.lines.count <= 151)
    let text = readme.lines.joined(separator: "\n")
    #expect(text.contains("`bash Tests/run.sh`"))
    #expect(MarkdownDocument.names.count > 10)
    for name in MarkdownDocument.names.dropFirst() { #expect(text.contains("(\(name)"), "\(name)") }
  }

  /// The words behind each `tvm` in the code of a document, with the number of the line.
  private static func commandLines(_ document: MarkdownDocument) -> [(number: Int, words: [String])]
  {
    let spans = document.prose.flatMap { line in
      line.text.matches(of: /`([^`]+)`/).map { (line.number, $0.output.1) }
    }
    let code = document.blocks.flatMap { block in
      block.lines.enumerated().map { (block.line + 1 + $0.offset, Substring($0.element)) }
    }
    return (spans + code).flatMap { number, text in
      // In a table a bar is written with a backslash.
      text.replacing("\\|", with: "/").matches(of: /(?:^|[\s(\/"'])tvm ([^|;&)"'#>]+)/)
        .map { (number, $0.output.1.split(separator: " ").map(String.init)) }
    }
    .filter { $0.1.first != "COMMAND" }
  }
}
