package import Resolution

#if canImport(FoundationEssentials)
private import FoundationEssentials
#else
private import Foundation
#endif

/// The Go releases that can be had for one platform, newest first.
package struct GoIndex: Equatable, Sendable {
  /// One release with its archive.
  package struct Release: Equatable, Sendable {
    /// The version.
    package let version: GoVersion
    /// Whether it is among the releases that Go supports now.
    package let isStable: Bool
    /// The archive's name below a mirror.
    package let fileName: String
    /// The archive's SHA-256 in lower-case hex; nil where the index has none.
    package let sha256: String?
    /// The archive's length in bytes; nil where the index has none.
    package let size: UInt64?
    /// What stands where a checksum should, and is none: that is no reason to go on without.
    var badChecksum: String?
    /// The URL or folder that the index came from; nil where that is not known any more.
    var origin: String?
  }

  /// All releases, newest first.
  package let releases: [Release]

  /// An index of these releases, in any order.
  package init(_ releases: [Release]) {
    self.releases = releases.sorted { $0.version > $1.version }
  }

  /// What several indexes have together; of a release that more than one has, the first one's word counts.
  init(union indexes: [GoIndex]) {
    var known: Set<Bytes> = []
    self.init(indexes.flatMap(\.releases).filter { known.insert($0.version.name).inserted })
  }

  /// The index with the place that it came from.
  func from(_ origin: String?) -> GoIndex {
    GoIndex(
      releases.map { release in
        var release = release
        release.origin = origin
        return release
      })
  }

  /// The newest release that a request accepts, or nil where there is none.
  package func newest(for request: GoRequest) -> Release? {
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
  package var newestStable: GoVersion? { releases.first { $0.version.prerelease == nil }?.version }

  /// The release nearest to a request that none satisfies.
  package func nearest(to request: GoRequest) -> GoVersion? {
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
    let listed = try JSONDecoder().decode([Lenient<ListedRelease>].self, from: Data(json))
    self.init(
      listed.compactMap(\.value).compactMap { release in
        guard let version = GoVersion(goName: release.version),
          let file = release.files.compactMap(\.value).first(where: { $0.isArchive(for: platform) })
        else { return nil }
        return Release(
          version: version, isStable: release.stable ?? (version.prerelease == nil),
          fileName: file.filename, sha256: file.checksum,
          size: file.size.flatMap { $0 > 0 ? UInt64($0) : nil },
          badChecksum: file.isCheckable ? nil : file.sha256)
      })
  }

  /// The releases as the format of the index writes them, for the cache.
  package func json(for platform: Platform) throws -> [UInt8] {
    let listed = releases.map { release in
      ListedRelease(
        version: "go" + release.version.name.text, stable: release.isStable,
        files: [
          Lenient(
            value: ListedFile(
              filename: release.fileName, os: platform.system, arch: platform.architecture,
              // What is no checksum stays none in the copy.
              sha256: release.sha256 ?? release.badChecksum ?? "", size: Int(release.size ?? 0),
              kind: "archive"))
        ])
    }
    return Array(try JSONEncoder().encode(listed))
  }

  private struct ListedRelease: Codable {
    let version: String
    let stable: Bool?
    let files: [Lenient<ListedFile>]
  }

  private struct ListedFile: Codable {
    let filename: String
    let os: String
    let arch: String
    let sha256: String?
    let size: Int?
    let kind: String

    /// A name that is no plain file name could lead elsewhere once it is part of a URL or path.
    func isArchive(for platform: Platform) -> Bool {
      os == platform.system && arch == platform.architecture && kind == "archive"
        && filename.hasSuffix(".tar.gz") && !filename.hasPrefix(".")
        && filename.utf8.allSatisfy { $0.isLetter || $0.isDigit || "._+-".utf8.contains($0) }
    }

    /// The checksum; nil where there is none, which the network is not trusted without.
    var checksum: String? {
      ChecksumText.sha256(in: Bytes((sha256 ?? "").utf8), of: filename)
    }

    /// Whether what stands in the checksum's place is one, or nothing.
    var isCheckable: Bool { (sha256 ?? "").isEmpty || checksum != nil }
  }

  /// An entry that is nil where it has an unexpected form, so that it does not spoil the others.
  private struct Lenient<Value: Codable>: Codable {
    let value: Value?

    init(value: Value) { self.value = value }

    init(from decoder: any Swift.Decoder) throws {
      // An index lists all releases there ever were; one odd entry must not hide the rest.
      value = try? Value(from: decoder)
    }

    func encode(to encoder: any Swift.Encoder) throws { try value?.encode(to: encoder) }
  }
}

extension GoVersion {
  /// The version behind Go's `go1.21.6`.
  package init?(goName: String) {
    guard goName.hasPrefix("go") else { return nil }
    self.init(Array(goName.utf8.dropFirst(2))[...])
  }
}
