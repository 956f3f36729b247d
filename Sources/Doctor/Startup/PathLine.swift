import Resolution
import Toolchains

extension StartupLine {
  /// The line with `$HOME` for each tilde that double quotes keep a shell from replacing; nil where
  /// there is none.
  var withHomeForTildes: Bytes? {
    guard assignments.first?.isAlone == true, !bytes.contains(UInt8(ascii: "'")) else { return nil }
    let text = Bytes(bytes).text
    let changed = text.replacing("\"~/", with: "\"$HOME/").replacing(":~/", with: ":$HOME/")
    return changed == text || Bytes(text.utf8) != bytes ? nil : Bytes(changed.utf8)
  }

  /// The line with some elements of its `PATH` left out, quotes and the rest kept; nil where the
  /// line is not simple enough.
  func withoutElements(_ matches: (String) -> Bool) -> Bytes? {
    guard let assignment = assignments.first, assignment.isAlone, assignment.name == "PATH",
      let sign = bytes.firstIndex(of: UInt8(ascii: "=")),
      // Blanks and quotes between the elements would need a shell to be understood.
      !bytes[sign...].contains(UInt8(ascii: "(")), !bytes[sign...].contains(UInt8(ascii: "#"))
    else { return nil }
    var value = bytes[(sign + 1)...].trimmed
    var quote = Bytes()
    if let first = value.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard value.count >= 2, value.last == first else { return nil }
      quote = [first]
      value = value.dropFirst().dropLast()
    }
    let kept = value.parts(between: ":").filter { !matches(Bytes($0).text) }
    guard kept.count < value.parts(between: ":").count, !kept.isEmpty else { return nil }
    return Bytes(bytes[...sign]) + quote + Bytes(kept, separatedBy: ":") + quote
  }
}
