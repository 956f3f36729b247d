/// Takes values of the expected types out of a TOML file of rustup's or cargo's.
///
/// Keys are written as in TOML, with dots.
struct RustReader {
  let document: TOMLDocument
  let path: Path

  init(_ contents: Bytes, at path: Path) throws(ResolutionError) {
    if !contents.isText { throw .notText(path) }
    self.path = path
    do throws(TOMLError) { document = try TOMLDocument(contents) } catch {
      throw .rust(.notTOML(path, line: error.line, fault: error.reason))
    }
  }

  @inline(never)
  func string(
    _ key: StaticString
  ) throws(ResolutionError) -> (text: Bytes, line: Int)? {
    guard let entry = document.entry(dotted: key) else { return nil }
    return (try string(entry), entry.line)
  }

  @inline(never)
  func string(_ entry: TOMLDocument.Entry) throws(ResolutionError) -> Bytes {
    guard case .string(let text) = entry.value else { throw wrongType(entry, "a string") }
    return text
  }

  /// The strings of an array, or nil where the key is not set.
  func strings(_ key: StaticString) throws(ResolutionError) -> [Bytes]? {
    guard let entry = document.entry(dotted: key) else { return nil }
    guard case .array(let values) = entry.value else {
      throw wrongType(entry, "an array of strings")
    }
    var texts: [Bytes] = []
    for value in values {
      guard case .string(let text) = value else { throw wrongType(entry, "an array of strings") }
      texts.append(text)
    }
    return texts
  }

  /// A platform that is written in full, as far as toolchains are concerned.
  func platform(_ key: StaticString) throws(ResolutionError) -> RustTarget? {
    guard let entry = document.entry(dotted: key) else { return nil }
    let text = try string(entry)
    guard let target = RustTarget(text[...]), target.architecture != nil, target.system != nil
    else { throw wrongType(entry, "a platform such as x86_64-unknown-linux-gnu") }
    return target
  }

  /// The full name of a profile, which may be written by its first letter; to rustup the empty one
  /// is `default`, too.
  func profile(_ key: StaticString) throws(ResolutionError) -> Bytes? {
    guard let entry = document.entry(dotted: key) else { return nil }
    let text = try string(entry)
    if text.isEmpty { return Bytes("default") }
    for name in RustReader.profiles
    where text.equals(name) || text == [name.utf8Start.pointee] {
      return Bytes(name)
    }
    throw .rust(.unknownProfile(path, line: entry.line, profile: text))
  }

  private static let profiles: [StaticString] = ["minimal", "default", "complete"]

  private func wrongType(
    _ entry: TOMLDocument.Entry, _ expected: StaticString
  ) -> ResolutionError {
    .rust(
      .wrongType(
        path, line: entry.line, key: Bytes(entry.path, separatedBy: "."),
        expected: Literal(expected)))
  }
}
