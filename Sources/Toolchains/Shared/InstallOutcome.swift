/// What came of an installation.
package enum InstallOutcome: Equatable, Sendable {
  /// Everything was there already.
  case present
  /// The toolchain was there; these components have been added.
  case completed([String])
  /// The toolchain is new or repaired; its version for people, where its name does not tell.
  case installed(version: String?)
  /// A repair could not give back the release that the toolchain was, which is nil where that cannot
  /// be read, and has put this version in its place.
  case replaced(former: String?, version: String)
}
