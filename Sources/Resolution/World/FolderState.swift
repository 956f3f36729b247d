/// What differs as soon as a name is added to a directory, removed from it or renamed in it.
package struct FolderState: Equatable, Sendable {
  /// Which directory it is.
  package let identity: FileIdentity

  /// When it last changed, in nanoseconds since 1970.
  package let changed: Int

  /// The state of this directory at this time.
  package init(_ identity: FileIdentity, changed: Int) {
    self.identity = identity
    self.changed = changed
  }
}
