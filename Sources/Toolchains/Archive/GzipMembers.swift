/// The members of a gzip file: as `gzip` does it, members that follow each other are one stream,
/// and anything else behind a member is ignored.
struct GzipMembers {
  /// What to do with the input at hand.
  enum Step { case wait, inside, start }

  private enum State { case inside, between, after }
  private var state = State.inside

  /// Whether at least one member has ended and none is open.
  var isComplete: Bool { state != .inside }

  /// Says that the trailer of a member was read.
  mutating func end() { state = .between }

  /// Looks at the input before it is decoded.
  ///
  /// - Parameter input: What is left; anything to be ignored is taken off.
  /// - Returns: What to do now. `.start` means that a member begins with the input at hand.
  mutating func next(_ input: inout UnsafeRawBufferPointer) -> Step {
    if state == .inside { return .inside }
    if state == .between, let first = input.first {
      // Zeros pad files on tapes; the second byte of the magic is the decoder's to check.
      state = first == 0x1f ? .inside : .after
      if state == .inside { return .start }
    }
    if state == .after { input = UnsafeRawBufferPointer(rebasing: input[input.count...]) }
    return .wait
  }
}
