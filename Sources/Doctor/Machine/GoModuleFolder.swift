package import Resolution
import Toolchains

/// The Go module that the current directory belongs to.
package struct GoModuleFolder: Sendable {
  /// The folder with the `go.mod`.
  package let path: Path

  /// What `go.mod` requires, `PATH VERSION` each.
  let requirements: [String]

  private let world: World

  /// The module of a machine's current directory; nil where there is none.
  package init?(_ machine: Machine) {
    var folder = machine.directory
    while let current = folder {
      if case .contents(let text) = machine.world.read(current.appending("go.mod"), 1 << 20) {
        path = current
        world = machine.world
        requirements = GoModuleFolder.requirements(text)
        return
      }
      folder = current.parent
    }
    return nil
  }

  private static func requirements(_ text: Bytes) -> [String] {
    var isInBlock = false
    var found: [String] = []
    for line in text.parts(between: "\n") {
      var words = line.words.map { Bytes($0).text }
      if let comment = words.firstIndex(where: { $0.hasPrefix("//") }) {
        words = Array(words[..<comment])
      }
      if words.first == ")" { isInBlock = false }
      if isInBlock, words.count == 2 { found.append("\(words[0]) \(words[1])") }
      if words == ["require", "("] { isInBlock = true }
      if words.first == "require", words.count == 3 { found.append("\(words[1]) \(words[2])") }
    }
    return found
  }

  /// What is wrong with the folder `vendor`; nil where it fits `go.mod`.
  ///
  /// - Parameter isRequired: whether there has to be one.
  /// - Returns: what is wrong.
  func vendorFault(isRequired: Bool) -> String? {
    let list = path.appending("vendor/modules.txt")
    guard case .contents(let text) = world.read(list, 8 << 20) else {
      if !isRequired || requirements.isEmpty { return nil }
      return "there is no vendor/modules.txt"
    }
    let lines = text.parts(between: "\n").map { Bytes($0).text }
    let vendored = lines.filter { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }
    // What go.mod replaces is listed with where it leads to.
    let missing = requirements.filter { requirement in
      !vendored.contains { $0 == requirement || $0.hasPrefix(requirement + " ") }
    }
    if let first = missing.first {
      return "vendor/modules.txt does not have \(first), which go.mod requires"
    }
    return nil
  }

  /// A file of the module that imports C; the search ends after some thousand files.
  func fileWithC() -> Path? {
    var folders = [path]
    var left = 3000
    while let folder = folders.popLast() {
      for name in world.names(folder) ?? [] {
        left -= 1
        if left < 0 { return nil }
        let text = name.text
        let entry = folder.appending(name)
        if text.hasSuffix(".go") {
          if let head = entry.firstBytes(65536), GoModuleFolder.importsC(head) { return entry }
        } else if !text.contains("."), !["vendor", "testdata", "node_modules"].contains(text),
          FileStatus(link: entry)?.kind == .folder, FileStatus(entry.appending("go.mod")) == nil
        {
          folders.append(entry)
        }
      }
    }
    return nil
  }

  private static func importsC(_ text: Bytes) -> Bool {
    text.parts(between: "\n").contains { line in
      let words = line.words
      return words.last?.equals("\"C\"") == true
        && (words.count == 1 || (words.count == 2 && words[0].equals("import")))
    }
  }
}
