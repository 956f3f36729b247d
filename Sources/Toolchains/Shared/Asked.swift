package import Resolution

/// What a place that asks for a toolchain comes to.
package enum Asked: Equatable, Sendable {
  /// A toolchain of this name, which is there; why it is asked for.
  case installed(Bytes, Source)
  /// A toolchain of this name, which is there; why it is asked for, and why it cannot be told or fetched
  /// what the request means today.
  case stays(Bytes, Source, reason: String)
  /// What is to be installed, or to be completed.
  case pin(Pin)
}
