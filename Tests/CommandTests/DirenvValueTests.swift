import Editors
import Environment
import Resolution
import Testing

@testable import tvm

@Suite("direnv's values")
struct DirenvValueTests {
  @Test("JSON comes back, what is not UTF-8 included")
  func roundTrip() {
    let value = JSONValue.object([
      JSONMember("a", .string([0xFF, 0x22, 0x5C, 0x0A, 0x01, 0xE2, 0x99, 0x80, 0xC3])),
      JSONMember("b", .array([.number(-12), .null, .boolean(true), .boolean(false), .string("")])),
      JSONMember([0xFE], .object([])), JSONMember("d", .array([])),
    ])
    #expect(JSONValue(value.compact) == value)
    #expect(JSONValue(value.indented) == value)
    #expect(value.compact.allSatisfy { $0 >= 32 })
  }

  @Test(
    "escapes of other writers",
    arguments: [
      (#""\u003c\u00e9\/\b\f""#, "<é/\u{8}\u{C}"), (#""\ud83d\ude00""#, "😀"),
      (#" { "x" : [ ] } "#, ""),
    ])
  func escapes(_ json: String, _ text: String) throws {
    let value = try #require(JSONValue(Bytes(json.utf8)))
    #expect((value.text ?? "") == text)
  }

  @Test(
    "what is no JSON",
    arguments: [
      "", "{", "{\"a\"}", "\"a", "nul", "1 2", #""\u12""#, String(repeating: "[", count: 1000),
    ])
  func damaged(_ json: String) {
    #expect(JSONValue(Bytes(json.utf8)) == nil)
  }

  @Test("a difference comes back, and undoes itself by elements")
  func difference() throws {
    let before = EnvironmentSnapshot([
      Bytes("PATH"): Bytes("/a:/b"), Bytes("OLD"): Bytes("1"), Bytes("PWD"): Bytes("/x"),
    ])
    let after = EnvironmentSnapshot([
      Bytes("PATH"): Bytes("/new:/a:/b"), Bytes("NEW"): [0xFF], Bytes("PWD"): Bytes("/y"),
    ])
    let difference = DirenvDifference(from: before, to: after)
    #expect(difference.summary == "+NEW -OLD ~PATH")
    #expect(DirenvDifference(gzenv: difference.gzenv) == difference)
    var now = after
    now["PATH"] = Bytes("/mine:/new:/a:/b:/c")
    let undone = difference.undone(in: now)
    #expect(undone["PATH"] == Bytes("/mine:/a:/b:/c"))
    #expect(undone["OLD"] == Bytes("1"))
    #expect(undone["NEW"] == nil)
  }

  @Test("a list of watched files that direnv wrote")
  func watches() throws {
    let json =
      #"[{"Path":"/nowhere","Modtime":0,"Exists":false},{"path":"/","modtime":1,"exists":true}]"#
    let watches = try #require(DirenvWatches(gzenv: Gzenv.encode(Bytes(json.utf8))))
    #expect(watches.files.map(\.isUnchanged) == [true, false])
    #expect(DirenvWatches(gzenv: watches.gzenv) == watches)
    #expect(DirenvWatches(gzenv: Gzenv.encode(Bytes("null")))?.files == [])
    #expect(DirenvWatches(gzenv: Bytes("x")) == nil)
  }

  @Test("hashes as browsers write them")
  func hashes() throws {
    let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let hash = try IntegrityHash(Bytes(empty.utf8))
    #expect(hash.hex == Bytes(hex.utf8) && hash.text == Bytes(empty.utf8))
    #expect(try IntegrityHash(Bytes("sha256-\(hex)".utf8)) == hash)
    #expect(throws: DirenvFault.invalidHash(Bytes("sha256-x"))) {
      try IntegrityHash(Bytes("sha256-x"))
    }
  }
}
