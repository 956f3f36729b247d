package import Resolution

extension Path {
  /// This path and those above it, up to `/` or to the first part of a relative path.
  package var ancestors: some Sequence<Path> { sequence(first: self, next: \.parent) }
}
