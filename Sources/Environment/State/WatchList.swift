private import JSON
package import Resolution

/// The files that an environment depends on, as direnv keeps them in `DIRENV_WATCHES`.
///
/// direnv itself compares whole seconds. What tvm needs to see a change within one stands beside
/// that, where direnv and editors do not look.
package struct WatchList: Equatable, Sendable {
  /// The files, each once, in the order in which they were added.
  package private(set) var files: [Watch] = []

  /// A list of files, each named once.
  package init(_ files: [Watch] = []) { self.files = files }

  /// The files that a variable lists, or nil where it lists none.
  package init?(gzenv: Bytes) {
    guard let text = Gzenv.decode(gzenv), let value = JSONValue(text) else { return nil }
    // Go writes an empty list as `null`.
    if value == .null { return }
    guard case .array(let values) = value else { return nil }
    for value in values {
      guard let file = Watch(value) else { return nil }
      files.append(file)
    }
  }

  /// The list as it stands in a variable.
  package var gzenv: Bytes { Gzenv.encode(JSONValue.array(files.map(\.json)).compact) }

  /// Adds a file in a state, in place of what was known of it.
  package mutating func add(_ file: Watch) {
    if let index = files.firstIndex(where: { $0.path == file.path }) {
      files[index] = file
    } else {
      files.append(file)
    }
  }

  /// Adds all that is in a folder.
  package mutating func add(contentsOf folder: Path) {
    let known = Set(files.map(\.path.bytes))
    for watch in Watch.all(in: folder) {
      // Looking each one up in the list would take a second for a large folder.
      if known.contains(watch.path.bytes) { add(watch) } else { files.append(watch) }
    }
  }

  /// Whether there are files, and every one is as it was.
  package var areUnchanged: Bool { !files.isEmpty && files.allSatisfy(\.isUnchanged) }
}

extension Watch {
  /// A file as it stands in a list.
  fileprivate init?(_ json: JSONValue) {
    // Versions of direnv differ in how they write the names.
    guard let bytes = (json["path"] ?? json["Path"])?.bytes,
      let seconds = (json["modtime"] ?? json["Modtime"])?.integer,
      case .boolean(let exists) = json["exists"] ?? json["Exists"]
    else { return nil }
    guard case .array(let fields) = json["tvm"], fields.count == 4,
      let nanoseconds = fields[0].integer, let size = fields[1].integer,
      let file = fields[2].integer, let hash = fields[3].bytes
    else {
      self.init(Path(bytes), exists ? .dated(seconds: seconds) : .missing)
      return
    }
    self.init(
      Path(bytes), .present(modified: nanoseconds, size: size, file: file, youngHash: hash))
  }

  /// The file as it stands in a list.
  fileprivate var json: JSONValue {
    var members = [
      JSONMember("path", .string(path.bytes)), JSONMember("modtime", .number(seconds)),
      JSONMember("exists", .boolean(state != .missing)),
    ]
    if case .present(let nanoseconds, let size, let file, let hash) = state {
      let fields: [JSONValue] = [.number(nanoseconds), .number(size), .number(file), .string(hash)]
      members.append(JSONMember("tvm", .array(fields)))
    }
    return .object(members)
  }
}
