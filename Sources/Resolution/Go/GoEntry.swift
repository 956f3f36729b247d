/// What cmd/go asks for where it looks for another Go on `PATH`, and finds the shim.
///
/// Source: `Exec` in cmd/go's `internal/toolchain/select.go`: it looks for a program named as the
/// toolchain, and becomes it with the same arguments, the name in ``Variables/goSwitchVersion``.
package enum GoEntry: Equatable, Sendable {
  /// Whatever tvm finds active: what ``GoEntry/returnValue`` leads to.
  case active
  /// A release of its own choice: `go1.22.3`.
  case version(GoVersion)

  /// The program that leads cmd/go back to the shim.
  ///
  /// It reads it as a release that is newer than all,
  /// so that no line of a `go.mod` comes before it, and since it does not begin with `go1.`, passes over
  /// it where it lists what it may choose from.
  package static let returnName: StaticString = "go2-go1-tvm"

  /// The value of `GOTOOLCHAIN` that makes cmd/go look for ``returnName``.
  package static let returnValue: StaticString = "go2-go1-tvm+path"

  /// The entry of a name, or nil where it is none.
  package init?(_ name: BytesSlice) {
    if name.equals(GoEntry.returnName) {
      self = .active
      return
    }
    var rest = name
    guard rest.take("go"), let version = GoVersion(rest), version.isCanonical else { return nil }
    self = .version(version)
  }

  /// The release that it asks for, or nil where that is tvm's to say.
  package var version: GoVersion? {
    if case .version(let version) = self { return version }
    return nil
  }
}
