import Foundation

/// Where this package's sources and its built programs lie.
package enum Project {
  /// The top directory of the sources.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The absolute path of a program of this package, built beside the tests.
  package static func program(_ name: String) -> String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/" + name
  }
}
