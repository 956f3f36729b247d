internal import Resolution

/// Finds the components that a wish means.
struct RustSelection {
  let manifest: RustManifest
  let host: String
  /// The release, for errors.
  let release: RustToolchainName

  /// The components of a profile that the host may have; others of its packages are left out, as
  /// rustup does.
  ///
  /// - Parameter name: `minimal`, `default` or `complete`.
  /// - Returns: the components in the order of the profile, the compiler always among them.
  /// - Throws: ``RustError/unknownProfile(_:)``, ``RustError/noPlatform(_:release:)``,
  ///   ``RustError/unavailable(_:release:newest:)``.
  func profile(_ name: String) throws(RustError) -> [ComponentID] {
    guard RustContents.profiles.contains(name) else { throw .unknownProfile(name) }
    let offered = manifest.components(for: host)
    if offered.isEmpty { throw .noPlatform(host, release: release) }
    var components = Array(offered.prefix(manifest.offers[host]?.required ?? 0))
    // Manifests from before 2019 have no profiles: what every toolchain had then.
    if let packages = manifest.profiles[name] {
      components = packages.compactMap { package in
        offered.first { $0.package == package && ($0.target == host || $0.target == nil) }
      }
    }
    guard components.contains(where: \.isCompiler) else {
      throw .unavailable(["rustc"], release: release, newest: nil)
    }
    return components
  }

  /// Whether a toolchain of the host cannot do without a component.
  ///
  /// - Parameter component: the component.
  /// - Returns: whether it is the compiler, or the standard library that it links build scripts with.
  func isIndispensable(_ component: ComponentID) -> Bool {
    component.isCompiler || component == ComponentID("rust-std", target: host)
  }

  /// Components with the names that their packages have in this release.
  ///
  /// - Parameter components: components of another release.
  /// - Returns: the components in the same order.
  func renamed(_ components: [ComponentID]) -> [ComponentID] {
    components.map { ComponentID(manifest.renames[$0.package] ?? $0.package, target: $0.target) }
  }

  /// The component that a name means.
  ///
  /// - Parameters:
  ///   - name: `clippy`, `clippy-preview`, `rust-std-wasm32-wasip1`, a full name.
  ///   - target: the target that is meant, if not the host.
  ///   - acceptsFullNames: whether the name may hold a target, which rustup refuses in a file.
  /// - Returns: the component, available or not.
  /// - Throws: ``RustError/unknownComponent(_:target:release:nearest:)``, and for a target that the
  ///   release has nothing for ``RustError/unknownTarget(_:release:nearest:)``.
  func component(
    _ name: String, target: String? = nil, acceptsFullNames: Bool = true
  ) throws(RustError) -> ComponentID {
    let package = manifest.renames[name] ?? name
    let offered = manifest.components(for: host)
    if let found = offered.first(where: {
      $0.package == package && ($0.target == target ?? host || $0.target == nil)
    }) {
      return found
    }
    if acceptsFullNames,
      let found = offered.first(where: { component in
        component.name == name
          || manifest.shortName(of: component.package) + "-"
            + (component.target ?? "*") == name
      })
    {
      return found
    }
    if let target, !offered.contains(where: { $0.target == target }) {
      _ = try standardLibrary(of: target)
    }
    let names = offered.map { manifest.shortName(of: $0, host: host) }
    throw .unknownComponent(
      name, target: target, release: release,
      nearest: names.contains(name) ? nil : Spelling.nearest(to: name, among: names))
  }

  /// The standard library of a target.
  ///
  /// - Parameter target: the target's full name.
  /// - Returns: the component, available or not.
  /// - Throws: ``RustError/unknownTarget(_:release:nearest:)``.
  func standardLibrary(of target: String) throws(RustError) -> ComponentID {
    let wanted = ComponentID("rust-std", target: target)
    let offered = manifest.components(for: host)
    if offered.contains(wanted) { return wanted }
    let targets = offered.filter { $0.package == "rust-std" }.compactMap(\.target)
    throw .unknownTarget(
      target, release: release, nearest: Spelling.nearest(to: target, among: targets))
  }

  /// What each name of a wish means, its profile left out.
  ///
  /// - Parameter wish: what is wanted.
  /// - Returns: the names in the order of the wish, each with its component or why there is none.
  func parts(of wish: RustContents) -> [(name: String, found: Result<ComponentID, RustError>)] {
    let components = wish.components.map { name in
      let acceptsFullNames = !wish.optional.contains(name)
      return (
        name,
        Result { () throws(RustError) in try component(name, acceptsFullNames: acceptsFullNames) }
      )
    }
    let targets = wish.targets.map { name in
      (name, Result { () throws(RustError) in try standardLibrary(of: name) })
    }
    return components + targets
  }

  /// All that a wish names, its profile left out.
  ///
  /// - Parameter wish: what is wanted.
  /// - Returns: the components in the order of the wish.
  /// - Throws: ``RustError/unknownComponent(_:target:release:nearest:)``,
  ///   ``RustError/unknownTarget(_:release:nearest:)``.
  func components(of wish: RustContents) throws(RustError) -> [ComponentID] {
    var found: [ComponentID] = []
    for part in parts(of: wish) { found.append(try part.found.get()) }
    return found
  }

  /// Those of some components that were not built.
  ///
  /// - Parameter components: what is wanted.
  /// - Returns: their names for people.
  func unavailable(among components: [ComponentID]) -> [String] {
    components.filter { manifest.archive(of: $0) == nil }
      .map { manifest.shortName(of: $0, host: host) }
  }
}
