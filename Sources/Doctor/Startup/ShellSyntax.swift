/// The grammar of a file that sets up an environment.
package enum ShellSyntax: Equatable, Sendable {
  /// A line is `NAME=VALUE` and nothing else, as in `/etc/environment`.
  case environment
  /// The grammar of fish.
  case fish
  /// The grammar of bash, zsh and sh.
  case posix

  /// A command that does nothing; nil where there are no commands.
  var nothing: String? {
    switch self {
    case .environment: nil
    case .fish: "true"
    case .posix: ":"
    }
  }
}
