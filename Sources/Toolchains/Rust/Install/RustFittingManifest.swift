internal import Resolution

/// A manifest that has everything that is wanted.
struct RustFittingManifest {
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
  /// - Throws: ``RustError/noRelease(_:server:newest:)``,
  ///   ``RustError/unavailable(_:release:newest:)``, and what the server and `wanted` throw.
  init(
    _ release: RustRelease, _ store: RustStore, allowsDowngrade: Bool = false,
    skipsMissing: Bool = false, after: String = "",
    _ wanted: (RustSelection) throws(RustError) -> [ComponentID]
  ) throws(RustError) {
    let name = RustToolchainName(release)
    var failure = RustError.noRelease(name, server: store.server.base, newest: nil)
    var day = release.date?.text
    if let (manifest, hash) = try store.server.manifest(of: release) {
      let selection = store.selection(manifest, name)
      do throws(RustError) {
        let components = try wanted(selection).uniqued
        let unavailable = selection.unavailable(among: components)
        let hasCompiler = !components.contains {
          $0.isCompiler && manifest.archive(of: $0) == nil
        }
        if unavailable.isEmpty || skipsMissing && hasCompiler {
          if !unavailable.isEmpty {
            store.events.skips(RustError.unavailable(unavailable, release: name, newest: nil))
          }
          self.manifest = manifest
          self.hash = hash
          self.components = components.filter { manifest.archive(of: $0) != nil }
          return
        }
        failure = .unavailable(unavailable, release: name, newest: nil)
      } catch {
        // A slip is none of the days' fault, and would cost the manifests of them all.
        guard !error.hasNearest else { throw error }
        failure = error
      }
      day = manifest.date
    }
    guard release.isNightly, let day,
      let older = try RustFittingManifest.older(than: day, after: after, release, store, wanted)
    else { throw failure }
    guard allowsDowngrade else { throw failure.naming(newest: older.manifest.date) }
    self = older
  }

  /// The newest nightly that has some components, but not one from after the day of a name with a
  /// day; nil for another channel, where there is none, and where that cannot be found out.
  ///
  /// - Parameters:
  ///   - name: the full name of the installed nightly that lacks some of them.
  ///   - components: the components.
  ///   - store: whose server is asked.
  /// - Returns: what to install.
  static func nightly(
    _ name: RustToolchainName, with components: [ComponentID], _ store: RustStore
  ) -> RustFittingManifest? {
    guard let release = name.release, release.isNightly else { return nil }
    // That the components are missing is the error to report, with or without this advice.
    return try? RustFittingManifest(release, store, allowsDowngrade: true) { selection in
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
  ) throws(RustError) -> RustFittingManifest? {
    guard var day = CalendarDay(date) else { return nil }
    if release.date != nil, let newest = try store.server.manifest(of: release.withoutDate),
      let last = CalendarDay(newest.manifest.date)?.after, last.text < day.text
    {
      // Of days to come there is nothing to ask for.
      day = last
    }
    for _ in 0..<daysBack {
      day = day.before
      guard day.text > after else { return nil }
      guard let (manifest, hash) = try store.server.manifest(of: release, on: day.text) else {
        continue
      }
      let selection = store.selection(manifest, RustToolchainName(release))
      // A component that an older nightly does not even know is missing from it.
      guard let components = try? wanted(selection).uniqued,
        selection.unavailable(among: components).isEmpty
      else { continue }
      return RustFittingManifest(manifest, hash, components)
    }
    return nil
  }
}

extension RustRelease {
  /// Whether it is a nightly, that of a day or the newest.
  var isNightly: Bool { channel[...].equals("nightly") }

  /// Whether it is what `nightly` means from day to day.
  var isMovingNightly: Bool { isNightly && date == nil }
}

extension RustError {
  /// Whether it names what may have been meant.
  fileprivate var hasNearest: Bool {
    switch self {
    case .unknownComponent(_, _, _, let nearest), .unknownTarget(_, _, let nearest): nearest != nil
    case .unknownProfile: true
    default: false
    }
  }

  /// The same, with the newest day that has everything.
  fileprivate func naming(newest day: String) -> RustError {
    switch self {
    case .noRelease(let name, let server, _): .noRelease(name, server: server, newest: day)
    case .unavailable(let names, let release, _): .unavailable(names, release: release, newest: day)
    case .unknownComponent(let name, _, let release, _):
      .unavailable([name], release: release, newest: day)
    case .unknownTarget(let name, let release, _):
      .unavailable(["rust-std-\(name)"], release: release, newest: day)
    default: self
    }
  }
}
