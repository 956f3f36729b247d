package import Resolution
private import Toolchains

/// Elements added to a list such as `PATH` and removed from it, each with its place.
///
/// Of the others only marks are kept: enough to know them again, and nothing to restore them from. Lists
/// may hold an element more than once, and empty ones.
package struct ElementChange: Equatable, Sendable {
  /// An element and where it stands.
  package struct Place: Equatable, Sendable {
    /// The element; an empty one has a meaning of its own.
    package let element: Bytes
    /// The number of elements before it.
    package let offset: Int

    /// An element at a place.
    package init(element: Bytes, offset: Int) {
      self.element = element
      self.offset = offset
    }
  }

  /// What the change adds, in the order of the list, with its place there.
  package let added: [Place]
  /// What the change removes, in the order of the list, with its place there.
  package let removed: [Place]
  /// The marks of the elements that stand in both lists, in their order.
  package let kept: [Bytes]
  /// Whether the variable was set before.
  package let wasSet: Bool
  /// Whether it is set afterwards.
  package let isSet: Bool

  /// A change of these elements.
  package init(added: [Place], removed: [Place], kept: [Bytes], wasSet: Bool, isSet: Bool) {
    self.added = added
    self.removed = removed
    self.kept = kept
    self.wasSet = wasSet
    self.isSet = isSet
  }

  /// The change between two values; nil is a variable that is not set.
  package init(from old: Bytes?, to new: Bytes?) {
    let before = ElementChange.elements(old)
    var added: [Place] = []
    var removed: [Place] = []
    for step in ElementChange.elements(new).difference(from: before) {
      switch step {
      case .insert(let offset, let element, _):
        added.append(Place(element: element, offset: offset))
      case .remove(let offset, let element, _):
        removed.append(Place(element: element, offset: offset))
      }
    }
    let gone = Set(removed.map(\.offset))
    self.init(
      added: added.sorted { $0.offset < $1.offset },
      removed: removed.sorted { $0.offset < $1.offset },
      kept: before.indices.filter { !gone.contains($0) }.map { ElementChange.mark(before[$0]) },
      wasSet: old != nil, isSet: new != nil)
  }

  /// The change that undoes this one.
  package var reversed: ElementChange {
    ElementChange(added: removed, removed: added, kept: kept, wasSet: isSet, isSet: wasSet)
  }

  /// Makes the change in a list that others may have changed.
  ///
  /// In the list that the change was found with this is exact. In another one what others have added
  /// stays, and no element is lost that is to stay: where they have removed one of several equal ones,
  /// as a shell does that lets each stand only once, it was one of those that are removed anyway.
  ///
  /// - Parameter value: The variable's value, nil where it is not set.
  /// - Returns: The new value; nil only where nothing is left of a list that is not to be set.
  package func applied(to value: Bytes?) -> Bytes? {
    let list = ElementMerge(self, asRemoved(ElementChange.elements(value))).result
    if list.isEmpty { return isSet ? [] : nil }
    return Bytes(list, separatedBy: ":")
  }

  /// Whether all that was added is in a value; fish keeps no empty element.
  package func isComplete(in value: Bytes?) -> Bool {
    let list = ElementChange.elements(value)
    return added.allSatisfy { $0.element.isEmpty || list.contains($0.element) }
  }

  /// A list with the empty elements that are to be removed, which a fish that was started in between has
  /// taken for `.`.
  private func asRemoved(_ list: [Bytes]) -> [Bytes] {
    let dot = Bytes(".")
    guard removed.contains(where: { $0.element.isEmpty }), !list.contains([]),
      !kept.contains(ElementChange.mark(dot)),
      !(removed + added).contains(where: { $0.element == dot })
    else { return list }
    return list.map { $0 == dot ? [] : $0 }
  }

  /// The elements of a value; an empty value has none.
  private static func elements(_ value: Bytes?) -> [Bytes] {
    guard let value, !value.isEmpty else { return [] }
    return value.parts(between: ":").map { Bytes($0) }
  }

  /// What an element is known by.
  static func mark(_ element: Bytes) -> Bytes {
    NameHash.of(element, digits: 12)
  }
}
