/// The answer of the resolver.
package struct Active: Equatable, Sendable {
  /// What is to be used.
  package indirect enum Choice: Equatable, Sendable {
    /// The program of this path, outside tvm.
    case system(Path)
    /// An installed toolchain.
    case toolchain(Toolchain)
  }

  /// The language of the toolchain.
  package let language: Language

  /// What is to be used.
  package let choice: Choice

  /// Why.
  package let source: Source

  /// Whether a linked toolchain was asked for by its name, so that what it runs is not tvm's.
  package let isLink: Bool

  /// The program to run where the toolchain does not have the one that was asked for.
  package let substitute: Path?

  /// An answer.
  @inline(never)
  package init(
    language: Language, choice: Choice, source: Source, isLink: Bool = false,
    substitute: Path? = nil
  ) {
    self.language = language
    self.choice = choice
    self.source = source
    self.isLink = isLink
    self.substitute = substitute
  }

  /// The toolchain's name, or `system`.
  package var name: Bytes {
    switch choice {
    case .system: Bytes("system")
    case .toolchain(let toolchain): toolchain.name
    }
  }

  /// The path of a program of the toolchain, or the system's one that was asked for.
  package func program(_ name: Bytes) -> Path {
    switch choice {
    case .system(let program): program
    case .toolchain(let toolchain): substitute ?? toolchain.programs.appending(name)
    }
  }

  /// What changes in the environment of a program that runs with this toolchain; the system's gets
  /// nothing.
  ///
  /// - Parameters:
  ///   - kind: what a go command does.
  ///   - process: the number of this process, where it becomes the program.
  ///   - resolver: whose home and settings count.
  ///   - world: the environment as it is.
  /// - Returns: the changes, at most one for each variable.
  package func environment(
    for kind: GoPurpose.Kind = .code, process: Int? = nil, _ resolver: Resolver, _ world: World
  ) -> [EnvironmentEdit] {
    guard case .toolchain(let toolchain) = choice else {
      return language == .go ? goSystemEnvironment(world) : []
    }
    return switch language {
    case .go:
      goEnvironment(toolchain, for: kind, process: process, resolver, world)
    case .rust: rustEnvironment(toolchain, resolver, world)
    }
  }

  /// Whether what is about to run may call a shim again in this very process; then the shims' calls
  /// are noted, see ``ShimCalls``.
  package func mayCallBack(_ settings: Settings, _ world: World) -> Bool {
    guard case .toolchain(let toolchain) = choice, !isLink, substitute == nil else { return true }
    return switch language {
    case .go: goMayCallBack(toolchain, settings, world)
    // Rust's loops are counted.
    case .rust: false
    }
  }
}

extension [EnvironmentEdit] {
  /// Adds a change that sets a variable, or removes it with nil.
  @inline(never)
  mutating func set(_ name: StaticString, _ value: Bytes?) {
    append(EnvironmentEdit(name, value))
  }
}
