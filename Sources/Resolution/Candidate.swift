/// Something that may ask for a toolchain, and what it asks for.
package struct Candidate: Equatable, Sendable {
  /// What was found there.
  package indirect enum Finding: Equatable, Sendable {
    /// It does not exist, or says nothing about the language.
    case absent
    /// It is there and cannot be used.
    case failure(ResolutionError)
    /// It bounds the version from below.
    case minimum(GoModule)
    /// It asks for toolchains, the first installed one wins.
    case pins([Pin])
    /// It is there and not used, since another file in its directory comes first.
    case shadowed(by: Path)
    /// It stands for the tool outside tvm.
    case system
  }

  /// Where was looked.
  package let place: Place

  /// What was found there.
  package let finding: Finding

  /// A candidate of this place and finding.
  package init(place: Place, finding: Finding) {
    self.place = place
    self.finding = finding
  }

  @inline(never)
  init(place: Place, find: () throws(ResolutionError) -> Finding) {
    self.place = place
    do throws(ResolutionError) { finding = try find() } catch { finding = .failure(error) }
  }

  /// Whether people should hear of it even where nothing fails.
  package var isWarning: Bool {
    if case .shadowed = finding { return true }
    return false
  }

  /// The candidate in one line, for people: `/home/ann/shop/.go-version: 1.21.6`.
  package var text: Bytes {
    place.text + ": " + findingText
  }

  /// What was found, in words.
  package var findingText: Bytes {
    var text = Bytes()
    switch finding {
    case .absent: text += "nothing"
    case .failure(let error):
      text.append(contentsOf: error.message.prefix(while: { $0 != UInt8(ascii: "\n") }))
    case .minimum(let module):
      text.append(contentsOf: module.path.bytes.printable)
      text += ": "
      text.append(contentsOf: module.minimum.asWritten)
      text += " or newer"
      if let preferred = module.preferred {
        text += ", prefers "
        text.append(contentsOf: preferred.asWritten)
      }
    case .pins(let pins):
      text.append(contentsOf: Bytes(pins.map { $0.text.printable }, separatedBy: " or "))
    case .shadowed(let winner):
      text += "ignored: "
      text.append(contentsOf: winner.bytes.printable)
      text += " in the same directory wins"
    case .system: text += "the system program"
    }
    return text
  }
}
