/// What a go command does, as far as that decides which Go it may need.
package struct GoPurpose: Equatable, Sendable {
  /// A kind of commands.
  package enum Kind: Sendable {
    /// It builds, tests or reads the project's code.
    case code
    /// It installs or runs a package at a version, and follows that one's go.mod: `go run PKG@VERSION`.
    case package
    /// It runs programs of the project, which may call go: `go generate`.
    case programs
    /// It looks up or changes what the project requires, which may ask for a newer Go: `go get`.
    case requirements
  }

  /// The kind of command.
  package let kind: Kind

  /// Whether it needs the module, so that it cannot run where its go line is not met.
  package let needsModule: Bool

  /// A kind of command; one that builds the project's code, where nothing is known of it.
  package init(_ kind: Kind = .code, needsModule: Bool = true) {
    self.kind = kind
    self.needsModule = needsModule
  }
}
