/// What the steps of an order look at for one language; see ``Order/Step``.
///
/// By itself it asks for nothing.
/// A class, since a protocol would put two copies of all that uses it into every shim.
class Candidates {
  /// What a `+` argument asks for.
  func argument(_ text: Bytes) -> Candidate { Candidate(place: .argument, finding: .absent) }

  /// What an environment variable asks for.
  func variable(_ name: StaticString) -> Candidate {
    Candidate(place: .variable(Literal(name)), finding: .absent)
  }

  /// Visits what asks for a toolchain in a directory and those above it.
  ///
  /// - Parameters:
  ///   - start: the directory.
  ///   - includingAbsent: whether to visit what is not there.
  ///   - visit: is given each candidate; returns whether to go on.
  /// - Returns: whether to go on.
  func visitDirectories(
    from start: Start, includingAbsent: Bool, _ visit: (Candidate) -> Bool
  ) -> Bool { true }

  /// What the user's default asks for.
  var byDefault: Candidate { Candidate(place: .path, finding: .absent) }
}
