private import Resolution

/// A thread could not be started.
struct ThreadError: Error, Equatable {
  /// What the system says.
  let errno: Int32
}

extension ThreadError: CustomStringConvertible {
  var description: String { systemMessage(errno).text }
}
