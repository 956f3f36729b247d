import Resolution
package import Toolchains

extension EnvironmentTrust {
  /// Removes approvals that nothing can match any more: of files that are gone or are others now.
  ///
  /// - Throws: ``FileError``.
  package func prune() throws(FileError) {
    for name in World.live.names(home.approvals) ?? [] {
      let record = home.approvals.appending(name)
      guard let approval = Approval(recordedIn: record), !approval.isCurrent else { continue }
      try approval.remove(home)
    }
  }
}

extension Approval {
  /// Whether the file still has the content that was allowed.
  fileprivate var isCurrent: Bool {
    switch World.live.read(location.place, GuardedFile.sizeLimit) {
    case .absent, .refused(.directory), .refused(.special): false
    case .contents(let now): now == contents && FileLocation(location.place) == location
    // What cannot be read now may be there again later.
    case .refused: true
    }
  }
}
