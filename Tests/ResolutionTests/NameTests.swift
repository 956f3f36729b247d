import Foundation
import Resolution
import Testing

@Suite("Names that decide stand in one place") struct NameTests {
  @Test("the name of a version file or a project file is spelled where its kind is defined, only")
  func files() throws {
    // An action of GitHub's has an input of that name.
    let inputs = ["Doctor/Project/PipelineFile.swift": ["rust-toolchain"]]
    let names = (VersionFile.allCases.map(\.name) + ProjectFile.allCases.map(\.name)).map(\.text)
    for file in try SourceTree.swiftFiles() {
      if ["Resolution/VersionFile.swift", "Resolution/ProjectFile.swift"].contains(file.path) {
        continue
      }
      for name in names where inputs[file.path]?.contains(name) != true {
        let lines = file.lines.filter { $0.contains("\"\(name)\"") }
        #expect(lines.isEmpty, "\(file.path)")
      }
    }
  }

  @Test("the name of an environment variable is spelled in Variables, only")
  func variables() throws {
    // What Dockerfiles call an instruction is a variable of POSIX shells, too.
    let instructions = ["Doctor/Project/Dockerfile.swift": ["ENV"]]
    let files = try SourceTree.swiftFiles()
    func isHome(_ path: String) -> Bool { path.hasPrefix("Resolution/Variables/") }
    let names = Set(
      files.filter { isHome($0.path) }.flatMap(\.lines).flatMap { line in
        literals(line).map(\.text).filter(Self.isVariableName)
      })
    #expect(names.count > 100)
    for file in files where !isHome(file.path) {
      for line in file.lines {
        for literal in literals(line) where names.contains(literal.text) {
          if instructions[file.path]?.contains(literal.text) == true { continue }
          let decides = Self.deciding.contains { literal.before.hasSuffix($0) }
          #expect(!decides, "\(file.path): \(line)")
        }
      }
    }
  }

  /// What stands before a literal that is compared, looked up, set or matched.
  private static let deciding = [
    "ariable(", "isOn(", "isSet(", "getenv(", "setenv(", "exported(", "value(", "equals(", "with: ",
    "== ", "!= ", "environment[", "EnvironmentEdit(", "name: ", "case ",
  ]

  private static func isVariableName(_ text: String) -> Bool {
    text.utf8.count > 1 && text.utf8.first.map { $0 >= 65 && $0 <= 90 } == true
      && text.utf8.allSatisfy { $0.isDigit || $0 >= 65 && $0 <= 90 || $0 == 95 }
  }

  /// The literals of a line, each with what stands before it.
  private func literals(_ line: String) -> [(text: String, before: String)] {
    let parts = line.components(separatedBy: "\"")
    return parts.indices.filter { !$0.isMultiple(of: 2) && $0 + 1 < parts.count }.map {
      (parts[$0], parts[$0 - 1])
    }
  }

  @Test("each name is one file's", arguments: [VersionFile.allCases.count])
  func unique(_ count: Int) {
    let names = VersionFile.allCases.map(\.name.text) + ProjectFile.allCases.map(\.name.text)
    #expect(Set(names).count == count + ProjectFile.allCases.count)
    for file in VersionFile.allCases {
      #expect(VersionFile(name: bytes(file.name.text)[...]) == file)
      #expect(Language.allCases.contains { $0.versionFiles.contains(file) })
    }
    for file in ProjectFile.allCases {
      #expect(ProjectFile(name: bytes(file.name.text)[...]) == file)
      #expect(Language.allCases.filter { $0.projectFiles.contains(file) }.count == 1)
    }
  }
}
