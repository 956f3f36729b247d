/// An official Rust toolchain by rustup's name: `stable`, `1.70`, `nightly-2026-05-20-x86_64-musl`.
package struct RustRelease: Equatable, Sendable {
  /// The channel or version: `stable`, `beta`, `nightly`, `1.70`, `1.70.1`, `1.96.0-beta.2`.
  package let channel: Bytes

  /// The date of a release that is pinned to a day, as `YYYY-MM-DD`.
  package private(set) var date: Bytes?

  /// The platform it runs on, as far as it is written.
  package private(set) var target: RustTarget

  /// The release that a text names.
  ///
  /// Source: rustup's grammar of toolchain names; `1.0` to `1.8` are other spellings of their `.0`.
  ///
  /// - Parameter text: the whole text; what the grammar does not know makes it nil, and is the name
  ///   of a custom toolchain if anything.
  package init?(_ text: BytesSlice) {
    var rest = text
    guard rest.takeChannel() else { return nil }
    let channel = text[..<rest.startIndex]
    var date: Bytes?
    if let day = rest.takeDate() { date = Bytes(day) }
    var target: RustTarget? = RustTarget([])
    if !rest.isEmpty {
      guard rest.takeByte("-"), !rest.isEmpty else { return nil }
      target = RustTarget(rest)
    }
    guard let target else { return nil }
    self.channel = RustRelease.hasNoMinorManifest(channel) ? Bytes(channel) + ".0" : Bytes(channel)
    self.date = date
    self.target = target
  }

  /// Before 1.9 there is only one release of each minor version.
  private static func hasNoMinorManifest(_ channel: BytesSlice) -> Bool {
    guard channel.count == 3, channel.starts(with: "1."), let digit = channel.last else {
      return false
    }
    return digit >= 48 && digit <= 56
  }

  /// The release with a complete platform.
  package func completed(by host: RustTarget) -> RustRelease {
    var complete = self
    complete.target = target.completed(by: host)
    return complete
  }

  /// The release that the channel means today.
  package var withoutDate: RustRelease {
    var moving = self
    moving.date = nil
    return moving
  }

  /// The release without a platform, as it means on each machine what runs there.
  package var withoutTarget: RustRelease {
    var portable = self
    portable.target = RustTarget(nil, nil, nil)
    return portable
  }

  /// The release of the channel on a day.
  package func on(_ day: Bytes) -> RustRelease {
    var dated = self
    dated.date = day
    return dated
  }

  /// The name as far as it is written; of a completed release also its folder's name.
  package var name: Bytes {
    let hyphen = UInt8(ascii: "-")
    let name = date.map { Bytes(channel[...], separator: hyphen, $0[...]) } ?? channel
    return target.isEmpty ? name : Bytes(name[...], separator: hyphen, target.name[...])
  }

  /// Whether newer releases appear under the same name: a channel, a minor version or a beta without
  /// a number, each without a date.
  package var isTracking: Bool {
    guard date == nil, let first = channel.first else { return false }
    guard first.isDigit else { return true }
    if let hyphen = channel.firstIndex(of: UInt8(ascii: "-")) {
      return !channel[hyphen...].contains(UInt8(ascii: "."))
    }
    return channel.filter { $0 == UInt8(ascii: ".") }.count == 1
  }

  /// The numbers of a release version such as `1.70.1` or `1.70`; nil for channels and betas.
  package var version: GoVersion? { GoVersion(channel[...]) }
}

extension BytesSlice {
  /// Takes a channel or a version off that is followed by nothing or a hyphen.
  fileprivate mutating func takeChannel() -> Bool {
    if take("nightly") || take("beta") || take("stable") { return endsWord }
    guard let major = first, major.isDigit else { return false }
    removeFirst()
    guard takeByte("."), takeNumber(digits: 3) else { return false }
    if takeByte("."), !takeNumber(digits: 2) { return false }
    if starts(with: "-beta") {
      let before = self
      _ = take("-beta")
      if takeByte(".") {
        let digits = prefix(while: { $0.isDigit })
        guard digits.count == 1 || digits.count == 2 else { return false }
        self = self[digits.endIndex...]
      }
      if !endsWord { self = before }
    }
    return endsWord
  }

  private var endsWord: Bool { isEmpty || first == UInt8(ascii: "-") }

  /// Takes a number without a leading zero off.
  private mutating func takeNumber(digits most: Int) -> Bool {
    let digits = prefix(while: { $0.isDigit })
    guard !digits.isEmpty, digits.count <= most, digits.count == 1 || digits.first != 48 else {
      return false
    }
    self = self[digits.endIndex...]
    return true
  }

  /// Takes `-YYYY-MM-DD` off where it is followed by nothing or a hyphen.
  fileprivate mutating func takeDate() -> BytesSlice? {
    guard count >= 11, first == UInt8(ascii: "-") else { return nil }
    let day = self[(startIndex + 1)..<(startIndex + 11)]
    for index in 0..<10 {
      let byte = day[day.startIndex + index]
      guard index == 4 || index == 7 ? byte == UInt8(ascii: "-") : byte.isDigit else { return nil }
    }
    let rest = self[day.endIndex...]
    guard rest.endsWord else { return nil }
    self = rest
    return day
  }
}
