/// A flag that one thread raises and others look at.
final class Flag: @unchecked Sendable {
  private var value = false
  private let monitor = Monitor()

  /// Raises it for good.
  func raise() { monitor.locked { value = true } }

  /// Whether it was raised.
  var isRaised: Bool { monitor.locked { value } }
}
