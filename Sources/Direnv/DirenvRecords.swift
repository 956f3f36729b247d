package import Environment
package import Resolution
import Toolchains

/// What direnv itself has been told to allow and deny.
///
/// direnv keeps a file for each: the name is a SHA-256, the content the path it is for.
package struct DirenvRecords {
  private let world: World
  private let allowed: [Path]
  private let denied: [Path]

  /// The records of this user.
  package init(_ world: World) {
    self.world = world
    var base: Path?
    if let data = world.setVariable(Variables.dataHome), Path(data).isAbsolute {
      base = Path(data)
    } else if let home = world.setVariable(Variables.userHome) {
      base = Path(home).appending(".local/share")
    }
    func records(_ kind: StaticString) -> [Path] {
      guard let folder = base?.appending("direnv").appending(kind) else { return [] }
      return (world.names(folder) ?? []).filter { $0.count == 64 }
        .sorted { $0.lexicographicallyPrecedes($1) }
        .map { folder.appending($0) }
    }
    allowed = records("allow")
    denied = records("deny")
  }

  /// Whether there are none.
  package var isEmpty: Bool { count == 0 }

  /// How many there are.
  package var count: Int { allowed.count + denied.count }

  /// What came of a record.
  package enum Outcome: CustomStringConvertible {
    /// The file is allowed with its content.
    case allowed(Path)
    /// The file has another content than direnv has allowed.
    case changed(Path)
    /// The file is denied.
    case denied(Path)
    /// The file is not to be read, and why.
    case refused(EnvironmentError)

    package var description: String {
      switch self {
      case .allowed(let path): "allowed: \(path.bytes.printable.text)"
      case .changed(let path):
        "not allowed, it has changed since direnv allowed it: \(path.bytes.printable.text)"
      case .denied(let path): "denied: \(path.bytes.printable.text)"
      case .refused(let error): "not allowed: \(error)"
      }
    }
  }

  /// Allows and denies here what direnv allows and denies.
  ///
  /// - Parameter trust: Where to.
  /// - Returns: What came of each record whose file exists.
  /// - Throws: ``FileError``.
  package func adopt(into trust: EnvironmentTrust) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    for record in allowed {
      guard let path = path(in: record) else { continue }
      do {
        guard let file = try GuardedFile(path, trust.settings) else { continue }
        // What direnv hashes; the record's own word is not enough.
        let hash = Digest.hex(of: path.bytes + "\n" + file.contents)
        guard record.name.elementsEqual(hash) else {
          outcomes.append(.changed(path))
          continue
        }
        // The user's word here is the newer one.
        guard trust.verdict(file) == .unknown else { continue }
        _ = try trust.allow(file)
        outcomes.append(.allowed(path))
      } catch let error as EnvironmentError { outcomes.append(.refused(error)) }
    }
    for record in denied {
      guard let path = path(in: record), let location = FileLocation(path),
        record.name.elementsEqual(Digest.hex(of: path.bytes + "\n"))
      else { continue }
      try trust.deny(location)
      outcomes.append(.denied(path))
    }
    return outcomes
  }

  private func path(in record: Path) -> Path? {
    guard case .contents(let contents) = world.read(record, 8192) else { return nil }
    let path = Path(Bytes(contents.trimmed))
    return path.isAbsolute ? path : nil
  }
}
