import Editors
import Foundation
import Resolution
import TestSupport
import Testing

@Suite("What has to stand in several places")
struct PlaceTests {
  @Test("every editor has its line in the README", arguments: Editor.allCases)
  func editors(_ editor: Editor) throws {
    let readme = try String(contentsOfFile: "\(Project.root)/README.md", encoding: .utf8)
    #expect(readme.contains("\n| `\(editor.rawValue)` | `\(editor.file)` | "))
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
}
