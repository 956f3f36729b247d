/// What a `go.mod` or `go.work` says about toolchains.
package struct GoModule: Equatable, Sendable {
  /// The file.
  package let path: Path

  /// The oldest version that may be used: the `go` line, or what Go assumes without one.
  package let minimum: GoVersion

  /// The line of the `go` directive, 0 where there is none.
  package let line: Int

  /// The version of the `toolchain` line, without any suffix; nil for none and for `default`.
  package let preferred: GoVersion?

  /// What a file's contents say.
  ///
  /// Source: `GoModLookup` in cmd/go's `internal/gover/mod.go`: the first line that starts with the
  /// key and a blank counts, in whatever block or comment it stands.
  ///
  /// - Parameters:
  ///   - contents: the whole file.
  ///   - path: the file; its name decides what a missing `go` line means.
  /// - Throws: ``ResolutionError/malformedDirective(key:text:path:line:)``.
  package init(_ contents: Bytes, at path: Path) throws(ResolutionError) {
    self.path = path
    if let (text, line) = GoModule.look(up: "go", in: contents) {
      guard let version = GoVersion(text) else {
        throw .malformedDirective(key: "go", text: Bytes(text), path: path, line: line)
      }
      minimum = version
      self.line = line
    } else {
      minimum = path.name.equals(ProjectFile.goWorkspace.name) ? GoVersion(1, 18) : GoVersion(1, 16)
      line = 0
    }
    preferred = try GoModule.preferred(in: contents, at: path)
  }

  private static func preferred(
    in contents: Bytes, at path: Path
  ) throws(ResolutionError) -> GoVersion? {
    guard let (text, line) = look(up: "toolchain", in: contents) else { return nil }
    if text.equals("default") || text.equals("local") { return nil }
    var rest = text
    // `go1.26.5-corp`: a suffix may follow, and comparisons leave it out.
    guard rest.take("go"),
      let version = GoVersion(
        rest.prefix(while: { $0 != UInt8(ascii: "-") && !$0.isBlank }))
    else { throw .malformedDirective(key: "toolchain", text: Bytes(text), path: path, line: line) }
    return version
  }

  /// The first line that begins with a key and a blank: what stands behind them, as a part of the
  /// contents, and the line's number.
  package static func look(
    up key: StaticString, in contents: Bytes
  ) -> (text: BytesSlice, line: Int)? {
    var number = 0
    var lines = contents[...]
    while let line = lines.takeLine(beginningWith: key.utf8Start[0], counting: &number) {
      var rest = line.trimmed
      guard rest.take(key), let next = rest.first,
        next == UInt8(ascii: " ") || next == UInt8(ascii: "\t")
      else { continue }
      return (rest.withoutSlashComment.trimmed, number)
    }
    return nil
  }

  /// The file that cmd/go would use in a directory.
  ///
  /// Source: `modGoToolchain` in cmd/go's `internal/toolchain/select.go`: `GOWORK` or the nearest
  /// `go.work`, which is not looked for beyond a GOROOT; only without one the nearest `go.mod`,
  /// unless it stands in `TMPDIR` itself.
  ///
  /// - Parameters:
  ///   - start: where the search starts.
  ///   - home: whose toolchains are GOROOTs.
  ///   - world: where files are read.
  /// - Returns: nil where there is none.
  /// - Throws: ``ResolutionError/refused(_:_:)`` for a file that is not to be read, and what reading
  ///   its lines throws.
  package static func nearest(
    to start: Start, home: Home, _ world: World
  ) throws(ResolutionError) -> GoModule? {
    let workspace = world.setVariable(Variables.goWork) ?? Bytes("auto")
    if workspace.equals("auto") {
      // A GOROOT and what is above it is not searched.
      let root = start.level(of: home.goToolchains).flatMap { $0 > 0 ? $0 - 1 : nil }
      if let found = try search(.goWorkspace, from: start, 0..<(root ?? start.levels), world) {
        return found
      }
    } else if workspace.first == UInt8(ascii: "/") {
      // Go itself refuses a relative path.
      let path = Path(workspace)
      if let found = try GoModule(world.read(path, ProjectFile.sizeLimit), at: path) {
        return found
      }
    }
    guard let found = try search(.goModule, from: start, 0..<start.levels, world) else {
      return nil
    }
    // A forgotten or planted go.mod right in the directory for temporary files counts for nothing.
    let temporary = Path(world.setVariable(Variables.temporary) ?? Bytes("/tmp"))
    let isIgnored = found.path.parent == (world.physical(temporary) ?? temporary)
    return isIgnored ? nil : found
  }

  /// What asks for a toolchain there, or why that cannot be told.
  static func candidate(nearestTo start: Start, home: Home, _ world: World) -> Candidate {
    Candidate(place: .module) { () throws(ResolutionError) in
      try nearest(to: start, home: home, world).map { .minimum($0) } ?? .absent
    }
  }

  private static func search(
    _ file: ProjectFile, from start: Start, _ levels: Range<Int>, _ world: World
  ) throws(ResolutionError) -> GoModule? {
    let files = UpwardSearch(
      start: start, names: [file.name], levels: levels, limit: ProjectFile.sizeLimit)
    var result: Result<GoModule?, ResolutionError> = .success(nil)
    world.search(files) { step, reading in
      do throws(ResolutionError) {
        let module = try GoModule(reading, at: files.path(step))
        result = .success(module)
        return module == nil
      } catch {
        result = .failure(error)
        return false
      }
    }
    return try result.get()
  }

  /// What a file says that may not be there; a directory of its name is passed over.
  private init?(_ reading: FileReading, at path: Path) throws(ResolutionError) {
    switch reading {
    case .absent, .refused(.directory): return nil
    case .contents(let contents): try self.init(contents, at: path)
    case .refused(let fault): throw .refused(path, fault)
    }
  }
}

extension BytesSlice {
  /// The part before `//`.
  fileprivate var withoutSlashComment: BytesSlice {
    var previous: UInt8 = 0
    for index in indices {
      if self[index] == UInt8(ascii: "/"), previous == UInt8(ascii: "/") {
        return self[startIndex..<(index - 1)]
      }
      previous = self[index]
    }
    return self
  }
}
