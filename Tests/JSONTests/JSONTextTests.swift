import JSON
import Resolution
import Testing

@Suite("Values of JSON as texts")
struct JSONTextTests {
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
}
