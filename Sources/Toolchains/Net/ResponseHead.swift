/// What the headers of the last response said; those of redirects and interim answers are dropped.
struct ResponseHead: Equatable {
  /// The HTTP status, 0 before any answer.
  var status = 0
  /// Bytes of this response's body.
  var contentLength: UInt64?
  /// Where in the file a partial body starts, and how long the file is.
  var rangeStart: UInt64?
  var rangeTotal: UInt64?
  /// The validator of the file, quotes included.
  var etag: String?
  /// Where a redirect leads.
  var location: String?
  /// Seconds the server asks to wait.
  var retryAfter: Int?

  /// Whether this is a redirect, behind which another answer may come.
  var isRedirect: Bool { (300..<400).contains(status) && status != 304 }

  /// Whether the answer is there, so that only its body is still to come.
  var isFinal: Bool { status >= 200 && !isRedirect }

  /// The length of the whole file, if the server says it.
  var total: UInt64? { status == 206 ? rangeTotal : contentLength }

  /// Reads the headers as `curl --dump-header` writes them: one block for each response.
  ///
  /// - Parameter text: The blocks, lines ending in CR LF.
  init(_ text: [UInt8] = []) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let line = String(decoding: line, as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
      if line.hasPrefix("HTTP/") {
        let parts = line.split(separator: " ")
        self.reset(status: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
      } else if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        read(line[..<colon].lowercased(), value)
      }
    }
  }

  private mutating func reset(status: Int) {
    (self.status, contentLength, rangeStart, rangeTotal) = (status, nil, nil, nil)
    (etag, retryAfter, location) = (nil, nil, nil)
  }

  private mutating func read(_ name: String, _ value: Substring) {
    switch name {
    case "content-length": contentLength = UInt64(value)
    case "etag": etag = String(value)
    case "location": location = String(value)
    case "retry-after": retryAfter = Int(value)
    case "content-range":
      // bytes 500-999/1000, or bytes 500-999/*
      let numbers = value.drop { !$0.isNumber }
      rangeStart = UInt64(numbers.prefix { $0.isNumber })
      rangeTotal = numbers.split(separator: "/").last.flatMap { UInt64($0) }
    default: break
    }
  }
}
