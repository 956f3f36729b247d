package import Resolution

/// What is loaded in an environment, whoever loaded it: the one place that reads and writes the
/// variables that say so.
///
/// tvm's hook and `tvm exec` name a record in `TVM_ENV`, which holds no values. The program named
/// direnv writes direnv's own variables, which editors and direnv itself read, and so does everybody
/// where no record can be written. Whoever comes next takes back either.
package struct EnvironmentState: Equatable, Sendable {
  /// The environment with what is loaded.
  package let environment: EnvironmentSnapshot
  /// What is loaded, the last first: more than one where a real direnv came after tvm.
  package private(set) var records: [EnvironmentRecord] = []
  /// Why something that is loaded cannot be taken back.
  package private(set) var problem: EnvironmentError?

  /// How what is loaded is kept.
  package enum Form: Equatable, Sendable {
    /// In a record that `TVM_ENV` names.
    case record
    /// In direnv's variables.
    case variables
  }

  /// The variables that say what is loaded; no part of what is.
  package static let variables = [
    Variables.environment, Variables.direnvDifference, Variables.direnvFolder,
    Variables.direnvFile, Variables.direnvRequired, Variables.direnvWatches,
  ]

  /// Whether a variable says what is loaded.
  package static func contain(_ name: Bytes) -> Bool {
    variables.contains { name[...].equals($0) }
  }

  /// What is loaded in an environment.
  ///
  /// - Parameters:
  ///   - environment: The environment.
  ///   - folder: Where records are; nil where nobody knows.
  package init(of environment: EnvironmentSnapshot, _ folder: RecordFolder?) {
    self.environment = environment
    // What direnv loads, it loads into what tvm has loaded.
    if let value = environment[Variables.direnvDifference], !value.isEmpty {
      if let difference = DirenvDifference(gzenv: value) {
        records.append(
          EnvironmentRecord(
            place: EnvironmentState.place(in: environment), difference: difference.difference,
            watches: EnvironmentState.watches(in: environment)))
      } else {
        problem = .stateInvalid(Literal(Variables.direnvDifference))
      }
    }
    guard let name = environment[Variables.environment], !name.isEmpty else { return }
    let folder = folder ?? RecordFolder(at: Path("/"))
    if let record = folder.record(name) {
      records.append(record)
      folder.touch(name)
    } else {
      problem = problem ?? .recordMissing(name)
    }
  }

  /// The environment without what is loaded.
  ///
  /// - Parameter changes: What becomes of variables that somebody else has changed meanwhile.
  /// - Returns: The environment, without the variables that say what is loaded.
  package func base(_ changes: OthersChanges = .kept) -> EnvironmentSnapshot {
    var base = records.reduce(environment) { $1.difference.undone(in: $0, changes) }
    for name in EnvironmentState.variables { base[name] = nil }
    return base
  }

  /// The values that some variables have without what is loaded.
  ///
  /// - Parameter names: The variables.
  /// - Returns: An environment of these variables alone.
  package func base(of names: [StaticString]) -> EnvironmentSnapshot {
    var values = EnvironmentSnapshot([:])
    for name in names { values[name] = environment[name] }
    return records.reduce(values) { $1.difference.only(names).undone(in: $0) }
  }

  /// Where the file is that was loaded last, or that direnv has looked at last; nil where none was.
  package var place: Path? { records.first?.place }

  private static func place(in environment: EnvironmentSnapshot) -> Path {
    if let file = environment[Variables.direnvFile], !file.isEmpty { return Path(file) }
    // Old versions of direnv have only this.
    guard let folder = environment[Variables.direnvFolder], folder.first == UInt8(ascii: "-") else {
      return Path(EnvironmentFile.name)
    }
    return Path(Bytes(folder.dropFirst())).appending(EnvironmentFile.name)
  }

  private static func watches(in environment: EnvironmentSnapshot) -> [Watch] {
    environment[Variables.direnvWatches].flatMap { WatchList(gzenv: $0)?.files } ?? []
  }
}

extension EnvironmentState {
  /// An environment with the variables that say what is loaded in it.
  ///
  /// - Parameters:
  ///   - loaded: The environment with what was loaded.
  ///   - record: What was loaded.
  ///   - base: The environment without it.
  ///   - form: How that is kept. Where a record cannot be written, direnv's variables hold it all.
  ///   - folder: Where records are.
  /// - Returns: The environment with these variables.
  package static func marked(
    _ loaded: EnvironmentSnapshot, _ record: EnvironmentRecord, from base: EnvironmentSnapshot,
    _ form: Form, _ folder: RecordFolder
  ) -> EnvironmentSnapshot {
    var next = loaded
    next.mark(record.place)
    // A home that cannot be written is no reason to go without the environment.
    if form == .record, let name = try? folder.save(record) {
      folder.clean()
      // Where the file changes what the folder is found by, its name alone finds nothing any more.
      next[Variables.environment] =
        record.difference.movesLocations ? folder.wholePath(of: name) : name
      return next
    }
    next[Variables.direnvWatches] = WatchList(record.watches).gzenv
    // These variables are taken back without being listed: that would hold the longest one twice.
    next[Variables.direnvDifference] =
      DirenvDifference(record.difference, from: base, to: loaded).gzenv
    return next
  }
}

extension EnvironmentSnapshot {
  /// Says which file is loaded, as prompts and editors ask.
  mutating func mark(_ place: Path) {
    self[Variables.direnvFolder] = Bytes("-") + (place.parent ?? Path("/")).bytes
    self[Variables.direnvFile] = place.bytes
  }
}

extension EnvironmentDifference {
  /// Whether it changes where records are looked for.
  fileprivate var movesLocations: Bool {
    [Variables.home, Variables.userHome, Variables.dataHome].contains { changes[Bytes($0)] != nil }
  }

  /// The part of it that is about some variables.
  fileprivate func only(_ names: [StaticString]) -> EnvironmentDifference {
    EnvironmentDifference(changes.filter { name, _ in names.contains { name[...].equals($0) } })
  }
}
