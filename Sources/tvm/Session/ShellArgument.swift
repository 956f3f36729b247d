import ArgumentParser
import Shells

/// On a command line a shell is one that tvm has a hook for.
extension Shell: ExpressibleByArgument {
  init?(argument: String) {
    guard let shell = Shell(rawValue: argument), shell.isHooked else { return nil }
    self = shell
  }

  static var allValueStrings: [String] { hooked.map(\.rawValue) }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  /// What help says of such an argument.
  static var help: ArgumentHelp { ArgumentHelp("\(list(hooked))") }
}
