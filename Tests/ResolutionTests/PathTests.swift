import Resolution
import Testing

@Suite("Paths") struct PathTests {
  @Test(
    "trailing slashes are dropped",
    arguments: [("/a/", "/a"), ("/a//", "/a"), ("/", "/"), ("//", "/"), ("a", "a"), ("", "")])
  func trailing(written: String, expected: String) {
    #expect(text(Path(bytes(written)).bytes) == expected)
  }

  @Test(
    "the parent is what holds the entry",
    arguments: [("/a/b", "/a"), ("/a", "/"), ("/", nil), ("a", nil), ("", nil), ("a/b", "a")]
      as [(String, String?)])
  func parent(path: String, expected: String?) {
    #expect(Path(bytes(path)).parent.map { text($0.bytes) } == expected)
  }

  @Test(
    "an entry is joined with one slash",
    arguments: [("/", "a", "/a"), ("/a", "b", "/a/b"), ("/a", "b/c/", "/a/b/c"), ("/a", "", "/a")])
  func appending(folder: String, name: String, expected: String) {
    #expect(text(Path(bytes(folder)).appending(bytes(name)).bytes) == expected)
  }

  @Test(
    "lying inside goes by components",
    arguments: [
      ("/a/b", "/a", true), ("/a", "/a", true), ("/ab", "/a", false), ("/a", "/a/b", false),
      ("/a", "/", true), ("/", "/", true), ("/b", "/a", false),
    ])
  func inside(path: String, folder: String, expected: Bool) {
    #expect(Path(bytes(path)).isInside(Path(bytes(folder))) == expected)
  }

  @Test("the name is behind the last slash", arguments: [("/a/b", "b"), ("b", "b"), ("/", "")])
  func name(path: String, expected: String) {
    #expect(text(Array(Path(bytes(path)).name)) == expected)
  }
}
