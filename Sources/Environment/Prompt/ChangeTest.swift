package import Resolution
package import Shells

/// A function of a shell that tells without a process whether files are as they were.
package struct ChangeTest: Sendable {
  /// What is tested of one file.
  private struct Test: Sendable {
    let path: Path
    /// Whether something is to stand there.
    var exists = false
    /// The file that has its time; nil where there is none.
    var mark: Path?
    /// The file itself, where links lead to it: shells follow them, and files of a package manager's
    /// all have the same time.
    var target: Path?
  }

  private let tests: [Test]
  /// Whether it tells every change.
  ///
  /// Where no file with a time can be made, it only tells which files there are.
  package let isComplete: Bool

  /// A test of files.
  ///
  /// - Parameters:
  ///   - watches: The files.
  ///   - records: Where the files with times are kept.
  package init(_ watches: [Watch], _ records: RecordFolder) {
    var tests: [Test] = []
    var isComplete = true
    for watch in watches {
      var test = Test(path: watch.path)
      if case .present(let modified, _, let file, let hash) = watch.state {
        let target = World.live.physical(watch.path) ?? watch.path
        // Of a young file the next prompt cannot know by its time, of another one not at all: it asks
        // again.
        let isKnown = hash.isEmpty && (target == watch.path || Watch(target).isFile(file))
        test.exists = true
        test.mark = try? records.mark(isKnown ? modified : modified - 1)
        if test.mark == nil { isComplete = false }
        if target != watch.path { test.target = target }
      }
      tests.append(test)
    }
    self.tests = tests
    self.isComplete = isComplete
  }

  /// The definition of the function.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - shell: The shell, one with a hook.
  /// - Returns: Code with its line end.
  package func function(_ name: StaticString, _ shell: Shell) -> Bytes {
    switch shell {
    case .elvish: elvish(name)
    case .fish: fish(name)
    default: posix(name, shell)
    }
  }

  /// The definition of a function that always has the same answer.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - answer: Whether everything is as it was.
  ///   - shell: The shell, one with a hook.
  /// - Returns: Code with its line end.
  package static func function(
    _ name: StaticString, answering answer: Bool, _ shell: Shell
  ) -> Bytes {
    let command = Bytes(answer ? "true" : "false")
    return switch shell {
    case .elvish: Bytes("fn ") + Bytes(name) + " { put $" + command + " }\n"
    case .fish: Bytes("function ") + Bytes(name) + "; builtin " + command + "; end\n"
    default: Bytes(name) + "() { \\builtin " + command + "; }\n"
    }
  }

  /// elvish cannot tell times: it compares what is in the files.
  private func elvish(_ name: StaticString) -> Bytes {
    guard !tests.isEmpty else { return ChangeTest.function(name, answering: true, .elvish) }
    let paths = tests.map { Shell.elvish.quoted($0.path.bytes) }
    return Bytes(
      """
      use path
      fn __tvm_content {|name|
        if (path:is-regular &follow-symlink=$true $name) {
          try { slurp < $name } catch { put unreadable }
        } else {
          put (path:is-dir &follow-symlink=$true $name)
        }
      }
      var __tvm_paths = [
      """) + Bytes(paths, separatedBy: " ")
      + Bytes(
        """
        ]
        var __tvm_contents = [(each $__tvm_content~ $__tvm_paths)]
        fn
        """) + " " + Bytes(name) + " { eq [(each $__tvm_content~ $__tvm_paths)] $__tvm_contents }\n"
  }

  private func posix(_ name: StaticString, _ shell: Shell) -> Bytes {
    guard !tests.isEmpty else { return ChangeTest.function(name, answering: true, shell) }
    let conditions = tests.map { test in
      let path = shell.quoted(test.path.bytes)
      guard let mark = test.mark.map({ shell.quoted($0.bytes) }) else {
        return Bytes(test.exists ? "-e " : "! -e ") + path
      }
      let target = test.target.map { Bytes(" && ") + path + " -ef " + shell.quoted($0.bytes) }
      return Bytes("-e ") + path + " && ! " + path + " -nt " + mark + " && ! " + path + " -ot "
        + mark + (target ?? [])
    }
    let all = Bytes(conditions, separatedBy: " &&\n    ")
    return Bytes(name) + "() {\n  [[ " + all + " ]]\n}\n"
  }

  private func fish(_ name: StaticString) -> Bytes {
    guard !tests.isEmpty else { return ChangeTest.function(name, answering: true, .fish) }
    let conditions = tests.map { test in
      let path = Shell.fish.quoted(test.path.bytes)
      guard let mark = test.mark.map({ Shell.fish.quoted($0.bytes) }) else {
        return Bytes(test.exists ? "builtin test -e " : "not builtin test -e ") + path
      }
      let target = test.target.map {
        Bytes("; and builtin test ") + path + " -ef " + Shell.fish.quoted($0.bytes)
      }
      return Bytes("builtin test -e ") + path + "; and not builtin test " + path + " -nt " + mark
        + "; and not builtin test " + path + " -ot " + mark + (target ?? [])
    }
    let all = Bytes(conditions, separatedBy: "\n  and ")
    return Bytes("function ") + Bytes(name) + "\n  " + all + "\nend\n"
  }
}
