package import Resolution

/// The links to the active toolchains of projects, which settings of editors name: the toolchain
/// behind such a path changes, the path does not.
package struct ProjectLinks: Sendable {
  private let home: Home

  /// The links of a home.
  package init(_ home: Home) { self.home = home.own(.live) }

  /// The link to the toolchain of a project.
  ///
  /// - Parameters:
  ///   - language: the toolchain's language.
  ///   - directory: the project's directory, physical.
  /// - Returns: the link, which need not exist.
  package func link(_ language: Language, of directory: Path) -> Path {
    folder(of: directory).appending(Bytes(language.name))
  }

  /// The link from a project's links back to its directory.
  package func origin(of directory: Path) -> Path {
    folder(of: directory).appending(ProjectLinks.origin)
  }

  /// The toolchain that a link of a project's leads to now; nil where there is none.
  package func target(_ language: Language, of directory: Path) -> Path? {
    Folder.target(of: link(language, of: directory))
  }

  /// Makes the links of a project, or moves them in one step.
  ///
  /// - Parameters:
  ///   - languages: the languages that get a link.
  ///   - directory: the project's directory, physical.
  ///   - world: where pins are read; what this session overrides does not count.
  /// - Returns: the folders that the links lead to.
  /// - Throws: ``ProjectLinkError``; links that are there stay as they are then.
  @discardableResult
  package func make(
    _ languages: [Language], for directory: Path, _ world: World
  ) throws(ProjectLinkError) -> [Path] {
    var roots: [Path] = []
    for language in languages {
      roots.append(try ProjectLinks.root(language, for: directory, world))
    }
    do throws(FileError) {
      try Folder.create(folder(of: directory))
      let origin = folder(of: directory).appending(ProjectLinks.origin)
      if Folder.target(of: origin) != directory { try Folder.link(origin, to: directory) }
      for (language, root) in zip(languages, roots) {
        let link = link(language, of: directory)
        if Folder.target(of: link) != root { try Folder.link(link, to: root) }
      }
    } catch { throw .file(error) }
    return roots
  }

  /// Moves the links of all projects to the toolchains that are active there now.
  ///
  /// A project whose pin cannot be met keeps its links, and so does one whose directory is gone: it
  /// may be back when its disk is.
  ///
  /// - Parameter world: where pins are read; what this session overrides does not count.
  /// - Throws: ``FileError``.
  package func refresh(_ world: World) throws(FileError) {
    for name in World.live.names(home.projects) ?? [] {
      let folder = home.projects.appending(name)
      guard let directory = Folder.target(of: folder.appending(ProjectLinks.origin)),
        Folder.exists(directory)
      else { continue }
      let languages = Language.allCases.filter {
        Folder.target(of: folder.appending(Bytes($0.name))) != nil
      }
      for language in languages {
        do throws(ProjectLinkError) { try make([language], for: directory, world) } catch {
          if case .file(let error) = error { throw error }
        }
      }
    }
  }

  /// The folder of the toolchain that is active in a directory.
  ///
  /// - Parameters:
  ///   - language: the toolchain's language.
  ///   - directory: the directory, physical.
  ///   - world: where pins are read; what this session overrides does not count.
  /// - Returns: a GOROOT, or a sysroot of Rust's.
  /// - Throws: ``ProjectLinkError``.
  package static func root(
    _ language: Language, for directory: Path, _ world: World
  ) throws(ProjectLinkError) -> Path {
    let active: Active
    do throws(ResolutionError) {
      active = try Resolver(world.withoutOverrides).resolve(
        Query(language, program: Bytes(language.mainProgram), directory: directory))
    } catch { throw .resolution(error) }
    guard case .system(let program) = active.choice else {
      guard case .toolchain(let toolchain) = active.choice else { throw .noFolder(language, nil) }
      return toolchain.root
    }
    let mark: StaticString = language == .go ? "src/runtime" : "lib/rustlib"
    guard let root = world.physical(program)?.parent?.parent,
      Folder.exists(root.appending(mark))
    else { throw .noFolder(language, program) }
    return root
  }

  private static let origin: StaticString = "directory"

  /// A name that people recognize and that no two directories share.
  private func folder(of directory: Path) -> Path {
    let name = Bytes(directory.name.prefix(40)).map { byte -> UInt8 in
      byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        ? byte : UInt8(ascii: "-")
    }
    return home.projects.appending(name + Bytes("-") + NameHash.of(directory.bytes, digits: 12))
  }
}

extension World {
  /// The same world without what overrides pins in one session only, which an editor that the
  /// desktop has started does not see.
  package var withoutOverrides: World {
    let overrides = [
      Variables.goVersion, Variables.goenvVersion, Variables.rustToolchain, Variables.rustVersion,
      Variables.bypass,
    ].map { Literal($0) }
    let variable = self.variable
    return World(
      variable: { name in overrides.contains(Literal(name)) ? nil : variable(name) }, read: read,
      search: search, names: names, folder: folder, isOthers: isOthers, program: program,
      forbidsPrograms: forbidsPrograms, physical: physical, workingDirectory: workingDirectory)
  }
}
