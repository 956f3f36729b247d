package import Resolution
package import Toolchains

/// A function of a shell that tells without a process whether files are as they were.
package struct ChangeTest: Sendable {
  private let tests: [(path: Path, mark: Path?)]

  /// A test of files.
  ///
  /// - Parameters:
  ///   - watches: The files.
  ///   - records: Where the files with times are kept.
  /// - Throws: ``FileError``.
  package init(_ watches: [Watch], _ records: RecordFolder) throws(FileError) {
    var tests: [(path: Path, mark: Path?)] = []
    for watch in watches {
      switch watch.state {
      case .missing: tests.append((watch.path, nil))
      case .present(let modified, _, _, let hash):
        // Of a young file the next prompt cannot know by its time: it asks again.
        let time = hash.isEmpty ? modified : modified - 1
        tests.append((watch.path, try records.mark(time)))
      }
    }
    self.tests = tests
  }

  /// The definition of the function.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - format: The shell: bash, zsh or fish.
  /// - Returns: Code with its line end.
  package func function(_ name: StaticString, _ format: EnvironmentFormat) -> Bytes {
    format == .fish ? fish(name) : posix(name)
  }

  /// The definition of a function that always has the same answer.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - answer: Whether everything is as it was.
  ///   - format: The shell: bash, zsh or fish.
  /// - Returns: Code with its line end.
  package static func function(
    _ name: StaticString, answering answer: Bool, _ format: EnvironmentFormat
  ) -> Bytes {
    let command = Bytes(answer ? "true" : "false")
    return format == .fish
      ? Bytes("function ") + Bytes(name) + "; builtin " + command + "; end\n"
      : Bytes(name) + "() { \\builtin " + command + "; }\n"
  }

  private func posix(_ name: StaticString) -> Bytes {
    guard !tests.isEmpty else { return ChangeTest.function(name, answering: true, .bash) }
    let conditions = tests.map { path, mark in
      let path = ShellQuote.posix(path.bytes)
      guard let mark = mark.map({ ShellQuote.posix($0.bytes) }) else {
        return Bytes("! -e ") + path
      }
      return Bytes("-e ") + path + " && ! " + path + " -nt " + mark + " && ! " + path + " -ot "
        + mark
    }
    let all = Bytes(conditions, separatedBy: " &&\n    ")
    return Bytes(name) + "() {\n  [[ " + all + " ]]\n}\n"
  }

  private func fish(_ name: StaticString) -> Bytes {
    guard !tests.isEmpty else { return ChangeTest.function(name, answering: true, .fish) }
    let conditions = tests.map { path, mark in
      let path = ShellQuote.fish(path.bytes)
      guard let mark = mark.map({ ShellQuote.fish($0.bytes) }) else {
        return Bytes("not builtin test -e ") + path
      }
      return Bytes("builtin test -e ") + path + "; and not builtin test " + path + " -nt " + mark
        + "; and not builtin test " + path + " -ot " + mark
    }
    let all = Bytes(conditions, separatedBy: "\n  and ")
    return Bytes("function ") + Bytes(name) + "\n  " + all + "\nend\n"
  }
}
