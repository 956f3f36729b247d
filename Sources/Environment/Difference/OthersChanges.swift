/// What becomes of a variable that somebody has changed since a file was loaded, when that is undone.
package enum OthersChanges: Equatable, Sendable {
  /// It keeps that value.
  case kept
  /// It gets the value back that it had before the file was loaded, as with direnv.
  case overwritten
}
