import Resolution
import Testing

@Suite struct VersionTests {
  @Test(
    "versions of Go order as in Go's own table",
    arguments: [
      ("1.20beta1", "1.20rc1"), ("1.20rc1", "1.20"), ("1.20", "1.20.1"), ("1.20.14", "1.21"),
      ("1.21", "1.21rc1"), ("1.21rc1", "1.21rc2"), ("1.21rc2", "1.21.0"), ("1.21.0", "1.21.1"),
      ("1.9.2", "1.10"), ("1.21.9", "1.21.10"), ("1.99", "2.0"), ("1.5alpha1", "1.5beta1"),
    ])
  func orders(older: String, newer: String) throws {
    let left = try #require(GoVersion(Array(older.utf8)[...]))
    let right = try #require(GoVersion(Array(newer.utf8)[...]))
    #expect(left < right)
    #expect(!(right < left))
    #expect(left != right)
  }

  @Test(
    "a version's name is the one of Go's release",
    arguments: [
      ("1.20", "1.20"), ("1.20.0", "1.20"), ("1.20.14", "1.20.14"), ("1.21", "1.21"),
      ("1.21.0", "1.21.0"), ("1.22rc1", "1.22rc1"), ("1.4beta2", "1.4beta2"), ("2.0.0", "2.0.0"),
    ])
  func names(text: String, name: String) throws {
    let version = try #require(GoVersion(Array(text.utf8)[...]))
    #expect(String(decoding: version.name, as: UTF8.self) == name)
  }

  @Test(
    "what is not a version is refused",
    arguments: [
      "", "1", "1.", ".1", "1.021", "01.21", "1.21.", "1.21.03", "1.21.6.1", "1.21rc", "1.21rc01",
      "1.21.3rc1", "1.21-rc1", "1.21 ", " 1.21", "go1.21", "1.21x", "1.2147483648147", "1..2",
      "../1.21", "1.21/..", "-1.21", "1.-2", "1.21\u{0}",
    ])
  func refuses(text: String) {
    #expect(GoVersion(Array(text.utf8)[...]) == nil)
  }
}
