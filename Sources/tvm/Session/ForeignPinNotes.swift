import Resolution
import Toolchains

/// What files of other version managers on the way up ask for, where tvm runs something else.
struct ForeignPinNotes {
  /// One sentence each.
  let lines: [String]

  /// The notes for a language in the current directory.
  ///
  /// - Parameters:
  ///   - language: the language.
  ///   - name: what tvm runs, or would if it were installed; nil for nothing.
  ///   - session: where the files are read.
  ///   - isChosen: whether the user has just chosen what tvm runs.
  init(_ language: Language, besides name: Bytes?, _ session: Session, isChosen: Bool = false) {
    guard let directory = session.world.workingDirectory() else {
      lines = []
      return
    }
    lines = ForeignPin.nearest(language, to: directory, session.world).compactMap { pin in
      if let name, pin.isMet(by: name, language) { return nil }
      let what = "\(language.name) \(pin.text.printable.text)"
      let place = "\(pin.path.bytes.printable.text):\(pin.line)"
      if isChosen { return "\(place) still asks \(pin.manager) for \(what)" }
      return "\(place) asks \(pin.manager) for \(what), but tvm does not read this file"
        + (pin.commandRequest(language).map { "; to pin it: tvm use \($0)" } ?? "")
    }
  }
}

extension Candidate {
  /// The first toolchain that it asks for, as written.
  var firstText: Bytes? {
    guard case .pins(let pins) = finding else { return nil }
    return pins.first?.text
  }
}
