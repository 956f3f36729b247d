import Foundation
import TestSupport
import Testing

/// Documents, help and messages say what the field says.
@Suite("Words")
struct WordTests {
  /// What a translation says and nobody else.
  private static let foreign =
    #"there already|any more|leads? (back )?(nowhere|to )|\bmend|as it should be|makes? room|"#
    + #"most binding|\bof (tvm|Go|rustup|GitHub|fish|cargo)'s\b|(?<![Tt]here )is no (?!longer)|"#
    + #"lines to type|set-up|start-up|honour|colour|the user's|\banew\b|so that it|, too\b|"#
    + #"looked at|half installed|not whole|moving channel"#

  /// The first part of a text that nobody says; `folder` is a word of editors.
  private func fault(_ text: String) -> String? {
    text.range(of: "\(Self.foreign)|\\bfolder", options: .regularExpression).map {
      String(text[$0])
    }
  }

  @Test("documents", arguments: MarkdownDocument.names)
  func documents(_ name: String) throws {
    for (number, line) in try MarkdownDocument(name).prose {
      let found = fault(line)
      #expect(found == nil, "\(name):\(number): \(found ?? "")")
    }
  }

  @Test("help of every command and option")
  func help() throws {
    let program = try ProgramDescription.tvm
    var commands = [program.command]
    while let command = commands.popLast() {
      commands += command.subcommands ?? []
      // rustup's words are those that scripts expect, those of `help` are the library's.
      if ["rustup", "help"].contains(command.commandName) || !command.shouldDisplay { continue }
      let arguments = (command.arguments ?? []).compactMap(\.abstract)
        .filter { $0 != "Show the version." && $0 != "Show help information." }
      for text in [command.abstract, command.discussion].compactMap(\.self) + arguments {
        let found = fault(text)
        #expect(found == nil, "\(command.commandName): \(found ?? "")")
      }
      for abstract in [command.abstract].compactMap(\.self) + arguments {
        #expect(!abstract.hasSuffix("."), "\(command.commandName): \(abstract)")
      }
    }
  }

  @Test("messages, which are literals of one line in the sources")
  func messages() throws {
    let literal = try NSRegularExpression(
      pattern: #"^(?!\s*//).*"[^"\n]*(\#(Self.foreign))[^"\n]*".*$"#, options: .anchorsMatchLines)
    let sources = Project.root + "/Sources"
    let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    #expect(files.count > 300)
    for file in files where file.hasSuffix(".swift") {
      let name = file.split(separator: "/").last ?? ""
      // They imitate direnv and rustup.
      if name.hasPrefix("Direnv") || name.hasPrefix("Rustup") { continue }
      let text = try String(contentsOf: URL(filePath: "\(sources)/\(file)"), encoding: .utf8)
      for match in literal.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
        let line = try #require(Range(match.range, in: text))
        Issue.record("\(file): \(text[line])")
      }
    }
  }
}
