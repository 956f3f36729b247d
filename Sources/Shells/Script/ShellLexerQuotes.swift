import Resolution

extension ShellLexer {
  /// Takes what a backslash makes an ordinary byte, or joins two lines.
  mutating func escape() {
    guard let next = scalar(1) else {
      endsWithinLine = true
      index += 1
      return
    }
    if next == "\n" {
      index += 2
      if index == text.count { endsWithinLine = true }
      return
    }
    begin()
    isQuoted = true
    word.append(text[index + 1])
    index += 2
  }

  /// Takes what a quote, a dollar sign or a backquote begins.
  mutating func quote(_ quote: Unicode.Scalar) {
    begin()
    switch quote {
    case "$":
      switch scalar(1) {
      case "(": nested("(", ")", offset: 1)
      case "{": nested("{", "}", offset: 1)
      case "'" where !isFish: single(from: 2)
      case "\"" where !isFish:
        index += 1
        double()
      default: take()
      }
    case "'":
      isQuoted = true
      single(from: 1)
    case "\"":
      isQuoted = true
      double()
    default:
      if isFish { take() } else { backquoted() }
    }
  }

  /// What stands between single quotes; fish and `$'…'` know a backslash there.
  private mutating func single(from offset: Int) {
    let knowsEscapes = isFish || offset == 2
    index += offset
    while let next = scalar() {
      index += 1
      if next == "'" { return }
      if next == "\\", knowsEscapes, index < text.count {
        word.append(text[index])
        index += 1
      } else {
        word.append(text[index - 1])
      }
    }
    endsWithinLine = true
  }

  private mutating func double() {
    index += 1
    while let next = scalar() {
      switch next {
      case "\"":
        index += 1
        return
      case "\\":
        if scalar(1) == "\n" {
          index += 2
        } else if let escaped = scalar(1), ["\"", "\\", "$", "`"].contains(escaped) {
          word.append(text[index + 1])
          index += 2
        } else {
          take()
        }
      case "$" where scalar(1) == "(": nested("(", ")", offset: 1)
      case "$" where scalar(1) == "{" && !isFish: nested("{", "}", offset: 1)
      case "`" where !isFish: backquoted()
      default: take()
      }
    }
    endsWithinLine = true
  }

  private mutating func backquoted() {
    take()
    while let next = scalar() {
      if next == "\\", index + 1 < text.count { take() }
      take()
      if next == "`" { return }
    }
    endsWithinLine = true
  }

  /// Takes what stands between brackets that nest, as it stands: what it gives is known to nobody here.
  mutating func nested(_ open: Unicode.Scalar, _ close: Unicode.Scalar, offset: Int) {
    for _ in 0...offset { take() }
    var level = 1
    while let next = scalar() {
      switch next {
      case "\\":
        take()
        if index < text.count { take() }
        continue
      case "'" where open == "(", "\"":
        let end = self.end(ofQuote: next)
        while index < end { take() }
        continue
      case open: level += 1
      case close: level -= 1
      default: break
      }
      take()
      if level == 0 { return }
    }
    endsWithinLine = true
  }

  private func end(ofQuote quote: Unicode.Scalar) -> Int {
    var index = index + 1
    while index < text.count {
      let byte = Unicode.Scalar(text[index])
      index += 1
      if byte == quote { return index }
      if byte == "\\", quote == "\"" || isFish { index += 1 }
    }
    return text.count
  }
}
