/// A question to the resolver.
package struct Query: Equatable, Sendable {
  /// The language whose toolchain is wanted.
  package let language: Language

  /// The program that is to run, such as `gofmt`; matters where the system's is used.
  package let program: Bytes

  /// The request of a `+REQUEST` argument, without the plus.
  package let request: Bytes?

  /// The directory where the search starts, physical and absolute; nil for the current one.
  package let directory: Path?

  /// Whether the program is run at once, so that whoever asks sees whether it is there.
  ///
  /// What can be named without a look at what is installed is then answered without one.
  package var isAboutToRun: Bool

  /// A question about a program.
  package init(
    _ language: Language, program: Bytes, request: Bytes? = nil, directory: Path? = nil,
    isAboutToRun: Bool = false
  ) {
    self.language = language
    self.program = program
    self.request = request
    self.directory = directory
    self.isAboutToRun = isAboutToRun
  }
}

extension Query {
  /// The directory where the search starts.
  ///
  /// - Throws: ``ResolutionError/workingDirectoryGone``.
  func start(_ world: World) throws(ResolutionError) -> Start {
    if let directory { return Start(directory) }
    guard let current = world.workingDirectory() else { throw .workingDirectoryGone }
    return Start(current, isCurrent: true)
  }
}

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
    case .toolchain(let toolchain): substitute ?? toolchain.program(name[...])
    }
  }
}

extension Request {
  /// Whether this asks for a linked toolchain by its name.
  package var isLink: Bool {
    switch self {
    case .link: true
    case .rust(let request): request.isCustom
    default: false
    }
  }
}
