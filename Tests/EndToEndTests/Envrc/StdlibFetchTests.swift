import Foundation
import TestSupport
import Testing

@Suite("Environment files: files from the network") struct StdlibFetchTests {
  /// The hash of "export A=1\n".
  private static let hash = "sha256-jLU+ijDVHRslVqjILtoluEpFOUn1QsoM2R5eB51j7Iw="

  private func library() throws -> (EnvironmentLibrary, url: String) {
    let library = try EnvironmentLibrary()
    let path = try library.sandbox.write("export A=1\n", to: "remote/lib.sh")
    library.sandbox.environment["TVM_HOME"] = nil
    return (library, "file://\(path)")
  }

  @Test("without a hash it is printed, with it the path of the file")
  func fetch() throws {
    let (library, url) = try library()
    let file = try library.evaluate(
      "export H=$(fetchurl \(url)) P; P=$(fetchurl \(url) \"$H\"); export S=$?")
    #expect(file["H"] == Self.hash)
    #expect(file["S"] == "0")
    let path = try #require(file["P"])
    #expect(path.hasPrefix("ROOT/home/.cache/tvm/urls/sha256-"))
    #expect(library.sandbox.read(String(path.dropFirst(5))) == "export A=1\n")
  }

  @Test("a file that was fetched is not fetched again, unless it was damaged")
  func cached() throws {
    let (library, url) = try library()
    let text = "P=$(fetchurl \(url) \(Self.hash)); export S=$? P"
    let path = try #require(try library.evaluate(text)["P"])
    try library.sandbox.remove("remote/lib.sh")
    #expect(try library.evaluate(text)["P"] == path)
    let file = library.sandbox.path(String(path.dropFirst(5)))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file)
    try library.sandbox.write("export A=2\n", to: String(path.dropFirst(5)))
    #expect(try library.evaluate(text)["S"] == "1")
  }

  @Test("a file with another hash is not used")
  func otherHash() throws {
    let (library, url) = try library()
    try library.sandbox.write("export A=2\n", to: "remote/lib.sh")
    let file = try library.evaluate("source_url \(url) \(Self.hash); export S=$?")
    #expect(file["S"] == "1")
    #expect(file["A"] == nil)
    #expect(file.errors.contains("has not the hash that was asked for"))
    #expect(file.errors.contains("asked for \(Self.hash)"))
  }

  @Test("a script with its hash needs no other approval")
  func source() throws {
    let (library, url) = try library()
    let file = try library.evaluate("strict_env; source_url \(url) \(Self.hash)")
    #expect(file["A"] == "1")
    #expect(library.asked == "")
  }

  @Test(
    "words that make no sense",
    arguments: [
      "fetchurl", "fetchurl URL md5-x", "fetchurl URL 'sha256-?'", "fetchurl file:///nosuch",
      "source_url", "source_url URL",
    ])
  func wrong(command: String) throws {
    let (library, url) = try library()
    let file = try library.evaluate("\(command.replacing("URL", with: url)); export S=$?")
    #expect(file["S"] == "1")
    #expect(file.errors.contains("tvm: "))
  }
}
