internal import Resolution

extension Array where Element == UInt8 {
  /// The text as it may be shown on a terminal.
  var shown: String { printable.text }
}

extension String {
  /// The text as it may be shown on a terminal.
  package var shown: String { Bytes(utf8).printable.text }

  /// A server's URL as it may be shown to anybody.
  var shownURL: String { withoutCredentials.shown }

  /// The text as one word of a command that may be copied.
  var quoted: String { Bytes(utf8).shellQuoted.text }
}
