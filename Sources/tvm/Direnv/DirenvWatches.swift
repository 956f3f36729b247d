import Editors
import Environment
import Resolution
import Toolchains

/// The files that an environment depends on, as direnv keeps them in `DIRENV_WATCHES`.
///
/// direnv itself compares whole seconds. What tvm needs to see a change within one stands beside
/// that, where direnv and editors do not look.
struct DirenvWatches: Equatable {
  /// The files, each once, in the order in which they were added.
  private(set) var files: [DirenvWatch] = []

  /// No files.
  init() {}

  /// The files that a variable lists, or nil where it lists none.
  init?(gzenv: Bytes) {
    guard let text = Gzenv.decode(gzenv), let value = JSONValue(text) else { return nil }
    // Go writes an empty list as `null`.
    if value == .null { return }
    guard case .array(let values) = value else { return nil }
    for value in values {
      guard let file = DirenvWatch(value) else { return nil }
      files.append(file)
    }
  }

  /// The list as it stands in a variable.
  var gzenv: Bytes { Gzenv.encode(JSONValue.array(files.map(\.json)).compact) }

  /// Adds a file as it is now, or looks at it again.
  mutating func add(_ path: Path) { add(DirenvWatch(Watch(path))) }

  /// Adds a file in a state, in place of what was known of it.
  mutating func add(_ file: DirenvWatch) {
    if let index = files.firstIndex(where: { $0.path == file.path }) {
      files[index] = file
    } else {
      files.append(file)
    }
  }

  /// Adds all that is in a folder.
  mutating func add(contentsOf folder: Path) {
    let known = Set(files.map(\.path.bytes))
    for watch in Watch.all(in: folder) {
      // Looking each one up in the list would take a second for a large folder.
      if known.contains(watch.path.bytes) {
        add(DirenvWatch(watch))
      } else {
        files.append(DirenvWatch(watch))
      }
    }
  }

  /// Whether there are files, and every one is as it was.
  var areUnchanged: Bool { !files.isEmpty && files.allSatisfy(\.isUnchanged) }
}

/// A watched file as it was when it was looked at.
struct DirenvWatch: Equatable {
  /// The file.
  let path: Path
  /// Whether it was there.
  let exists: Bool
  /// When it was modified, in seconds since 1970; 0 where it was not there.
  let modified: Int
  /// All that tvm knows of it; nil in a list that direnv itself has written.
  private let exact: Watch?

  /// A file that tvm has looked at.
  init(_ watch: Watch) {
    path = watch.path
    exact = watch
    switch watch.state {
    case .missing:
      exists = false
      modified = 0
    case .present(let nanoseconds, _, _, _):
      exists = true
      modified = nanoseconds / 1_000_000_000
    }
  }

  /// A file of which only the time is known, in seconds since 1970.
  init(_ path: Path, modified: Int) {
    self.path = path
    exists = true
    self.modified = modified
    exact = nil
  }

  /// A file as it stands in a list.
  init?(_ json: JSONValue) {
    // Versions of direnv differ in how they write the names.
    guard let bytes = (json["path"] ?? json["Path"])?.bytes,
      let modified = (json["modtime"] ?? json["Modtime"])?.integer,
      case .boolean(let exists) = json["exists"] ?? json["Exists"]
    else { return nil }
    path = Path(bytes)
    self.exists = exists
    self.modified = modified
    guard case .array(let fields) = json["tvm"], fields.count == 4,
      let nanoseconds = fields[0].integer, let size = fields[1].integer,
      let file = fields[2].integer, let hash = fields[3].bytes
    else {
      exact = exists ? nil : Watch(path, .missing)
      return
    }
    exact = Watch(
      path, .present(modified: nanoseconds, size: size, file: file, youngHash: hash))
  }

  /// The file as it stands in a list.
  var json: JSONValue {
    var members = [
      JSONMember("path", .string(path.bytes)), JSONMember("modtime", .number(modified)),
      JSONMember("exists", .boolean(exists)),
    ]
    if case .present(let nanoseconds, let size, let file, let hash) = exact?.state {
      let fields: [JSONValue] = [.number(nanoseconds), .number(size), .number(file), .string(hash)]
      members.append(JSONMember("tvm", .array(fields)))
    }
    return .object(members)
  }

  /// Whether the file is as it was.
  var isUnchanged: Bool {
    if let exact { return exact.isUnchanged }
    let now = DirenvWatch(Watch(path))
    return now.exists == exists && now.modified == modified
  }
}
