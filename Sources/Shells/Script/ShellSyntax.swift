/// The grammar of a file that sets up an environment.
package enum ShellSyntax: Equatable, Sendable {
  /// A line is `NAME=VALUE` and nothing else, as in `/etc/environment`.
  case environment
  /// The grammar of fish.
  case fish
  /// The grammar of bash, zsh and sh.
  case posix
  /// Any other grammar with comments behind `#`: a line is a command with words, and no more is known.
  case unknown

  /// A command that does nothing; nil where there are no commands, or none is known.
  package var nothing: String? {
    switch self {
    case .environment, .unknown: nil
    case .fish: "true"
    case .posix: ":"
    }
  }

  /// The word that ends a function; nil where there are none, or none is known.
  package var endOfFunction: String? {
    switch self {
    case .environment, .unknown: nil
    case .fish: "end"
    case .posix: "}"
    }
  }
}
