package import Resolution

/// Elements added to a list such as `PATH` and removed from it, each with its place.
package struct ElementChange: Equatable, Sendable {
  /// An element and where it stands.
  package struct Place: Equatable, Sendable {
    /// The element; an empty one has a meaning of its own.
    package let element: Bytes
    /// The element right before it, or nil where it is the first.
    package let previous: Bytes?
    /// The nearest behind it that stands in both lists, or nil where there is none.
    package let next: Bytes?

    /// An element at a place.
    package init(element: Bytes, previous: Bytes?, next: Bytes?) {
      self.element = element
      self.previous = previous
      self.next = next
    }
  }

  /// What the change adds, in the order of the list.
  package let added: [Place]
  /// What the change removes, in the order of the list.
  package let removed: [Place]
  /// Whether the variable was set before.
  package let wasSet: Bool
  /// Whether it is set afterwards.
  package let isSet: Bool

  /// A change of these elements.
  package init(added: [Place], removed: [Place], wasSet: Bool, isSet: Bool) {
    self.added = added
    self.removed = removed
    self.wasSet = wasSet
    self.isSet = isSet
  }

  /// The change between two values; nil is a variable that is not set.
  package init(from old: Bytes?, to new: Bytes?) {
    let before = ElementChange.elements(old)
    let after = ElementChange.elements(new)
    var insertions = Set<Int>()
    var removals = Set<Int>()
    for step in after.difference(from: before) {
      switch step {
      case .insert(let offset, _, _): insertions.insert(offset)
      case .remove(let offset, _, _): removals.insert(offset)
      }
    }
    added = ElementChange.places(insertions, in: after)
    removed = ElementChange.places(removals, in: before)
    wasSet = old != nil
    isSet = new != nil
  }

  private static func places(_ offsets: Set<Int>, in list: [Bytes]) -> [Place] {
    offsets.sorted().map { offset in
      let next = (offset + 1..<list.count).first { !offsets.contains($0) }
      return Place(
        element: list[offset], previous: offset > 0 ? list[offset - 1] : nil,
        next: next.map { list[$0] })
    }
  }

  /// The change that undoes this one.
  package var reversed: ElementChange {
    ElementChange(added: removed, removed: added, wasSet: isSet, isSet: wasSet)
  }

  /// Makes the change in a list that others may have changed.
  ///
  /// - Parameter value: The variable's value, nil where it is not set.
  /// - Returns: The new value; nil only where nothing is left of a list that is not to be set.
  package func applied(to value: Bytes?) -> Bytes? {
    var list = ElementChange.elements(value)
    for place in removed {
      if let index = ElementChange.index(of: place, in: list) { list.remove(at: index) }
    }
    for place in added { list.insert(place.element, at: ElementChange.position(place, in: list)) }
    if list.isEmpty { return isSet ? [] : nil }
    return Bytes(list, separatedBy: ":")
  }

  /// Whether all that was added is in a value.
  package func isComplete(in value: Bytes?) -> Bool {
    let list = ElementChange.elements(value)
    return added.allSatisfy { list.contains($0.element) }
  }

  /// The elements of a value; an empty value has none.
  private static func elements(_ value: Bytes?) -> [Bytes] {
    guard let value, !value.isEmpty else { return [] }
    return value.parts(between: ":").map { Bytes($0) }
  }

  /// Which of several equal elements is meant: the one nearest before its neighbour.
  private static func index(of place: Place, in list: [Bytes]) -> Int? {
    if let next = place.next, let end = list.firstIndex(of: next),
      let index = list[..<end].lastIndex(of: place.element)
    {
      return index
    }
    guard let previous = place.previous, let start = list.firstIndex(of: previous),
      let index = list[(start + 1)...].firstIndex(of: place.element)
    else { return list.firstIndex(of: place.element) }
    return index
  }

  private static func position(_ place: Place, in list: [Bytes]) -> Int {
    if let previous = place.previous, let index = list.firstIndex(of: previous) {
      return index + 1
    }
    if let next = place.next, let index = list.firstIndex(of: next) { return index }
    return place.previous == nil ? 0 : list.count
  }
}

/// The variables whose values are lists with colons between the elements.
package enum ListVariables {
  /// Whether a variable is such a list.
  package static func contain(_ name: Bytes) -> Bool {
    if name.starts(with: "DYLD_") && name.suffix(5).elementsEqual(Bytes("_PATH")) { return true }
    return names.contains { name[...].equals($0) }
  }

  private static let names: [StaticString] = [
    "PATH", "MANPATH", "INFOPATH", "CDPATH", "FPATH", "CPATH", "C_INCLUDE_PATH",
    "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH", "LIBRARY_PATH", "LD_LIBRARY_PATH", "LD_RUN_PATH",
    "PKG_CONFIG_PATH", "ACLOCAL_PATH", "CMAKE_PREFIX_PATH", "CMAKE_MODULE_PATH",
    "CMAKE_LIBRARY_PATH", "CMAKE_INCLUDE_PATH", "XDG_DATA_DIRS", "XDG_CONFIG_DIRS", "PYTHONPATH",
    "PERL5LIB", "RUBYLIB", "NODE_PATH", "CLASSPATH", "TERMINFO_DIRS",
    "GI_TYPELIB_PATH", "GIO_EXTRA_MODULES", "QT_PLUGIN_PATH", "NIX_PATH",
  ]
}
