private import FoundationEssentials
package import Resolution

/// The Go releases that can be had for one platform, newest first.
package struct GoIndex: Equatable, Sendable {
  /// One release with its archive.
  package struct Release: Equatable, Sendable {
    /// The version.
    package let version: Version
    /// Whether it is among the releases that Go supports now.
    package let isStable: Bool
    /// The archive's name below a mirror.
    package let fileName: String
    /// The archive's SHA-256 in lower-case hex; nil where the index has none.
    package let sha256: String?
    /// The archive's length in bytes; nil where the index has none.
    package let size: UInt64?
  }

  /// All releases, newest first.
  package let releases: [Release]

  /// An index of these releases, in any order.
  package init(_ releases: [Release]) {
    self.releases = releases.sorted { $0.version > $1.version }
  }

  /// The newest release that a request accepts, or nil where there is none.
  package func newest(for request: Request) -> Release? {
    switch request {
    case .oldstable:
      guard let newest = newestStable else { return nil }
      return releases.first {
        $0.version.prerelease == nil
          && ($0.version.major, $0.version.minor) < (newest.major, newest.minor)
      }
    default: return releases.first { request.accepts($0.version) }
    }
  }

  /// The newest release that is no prerelease.
  package var newestStable: Version? { releases.first { $0.version.prerelease == nil }?.version }

  /// The release nearest to a request that none satisfies.
  package func nearest(to request: Request) -> Version? {
    guard case .exact(let wanted) = request else { return newestStable }
    return releases.first { $0.version.minor == wanted.minor && $0.version.major == wanted.major }?
      .version ?? newestStable
  }
}

extension GoIndex {
  /// The index in the format of `https://go.dev/dl/?mode=json&include=all`.
  ///
  /// Source: `internal/dl` of golang.org/x/website. Files are matched by system, architecture and
  /// kind, never by building their names; entries that are no releases, such as `go1`'s bootstrap,
  /// are passed over.
  ///
  /// - Parameters:
  ///   - json: the document.
  ///   - platform: whose archives count.
  /// - Throws: a `DecodingError` for what has another form.
  package init(json: [UInt8], for platform: Platform) throws {
    let listed = try JSONDecoder().decode([ListedRelease].self, from: Data(json))
    self.init(
      listed.compactMap { release in
        guard let version = Version(goName: release.version),
          let file = release.files.first(where: {
            $0.os == platform.system && $0.arch == platform.architecture && $0.kind == "archive"
              && $0.filename.hasSuffix(".tar.gz") && !$0.filename.contains("/")
          })
        else { return nil }
        return Release(
          version: version, isStable: release.stable, fileName: file.filename,
          sha256: file.sha256.isEmpty ? nil : file.sha256,
          size: file.size > 0 ? UInt64(file.size) : nil)
      })
  }

  /// The releases as the format of the index writes them, for the cache.
  package func json(for platform: Platform) throws -> [UInt8] {
    let listed = releases.map { release in
      ListedRelease(
        version: "go" + release.version.name.text, stable: release.isStable,
        files: [
          ListedFile(
            filename: release.fileName, os: platform.system, arch: platform.architecture,
            sha256: release.sha256 ?? "", size: Int(release.size ?? 0), kind: "archive")
        ])
    }
    return Array(try JSONEncoder().encode(listed))
  }

  private struct ListedRelease: Codable {
    let version: String
    let stable: Bool
    let files: [ListedFile]
  }

  private struct ListedFile: Codable {
    let filename: String
    let os: String
    let arch: String
    let sha256: String
    let size: Int
    let kind: String
  }
}

extension Version {
  /// The version behind Go's `go1.21.6`.
  package init?(goName: String) {
    guard goName.hasPrefix("go") else { return nil }
    self.init(Array(goName.utf8.dropFirst(2))[...])
  }
}
