/// What decides which toolchain is active: for each language a table, the most binding step first.
///
/// The resolver walks it and stops at the first step that decides; `tvm why` goes on to the end. What a
/// step finds is for ``GoCandidates`` and ``RustCandidates`` to say.
package enum Order {
  /// A place, or a kind of places, where a toolchain may be asked for.
  package enum Step: Sendable {
    /// A leading `+REQUEST` argument of the program that is run.
    case argument
    /// `TVM_BYPASS`, which asks for the system's program.
    case bypass
    /// An environment variable that holds a request.
    case variable(StaticString)
    /// The directories from the current one up to the root; in each of them first the override that
    /// rustup has noted for it, where the language has such, then its ``Language/versionFiles``.
    case directories(overrides: Bool)
    /// The minimum of the Go project: `go.work`, else `go.mod`.
    case module
    /// What the user has made the default.
    case `default`
    /// The programs on `PATH` outside tvm.
    case path
  }

  /// The order for Go.
  package static let go: [Step] = [
    .argument,
    .bypass,
    .variable(Variables.goVersion),
    .variable(Variables.goenvVersion),
    .directories(overrides: false),
    .module,
    .default,
    .path,
  ]

  /// The order for Rust.
  ///
  /// Source: `find_override_config` in rustup's `config.rs`.
  package static let rust: [Step] = [
    .argument,
    .bypass,
    .variable(Variables.rustToolchain),
    .variable(Variables.rustVersion),
    .directories(overrides: true),
    .default,
    .path,
  ]

  /// The variables that hold a request for a language.
  package static func variables(of language: Language) -> [StaticString] {
    var names: [StaticString] = []
    for case .variable(let name) in of(language) { names.append(name) }
    return names
  }

  /// The order for a language.
  package static func of(_ language: Language) -> [Step] {
    switch language {
    case .go: go
    case .rust: rust
    }
  }
}
