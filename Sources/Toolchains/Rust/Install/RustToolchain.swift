private import CLibc
package import Resolution

/// A Rust toolchain on disk, whoever installed it.
package struct RustToolchain: Sendable {
  /// What stands under a toolchain's name.
  package enum Kind: Equatable, Sendable {
    /// tvm or rustup has installed it completely.
    case complete
    /// A folder or link of the user's own.
    case custom
    /// An installation began and did not end.
    case incomplete
  }

  /// Its name, or the path of a folder without one.
  package let name: RustToolchainName

  /// Its folder.
  package let root: Path

  /// A toolchain, which need not exist.
  package init(_ name: RustToolchainName, in home: RustHome) {
    self.name = name
    root = name.isPath ? Path(name.bytes) : home.toolchains.appending(name.bytes)
  }

  /// What stands there; nil for nothing.
  package var kind: Kind? {
    guard Folder.isOccupied(root) else { return nil }
    let isRelease = name.release != nil
    if isRelease, hasRecords { return .complete }
    if isRelease, link == nil { return .incomplete }
    return Folder.exists(root) ? .custom : nil
  }

  /// The folder that is changed, to which a release's name may be a link, as rustup has it.
  var folder: Path { World.live.physical(root) ?? root }

  /// Whether it says what it consists of, which a link to somebody's complete toolchain does, too.
  package var hasRecords: Bool {
    [RustRecords.manifest, RustRecords.configuration, RustRecords.components]
      .allSatisfy { Folder.isOccupied(record($0)) }
  }

  /// Sees that it is one that may be changed.
  ///
  /// - Throws: ``StoreError/notInstalled(_:_:nearest:)``, ``RustError/linked(_:)``,
  ///   ``RustError/incomplete(_:)``.
  func checkIsComplete() throws(RustError) {
    switch kind {
    case nil: throw .store(.notInstalled(.rust, name.bytes, nearest: nil))
    case .custom?: throw .linked(name)
    case .incomplete?: throw .incomplete(name)
    case .complete?: break
    }
  }

  /// Sees that nothing is missing from it that can be seen at a glance.
  ///
  /// - Throws: ``RustError/damaged(_:missing:)``.
  func checkIsWhole() throws(RustError) {
    if let missing = missingFiles.first { throw .damaged(name, missing: missing) }
  }

  /// Where a link leads; nil for a folder.
  package var link: Path? { Folder.target(of: root) }

  /// The names of the installed components, as its records list them.
  package var componentNames: [String] {
    (read(RustRecords.components) ?? []).split(separator: UInt8(ascii: "\n"))
      .map { Bytes($0.trimmed).text }.filter { !$0.isEmpty }
  }

  /// The programs and libraries that its records list and that are not there, below its folder.
  ///
  /// Those of the standard library's sources are left out: they are thousands, and nothing runs them.
  package var missingFiles: [String] {
    let kept = ["bin/", "lib/", "libexec/"]
    return componentNames.flatMap { component -> [String] in
      guard let contents = read("manifest-\(component)"), let list = try? FileList(contents) else {
        // A list that is lost says no more than that a compiler is to be there.
        return ["rustc", "cargo"].filter { component.hasPrefix($0 + "-") }.map { "bin/" + $0 }
      }
      return list.lines.filter { line in
        !line.isFolder && kept.contains { line.path.hasPrefix($0) }
          && !line.path.hasPrefix("lib/rustlib/src/")
      }.map(\.path)
    }.filter { path in
      let file = root.appending(Bytes(path.utf8))
      // A power cut may have left nothing but names.
      return path.hasPrefix("bin/")
        ? World.live.program(file) == nil || Folder.isEmptyFile(file) : !Folder.isOccupied(file)
    }
  }

  /// The installed components.
  ///
  /// - Throws: ``RustError/incomplete(_:)`` where its records cannot be read.
  package func components() throws(RustError) -> [ComponentID] {
    try configuration().map(\.component)
  }

  /// The components that rustup calls extensions: those that `component add` has added.
  ///
  /// - Throws: ``RustError/incomplete(_:)`` where its records cannot be read.
  func extensions() throws(RustError) -> Set<ComponentID> {
    Set(try configuration().filter(\.isExtension).map(\.component))
  }

  /// The elements of the record, whose keys may come in any order.
  private func configuration() throws(RustError) -> [(component: ComponentID, isExtension: Bool)] {
    guard let contents = read(RustRecords.configuration),
      let document = try? TOMLDocument(contents)
    else { throw .incomplete(name) }
    var components: [(component: ComponentID, isExtension: Bool)] = []
    for header in document.headers.indices where document.headers[header].isArrayElement {
      let first = document.headers[header].line
      let next = header + 1 < document.headers.count ? document.headers[header + 1].line : Int.max
      var keys: [String: TOMLValue] = [:]
      for entry in document.entries where entry.line > first && entry.line < next {
        guard entry.path.count == 2, entry.path[0][...].equals("components") else { continue }
        keys[entry.path[1].text] = entry.value
      }
      guard case .string(let package)? = keys["pkg"], case .string(let target)? = keys["target"]
      else { continue }
      let component = ComponentID(package.text, target: target.text)
      components.append((component, keys["is_extension"] == .boolean(true)))
    }
    return components
  }

  /// The manifest it was installed from.
  ///
  /// - Throws: ``RustError/incomplete(_:)`` where it cannot be read.
  package func manifest() throws(RustError) -> RustManifest {
    guard let contents = read(RustRecords.manifest) else { throw .incomplete(name) }
    return try RustManifest(contents, url: record(RustRecords.manifest).text)
  }

  /// The files of an installed component; nil where the list is lost or damaged.
  func files(of component: ComponentID) -> FileList? {
    for name in [component.name, component.package] {
      guard let contents = read("manifest-\(name)") else { continue }
      return try? FileList(contents)
    }
    return nil
  }

  /// What tells one state of the toolchain from the next.
  var state: State {
    var status = stat()
    let isThere = root.bytes.withCString { stat($0, &status) } == 0
    return State(
      folder: isThere ? UInt64(truncatingIfNeeded: status.st_ino) : nil,
      components: read(RustRecords.components), configuration: read(RustRecords.configuration),
      manifest: read(RustRecords.manifest))
  }

  /// What tells one state of a toolchain from the next.
  struct State: Equatable {
    let folder: UInt64?
    let components: Bytes?
    let configuration: Bytes?
    let manifest: Bytes?
  }

  private func record(_ name: StaticString) -> Path {
    root.appending(RustRecords.folder).appending(name)
  }

  private func read(_ name: StaticString) -> Bytes? { read(Bytes(name).text) }

  private func read(_ name: String) -> Bytes? {
    let path = root.appending(RustRecords.folder).appending(Bytes(name.utf8))
    guard case .contents(let contents) = World.live.read(path, 64 << 20) else { return nil }
    return contents
  }
}
