extension Array where Element == UInt8 {
  /// The bytes behind a UTF-8 byte order mark, or all.
  package var withoutByteOrderMark: BytesSlice {
    starts(with: [0xEF, 0xBB, 0xBF]) ? self[3...] : self[...]
  }
}

extension RandomAccessCollection where Element == UInt8, SubSequence == BytesSlice {
  /// The part before a `#` that starts the line or follows a blank.
  package var withoutComment: BytesSlice {
    var previousIsBlank = true
    for index in indices {
      if self[index] == UInt8(ascii: "#"), previousIsBlank { return self[startIndex..<index] }
      previousIsBlank = self[index].isBlank
    }
    return self[startIndex..<endIndex]
  }
}
