import Resolution
import Toolchains

/// What makes a file of a project readable that is not: what other systems' editors write, and slips
/// that leave no doubt about what was meant.
///
/// Every candidate is read as its tools read the file; one that they could not read is none.
struct ProjectFileRepair: Equatable {
  /// What is wrong, in a few words.
  let fault: String
  /// The file as it should be.
  let contents: Bytes
  /// Whether it says the same as before, so that nobody has to be asked.
  let isSame: Bool

  /// The repair of a file; nil where it needs none, or where there is none.
  init?(_ contents: Bytes, at path: Path) {
    guard !ProjectFileRepair.isReadable(contents, path) else { return nil }
    for candidate in ProjectFileRepair.candidates(contents, path)
    where ProjectFileRepair.isReadable(candidate.contents, path) {
      self = candidate
      return
    }
    return nil
  }

  private init(_ fault: String, _ contents: Bytes, isSame: Bool = true) {
    self.fault = fault
    self.contents = contents
    self.isSame = isSame
  }

  private static func candidates(_ contents: Bytes, _ path: Path) -> [ProjectFileRepair] {
    var found: [ProjectFileRepair] = []
    // What several slips have spoilt is mended from the outside to the inside.
    var text = contents
    if let decoded = contents.decodedFromUTF16 {
      text = decoded
      found.append(ProjectFileRepair("it is UTF-16, not UTF-8", decoded))
    }
    let plain = text.withoutStrangeBytes
    if plain != text {
      found.append(ProjectFileRepair("it contains bytes that are not text", plain))
    }
    let kind = VersionFile(name: path.name)
    if kind == .goVersion, let version = plain.onlyVersion {
      found.append(
        ProjectFileRepair("it says more than a version", version + Bytes("\n"), isSame: false))
    }
    if kind?.isRustup == true {
      let quoted = plain.quotingValues
      found.append(ProjectFileRepair("a value is without quotes", quoted))
      if !quoted.text.contains("[") {
        let table = Bytes("[toolchain]\n") + quoted
        found.append(ProjectFileRepair("the line [toolchain] is missing", table))
      }
    }
    return found
  }

  private static func isReadable(_ contents: Bytes, _ path: Path) -> Bool {
    do throws(ResolutionError) {
      switch VersionFile(name: path.name) {
      case .goVersion?: return try VersionFile.goVersion.goPins(in: contents, at: path) != nil
      case .toolVersions?:
        _ = try VersionFile.toolVersions.goPins(in: contents, at: path)
        return true
      case .rustToolchain?, .rustToolchainTOML?:
        let file = try RustToolchainFile(contents, at: path)
        return file.channel.map { RustRelease($0.name[...]) != nil || $0.name.isText } ?? true
      case nil: break
      }
      switch ProjectFile(name: path.name) {
      case .goModule?, .goWorkspace?:
        // Go reads no byte order mark here.
        guard contents.isText, contents.withoutByteOrderMark.count == contents.count else {
          return false
        }
        _ = try GoModule(contents, at: path)
        return true
      case .cargoManifest?, nil: return contents.isText
      }
    } catch {
      return false
    }
  }
}

extension Array where Element == UInt8 {
  /// The text of UTF-16 as UTF-8 with line feeds, as PowerShell and Notepad write it; nil where it is
  /// none.
  fileprivate var decodedFromUTF16: Bytes? {
    guard count >= 2, count.isMultiple(of: 2) else { return nil }
    let isLittle: Bool
    switch (self[0], self[1]) {
    case (0xFF, 0xFE): isLittle = true
    case (0xFE, 0xFF): isLittle = false
    default:
      // Without a mark: what is written in ASCII has a zero in every other byte.
      let zeros = indices.filter { self[$0] == 0 }
      guard zeros.count == count / 2, let first = zeros.first,
        zeros.allSatisfy({ $0 % 2 == first % 2 })
      else { return nil }
      isLittle = first % 2 == 1
    }
    let units = stride(from: 0, to: count, by: 2).map { index in
      let (low, high) = isLittle ? (self[index], self[index + 1]) : (self[index + 1], self[index])
      return UInt16(high) << 8 | UInt16(low)
    }
    let text = Bytes(String(decoding: units, as: UTF16.self).utf8)
    return Bytes(text.withoutByteOrderMark).filter { $0 != UInt8(ascii: "\r") }
  }

  /// The text without zero bytes, control characters, marks of byte order, and blanks of other scripts.
  fileprivate var withoutStrangeBytes: Bytes {
    let text = String(decoding: self, as: UTF8.self)
    var result = Bytes()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result += Bytes(String(scalar).utf8)
      case "\u{A0}": result.append(UInt8(ascii: " "))
      case "\u{201C}", "\u{201D}": result.append(UInt8(ascii: "\""))
      // What could not be decoded comes out as the second of these.
      case "\u{FEFF}", "\u{FFFD}", "\u{200B}": continue
      default:
        if scalar.value >= 0x20, scalar.value != 0x7F { result += Bytes(String(scalar).utf8) }
      }
    }
    return result
  }

  /// The one word that is a version of Go's; nil where there are several, or none.
  fileprivate var onlyVersion: Bytes? {
    let marks: Set<UInt8> = Set(Bytes(" \t\r\n\"'`=:,;"))
    let words = split(whereSeparator: marks.contains).filter { word in
      switch GoRequest(word) {
      case .exact, .newest(_, _?): true
      default: false
      }
    }
    return words.count == 1 ? words.first.map { Bytes($0) } : nil
  }

  /// The text with double quotes around the values of lines `KEY = VALUE` that need them.
  fileprivate var quotingValues: Bytes {
    let keys: Set<String> = ["channel", "path", "profile"]
    let lines = parts(between: "\n").map { line -> Bytes in
      let text = Bytes(line).text
      guard let sign = text.firstIndex(of: "="),
        keys.contains(Bytes(Bytes(text[..<sign].utf8).trimmed).text)
      else { return Bytes(line) }
      let value = Bytes(Bytes(text[text.index(after: sign)...].utf8).withoutComment.trimmed).text
      let bare = value.filter { !"\"'`".contains($0) }
      guard !bare.isEmpty, !bare.hasPrefix("["), !bare.hasPrefix("{") else { return Bytes(line) }
      return Bytes("\(text[..<sign])= \"\(bare)\"".utf8)
    }
    return Bytes(lines.map { $0[...] }, separatedBy: "\n")
  }
}
