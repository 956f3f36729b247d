/// How well it is known that an unpacked archive is what was published, the least first.
package enum TrustLevel: String, CaseIterable, Sendable {
  /// Nothing said what the archive has to be.
  case none
  /// Its checksum came from the host that served it: what broke into that could change both.
  case sameHost = "same-host"
  /// Its checksum came from another host, which the user trusts for that.
  case otherHost = "other-host"
}

extension TrustLevel: Comparable {
  package static func < (left: TrustLevel, right: TrustLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { TrustLevel.allCases.firstIndex(of: self) ?? 0 }
}

extension TrustLevel {
  /// The level of an archive.
  ///
  /// - Parameters:
  ///   - archive: the URL or path that served it.
  ///   - checksums: the URL or path that its checksum came from; nil where that is not known, which is
  ///     no reason to trust it more.
  ///   - isChecked: whether there was a checksum.
  init(of archive: String, checksums: String?, isChecked: Bool) {
    guard isChecked else {
      self = .none
      return
    }
    self = checksums.map { $0.host == archive.host } ?? true ? .sameHost : .otherHost
  }
}
