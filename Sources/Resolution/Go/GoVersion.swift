/// A Go release, such as 1.21.6 or 1.22rc1.
///
/// Source: Go's `internal/gover`. From 1.21 on the first release of a minor version is `1.N.0` and
/// `1.N` names only the language version, which orders before every release and release candidate;
/// before, `1.N` is the first release itself.
package struct GoVersion: Equatable, Sendable {
  /// What a version is before its release.
  package enum Prerelease: UInt8, Sendable {
    case alpha = 1
    case beta = 2
    case candidate = 3
  }

  // Two words, which a function takes in registers: no number has more than nine digits.
  private var majorAndMinor: UInt64
  private var patchAndPrerelease: UInt64

  private static let noPatch = UInt64(UInt32.max)

  /// The first number: 1 for every release so far.
  package var major: Int { Int(majorAndMinor >> 32) }

  /// The second number, which Go raises twice a year.
  package var minor: Int { Int(majorAndMinor & 0xFFFF_FFFF) }

  /// The third number, or nil where none is written.
  package var patch: Int? {
    get {
      let patch = patchAndPrerelease >> 32
      return patch == GoVersion.noPatch ? nil : Int(patch)
    }
    set {
      let patch = newValue.map { UInt64($0) } ?? GoVersion.noPatch
      patchAndPrerelease = patch << 32 | patchAndPrerelease & 0xFFFF_FFFF
    }
  }

  /// The kind of prerelease, or nil for a release.
  package var prerelease: Prerelease? {
    Prerelease(rawValue: UInt8(patchAndPrerelease >> 30 & 3))
  }

  /// The number of the prerelease, 1 in `rc1`; 0 for a release.
  package var prereleaseNumber: Int { Int(patchAndPrerelease & 0x3FFF_FFFF) }

  /// A version of these numbers, of at most nine digits each.
  package init(
    _ major: Int, _ minor: Int, _ patch: Int? = nil, _ prerelease: Prerelease? = nil,
    _ prereleaseNumber: Int = 0
  ) {
    majorAndMinor = UInt64(major) << 32 | UInt64(minor)
    patchAndPrerelease = UInt64(prerelease?.rawValue ?? 0) << 30 | UInt64(prereleaseNumber)
    self.patch = patch
  }

  /// The version that a text names: `1.21`, `1.21.6`, `1.22rc1`, without any prefix or suffix.
  ///
  /// - Parameter text: the whole text; leading zeros, blanks and anything else make it nil.
  @inline(never)
  package init?(_ text: BytesSlice) {
    var rest = text
    guard let major = rest.takeNumber(), rest.takeByte("."), let minor = rest.takeNumber() else {
      return nil
    }
    if rest.isEmpty {
      self.init(major, minor)
      return
    }
    if rest.takeByte(".") {
      guard let patch = rest.takeNumber(), rest.isEmpty else { return nil }
      self.init(major, minor, patch)
      return
    }
    let prerelease: Prerelease
    if rest.take("rc") {
      prerelease = .candidate
    } else if rest.take("beta") {
      prerelease = .beta
    } else if rest.take("alpha") {
      prerelease = .alpha
    } else {
      return nil
    }
    guard let number = rest.takeNumber(), rest.isEmpty else { return nil }
    self.init(major, minor, nil, prerelease, number)
  }

  /// A prerelease as semantic versions write it, as setup-go does: the `.0-rc.1` of `1.22.0-rc.1`.
  @inline(never)
  init?(_ major: Int, _ minor: Int, semantic text: BytesSlice) {
    var rest = text
    guard rest.take(".0-") else { return nil }
    let prerelease: Prerelease
    if rest.take("rc.") {
      prerelease = .candidate
    } else if rest.take("beta.") {
      prerelease = .beta
    } else {
      return nil
    }
    guard let number = rest.takeNumber(), rest.isEmpty else { return nil }
    self.init(major, minor, nil, prerelease, number)
  }

  /// Whether `1.N.0` is a release of its own and not another spelling of `1.N`.
  package var hasPatchZero: Bool { major > 1 || minor >= 21 }

  /// Whether this is not the second spelling of a release, as `1.20.0` is of `1.20`.
  package var isCanonical: Bool { patch != 0 || hasPatchZero }

  /// Whether this names a release or a prerelease and not only a language version.
  package var isToolchain: Bool { prerelease != nil || patch != nil || !hasPatchZero }

  /// Whether the first two numbers are the same.
  @inline(never)
  package func isSameMinor(as other: GoVersion) -> Bool {
    major == other.major && minor == other.minor
  }

  /// The version as Go names its release, which is also its folder's name: `1.20.0` becomes `1.20`.
  @inline(never)
  package var name: Bytes {
    var name = Bytes()
    // `1.21.13` and `1.22rc1` fit.
    name.reserveCapacity(16)
    name.append(decimal: major)
    name.append(UInt8(ascii: "."))
    name.append(decimal: minor)
    if let patch, patch > 0 || hasPatchZero {
      name.append(UInt8(ascii: "."))
      name.append(decimal: patch)
    }
    if let prerelease {
      switch prerelease {
      case .alpha: name += "alpha"
      case .beta: name += "beta"
      case .candidate: name += "rc"
      }
      name.append(decimal: prereleaseNumber)
    }
    return name
  }
}

extension GoVersion: Comparable {
  package static func == (left: GoVersion, right: GoVersion) -> Bool {
    left.majorAndMinor == right.majorAndMinor && left.order == right.order
  }

  @inline(never)
  package static func < (left: GoVersion, right: GoVersion) -> Bool {
    left.majorAndMinor == right.majorAndMinor
      ? left.order < right.order : left.majorAndMinor < right.majorAndMinor
  }

  /// Orders the versions of one minor version: a missing patch comes before 0, except where it means 0.
  private var order: UInt64 {
    let patch = patch ?? (!hasPatchZero && prerelease == nil ? 0 : -1)
    return UInt64(patch + 1) << 32 | patchAndPrerelease & 0xFFFF_FFFF
  }

  /// Whether this is nearer than another version to one that is wanted: fewer minor versions away, or
  /// as far and newer; without one the newer is the nearer.
  @inline(never)
  package func isNearer(than best: GoVersion, to wanted: GoVersion?) -> Bool {
    let (own, other) = (distance(to: wanted), best.distance(to: wanted))
    return own == other ? self > best : own < other
  }

  /// How many minor versions lie between this one and another; none without another.
  private func distance(to other: GoVersion?) -> Int {
    guard let other else { return 0 }
    return abs((major - other.major) * 1000 + minor - other.minor)
  }
}
