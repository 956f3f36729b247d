/// What an entry of an archive is.
enum EntryKind: Equatable {
  case file, directory
  case symbolicLink(target: String)
  case hardLink(target: String)
}

/// Which entries may be unpacked, and where: names and links are judged here before anything is
/// written, and by their text alone.
struct EntryRules {
  /// The only first component there may be; the first entry's if it was not given.
  private var topFolder: String?
  /// Maps a path below the top folder to where it goes; `nil` leaves it out.
  private let place: (String) -> String?
  private let acceptsLinks: Bool

  // What is deeper could be made step by step, but no program could name, copy or remove it. Releases
  // stay below 20 and 300.

  /// How many folders deep an entry may lie.
  static let deepest = 64

  /// How long the path of an entry may be, in bytes.
  static let longest = 1024

  /// Rules for one archive.
  ///
  /// - Parameters:
  ///   - topFolder: The first component of every name, or `nil` for any single one.
  ///   - acceptsLinks: Whether there may be links of either kind.
  ///   - place: Maps a path below it to where it goes, or to `nil` to leave it out.
  init(
    topFolder: String?, acceptsLinks: Bool = true, place: @escaping (String) -> String?
  ) {
    self.topFolder = topFolder
    self.acceptsLinks = acceptsLinks
    self.place = place
  }

  /// Where an entry goes.
  ///
  /// - Parameters:
  ///   - name: The name in the archive.
  ///   - kind: What it is.
  /// - Returns: The components below the target directory, or `nil` if nothing is to be written.
  /// - Throws: `.entry`.
  mutating func destination(of name: String, _ kind: EntryKind) throws(ArchiveError) -> [String]? {
    if !acceptsLinks, kind != .file, kind != .directory {
      throw .entry(name: name, problem: .linkNotAllowed)
    }
    guard let path = try relative(name, kind, entry: name) else { return nil }
    guard let placed = place(path) else { return nil }
    guard let components = Self.components(placed[...]) else {
      throw .entry(name: name, problem: .name)
    }
    guard components.count <= Self.deepest, placed.utf8.count <= Self.longest else {
      throw .entry(name: name, problem: .depth)
    }
    if case .symbolicLink(let target) = kind {
      guard Self.staysInside(target, depth: components.count - 1) else {
        throw .entry(name: name, problem: .linkTarget(target))
      }
    }
    return components
  }

  /// Where the target of a hard link was put.
  ///
  /// - Parameters:
  ///   - target: The target's name in the archive.
  ///   - name: The link's name.
  /// - Returns: Its components below the target directory.
  /// - Throws: `.entry`.
  mutating func source(
    ofHardLink target: String, named name: String
  ) throws(ArchiveError) -> [String] {
    let path: String?
    do throws(ArchiveError) {
      path = try relative(target, .file, entry: name)
    } catch {
      throw .entry(name: name, problem: .hardLinkTarget(target))
    }
    guard let path, let placed = place(path), let components = Self.components(placed[...]) else {
      throw .entry(name: name, problem: .hardLinkTarget(target))
    }
    return components
  }

  /// The path below the top folder, `nil` for the top folder itself.
  private mutating func relative(
    _ name: String, _ kind: EntryKind, entry: String
  ) throws(ArchiveError) -> String? {
    let plain = kind == .directory && name.hasSuffix("/") ? name.dropLast() : name[...]
    guard let components = Self.components(plain), let first = components.first else {
      throw .entry(name: entry, problem: .name)
    }
    let top = topFolder ?? first
    guard first == top, components.count > 1 || kind == .directory else {
      throw .entry(name: entry, problem: .topFolder(expected: top))
    }
    topFolder = top
    return components.count > 1 ? components.dropFirst().joined(separator: "/") : nil
  }

  /// The components of a relative path, or `nil` if one is empty, `.` or `..`.
  ///
  /// - Parameter path: A path without a trailing slash.
  /// - Returns: At least one component.
  static func components(_ path: Substring) -> [String]? {
    let components = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let areNormal = components.allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0)
    }
    return areNormal ? components : nil
  }

  /// Whether a symbolic link's target lies in the tree.
  ///
  /// `..` may only lead the way: behind a name, which may itself be a link, it would start from
  /// wherever that link points, and counting components would prove nothing.
  ///
  /// - Parameters:
  ///   - target: What the link says.
  ///   - depth: How many directories below the top the link lies.
  /// - Returns: Whether following it stays below the top.
  static func staysInside(_ target: String, depth: Int) -> Bool {
    guard !target.isEmpty, !target.hasPrefix("/"), !target.utf8.contains(0) else { return false }
    var depth = depth
    var isAscending = true
    for component in target.split(separator: "/", omittingEmptySubsequences: true) {
      switch component {
      case ".": break
      case "..":
        depth -= 1
        guard isAscending, depth >= 0 else { return false }
      default: isAscending = false
      }
    }
    return true
  }
}
