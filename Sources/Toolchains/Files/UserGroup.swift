package import Resolution

/// A group of users, as the system's own files list it.
///
/// What a directory service knows besides is not asked for: that would need the system's C library at
/// run time, and a network. macOS has all accounts in such a service, and in no file.
package struct UserGroup: Equatable, Sendable {
  /// The group's number.
  private let id: UInt32

  /// The numbers of its users, or nil where no file knows the group.
  private let users: Set<UInt32>?

  /// The group with a number.
  package init(_ id: UInt32) {
    #if canImport(Darwin)
    self.init(id, groups: [], users: [], areComplete: false)
    #else
    self.init(id, groups: UserGroup.text("/etc/group"), users: UserGroup.text("/etc/passwd"))
    #endif
  }

  /// The group with a number.
  ///
  /// - Parameters:
  ///   - id: The number.
  ///   - groups: What is in `/etc/group`.
  ///   - users: What is in `/etc/passwd`.
  ///   - areComplete: Whether the files list all accounts of people, as they do on most systems.
  package init(_ id: UInt32, groups: Bytes, users: Bytes, areComplete: Bool = true) {
    self.id = id
    guard areComplete else {
      // Anybody may be in it, as everybody is in `staff`.
      self.users = [.max]
      return
    }
    let group = UserGroup.entries(groups, fields: 4).first { UserGroup.number($0[2]) == id }
    let names = Set(group?[3].parts(between: ",").map { Bytes($0) } ?? [])
    let entries = UserGroup.entries(users, fields: 4)
    let members = entries.filter { UserGroup.number($0[3]) == id || names.contains($0[0]) }
    if group == nil, members.isEmpty {
      self.users = nil
      return
    }
    // Somebody whom only the list of the group knows is nobody's user here.
    let knowsAll = names.allSatisfy { name in name.isEmpty || entries.contains { $0[0] == name } }
    self.users = Set(members.compactMap { UserGroup.number($0[2]) } + (knowsAll ? [] : [.max]))
  }

  /// Whether nobody is in it but certain users.
  ///
  /// - Parameter isExpected: Whether somebody with a number may be in it.
  /// - Returns: The answer; for a group that no file knows, whether it has the number of such a user,
  ///   as directory services give them to a user's own group.
  package func isWithin(_ isExpected: (UInt32) -> Bool) -> Bool {
    users?.allSatisfy(isExpected) ?? isExpected(id)
  }

  private static func text(_ path: StaticString) -> Bytes {
    guard case .contents(let contents) = World.live.read(Path(path), 1 << 24) else { return [] }
    return contents
  }

  private static func entries(_ text: Bytes, fields: Int) -> [[Bytes]] {
    text.parts(between: "\n").map { $0.parts(between: ":").map { Bytes($0) } }
      .filter { $0.count >= fields }
  }

  private static func number(_ field: Bytes) -> UInt32? {
    field[...].decimal.map { UInt32(clamping: $0) }
  }
}
