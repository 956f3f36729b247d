package import Resolution
private import Toolchains

/// What is kept of an environment that a shell is in: what undoes it, and what it depends on.
package struct EnvironmentRecord: Equatable, Sendable {
  /// Where the environment file is.
  package let place: Path
  /// What the file changed.
  package let difference: EnvironmentDifference
  /// The files that it depends on, itself among them.
  package let watches: [Watch]

  private static let kind: StaticString = "tvm environment 2"

  /// A record of these.
  package init(place: Path, difference: EnvironmentDifference, watches: [Watch]) {
    self.place = place
    self.difference = difference
    self.watches = watches
  }

  /// The record as it is kept.
  package var encoded: Bytes {
    var writer = FieldWriter(EnvironmentRecord.kind)
    writer.add(place.bytes)
    writer.add(watches.count)
    for watch in watches { writer.add(watch) }
    for name in difference.changes.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      writer.add(name)
      switch difference.changes[name] {
      case .elements(let change): writer.add(change)
      case .value(let old, let mark):
        writer.add(Bytes("value"))
        writer.add(old)
        switch mark {
        case .unset: writer.add(Bytes?.none)
        case .hash(let hash): writer.add(hash)
        }
      case nil: break
      }
    }
    return writer.bytes
  }

  /// The record in a file, or nil where that is none.
  package init?(_ bytes: Bytes) {
    guard var reader = FieldReader(bytes, EnvironmentRecord.kind), let place = reader.bytes(),
      let count = reader.number()
    else { return nil }
    var watches: [Watch] = []
    for _ in 0..<max(count, 0) {
      guard let watch = reader.watch() else { return nil }
      watches.append(watch)
    }
    var changes: [Bytes: VariableChange] = [:]
    while !reader.isAtEnd {
      guard let name = reader.bytes(), let change = reader.change() else { return nil }
      changes[name] = change
    }
    self.init(
      place: Path(place), difference: EnvironmentDifference(changes), watches: watches)
  }
}

extension FieldWriter {
  fileprivate mutating func add(_ watch: Watch) {
    add(watch.path.bytes)
    guard case .present(let modified, let size, let file, let hash) = watch.state else {
      return add(Bytes?.none)
    }
    add(modified)
    add(size)
    add(file)
    add(hash)
  }

  fileprivate mutating func add(_ change: ElementChange) {
    add(Bytes("elements"))
    add(change.wasSet ? 1 : 0)
    add(change.isSet ? 1 : 0)
    for places in [change.added, change.removed] {
      add(places.count)
      for place in places {
        add(place.element)
        add(place.offset)
      }
    }
    add(change.kept.count)
    for mark in change.kept { add(mark) }
  }
}

extension FieldReader {
  fileprivate mutating func watch() -> Watch? {
    guard let path = bytes(), let first = next() else { return nil }
    guard let first else { return Watch(Path(path), .missing) }
    guard let modified = Int(first.text), let size = number(), let file = number(),
      let hash = bytes()
    else { return nil }
    return Watch(
      Path(path), .present(modified: modified, size: size, file: file, youngHash: hash))
  }

  fileprivate mutating func change() -> VariableChange? {
    switch bytes() {
    case Bytes("value"):
      guard let old = next(), let hash = next() else { return nil }
      return .value(from: old, to: hash.map { .hash($0) } ?? .unset)
    case Bytes("elements"):
      guard let wasSet = number(), let isSet = number(), let added = places(),
        let removed = places(), let kept = marks()
      else { return nil }
      return .elements(
        ElementChange(
          added: added, removed: removed, kept: kept, wasSet: wasSet == 1, isSet: isSet == 1))
    default: return nil
    }
  }

  private mutating func places() -> [ElementChange.Place]? {
    guard let count = number() else { return nil }
    var places: [ElementChange.Place] = []
    for _ in 0..<max(count, 0) {
      guard let element = bytes(), let offset = number() else { return nil }
      places.append(ElementChange.Place(element: element, offset: offset))
    }
    return places
  }

  private mutating func marks() -> [Bytes]? {
    guard let count = number() else { return nil }
    var marks: [Bytes] = []
    for _ in 0..<max(count, 0) {
      guard let mark = bytes() else { return nil }
      marks.append(mark)
    }
    return marks
  }
}
