private import Resolution

extension Curl.Response {
  /// `curl`'s exit status for a time that has passed.
  static let timeout: Int32 = 28

  private static let forbiddenProtocol: Int32 = 1
  private static let tooManyRedirects: Int32 = 47
  private static let unknownProxy: [Int32] = [5, 97]
  /// A certificate that is not trusted or not for this server, or authorities that cannot be read.
  private static let certificates: [Int32] = [51, 60, 77, 82, 83, 91]
  /// An answer that ends before its end, or before its beginning.
  private static let cuts: [Int32] = [16, 18, 52, 55, 92, 95]
  private static let reset: Int32 = 56
  /// A status of 400 or more, which is nobody's but the proxy's where no header has come.
  private static let refused: Int32 = 22

  /// What the end of a request means.
  ///
  /// - Parameters:
  ///   - url: The mirror.
  ///   - received: The bytes of the file so far, from this and earlier requests.
  ///   - isShort: Whether the answer ended before the first byte that was wanted.
  ///   - proxy: The proxy that is asked for the URL, and the variable that sets it.
  ///   - certificates: The variable that names the file of authorities, and the file, if it is set.
  /// - Returns: The failure, or `nil` if the body is whole.
  func failure(
    url: String, received: UInt64, isShort: Bool,
    proxy: (variable: String, value: String)? = nil,
    certificates: (variable: String, value: String?) = (Variables.certificateFile.text, nil)
  ) -> Failure? {
    let reason = message.isEmpty ? "curl exited with status \(exit)" : message.without(url)
    if let proxy, let fault = proxyFault(proxy.value) {
      let error = DownloadError.proxy(url: url, variable: proxy.variable, reason: fault)
      return Failure(error: error, verdict: .nextMirror)
    }
    if head.status >= 400 { return Retry.failure(of: head, url: url) }
    if Self.certificates.contains(exit) {
      let error = DownloadError.certificate(
        url: url, reason: reason, variable: certificates.variable, file: certificates.value)
      return Failure(error: error, verdict: .nextMirror)
    }
    if exit == Self.tooManyRedirects || exit == Self.forbiddenProtocol, head.isRedirect {
      let target = exit == Self.forbiddenProtocol ? head.location : nil
      return Failure(error: .redirect(url: url, to: target), verdict: .nextMirror)
    }
    let cut = Failure(
      error: .interrupted(url: url, received: received, reason: reason),
      verdict: .again(after: nil))
    if exit == 0 { return isShort ? cut : nil }
    let unreachable = Failure(
      error: .unreachable(url: url, reason: reason), verdict: .nextMirror)
    // A server that says nothing at all will not do so the next time either.
    if exit == Self.timeout, !head.isFinal { return unreachable }
    // A transfer that began shows that the server can be reached.
    let isCut = Self.cuts.contains(exit) || exit == Self.reset
    return head.status > 0 || received > 0 || isCut ? cut : unreachable
  }

  /// What is wrong with the proxy that was asked; nil where it is not to blame.
  private func proxyFault(_ proxy: String) -> String? {
    if head.status == 407 { return Self.refusal(407) }
    let host = proxy.proxyHost
    if Self.unknownProxy.contains(exit) { return message }
    if exit == Self.reset && message.contains("CONNECT") || exit == Self.refused && head.status == 0
    {
      // `Received HTTP code 407 from proxy after CONNECT`, `CONNECT tunnel failed, response 407`, and
      // with --fail in some releases `The requested URL returned error: 407`
      let code = message.split { !$0.isNumber }.compactMap { Int($0) }.first { $0 >= 300 }
      return code.map { Self.refusal($0) } ?? message
    }
    let isConnecting = exit == 7 || exit == Self.timeout && head.status == 0
    // `Failed to connect to HOST port PORT`
    return isConnecting && message.contains(" \(host) ") ? message : nil
  }

  private static func refusal(_ code: Int) -> String {
    code == 407
      ? "it asks for a user name and a password (HTTP 407)"
      : "it refuses the connection (HTTP \(code))"
  }
}

extension String {
  /// The host of a proxy's address, which may lack a scheme.
  fileprivate var proxyHost: String {
    let url = contains("://") ? self : "http://\(self)"
    return String(url.host.prefix { $0 != ":" })
  }

  /// A message of `curl` without the user name and password of the URL that it is about.
  fileprivate func without(_ url: String) -> String {
    replacing(url, with: url.withoutCredentials)
  }
}
