/// How old the copy of a list of releases may be.
package enum Freshness: Sendable {
  /// Any copy will do; without one the mirrors are asked.
  case any
  /// The mirrors are asked unless they were within the last hour.
  case hour
  /// The mirrors are asked whether the copy is still good.
  case now
}
