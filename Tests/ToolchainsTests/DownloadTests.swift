import Foundation
import TestSupport
import Testing

@testable import Toolchains

/// A file on a loopback mirror, and everything to fetch it.
private struct Fixture {
  let sandbox: Sandbox
  let mirror: Mirror
  let bytes: [UInt8]
  let sha256: String
  var network: Network

  init(size: Int = 400_000) throws {
    sandbox = try Sandbox("download")
    try sandbox.makeDirectory("mirror")
    var state: UInt32 = 1
    bytes = (0..<size).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    try Data(bytes).write(to: URL(filePath: sandbox.path("mirror/file.bin")))
    var digest = Digest()
    bytes.withUnsafeBytes { digest.update($0) }
    sha256 = digest.finish()
    mirror = try Mirror(sandbox.path("mirror"), in: sandbox)
    network = Network()
    network.environment = [
      "HOME": sandbox.home, "http_proxy": "", "all_proxy": "", "no_proxy": "",
    ]
  }

  var url: String { mirror.url + "/file.bin" }

  func fetch(_ mirrors: [String]? = nil, sha256: String? = nil) throws -> Document? {
    try Document.fetch(
      Download(mirrors: mirrors ?? [url], sha256: sha256 ?? self.sha256), network: network)
  }
}

/// Notes how long a download would have waited.
private final class Pauses: @unchecked Sendable {
  private let lock = NSLock()
  private var sum = 0.0

  func add(_ seconds: Double) { lock.withLock { sum += seconds } }
  var total: Double { lock.withLock { sum } }
}

/// Notes what a user would have been told.
private final class Lines: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [String] = []

  func add(_ line: String) { lock.withLock { lines.append(line) } }
  var all: [String] { lock.withLock { lines } }
}

@Suite struct DownloadTests {
  @Test func `a file arrives whole, with its hash`() throws {
    let fixture = try Fixture()
    let document = try #require(try fixture.fetch())
    #expect(document.bytes == fixture.bytes)
    #expect(document.sha256 == fixture.sha256)
    #expect(document.url == fixture.url)
  }

  @Test(arguments: 0...9) func `a download that is cut resumes`(tenth: Int) throws {
    let fixture = try Fixture()
    let cut = fixture.bytes.count / 10 * tenth
    try fixture.mirror.setFaults(#"{"file": {"cut": \#(cut)}}"#)
    #expect(try fixture.fetch()?.bytes == fixture.bytes)
    #expect(fixture.mirror.log.count == 2)
    if cut > 0 { #expect(fixture.mirror.log[1].contains("range=bytes=\(cut)-")) }
  }

  @Test func `a download that is cut at every tenth resumes each time`() throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(
      #"{"file": {"cut": \#(fixture.bytes.count / 10), "times": 9}}"#)
    #expect(try fixture.fetch()?.bytes == fixture.bytes)
    #expect(fixture.mirror.log.count == 10)
  }

  @Test func `a server that ignores ranges sends everything again`() throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(
      #"{"file": {"cut": 150000, "norange": 1, "times": 1}, "bin": {"norange": 1, "times": 9}}"#)
    #expect(try fixture.fetch()?.bytes == fixture.bytes)
    #expect(fixture.mirror.log.last?.contains("range=bytes=150000- -> 200") == true)
  }

  @Test func `a missing file is not asked for twice`() throws {
    let fixture = try Fixture()
    let url = fixture.mirror.url + "/none"
    #expect(throws: DownloadError.notFound(url: url)) { try fixture.fetch([url]) }
    #expect(fixture.mirror.log.count == 1)
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504])
  func `a busy server is asked again after a pause`(status: Int) throws {
    var fixture = try Fixture()
    let pauses = Pauses()
    fixture.network.pause = { pauses.add($0) }
    try fixture.mirror.setFaults(#"{"file": {"status": \#(status), "times": 2}}"#)
    #expect(try fixture.fetch()?.bytes == fixture.bytes)
    #expect(fixture.mirror.log.count == 3)
    #expect(pauses.total == 1.5)
  }

  @Test func `a server that stays busy is given up after five tries`() throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(#"{"file": {"status": 503, "times": 99}}"#)
    #expect(throws: DownloadError.status(url: fixture.url, code: 503)) { try fixture.fetch() }
    #expect(fixture.mirror.log.count == 5)
  }

  @Test(arguments: [400, 410])
  func `a refusal is final`(status: Int) throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(#"{"file": {"status": \#(status), "times": 99}}"#)
    #expect(throws: DownloadError.status(url: fixture.url, code: status)) {
      try fixture.fetch([fixture.url, fixture.sandbox.path("mirror/file.bin")])
    }
    #expect(fixture.mirror.log.count == 1)
  }

  @Test func `wrong bytes are neither retried nor looked for elsewhere`() throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(#"{"file": {"corrupt": 1, "times": 9}}"#)
    #expect {
      try fixture.fetch([fixture.url, fixture.sandbox.path("mirror/file.bin")])
    } throws: { error in
      guard case DownloadError.checksumMismatch(let url, let expected, _) = error else {
        return false
      }
      return url == fixture.url && expected == fixture.sha256
    }
    #expect(fixture.mirror.log.count == 1)
  }

  @Test func `the next mirror steps in, whatever is wrong with the first`() throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(
      #"""
      {"busy": {"status": 500, "times": 99}, "forbidden": {"status": 403, "times": 99},
       "loop": {"redirect": "/loop", "times": 99}, "login": {"body": "<html>", "times": 99},
       "bucket": {"body": "<?xml version='1.0'?><Error>", "times": 99},
       "other": {"redirect": "ftp://127.0.0.1/file.bin", "times": 99}}
      """#)
    let bad =
      [
        "http://127.0.0.1:1/file.bin", "http://nowhere.invalid/file.bin",
        fixture.mirror.url + "/none", fixture.mirror.url + "/busy",
        "file://" + fixture.sandbox.path("none"), fixture.sandbox.path("none"),
      ] + ["forbidden", "loop", "login", "bucket", "other"].map { fixture.mirror.url + "/\($0)" }
    for url in bad { #expect(try fixture.fetch([url, fixture.url])?.url == fixture.url) }
    // Not asked again.
    #expect(fixture.mirror.log.filter { $0.hasPrefix("GET /loop ") }.count == 11)
    #expect(fixture.mirror.log.filter { $0.hasPrefix("GET /other ") }.count == 1)
    #expect {
      try fixture.fetch([bad[0], bad[2]])
    } throws: { error in
      guard case DownloadError.everyMirror(let errors) = error else { return false }
      return errors.count == 2 && errors[1] == .notFound(url: bad[2])
    }
  }

  @Test func `a server that says nothing costs a moment, once, in sight`() throws {
    var fixture = try Fixture()
    try fixture.mirror.setFaults(#"{"silent": {"delay": 3600, "times": 99}}"#)
    let silent = try Mirror(fixture.sandbox.path("mirror"), in: fixture.sandbox)
    try silent.setFaults(#"{"/": {"delay": 3600, "times": 99}}"#)
    let lines = Lines()
    fixture.network.answerTimeout = 0.4
    fixture.network.stallTimeout = 0.4
    fixture.network.noticeTime = 0.1
    fixture.network.tell = { lines.add($0) }
    let url = silent.url + "/file.bin"
    for _ in 1...3 { #expect(try fixture.fetch([url, fixture.url])?.url == fixture.url) }
    let error = DownloadError.unreachable(url: url, reason: "no answer within 1 s")
    #expect(throws: error) { try fixture.fetch([url]) }
    // On a busy machine the other server may take long, too.
    #expect(lines.all.filter { $0.contains(url.host) } == ["waiting for \(url.host) to answer"])
    #expect(fixture.mirror.log.count == 3)
  }

  @Test func `of a server that has answered, silence is not remembered`() throws {
    var fixture = try Fixture()
    fixture.network.answerTimeout = 0.4
    #expect(try fixture.fetch() != nil)
    try fixture.mirror.setFaults(#"{"file": {"delay": 3600}}"#)
    #expect(throws: DownloadError.self) { try fixture.fetch() }
    #expect(try fixture.fetch()?.bytes == fixture.bytes)
  }

  @Test func `what is secret is not among the arguments of curl`() {
    let url = #"https://ann:s"e\cret@host/file"#
    let curl = Curl(network: Network(), url: url)
    #expect(!curl.arguments.joined().contains("ann"))
    #expect(
      curl.configuration(from: 5, etag: #""x""#) == #"""
        url = "https://ann:s\"e\\cret@host/file"
        range = "5-"
        header = "If-None-Match: \"x\""

        """#)
  }

  @Test func `certificates are looked up in a file and in a folder`() throws {
    var fixture = try Fixture(size: 1)
    func arguments(_ file: String, _ folder: String) -> [String] {
      fixture.network.environment["CURL_CA_BUNDLE"] = ""
      fixture.network.environment["SSL_CERT_FILE"] = file
      fixture.network.environment["SSL_CERT_DIR"] = folder
      return Array(
        Curl(network: fixture.network, url: "").arguments.drop { !$0.hasPrefix("--ca") }.dropLast(2)
      )
    }
    let file = fixture.sandbox.path("mirror/file.bin")
    #expect(arguments(file, "/d") == ["--capath", "/d", "--cacert", file])
    #expect(arguments("/none", "") == ["--cacert", "/none"])
    #expect(arguments("/none", "/d") == ["--capath", "/d"])
    #expect(arguments("", "") == [])
  }

  @Test func `redirects are followed`() throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(#"{"moved": {"redirect": "/file.bin"}}"#)
    #expect(try fixture.fetch([fixture.mirror.url + "/moved"])?.bytes == fixture.bytes)
  }

  @Test func `an unchanged document is not sent again`() throws {
    let fixture = try Fixture()
    let etag = try #require(try fixture.fetch()?.etag)
    let again = try Document.fetch(
      Download(mirrors: [fixture.url]), etag: etag, network: fixture.network)
    #expect(again == nil)
    #expect(fixture.mirror.log.last?.hasSuffix("-> 304") == true)
    let changed = try Document.fetch(
      Download(mirrors: [fixture.url]), etag: "\"old\"", network: fixture.network)
    #expect(changed?.bytes == fixture.bytes)
  }

  @Test func `a document has a limit`() throws {
    let fixture = try Fixture()
    for url in [fixture.url, fixture.sandbox.path("mirror/file.bin")] {
      #expect {
        try Document.fetch(Download(mirrors: [url]), limit: 1000, network: fixture.network)
      } throws: { error in
        guard case DownloadError.tooLarge(_, 1000) = error else { return false }
        return true
      }
    }
  }

  @Test func `a wrong size is told before a wrong hash`() throws {
    let fixture = try Fixture()
    for size in [fixture.bytes.count - 1, fixture.bytes.count + 1] {
      let download = Download(mirrors: [fixture.url], sha256: "00", size: UInt64(size))
      #expect(
        throws: DownloadError.sizeMismatch(
          url: fixture.url, expected: UInt64(size), actual: UInt64(fixture.bytes.count))
      ) { try Document.fetch(download, network: fixture.network) }
    }
  }

  @Test func `offline opens nothing but files`() throws {
    var fixture = try Fixture()
    fixture.network.isOffline = true
    // No program could start with this.
    fixture.network.environment["PATH"] = "/nowhere"
    #expect(throws: DownloadError.offline(url: fixture.url)) { try fixture.fetch() }
    let path = fixture.sandbox.path("mirror/file.bin")
    #expect(try fixture.fetch([fixture.url, path])?.url == path)
    #expect(try fixture.fetch(["file://\(path)"])?.bytes == fixture.bytes)
    #expect(try fixture.fetch(["file://localhost\(path)"])?.bytes == fixture.bytes)
    #expect(try fixture.fetch(["FILE://\(path.replacing("bin", with: "b%69n"))"]) != nil)
    #expect(fixture.mirror.log.isEmpty)
  }

  @Test(arguments: ["ftp://host/file", "file://host/file", "file:///%zz", "file:///a%00b"])
  func `other URLs are refused`(url: String) throws {
    #expect(throws: DownloadError.unsupportedURL(url)) {
      try Document.fetch(Download(mirrors: [url]), network: Network())
    }
  }

  @Test func `a FIFO, a device and a directory are refused at once`() throws {
    let sandbox = try Sandbox("files")
    try #require(mkfifo(sandbox.path("fifo"), 0o600) == 0)
    for path in [sandbox.path("fifo"), "/dev/zero", sandbox.home] {
      #expect(throws: DownloadError.unreadable(path: path, reason: "not a regular file")) {
        try Document.fetch(Download(mirrors: [path]), network: Network())
      }
    }
  }

  @Test func `a proxy from the environment is used`() throws {
    var fixture = try Fixture()
    fixture.network.environment["http_proxy"] = fixture.mirror.url
    let url = "http://go.invalid/file.bin"
    #expect(try fixture.fetch([url])?.bytes == fixture.bytes)
    #expect(fixture.mirror.log.first?.contains(url) == true)
  }

  @Test func `passwords come from the netrc file`() throws {
    let fixture = try Fixture()
    try fixture.mirror.setFaults(#"{"file": {"auth": "ann:secret", "times": 9}}"#)
    #expect(throws: DownloadError.status(url: fixture.url, code: 401)) { try fixture.fetch() }
    try fixture.sandbox.write(
      "machine 127.0.0.1 login ann password secret\n", to: "home/.netrc")
    #expect(try fixture.fetch()?.bytes == fixture.bytes)
  }

  @Test func `a curlrc file changes nothing`() throws {
    let fixture = try Fixture()
    try fixture.sandbox.write("include\noutput = /dev/null\n", to: "home/.curlrc")
    #expect(try fixture.fetch()?.bytes == fixture.bytes)
  }

  @Test func `a message shows no password`() {
    let error = DownloadError.notFound(url: "https://ann:secret@host/file?x=@")
    #expect("\(error)" == "https://host/file?x=@ was not found")
  }

  @Test func `the last response counts`() {
    let text = """
      HTTP/1.1 302 Found\r\nContent-Length: 5\r\nETag: "a"\r\n\r
      HTTP/2 206 \r\ncontent-range: bytes 500-999/1000\r\nretry-after: 7\r\n\r\n
      """
    let head = ResponseHead(Array(text.utf8))
    #expect(head.status == 206)
    #expect(head.etag == nil)
    #expect(head.rangeStart == 500)
    #expect(head.total == 1000)
    #expect(head.retryAfter == 7)
  }

  @Test func `pauses grow and end`() {
    let pauses = (1...8).map { Retry.pause(failures: $0, wish: nil, jitter: 0) }
    #expect(pauses == [0.5, 1, 2, 4, 8, 16, 30, 30])
    #expect(Retry.pause(failures: 1, wish: 7, jitter: 0.9) == 7)
    #expect(Retry.pause(failures: 1, wish: 700, jitter: 0) == 30)
  }
}
