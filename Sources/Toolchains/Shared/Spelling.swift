internal import Resolution

/// Guesses what somebody meant to type.
package enum Spelling {
  /// The word that differs least, if any is near.
  ///
  /// - Parameters:
  ///   - word: what was typed.
  ///   - words: what there is.
  /// - Returns: the word, or nil.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let ranked = words.map { (distance(Array(word.utf8), Array($0.utf8)), $0) }
    guard let best = ranked.min(by: { $0 < $1 }), best.0 <= 3 else { return nil }
    return best.1
  }

  /// Levenshtein's distance: the fewest bytes to change, add or take away.
  private static func distance(_ left: Bytes, _ right: Bytes) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let change = diagonal + (byte == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
