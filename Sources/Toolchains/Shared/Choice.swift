package import Resolution

/// A request of a user's for something to use, understood.
package struct Choice: Sendable {
  /// What is asked for, as it is installed.
  package let pin: Pin
  /// What a version file says: the same on every machine.
  package let written: Bytes
  /// What the user-wide default says.
  package let asDefault: Bytes
}
