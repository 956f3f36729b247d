package import Resolution
import Toolchains

/// The Go module that the current directory belongs to.
package struct GoModuleFolder: Sendable {
  /// The folder with the `go.mod`.
  package let path: Path

  /// What `go.mod` says.
  let directives: GoDirectives

  private let world: World
  private let goVersion: GoVersion?

  /// The module of a machine's current directory; nil where there is none.
  package init?(_ machine: Machine) {
    for current in machine.directory.map({ Array($0.ancestors) }) ?? [] {
      if case .contents(let text) = machine.world.read(
        current.appending(ProjectFile.goModule.name), ProjectFile.sizeLimit)
      {
        path = current
        world = machine.world
        goVersion = machine.activeGoVersion
        directives = GoDirectives(text)
        return
      }
    }
    return nil
  }

  /// What is wrong with the folder `vendor`; nil where it fits `go.mod`.
  ///
  /// - Parameter isRequired: whether there has to be one.
  /// - Returns: what is wrong.
  func vendorFault(isRequired: Bool) -> String? {
    let list = path.appending("vendor/modules.txt")
    guard case .contents(let text) = world.read(list, 8 << 20) else {
      if !isRequired || directives.all("require").isEmpty { return nil }
      return "there is no vendor/modules.txt"
    }
    // Go uses the folder by itself only for modules of Go 1.14 and later.
    if !isRequired, directives.goVersion < GoVersion(1, 14) { return nil }
    return VendorList(text).difference(from: directives, active: goVersion)
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
          FileStatus(link: entry)?.kind == .folder,
          FileStatus(entry.appending(ProjectFile.goModule.name)) == nil
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
