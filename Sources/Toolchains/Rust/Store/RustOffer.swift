internal import Resolution

/// A manifest that has everything that is wanted.
struct RustOffer {
  let manifest: RustManifest
  let hash: String
  let components: [ComponentID]

  /// How many days back a nightly is looked for, as in rustup.
  private static let daysBack = 21

  /// The newest manifest of a release, or where allowed the newest nightly that has everything.
  ///
  /// - Parameters:
  ///   - release: the release.
  ///   - store: whose server is asked.
  ///   - allowsDowngrade: whether an older nightly will do.
  ///   - skipsMissing: whether what was not built is left out.
  ///   - after: the day that an older nightly must not be older than.
  ///   - wanted: what is wanted of a manifest.
  /// - Throws: ``RustError/noRelease(_:server:)``, ``RustError/unavailable(_:release:newest:)``, and
  ///   what the server and `wanted` throw.
  init(
    _ release: RustRelease, _ store: RustStore, allowsDowngrade: Bool = false,
    skipsMissing: Bool = false, after: String = "",
    _ wanted: (RustSelection) throws(RustError) -> [ComponentID]
  ) throws(RustError) {
    let name = release.name.text
    guard let (manifest, hash) = try store.server.manifest(of: release) else {
      throw .noRelease(name, server: store.server.base)
    }
    let selection = store.selection(manifest, name)
    let components = try wanted(selection).uniqued
    let unavailable = selection.unavailable(among: components)
    let hasCompiler = !components.contains {
      $0.isCompiler && manifest.archive(of: $0) == nil
    }
    if unavailable.isEmpty || skipsMissing && hasCompiler {
      self.manifest = manifest
      self.hash = hash
      self.components = components.filter { manifest.archive(of: $0) != nil }
      return
    }
    guard release.isMovingNightly,
      let older = try RustOffer.older(
        than: manifest.date, after: after, release, store, wanted)
    else { throw .unavailable(unavailable, release: name, newest: nil) }
    guard allowsDowngrade else {
      throw .unavailable(unavailable, release: name, newest: older.manifest.date)
    }
    self = older
  }

  /// The newest nightly that has some components; nil for another channel, where there is none, and
  /// where that cannot be found out.
  ///
  /// - Parameters:
  ///   - name: the full name of the installed nightly that lacks some of them.
  ///   - components: the components.
  ///   - store: whose server is asked.
  /// - Returns: what to install.
  static func nightly(
    _ name: String, with components: [ComponentID], _ store: RustStore
  ) -> RustOffer? {
    guard let release = RustRelease(Bytes(name.utf8)[...]), release.isMovingNightly else {
      return nil
    }
    // That the components are missing is the error to report, with or without this advice.
    return try? RustOffer(release, store, allowsDowngrade: true) { selection in
      selection.renamed(components)
    }
  }

  private init(_ manifest: RustManifest, _ hash: String, _ components: [ComponentID]) {
    self.manifest = manifest
    self.hash = hash
    self.components = components
  }

  /// The newest nightly before a day that has everything.
  private static func older(
    than date: String, after: String, _ release: RustRelease, _ store: RustStore,
    _ wanted: (RustSelection) throws(RustError) -> [ComponentID]
  ) throws(RustError) -> RustOffer? {
    guard var day = CalendarDay(date) else { return nil }
    for _ in 0..<daysBack {
      day = day.before
      guard day.text > after else { return nil }
      guard let (manifest, hash) = try store.server.manifest(of: release, on: day.text) else {
        continue
      }
      let selection = store.selection(manifest, release.name.text)
      // A component that an older nightly does not even know is missing from it.
      guard let components = try? wanted(selection).uniqued,
        selection.unavailable(among: components).isEmpty
      else { continue }
      return RustOffer(manifest, hash, components)
    }
    return nil
  }
}

extension RustRelease {
  /// Whether it is what `nightly` means from day to day.
  var isMovingNightly: Bool { channel[...].equals("nightly") && date == nil }
}

/// A day of the Gregorian calendar.
struct CalendarDay: Equatable {
  /// As `YYYY-MM-DD`.
  let text: String

  private let year: Int
  private let month: Int
  private let day: Int

  /// The day that a text names, which must have the form `YYYY-MM-DD`.
  init?(_ text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else {
      return nil
    }
    self.init(parts[0], parts[1], parts[2])
    guard text == self.text else { return nil }
  }

  private init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    text = "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }

  /// The day before.
  var before: CalendarDay {
    if day > 1 { return CalendarDay(year, month, day - 1) }
    if month == 1 { return CalendarDay(year - 1, 12, 31) }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30]
    return CalendarDay(year, month - 1, lengths[month - 2])
  }
}
