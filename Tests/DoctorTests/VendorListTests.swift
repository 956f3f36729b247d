import Resolution
import Testing

@testable import Doctor

@Suite("vendor/modules.txt against go.mod")
struct VendorListTests {
  private static let module =
    "module x\n\ngo 1.21\n\nrequire (\n\ta.b/c v1.0.0\n\ta.b/d v1.2.0 // indirect\n)\n"
    + "replace a.b/c => ./c // ours\n"
  private static let list =
    "# a.b/c v1.0.0 => ./c\n## explicit; go 1.20\na.b/c\n# a.b/d v1.2.0\n## explicit\n# a.b/c => ./c\n"

  @Test("what Go finds consistent is")
  func consistent() { #expect(difference(Self.module, Self.list) == nil) }

  @Test(
    "what Go calls inconsistent is named",
    arguments: [
      (module.replacing("v1.0.0", with: "v1.1.0"), list, "does not have a.b/c v1.1.0"),
      (module, list.replacing("## explicit\n", with: ""), "a.b/d v1.2.0 is not marked as explicit"),
      (
        module.replacing("./c", with: "./e"), list,
        "a.b/c is replaced by ./c in vendor/modules.txt, and by ./e"
      ),
      (module, list.replacing(" => ./c", with: ""), "a.b/c is replaced in go.mod, but not in"),
      (
        module.replacing("replace a.b/c => ./c // ours\n", with: ""), list,
        "is replaced in vendor/modules.txt, but not in go.mod"
      ),
      (module, list + "# a.b/e v1.0.0\n## explicit\n", "but go.mod does not require it"),
      (module, list.replacing("go 1.20", with: "go 1.99"), "needs go 1.99, and 1.21.13 is active"),
    ])
  func inconsistent(_ module: String, _ list: String, _ said: String) {
    let difference = difference(module, list)
    #expect(difference?.contains(said) == true, "\(difference ?? "nothing")")
  }

  private func difference(_ module: String, _ list: String) -> String? {
    VendorList(Bytes(list.utf8)).difference(
      from: GoDirectives(Bytes(module.utf8)), active: GoVersion(1, 21, 13))
  }

  @Test("words of GOFLAGS may stand in quotes")
  func flags() {
    #expect(GoFlags("'-ldflags=-s -w'  -v")?.words == ["-ldflags=-s -w", "-v"])
    #expect(GoFlags("'-v") == nil)
    #expect(GoFlags("-mod=mod --mod=vendor")?["mod"] == "vendor")
  }

  @Test("scalars of YAML are found with the keys that lead to them")
  func yaml() {
    let text = """
      a: {b: [1, 'x, y'], "c d": e} # f
      g:
      - h: 1
        i: |
          j: 2
        k: "l: m"
      - n
      """
    let entries = YAMLEntries(Bytes(text.utf8)).all
    #expect(
      entries.map { ($0.keys + [$0.text]).joined(separator: "/") }
        == ["a/b/1", "a/b/x, y", "a/c d/e", "g/h/1", "g/i/j: 2", "g/k/l: m", "g/n"])
    #expect(entries.map(\.line) == [1, 1, 1, 3, 5, 6, 7])
    #expect(entries.filter(\.isBlock).map(\.text) == ["j: 2"])
  }
}
