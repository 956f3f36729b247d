/// A request together with where it is written.
package struct Pin: Equatable, Sendable {
  /// What is asked for.
  package let request: Request

  /// The request as written.
  package let text: Bytes

  /// Where it is written.
  package let source: Source

  /// The pin of a request that has been read already.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - text: the request as written.
  ///   - source: where it is written.
  package init(_ request: Request, text: Bytes, _ source: Source) {
    self.request = request
    self.text = text
    self.source = source
  }

  /// The pin that a text of Go's makes.
  ///
  /// - Parameters:
  ///   - text: the request without blanks around it.
  ///   - source: where it is written.
  /// - Throws: ``ResolutionError/malformedRequest(text:source:)``.
  @inline(never)
  package init(go text: BytesSlice, _ source: Source) throws(ResolutionError) {
    guard let request = Request(go: text) else {
      throw .malformedRequest(text: Bytes(text), source: source)
    }
    self.request = request
    self.text = Bytes(text)
    self.source = source
  }
}
