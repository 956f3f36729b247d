/// What the user has allowed to run: files by their real path and their whole content.
///
/// An approval is a file in ``Home/approvals``. It holds everything it was given for, and that alone
/// decides; the hash in its name only finds it, so a collision can make an approval vanish and never
/// appear. A denial is for a path with whatever content, and wins.
package struct Trust: Sendable {
  private let home: Home
  private let world: World

  /// The user's own approvals, also where the home is one of others.
  package init(_ home: Home, _ world: World) {
    self.home = home.own(world)
    self.world = world
  }

  /// What a file in the folder of approvals is called and holds.
  package struct Record: Equatable, Sendable {
    /// The file's name.
    package let name: Bytes
    /// The whole file.
    package let contents: Bytes
  }

  /// Allows a file with this content.
  ///
  /// - Parameters:
  ///   - path: the file, physical.
  ///   - contents: the whole content that was looked at.
  /// - Returns: the record to write.
  package static func approval(_ path: Path, _ contents: Bytes) -> Record {
    record("allow", path.bytes + [0] + contents)
  }

  /// Denies a file, whatever is in it.
  ///
  /// - Parameter path: the file, physical.
  /// - Returns: the record to write.
  package static func denial(_ path: Path) -> Record { record("deny", path.bytes) }

  private static func record(_ verdict: StaticString, _ subject: Bytes) -> Record {
    Record(
      name: Bytes(verdict) + "-" + subject.fingerprint,
      contents: Bytes(verdict) + "\n" + subject)
  }

  /// Whether a file with this content may be used.
  ///
  /// - Parameters:
  ///   - path: the file; symbolic links in it are followed.
  ///   - contents: what was read from it and is going to be used.
  /// - Returns: whether the user has allowed exactly this and not denied it since.
  package func isAllowed(_ path: Path, _ contents: Bytes) -> Bool {
    guard let real = world.physical(path) else { return false }
    return !isDenied(real) && holds(Trust.approval(real, contents))
  }

  /// Whether a file is denied.
  ///
  /// - Parameter path: the file, physical.
  /// - Returns: whether its denial is on record.
  package func isDenied(_ path: Path) -> Bool { holds(Trust.denial(path)) }

  private func holds(_ record: Record) -> Bool {
    world.read(home.approvals.appending(record.name), record.contents.count)
      == .contents(record.contents)
  }
}

extension Array where Element == UInt8 {
  /// Sixteen hexadecimal digits: FNV-1a of 64 bits.
  fileprivate var fingerprint: Bytes {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in self { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var digits = Bytes()
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: hash >> UInt64(shift)) & 15
      digits.append(digit < 10 ? 48 + digit : 87 + digit)
    }
    return digits
  }
}

extension RustToolchainFile {
  /// What has to be allowed: the content, and the folder that its `path` really leads to.
  ///
  /// A path such as `/proc/self/cwd` leads somewhere else each time, without any change in the file.
  ///
  /// - Parameter root: the physical path of the toolchain's folder.
  /// - Returns: what an approval is for.
  package func approved(leadingTo root: Path) -> Bytes { contents + [0] + root.bytes }
}
