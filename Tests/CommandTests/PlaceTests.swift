import Editors
import Foundation
import Resolution
import TestSupport
import Testing

@Suite("What has to stand in several places")
struct PlaceTests {
  @Test("every editor has its line in the documents", arguments: Editor.allCases)
  func editors(_ editor: Editor) throws {
    let text = try MarkdownDocument("share/doc/editors.md").lines.joined(separator: "\n")
    #expect(text.contains("\n| `\(editor.rawValue)` | `\(editor.file)` | "))
  }

  @Test("every program with a shim is one language's, and a component of Rust provides it")
  func programs() {
    var seen: [String] = []
    for language in Language.allCases {
      for program in language.programs.map(\.description) {
        #expect(!seen.contains(program), "\(program)")
        seen.append(program)
        let name = Array(program.utf8)
        #expect(Language(program: name[...]) == language, "\(program)")
        // rustup comes with no toolchain.
        let needsComponent = language == .rust && program != "rustup"
        #expect((RustComponent.name(providing: name) != nil) == needsComponent, "\(program)")
      }
      #expect(seen.contains(language.mainProgram.description))
    }
  }

  @Test("every file that decides by language is in the list for a new one")
  func languages() throws {
    let guide = try String(contentsOfFile: "\(Project.root)/CONTRIBUTING.md", encoding: .utf8)
    let list = try #require(
      guide.components(separatedBy: "## Adding a language").last?
        .components(separatedBy: "\n## ").first)
    // What a language has to itself, rustup's own verbs, and the doctor, which is to be built anew.
    let own = ["/Go/", "/Rust/", "/Rustup/", "Doctor/"]
    let sources = "\(Project.root)/Sources"
    var seen = 0
    for case let path as String in FileManager.default.enumerator(atPath: sources) ?? .init()
    where path.hasSuffix(".swift") && !own.contains(where: { "/\(path)".contains($0) }) {
      let text = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
      guard text.contains(/(case |== )\.(go|rust)\b/) else { continue }
      seen += 1
      let name = (path as NSString).lastPathComponent
      #expect(list.contains("/\(name)`") || list.contains("`\(name)`"), "\(path)")
    }
    #expect(seen > 10, "the sources are where they were")
  }
}
