/// One change to the environment of a child.
package struct EnvironmentEdit: Equatable, Sendable {
  /// The variable.
  package let name: Literal

  /// Its value, or nil to remove it.
  package let value: Bytes?

  /// Sets a variable, or removes it with nil.
  package init(_ name: StaticString, _ value: Bytes?) {
    self.name = Literal(name)
    self.value = value
  }
}
