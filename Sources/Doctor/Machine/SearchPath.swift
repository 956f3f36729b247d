package import Resolution
import Toolchains

/// The folders of a `PATH`, and what is found in them.
package struct SearchPath: Sendable {
  /// The elements as they stand, empty ones too.
  package let elements: [Bytes]

  private let home: Home
  private let world: World

  /// The elements of a value; none for an empty one.
  package init(_ value: Bytes?, _ machine: Machine) {
    let value = value ?? []
    elements = value.isEmpty ? [] : value.parts(between: ":").map { Bytes($0) }
    home = machine.home
    world = machine.world
  }

  /// The position of the first element that has tvm's shims in it.
  package var shims: Int? {
    let shim = world.program(home.shimProgram)
    return elements.firstIndex { element in
      let path = Path(element)
      if path == home.shims { return true }
      return shim != nil && path.isAbsolute && world.program(path.appending("tvm-shim")) == shim
    }
  }

  /// A program that stands in another's way.
  package struct Shadow: Equatable, Sendable {
    /// The folder it is in.
    package let folder: Path
    /// The programs of that folder that have shims.
    package let programs: [String]
    /// Whose they are.
    package let language: Language
    /// Whether these are rustup's proxies, which choose a toolchain by the same files.
    package let isProxy: Bool
  }

  /// What comes before the shims and has their names; everything where there are no shims.
  package var shadows: [Shadow] {
    var shadows: [Shadow] = []
    for element in elements[..<(shims ?? elements.count)] {
      let folder = Path(element)
      guard folder.isAbsolute, !shadows.contains(where: { $0.folder == folder }) else { continue }
      let rustup = world.program(folder.appending("rustup"))
      for language in Language.allCases {
        let programs = language.programs.filter { world.program(folder.appending($0)) != nil }
        guard !programs.isEmpty else { continue }
        let isProxy =
          language == .rust
          && programs.allSatisfy { world.program(folder.appending($0)) == rustup }
        shadows.append(
          Shadow(
            folder: folder, programs: programs.map { Bytes($0).text }, language: language,
            isProxy: isProxy))
      }
    }
    return shadows
  }

  /// Whether the shims are there and nothing with their names comes before them.
  package var isGood: Bool { shims != nil && shadows.isEmpty }

  /// The first folder with a program of this name.
  package func find(_ name: StaticString) -> Path? { find(Bytes(name)) }

  /// The first folder with a program of this name.
  package func find(_ name: Bytes) -> Path? {
    for element in elements where element.first == UInt8(ascii: "/") {
      let path = Path(element).appending(name)
      if world.program(path) != nil { return path }
    }
    return nil
  }

  /// Whether a folder is one of the elements.
  package func contains(_ folder: Path) -> Bool {
    let physical = world.physical(folder)
    return elements.contains { element in
      let path = Path(element)
      return path == folder || (physical != nil && world.physical(path) == physical)
    }
  }
}

extension Machine {
  /// The `PATH` of this process.
  package var searchPath: SearchPath { SearchPath(environment[Variables.path], self) }

  /// The folders below the user's home on the `PATH` of this process that hold no toolchain and are not
  /// tvm's, each once.
  package var ownFolders: [Path] {
    var found: [Path] = []
    for element in searchPath.elements {
      let folder = Path(element)
      let hasToolchain = Language.allCases.contains { language in
        language.programs.contains { world.program(folder.appending($0)) != nil }
      }
      if folder.isInside(userHome), Folder.exists(folder), !hasToolchain, !found.contains(folder) {
        found.append(folder)
      }
    }
    return found
  }

  /// What shells with a prompt see, those that answered.
  package var prompts: [(kind: ShellView.Kind, path: SearchPath, environment: [String: Bytes])] {
    views.compactMap { view in
      guard view.kind.hasPrompt, let environment = view.environment else { return nil }
      return (view.kind, SearchPath(environment[Variables.path], self), environment)
    }
  }

  /// Whether a program is found, by its path or on `PATH` of this process or of new shells.
  func isFound(_ program: String) -> Bool {
    let name = Bytes(program.utf8)
    if program.contains("/") { return world.program(Path(name)) != nil }
    return ([searchPath] + prompts.map(\.path)).flatMap(\.elements).contains {
      world.program(Path($0).appending(name)) != nil
    }
  }
}
