/// How bad something is that a check has looked at.
package enum Verdict: String, CaseIterable, Comparable, Encodable, Sendable {
  /// Nothing is wrong.
  case ok
  /// Worth knowing; nothing breaks, or it cannot be told.
  case note
  /// Something breaks sooner or later.
  case warning
  /// Something is broken now.
  case failure

  /// The points that a check with this verdict takes off a score of 100.
  package var cost: Int {
    switch self {
    case .ok, .note: 0
    case .warning: 10
    case .failure: 25
    }
  }

  package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .ok: 0
    case .note: 1
    case .warning: 2
    case .failure: 3
    }
  }
}
