private import Resolution

/// What a server has sent in a file's place, as the first bytes tell.
package enum BodyKind: Equatable, Sendable {
  /// Nothing at all.
  case empty
  /// A web page: a login page, a list of files, an error with a friendly face.
  case page
  /// XML, such as a bucket's word for a name that it does not know.
  case xml
  /// Anything else.
  case other

  /// What bytes look like, from their beginning; a few hundred are enough.
  package init(_ bytes: some Collection<UInt8>) {
    var rest = bytes.prefix(512)[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    let text = String(decoding: rest.drop { $0 <= 0x20 }, as: UTF8.self).lowercased()
    if text.isEmpty {
      self = .empty
    } else if text.hasPrefix("<!doctype html") || text.hasPrefix("<!--") {
      self = .page
    } else if text.hasPrefix("<?xml") || BodyKind.isTag(text) {
      self = ["<html", "<head", "<body", "<script"].contains(where: text.contains) ? .page : .xml
    } else {
      self = .other
    }
  }

  /// Whether a text begins with a tag, and goes on as text: bytes of any kind may begin with `<`.
  private static func isTag(_ text: String) -> Bool {
    var rest = text.utf8.prefix(64)
    guard rest.popFirst() == UInt8(ascii: "<"), rest.first.map(\.isLetter) == true else {
      return false
    }
    return rest.allSatisfy { $0 >= 0x20 && $0 < 0x7F || (0x09...0x0D).contains($0) }
  }
}

extension BodyKind {
  /// What came, for people.
  var words: String {
    switch self {
    case .empty: "nothing"
    case .page: "a web page (HTML), which may be a login page of this network"
    case .xml: "XML, as a bucket does for what it does not have"
    case .other: "something else"
    }
  }
}
