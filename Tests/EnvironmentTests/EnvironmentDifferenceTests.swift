import Environment
import Resolution
import Testing

/// An environment written as text.
func environment(_ values: [String: String]) -> EnvironmentSnapshot {
  EnvironmentSnapshot(
    Dictionary(uniqueKeysWithValues: values.map { (Bytes($0.key.utf8), Bytes($0.value.utf8)) }))
}

/// A variable's value as text.
func text(_ name: String, _ environment: EnvironmentSnapshot) -> String? {
  environment.values[Bytes(name.utf8)].map { String(decoding: $0, as: UTF8.self) }
}

@Suite("Differences between environments")
struct EnvironmentDifferenceTests {
  @Test(
    "a change of one variable is undone exactly",
    arguments: [
      ("A", nil, "1"), ("A", "1", nil), ("A", "", "1"), ("A", nil, ""), ("A", "1", ""),
      ("A", "1", "2"), ("A", "1", "1"), ("PATH", "/a:/b", "/p:/a:/b"), ("PATH", nil, "/p"),
      ("PATH", "", "/p"), ("PATH", "/p", ""), ("PATH", "/p", nil), ("PATH", "/a:/b:/c", "/c:/a"),
      ("PATH", "/a", "/a:/a:/a"), ("PATH", "/a::/b", "/b"), ("PATH", ":/a", "/p::/a"),
      ("MANPATH", "", ":/man"), ("PYTHONPATH", nil, ":/lib"), ("PATH", "/a:/b:/c:/d", "/x:/d:/y"),
    ] as [(String, String?, String?)])
  func roundTrip(_ name: String, _ old: String?, _ new: String?) {
    let before = environment(["KEEP": "x"].merging(old.map { [name: $0] } ?? [:]) { $1 })
    let after = environment(["KEEP": "x"].merging(new.map { [name: $0] } ?? [:]) { $1 })
    let difference = EnvironmentDifference(from: before, to: after)
    #expect(difference.undone(in: after) == before)
    #expect(difference.changes.isEmpty == (old == new))
  }

  @Test(
    "elements that the user adds, removes or moves in between stay so",
    arguments: [
      // before, after the file, after the user, undone
      ("/a:/b", "/p:/a:/b", "/u:/p:/a:/b", "/u:/a:/b"),
      ("/a:/b", "/p:/a:/b", "/p:/a:/b:/u", "/a:/b:/u"),
      ("/a:/b", "/p:/a:/b", "/p:/b", "/b"),
      ("/a:/b", "/p:/a:/b", "/a:/b", "/a:/b"),
      ("/a:/b", "/p:/a:/b", "/b:/a:/p", "/b:/a"),
      ("/a:/b:/c", "/a:/c", "/u:/a:/c", "/u:/a:/b:/c"),
      ("/a:/b:/c", "/a:/c", "/u:/c", "/u:/b:/c"),
      ("/a:/b:/c", "/a", "/a:/u", "/a:/b:/c:/u"),
      ("/p:/a", "/p:/p:/a", "/p:/p:/u:/a", "/p:/u:/a"),
      ("/a:/p", "/p:/a:/p", "/p:/a:/p:/u", "/a:/p:/u"),
      ("/a:/p", "/p:/a:/p", "/u:/p:/a:/p", "/u:/a:/p"),
    ])
  func kept(_ before: String, _ after: String, _ changed: String, _ expected: String) {
    let difference = EnvironmentDifference(
      from: environment(["PATH": before]), to: environment(["PATH": after]))
    #expect(text("PATH", difference.undone(in: environment(["PATH": changed]))) == expected)
  }

  @Test(
    "elements that were added come before what they were added before",
    arguments: [
      // before, after the file, in a nested shell, reordered
      ("/s:/a", "/p:/s:/a", "/s:/p:/a", "/p:/s:/a"),
      ("/s:/a", "/p:/q:/s:/a", "/s:/u:/p:/q:/a", "/p:/q:/s:/u:/a"),
      ("/s:/a", "/p:/s:/a", "/u:/p:/s:/a", "/u:/p:/s:/a"),
      ("/s:/a", "/s:/a:/p", "/s:/a:/p:/u", "/s:/a:/p:/u"),
      ("/s:/a:/b", "/p:/s:/b", "/s:/p:/b", "/p:/s:/b"),
      ("/s:/a", "/p:/s:/a", "/p:/u", "/p:/u"),
    ])
  func reordered(_ before: String, _ after: String, _ nested: String, _ expected: String) {
    let difference = EnvironmentDifference(
      from: environment(["PATH": before]), to: environment(["PATH": after, "A": "1"]))
    let result = difference.reordered(in: environment(["PATH": nested, "A": "2"]))
    #expect(result == environment(["PATH": expected, "A": "2"]))
  }

  @Test("a value that the user has changed since stays")
  func changedSince() {
    let difference = EnvironmentDifference(
      from: environment(["A": "1", "B": "1"]), to: environment(["A": "2", "C": "3"]))
    let now = environment(["A": "mine", "B": "mine", "C": "mine", "D": "4"])
    #expect(difference.undone(in: now) == now)
    let partly = environment(["A": "2", "C": "3", "D": "4"])
    #expect(difference.undone(in: partly) == environment(["A": "1", "B": "1", "D": "4"]))
  }

  @Test(
    "variables of the shell itself are no part of it",
    arguments: [
      "PWD", "OLDPWD", "SHLVL", "_", "SHELL", "PS1", "SHELLOPTS", "COMP_WORDBREAKS",
      "BASH_FUNC_f%%", "__fish_x", "DIRENV_DIR", "DIRENV_IN_ENVRC", "TVM_ENV", "DIRENV_CONFIG",
      "COLUMNS", "IFS", "LINES", "OPTIND", "PS4", "RANDOM", "SECONDS", "__tvm_content",
    ])
  func shellVariables(_ name: String) {
    let difference = EnvironmentDifference(from: environment([:]), to: environment([name: "x"]))
    #expect(difference.changes.isEmpty)
  }

  @Test("what bash cannot name is not lost")
  func oddNames() {
    let difference = EnvironmentDifference(from: environment(["A.B": "1"]), to: environment([:]))
    #expect(difference.changes.isEmpty)
  }

  @Test("what somebody else has changed is known")
  func othersChanges() {
    let difference = EnvironmentDifference(
      from: environment(["PATH": "/a", "B": "1", "C": "1", "D": "1", "E": "1"]),
      to: environment(["PATH": "/p:/a", "A": "2", "B": "2", "C": "2", "D": "2", "E": "2"]))
    let now = environment(["PATH": "/x", "A": "3", "B": "2", "C": "1", "E": "3"])
    #expect(difference.names(changedSinceIn: now) == [Bytes("A"), Bytes("D"), Bytes("E")])
    #expect(
      difference.undone(in: now)
        == environment(["PATH": "/x", "A": "3", "B": "1", "C": "1", "E": "3"]))
  }

  @Test("the summary names what is set, removed and changed, and tells no value")
  func summary() {
    let difference = EnvironmentDifference(
      from: environment(["PATH": "/a", "B": "secret", "C": "1"]),
      to: environment(["PATH": "/p:/a", "A": "secret", "C": "2"]))
    #expect(
      difference.summary.map { String(decoding: $0, as: UTF8.self) } == [
        "+A", "-B", "~C", "~PATH",
      ])
  }

  @Test("a record comes back as it was, and holds no value that was set")
  func record() throws {
    let difference = EnvironmentDifference(
      from: environment(["PATH": "/a:/b", "B": "old\n1:2", "C": ""]),
      to: environment(["PATH": "/p:/b", "A": "s3cr3t", "C": "x"]))
    let record = EnvironmentRecord(
      place: Path("/p/.envrc"), difference: difference,
      watches: [
        Watch(Path("/p/.envrc"), .present(modified: 7, size: 1, file: 2, youngHash: [])),
        Watch(Path("/p/none"), .missing),
        Watch(Path("/p/x"), .present(modified: -7, size: 1, file: 2, youngHash: Bytes("ab"))),
      ])
    #expect(EnvironmentRecord(record.encoded) == record)
    #expect(!String(decoding: record.encoded, as: UTF8.self).contains("s3cr3t"))
    for count in stride(from: 0, to: record.encoded.count, by: 7) {
      #expect(EnvironmentRecord(Bytes(record.encoded.prefix(count))) != record)
    }
  }
}
