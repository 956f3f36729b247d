private import CLibc

/// The time until a server says its first word, for which `curl` knows no limit of its own.
struct AnswerWait {
  private let network: Network
  private let url: String
  private let start = AnswerWait.now

  /// Whether the answer has come.
  var isOver = false

  /// A wait that begins now.
  init(_ network: Network, _ url: String) {
    self.network = network
    self.url = url
  }

  /// How long to look for an answer before ``passes(_:)`` is asked.
  var milliseconds: Int32 {
    isOver ? 200 : Int32(max(10, min(200, network.answerTimeout * 250)))
  }

  /// Notes that nothing has arrived for a moment.
  ///
  /// - Parameter headers: What has arrived of the answer's headers.
  /// - Returns: The response of a server that is waited for no longer.
  mutating func passes(_ headers: [UInt8]) -> Curl.Response? {
    guard !isOver else { return nil }
    if ResponseHead(headers).isFinal {
      isOver = true
      return nil
    }
    let passed = AnswerWait.now - start
    if passed >= network.noticeTime, network.servers.isFirstWait(for: url) {
      network.tell("waiting for \(url.host) to answer")
    }
    guard passed >= network.answerTimeout else { return nil }
    return Curl.Response(
      head: ResponseHead(headers), exit: Curl.Response.timeout,
      message: "no answer within \(Int(network.answerTimeout.rounded(.up))) s")
  }

  private static var now: Double { Double(SystemClock.steady) / 1e9 }
}
