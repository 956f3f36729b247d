import Environment
import Resolution
import Testing

/// Numbers that are the same in every run.
private struct Repeatable: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite("Changes of lists such as PATH")
struct ElementChangeTests {
  private func list(_ random: inout Repeatable) -> [String] {
    (0..<Int.random(in: 0...7, using: &random)).map { _ in
      ["", "/a", "/b", "/c", "/d"].randomElement(using: &random) ?? ""
    }
  }

  /// What a project makes of a list: elements before, behind and between, some of them gone.
  private func changed(_ list: [String], _ random: inout Repeatable) -> [String] {
    var result = list.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let element = ["", "/a", "/b", "/p", "/q"].randomElement(using: &random) ?? ""
      result.insert(element, at: Int.random(in: 0...result.count, using: &random))
    }
    return result
  }

  private func value(_ list: [String]) -> Bytes { Bytes(list.joined(separator: ":").utf8) }

  private func parts(_ value: Bytes?) -> [String] {
    guard let value, !value.isEmpty else { return [] }
    return value.parts(between: ":").map { String(decoding: $0, as: UTF8.self) }
  }

  private func counts(_ list: [String]) -> [String: Int] {
    Dictionary(list.map { ($0, 1) }, uniquingKeysWith: +)
  }

  private func undone(_ old: [String], _ new: [String], in now: [String]) -> [String] {
    parts(ElementChange(from: value(old), to: value(new)).reversed.applied(to: value(now)))
  }

  @Test("any change of any list is undone exactly", arguments: 1...500)
  func identity(_ seed: Int) {
    var random = Repeatable(state: UInt64(seed))
    let old = list(&random)
    let change = ElementChange(from: value(old), to: value(changed(old, &random)))
    let applied = change.applied(to: value(old))
    #expect(change.reversed.applied(to: applied) == value(old))
  }

  @Test("what the user adds in between stays, and everything is in its order", arguments: 1...500)
  func added(_ seed: Int) {
    var random = Repeatable(state: UInt64(seed))
    // Of one empty element alone nobody knows that it is one.
    let old = list(&random) + ["/z"]
    let new = changed(old, &random)
    var now = new
    now.insert("/user", at: Int.random(in: 0...now.count, using: &random))
    if now.allSatisfy(\.isEmpty) || new == [""] { return }
    let result = undone(old, new, in: now)
    #expect(result.filter { $0 != "/user" } == old, "\(old) \(new) \(now) \(result)")
    #expect(result.contains("/user"))
  }

  @Test("what the user removes in between is gone, and nothing else is", arguments: 1...500)
  func removed(_ seed: Int) {
    var random = Repeatable(state: UInt64(seed))
    let old = list(&random) + ["/z"]
    let new = changed(old, &random) + ["/y"]
    if new.count == 1 { return }
    var now = new
    let gone = now.remove(at: Int.random(in: 0..<(now.count - 1), using: &random))
    if now == [""] { return }
    let result = counts(undone(old, new, in: now))
    var expected = counts(old)
    // One that the project has added is the first to go.
    let added = ElementChange(from: value(old), to: value(new)).added.map(\.element)
    if !added.contains(Bytes(gone.utf8)) { expected[gone, default: 0] -= 1 }
    expected = expected.filter { $0.value > 0 }
    // Of one empty element alone nobody knows that it is one.
    if expected == ["": 1] { expected = [:] }
    #expect(result == expected, "\(old) \(new) \(now)")
  }

  @Test(
    "where each element may stand only once, none is lost",
    arguments: [
      // before, after the file, in the shell, undone
      ("/usr/bin:/bin", "/p:/usr/bin:/bin:/usr/bin", "/p:/usr/bin:/bin", "/usr/bin:/bin"),
      ("/h:/u/l:/bin", "/u/l:/h:/u/l:/bin", "/u/l:/h:/bin", "/h:/u/l:/bin"),
      ("/d:/bin", "/d:/d:/bin", "/new:/d:/bin", "/new:/d:/bin"),
      ("/a:/b", "/b:/a:/b", "/new:/b:/a", "/new:/a:/b"),
    ])
  func unique(_ before: String, _ after: String, _ now: String, _ expected: String) {
    let change = ElementChange(from: Bytes(before.utf8), to: Bytes(after.utf8))
    #expect(change.reversed.applied(to: Bytes(now.utf8)) == Bytes(expected.utf8))
  }

  @Test(
    "an empty element that fish has left out or taken for a dot is none that is missing",
    arguments: [
      (["/a"], ["", "/x", "/a"], ["/x", "/a"], ["/a"]),
      (["/a"], ["", "/x", "/a"], [".", "/x", "/a"], ["/a"]),
      (["/a"], ["/a", "", "/x", ""], ["/a", ".", "/x", ".", "/u"], ["/a", "/u"]),
      // A dot of the user's own is one.
      ([".", "/a"], [".", "", "/a"], [".", ".", "/a"], [".", ".", "/a"]),
    ])
  func fish(_ old: [String], _ new: [String], _ now: [String], _ left: [String]) {
    let change = ElementChange(from: value(old), to: value(new))
    #expect(change.isComplete(in: value(now)))
    #expect(undone(old, new, in: now) == left)
  }
}
