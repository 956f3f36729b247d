import Resolution
import Toolchains

extension Machine {
  /// The version of the active Go, or of the pin's where that is not installed; nil where neither
  /// can be said.
  ///
  /// Of a pin that leaves the last number open the largest one is meant.
  var pinnedGoVersion: GoVersion? {
    if let active = activeGoVersion { return active }
    guard case .pins(let pins) = firstCandidate(.go)?.finding else { return nil }
    switch pins.first?.request {
    case .go(.exact(let version)): return version
    case .go(.newest(let major, let minor?)): return GoVersion(major, minor, 999)
    default: return nil
    }
  }

  /// The version of the active Go, as its own file says.
  var activeGoVersion: GoVersion? {
    if case .toolchain(let toolchain) = active(.go)?.choice,
      let version = GoVersion(toolchain.name[...])
    {
      return version
    }
    return goRoot.flatMap { goVersion(of: $0) }
  }

  /// The version of the Go toolchain in a folder, as its own file says.
  func goVersion(of root: Path) -> GoVersion? {
    GoTreeVersion(of: root, world)?.version
  }

  /// The version of the active Rust, such as 1.70.0; nil where it cannot be told without running it.
  var activeRustVersion: GoVersion? {
    guard case .toolchain(let toolchain) = active(.rust)?.choice else { return nil }
    return rustVersion(of: toolchain)
  }

  /// The version of a Rust toolchain, as its name or its manifest says.
  func rustVersion(of toolchain: Toolchain) -> GoVersion? {
    if let version = RustRelease(toolchain.name[...])?.version, version.patch != nil {
      return version
    }
    let manifest = toolchain.root.appending("lib/rustlib/multirust-channel-manifest.toml")
    guard let contents = read(manifest, limit: 8 << 20) else { return nil }
    var isRustc = false
    for line in contents.parts(between: "\n") {
      if line.first == UInt8(ascii: "[") { isRustc = line.trimmed.equals("[pkg.rustc]") }
      guard isRustc, line.starts(with: "version = \"") else { continue }
      let text = line.dropFirst(11).prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
      return GoVersion(text)
    }
    return nil
  }

  /// The first thing that asks for a toolchain here, met or not.
  func firstCandidate(_ language: Language) -> Candidate? {
    guard case .success(let resolver) = resolver else { return nil }
    return resolver.firstRequest(Query(language, program: Bytes(language.mainProgram)))
  }

  /// Why nothing is active here although something is asked for.
  func resolutionError(_ language: Language) -> ResolutionError? {
    guard case .success(let resolver) = resolver else { return nil }
    do throws(ResolutionError) {
      _ = try resolver.resolve(Query(language, program: Bytes(language.mainProgram)))
      return nil
    } catch {
      if case .nothingActive = error { return nil }
      return error
    }
  }

  /// The `go.mod` or `go.work` that counts here; nil where there is none that can be read.
  var goModule: GoModule? {
    guard let directory else { return nil }
    // What cannot be read is the resolver's to report.
    return try? GoModule.nearest(to: Start(directory), home: home, world)
  }

  /// The directories whose files belong to the project: the current one and the repository's.
  var projectDirectories: [Path] {
    guard let directory, directory != userHome else { return directory.map { [$0] } ?? [] }
    for folder in directory.ancestors.prefix(while: { $0 != userHome })
    where Folder.isOccupied(folder.appending(".git")) {
      return folder == directory ? [directory] : [directory, folder]
    }
    return [directory]
  }
}
