internal import Resolution

/// Guesses what somebody meant to type.
package enum Spelling {
  /// The word that differs least, if it differs little for its length.
  ///
  /// - Parameters:
  ///   - word: what was typed.
  ///   - words: what there is.
  /// - Returns: the word, or nil.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let limit = min(3, (word.utf8.count + 1) / 3)
    let ranked = words.map { other in
      // The first letter is the one that is seldom wrong.
      (distance(Array(word.utf8), Array(other.utf8)), word.first == other.first ? 0 : 1, other)
    }
    guard let best = ranked.min(by: { $0 < $1 }), best.0 <= limit else { return nil }
    return best.2
  }

  /// The fewest bytes to change, add, take away or swap with the next one.
  private static func distance(_ left: Bytes, _ right: Bytes) -> Int {
    var before: [Int] = []
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var next = [index + 1]
      for column in right.indices {
        let change = row[column] + (byte == right[column] ? 0 : 1)
        var least = min(change, row[column + 1] + 1, next[column] + 1)
        if index > 0, column > 0, byte == right[column - 1], left[index - 1] == right[column] {
          least = min(least, before[column - 1] + 1)
        }
        next.append(least)
      }
      before = row
      row = next
    }
    return row[right.count]
  }
}

/// An error about a word that somebody has typed, and maybe mistyped.
package protocol Misspelling: Error {
  /// The word as it was typed, and the one that was meant; nil where nothing comes near.
  var correction: (typed: String, meant: String)? { get }
}
