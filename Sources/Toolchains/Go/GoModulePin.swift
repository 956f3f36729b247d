internal import Resolution

/// A Go toolchain's pin in a project file: the `toolchain` line of a `go.mod` or `go.work`.
struct GoModulePin {
  /// The file.
  let file: Path

  /// The file with the line for a release; every other byte stays.
  ///
  /// - Parameter version: a release.
  /// - Returns: the file, not written yet.
  /// - Throws: ``PinError/resolution(_:)`` for a file that is not to be changed.
  func pin(_ version: GoVersion) throws(PinError) -> VersionPin {
    do throws(ResolutionError) {
      let contents = try World.live.contents(of: file, limit: ProjectFile.sizeLimit) ?? []
      let new = GoModulePin.edited(
        contents, version, isModule: file.name.equals(ProjectFile.goModule.name))
      _ = try GoModule(new, at: file)
      return VersionPin(file: file, contents: new)
    } catch { throw .resolution(error) }
  }

  /// The contents with a `toolchain` line, as Go writes it: none where the `go` line says the same.
  ///
  /// Source: `AddToolchainStmt` of golang.org/x/mod's `modfile`, and where the line is dropped
  /// `UpdateGoModFromReqs` in cmd/go's `internal/modload/init.go`.
  ///
  /// - Parameters:
  ///   - contents: the whole file.
  ///   - version: a release.
  ///   - isModule: whether it is a `go.mod`.
  /// - Returns: the new contents.
  static func edited(_ contents: Bytes, _ version: GoVersion, isModule: Bool) -> Bytes {
    let name = Bytes("go") + version.name
    let minimum = GoModule.look(up: "go", in: contents)?.text
    let isImplied = minimum.map { Bytes("go") + Bytes($0) == name } ?? false
    var new = contents
    if let old = GoModule.look(up: "toolchain", in: contents)?.text {
      if !isImplied {
        new.replaceSubrange(old.startIndex..<old.endIndex, with: name)
      } else {
        new.removeSubrange(paragraph(around: old.startIndex, in: contents))
      }
      return new
    }
    if isImplied { return contents }
    let end = lineBreak(of: contents)
    let line = Bytes("toolchain ") + name
    guard let above = minimum ?? (isModule ? GoModule.look(up: "module", in: contents)?.text : nil)
    else { return line + end + (contents.isEmpty ? [] : end) + contents }
    let place = lineEnd(from: above.startIndex, in: contents)
    var rest = contents[place...]
    let isLast = !rest.takeEnd()
    let isCrowded = !isLast && rest.first.map { $0 != 10 && $0 != 13 } ?? false
    new.insert(
      contentsOf: end + end + line + (isLast || isCrowded ? end : []), at: place)
    return new
  }

  /// A line with its end, and the blank line before it, if there is one.
  private static func paragraph(around position: Int, in contents: Bytes) -> Range<Int> {
    var start = position
    while start > 0, contents[start - 1] != 10 { start -= 1 }
    var end = lineEnd(from: position, in: contents)
    var rest = contents[end...]
    if rest.takeEnd() { end = rest.startIndex }
    for blank in [Bytes("\n\r\n"), Bytes("\n\n")] where contents[..<start].ends(with: blank) {
      return (start - blank.count + 1)..<end
    }
    return start..<end
  }

  /// Where the line of a position ends, before its line end.
  private static func lineEnd(from start: Int, in contents: Bytes) -> Int {
    let end = contents[start...].firstIndex(of: 10) ?? contents.count
    return end > start && end < contents.count && contents[end - 1] == 13 ? end - 1 : end
  }

  private static func lineBreak(of contents: Bytes) -> Bytes {
    guard let feed = contents.firstIndex(of: 10), feed > 0, contents[feed - 1] == 13 else {
      return Bytes("\n")
    }
    return Bytes("\r\n")
  }
}

extension BytesSlice {
  /// Takes a line end from the front; false where there is none.
  fileprivate mutating func takeEnd() -> Bool {
    if first == 13 { removeFirst() }
    guard first == 10 else { return false }
    removeFirst()
    return true
  }

  /// Whether the bytes end with others.
  fileprivate func ends(with other: Bytes) -> Bool { suffix(other.count).elementsEqual(other) }
}

extension GoStore {
  /// The toolchain line of the module or workspace that a directory is in, as it will be.
  ///
  /// - Throws: ``GoError/noToolchainLine(_:_:)``, ``GoError/resolution(_:)``, ``PinError``.
  func modulePin(_ choice: Choice, in directory: Path) throws -> VersionPin {
    let module = try GoError.resolving { () throws(ResolutionError) in
      guard let module = try self.module(of: directory) else { throw .noModule }
      return module
    }
    guard case .go(.exact(let version)) = choice.pin.request else {
      throw GoError.noToolchainLine(choice.pin.text, module.path)
    }
    return try GoModulePin(file: module.path).pin(version)
  }

  /// Sees that a pin is not older than what the module of a directory needs.
  ///
  /// - Throws: ``GoError/belowMinimum(_:_:)``.
  func checkMinimum(of pin: Pin, in directory: Path) throws(GoError) {
    // Lines that nobody understands are no limit; whoever builds the module is told of them.
    guard world.usesGoModules, let module = try? self.module(of: directory),
      isBelow(module.minimum, pin)
    else { return }
    throw .belowMinimum(pin.text, module)
  }

  private func module(of directory: Path) throws(ResolutionError) -> GoModule? {
    try GoModule.nearest(to: Start(directory, world), home: home, world)
  }

  /// Whether what a pin means is older than a version: what is installed for it, else what is known to
  /// be released, else all that it may mean.
  private func isBelow(_ minimum: GoVersion, _ pin: Pin) -> Bool {
    let candidate = Candidate(place: .argument, finding: .pins([pin]))
    let query = Query(.go, program: Bytes(Language.go.mainProgram))
    if let active = try? resolver.decide(candidate, query)?.get() {
      return resolver.version(of: active).map { $0 < minimum } ?? false
    }
    guard case .go(let request) = pin.request else { return false }
    if case .exact(let version) = request { return version < minimum }
    if let version = index.copyAtHand?.newest(for: request)?.version { return version < minimum }
    guard case .newest(let major, let minor?) = request else { return false }
    return GoVersion(major, minor + 1) <= minimum
  }
}
