import ArgumentParser
import Resolution

/// What stands in text for a byte that is not UTF-8: one of the last 128 private characters, by the
/// byte's value.
///
/// A text that really has such a character has its bytes replaced, too, so that nothing is lost and no
/// two words are written in the same way.
private enum StandIn {
  static let base: UInt32 = 0x10FF00
  static let first: UInt32 = 0x10FF80
}

extension String {
  /// A word of a command line as ArgumentParser takes it.
  init(argument word: Bytes) {
    var text = String.UnicodeScalarView()
    var rest = word[...]
    while let byte = rest.first {
      let character = UTF8Character(beginning: rest).flatMap { $0.code < StandIn.first ? $0 : nil }
      if let scalar = Unicode.Scalar(character?.code ?? StandIn.base + UInt32(byte)) {
        text.append(scalar)
      }
      rest = rest.dropFirst(character?.length ?? 1)
    }
    self.init(text)
  }
}

extension Array where Element == UInt8 {
  /// The word of the command line that ArgumentParser was given as text.
  init(argument text: String) {
    self = text.unicodeScalars.flatMap { scalar in
      scalar.value < StandIn.first
        ? Array(String(scalar).utf8) : [UInt8(truncatingIfNeeded: scalar.value)]
    }
  }
}

extension Path: ExpressibleByArgument {
  /// The path that a word of the command line names.
  package init(argument: String) { self.init(Bytes(argument: argument)) }
}
