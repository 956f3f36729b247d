import Testing

@testable import Toolchains

/// What is decided from an answer: its status, its headers, its first bytes, and what curl says.
@Suite("Answers of servers") struct ResponseTests {
  /// An answer, and what comes of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var status = 0
    var exit: Int32 = 0
    var message = ""
    var location: String?
    var received: UInt64 = 0
    var proxy: String?
    let verdict: Verdict?
    let words: String

    var testDescription: String { "\(status) \(exit) \(message)" }
  }

  private static let cases = [
    Case(status: 200, verdict: nil, words: ""),
    Case(status: 403, exit: 22, verdict: .nextMirror, words: "https://host/f returned HTTP 403"),
    Case(status: 404, exit: 22, verdict: .nextMirror, words: "https://host/f was not found"),
    Case(status: 410, exit: 22, verdict: .stop, words: "https://host/f returned HTTP 410"),
    Case(status: 501, exit: 22, verdict: .nextMirror, words: "https://host/f returned HTTP 501"),
    Case(
      status: 503, exit: 22, verdict: .again(after: nil),
      words: "https://host/f returned HTTP 503"),
    Case(
      exit: 6, message: "Could not resolve host: host", verdict: .nextMirror,
      words: "cannot reach https://host/f: Could not resolve host: host"),
    Case(
      exit: 28, message: "no answer within 10 s", verdict: .nextMirror,
      words: "cannot reach https://host/f: no answer within 10 s"),
    Case(
      status: 302, exit: 28, message: "no answer within 10 s", verdict: .nextMirror,
      words: "cannot reach https://host/f: no answer within 10 s"),
    Case(
      exit: 28, message: "no answer within 30 s", received: 5, verdict: .nextMirror,
      words: "cannot reach https://host/f: no answer within 30 s"),
    Case(
      status: 200, exit: 28, message: "Operation too slow", received: 5,
      verdict: .again(after: nil),
      words: "the download of https://host/f stopped after 5 bytes: Operation too slow"),
    Case(
      exit: 52, message: "Empty reply from server", verdict: .again(after: nil),
      words: "the download of https://host/f stopped after 0 bytes: Empty reply from server"),
    Case(
      status: 302, exit: 1, message: "Protocol \"http\" not supported",
      location: "http://ann:pw@login.host/", verdict: .nextMirror,
      words: "https://host/f redirects to http://login.host/, which is not encrypted"),
    Case(
      status: 302, exit: 47, message: "Maximum (10) redirects followed", verdict: .nextMirror,
      words: "https://host/f redirects in a loop"),
    Case(
      exit: 60, message: "SSL certificate problem: self-signed certificate", verdict: .nextMirror,
      words: """
        cannot verify the certificate of https://host/f: SSL certificate problem: self-signed \
        certificate
        help: export SSL_CERT_FILE=FILE, with the certificate of this network's authority
        """),
    Case(
      exit: 56, message: "CONNECT tunnel failed, response 407", proxy: "http://p:1",
      verdict: .nextMirror,
      words: """
        cannot reach https://host/f through the proxy in HTTPS_PROXY: it asks for a user name and a \
        password (HTTP 407)
        help: export HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT
        """),
    Case(
      status: 407, exit: 22, proxy: "p:1", verdict: .nextMirror,
      words: """
        cannot reach https://host/f through the proxy in HTTPS_PROXY: it asks for a user name and a \
        password (HTTP 407)
        help: export HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT
        """),
    Case(
      exit: 22, message: "The requested URL returned error: 403", proxy: "http://p:1",
      verdict: .nextMirror,
      words: """
        cannot reach https://host/f through the proxy in HTTPS_PROXY: it refuses the connection \
        (HTTP 403)
        help: export NO_PROXY=host
        """),
    Case(
      exit: 56, message: "Received HTTP code 403 from proxy after CONNECT", proxy: "http://p:1",
      verdict: .nextMirror,
      words: """
        cannot reach https://host/f through the proxy in HTTPS_PROXY: it refuses the connection \
        (HTTP 403)
        help: export NO_PROXY=host
        """),
    Case(
      exit: 7, message: "Failed to connect to p port 1 after 0 ms: Couldn't connect to server",
      proxy: "http://ann:pw@p:1", verdict: .nextMirror,
      words: """
        cannot reach https://host/f through the proxy in HTTPS_PROXY: Failed to connect to p port 1 \
        after 0 ms: Couldn't connect to server
        help: unset HTTPS_PROXY
        """),
    Case(
      exit: 7, message: "Failed to connect to host port 443 after 0 ms: Couldn't connect to server",
      proxy: "http://p:1", verdict: .nextMirror,
      words: """
        cannot reach https://host/f: Failed to connect to host port 443 after 0 ms: Couldn't connect \
        to server
        """),
  ]

  @Test("are an answer, a reason to ask again, or one to ask the next mirror", arguments: cases)
  func verdicts(_ answer: Case) {
    var response = Curl.Response()
    response.head.status = answer.status
    response.head.location = answer.location
    response.exit = answer.exit
    response.message = answer.message
    let failure = response.failure(
      url: "https://ann:secret@host/f", received: answer.received, isShort: false,
      proxy: answer.proxy.map { ("HTTPS_PROXY", $0) })
    #expect(failure?.verdict == answer.verdict)
    #expect(failure.map { "\($0.error)" } ?? "" == answer.words)
  }

  @Test(
    "are told from pages by their first bytes",
    arguments: [
      ("", BodyKind.empty), (" \r\n", .empty), ("<!DOCTYPE html><html>", .page),
      ("\u{FEFF}\n<HTML lang=en>", .page), ("<!-- x --><html>", .page),
      ("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code>", .xml),
      ("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC><html>", .page), ("<ListBucketResult>", .xml),
      ("[{\"version\": \"go1.21.0\"}]", .other), ("manifest-version = \"2\"", .other),
      ("\u{1F}\u{8B}", .other), ("<\u{3}\u{8}x", .other), ("<a\u{0}\u{1}", .other), ("< 5", .other),
    ])
  func kinds(_ text: String, _ kind: BodyKind) {
    #expect(BodyKind(Array(text.utf8)) == kind)
  }

  private static let hash = String(repeating: "0a", count: 32)

  @Test(
    "that hold a checksum are read in all its forms",
    arguments: [
      ("HASH", true), ("HASH\n", true), ("HASH  go.tar.gz\n", true), ("HASH *go.tar.gz\r\n", true),
      ("\u{FEFF}HASH", true), ("sha256:HASH", true), ("sha256:HASH  go.tar.gz", true),
      ("SHA256 (go.tar.gz) = HASH", true), ("SHA2-256(dist/go.tar.gz)= HASH\n", true),
      ("HASH  channel-of-that-day.toml", true),
      ("\(String(repeating: "1", count: 64))  other\nHASH  go.tar.gz\n", true),
      ("HASH  one\nHASH  two\n", false), ("", false), ("<html>HASH</html>", false),
      ("<!DOCTYPE html>\n<p>sign in", false), ("HASH0", false), ("MD5 (go.tar.gz) = HASH", false),
      ("SHA512 (go.tar.gz) = HASHHASH", false), ("not found", false),
    ])
  func checksums(_ text: String, _ isRead: Bool) {
    for hash in [Self.hash, Self.hash.uppercased()] {
      let text = Array(text.replacing("HASH", with: hash).utf8)
      #expect(ChecksumText.sha256(in: text, of: "go.tar.gz") == (isRead ? Self.hash : nil))
    }
  }
}
