package import Resolution
private import Toolchains

extension EnvironmentTrust {
  /// Sees to it that the user has allowed files by their names, as they are now.
  ///
  /// Unlike a sourced file, one that something else reads is not covered by an approval of the environment
  /// file that is younger: whoever reads only that file does not see what the others hold.
  ///
  /// - Parameters:
  ///   - places: The files.
  ///   - environmentFile: The file that requires them.
  /// - Throws: ``EnvironmentError``; after ``EnvironmentError/requiredNotAllowed(_:by:)`` the files wait
  ///   for the user.
  package func require(
    _ places: [Path], for environmentFile: Path
  ) throws(EnvironmentError) {
    guard let main = try GuardedFile(environmentFile, settings),
      case .allowed(let approval) = verdict(main)
    else { throw .notAllowed(environmentFile) }
    // Where settings allow the environment file itself, there is nothing to hold others to.
    guard let approval else { return }
    let pins = approval.sources(home).pins
    var missing: [Path] = []
    for place in places {
      guard let file = try GuardedFile(place, settings, limit: GuardedFile.sourceSizeLimit) else {
        throw .sourceMissing(place)
      }
      if isDenied(file.location) { throw .denied(file.place) }
      if case .allowed = verdict(file) { continue }
      // Another worktree of the repository has the same file.
      let known = [file.place, counterpart(of: file.location)?.place]
      if pins.contains(where: { known.contains($0.place) && $0.contents == file.contents }) {
        continue
      }
      missing.append(file.place)
    }
    if missing.isEmpty { return }
    let others = approval.pending(home).filter { !missing.contains($0.place) }
    let waiting = missing.map { Approval.PendingSource(place: $0, isMade: false) }
    // The refusal stands without it; only `tvm allow` would not know of the files.
    try? approval.write(pending: others + waiting, home)
    throw .requiredNotAllowed(missing, by: environmentFile)
  }
}
