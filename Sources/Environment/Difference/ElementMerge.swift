import Resolution

/// A change of elements as it is made in a list that others may have changed.
struct ElementMerge {
  /// An element of the list before or after the change.
  private struct Item {
    let mark: Bytes
    /// Which of the elements in both lists it is, or nil where it stands in one.
    var kept: Int?
    var element = Bytes()
  }

  /// An element of the list that comes of it.
  private struct Entry {
    let element: Bytes
    /// Its place in the list after the change, where it has one.
    var target: Int?
  }

  private var entries: [Entry] = []

  /// Makes a change in a list.
  init(_ change: ElementChange, _ list: [Bytes]) {
    let source = ElementMerge.items(change.removed, change.kept)
    let target = ElementMerge.items(change.added, change.kept)
    let marks = list.map { ElementChange.mark($0) }
    let origins = ElementMerge.origins(of: marks, in: source.map(\.mark))
    let present = Set(origins.compactMap { $0.flatMap { source[$0].kept } })
    let removal = ElementMerge.removal(source, marks, origins)
    // What stood there before and was taken for what is removed now goes back to its own place.
    var owed = removal.owed
    var places: [Int: Int] = [:]
    var missing: [Int: Bytes] = [:]
    for (place, item) in target.enumerated() {
      guard let kept = item.kept else {
        missing[place] = item.element
        continue
      }
      if present.contains(kept) {
        places[kept] = place
      } else if let element = owed[item.mark]?.popLast() {
        missing[place] = element
      }
    }
    for (index, element) in list.enumerated() where !removal.indices.contains(index) {
      let kept = origins[index].flatMap { source[$0].kept }
      entries.append(Entry(element: element, target: kept.flatMap { places[$0] }))
    }
    for place in missing.keys.sorted() { insert(missing[place] ?? [], at: place, target.count) }
  }

  /// The list with the change.
  var result: [Bytes] { entries.map(\.element) }

  /// A list: its own elements, and those that stand in both.
  private static func items(_ places: [ElementChange.Place], _ kept: [Bytes]) -> [Item] {
    var items = kept.enumerated().map { Item(mark: $1, kept: $0) }
    for place in places {
      let item = Item(mark: ElementChange.mark(place.element), element: place.element)
      items.insert(item, at: max(0, min(place.offset, items.count)))
    }
    return items
  }

  /// Where each element of a list stood before others changed it; nil for what they have added or moved.
  private static func origins(of marks: [Bytes], in source: [Bytes]) -> [Int?] {
    var added = Set<Int>()
    var removed = Set<Int>()
    for step in marks.difference(from: source) {
      switch step {
      case .insert(let offset, _, _): added.insert(offset)
      case .remove(let offset, _, _): removed.insert(offset)
      }
    }
    var rest = source.indices.filter { !removed.contains($0) }[...]
    return marks.indices.map { added.contains($0) ? nil : rest.popFirst() }
  }

  /// Which elements go, and which of them are in place of others that stay, by their marks.
  private static func removal(
    _ source: [Item], _ marks: [Bytes], _ origins: [Int?]
  ) -> (indices: Set<Int>, owed: [Bytes: [Bytes]]) {
    var indices = Set<Int>()
    var owed: [Bytes: [Bytes]] = [:]
    for (mark, items) in Dictionary(grouping: source.filter { $0.kept == nil }, by: \.mark) {
      let present = marks.indices.filter { marks[$0] == mark }
      let stay = source.count { $0.kept != nil && $0.mark == mark }
      let count = max(0, min(items.count, present.count - stay))
      let own = present.filter { index in origins[index].map { source[$0].kept == nil } ?? false }
      let moved = present.filter { origins[$0] == nil }
      indices.formUnion((own + moved).prefix(max(own.count, count)))
      let surplus = max(0, own.count - count)
      owed[mark] = Array(repeating: items.first?.element ?? [], count: surplus)
    }
    return (indices, owed)
  }

  /// Puts an element next to the nearest that stands beside it in the list after the change.
  private mutating func insert(_ element: Bytes, at place: Int, _ count: Int) {
    let entry = Entry(element: element, target: place)
    for distance in 1...max(1, count) {
      if let index = entries.firstIndex(where: { $0.target == place - distance }) {
        return entries.insert(entry, at: index + 1)
      }
      if let index = entries.firstIndex(where: { $0.target == place + distance }) {
        return entries.insert(entry, at: index)
      }
    }
    entries.insert(entry, at: place == 0 ? 0 : entries.count)
  }
}
