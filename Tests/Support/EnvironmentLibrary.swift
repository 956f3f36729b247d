import Foundation

/// The bash library that evaluates environment files, driven as the program drives it.
package final class EnvironmentLibrary {
  /// Where the project `p` and the home directory are.
  package let sandbox: Sandbox
  /// Files below the root that are approved together with the environment file.
  package var approved: [String] = []
  /// Settings, each a name such as `:strict_env` and a value.
  package var settings: [(String, String)] = []
  /// Words to start bash by, such as a program that counts processes.
  package var starter: [String] = []

  /// A library in a new sandbox.
  ///
  /// Its program tvm is the built one, but allows every source whose name has no `refused` in it.
  ///
  /// - Throws: What the sandbox throws.
  package init() throws {
    sandbox = try Sandbox("envrc")
    try sandbox.makeDirectory("p")
    try sandbox.write(
      """
      #!/bin/sh
      echo "$*" >>'\(sandbox.path("asked"))'
      case $1 in
        approve-source)
          case $3 in *refused*) echo "tvm: $3 is not allowed" >&2; exit 1 ;; esac
          exec cat "$3"
          ;;
        require-approval)
          case $* in *refused*) exit 1 ;; esac
          ;;
        *) exec '\(Project.program("tvm"))' "$@" ;;
      esac
      """, to: "bin/tvm", executable: true)
    sandbox.environment["TVM_HOME"] = sandbox.path("tvm")
  }

  /// What the library asked the program, one line each.
  package var asked: String { sandbox.read("asked").replacing(sandbox.root, with: "ROOT") }

  /// Evaluates an environment file of the project.
  ///
  /// - Parameters:
  ///   - text: The content of the file.
  ///   - name: Its path below the root.
  /// - Returns: What came of it.
  /// - Throws: What the sandbox throws, and `ProgramError`.
  package func evaluate(_ text: String, name: String = "p/.envrc") throws -> EvaluatedFile {
    let file = try sandbox.write(text, to: name)
    var words = [file, text]
    for path in approved { words += [sandbox.path(path), sandbox.read(path)] }
    for (name, value) in settings { words += [name, value] }
    try Data(words.flatMap { Array($0.utf8) + [0] }).write(to: URL(filePath: sandbox.path("files")))
    let records = sandbox.path("records")
    let output = try sandbox.run(
      "bash",
      ["-c", #"exec 3>"$1" 4<"$2" 1>&2; shift 2; exec env BASH_SOURCE= "$@""#, "bash", records]
        + [sandbox.path("files")] + starter
        + ["bash", "--noprofile", "--norc", "-p", "\(Project.root)/share/envrc/stdlib.bash"]
        + ["evaluate", sandbox.path("bin/tvm"), sandbox.path("bin/direnv"), file],
      in: (name as NSString).deletingLastPathComponent)
    let written = FileManager.default.contents(atPath: records) ?? Data()
    return EvaluatedFile(
      records: written.split(separator: 0).map { String(decoding: $0, as: UTF8.self) },
      errors: output.errors, root: sandbox.root)
  }
}

/// What the library told about an environment file.
///
/// Paths in the sandbox begin with `ROOT`.
package struct EvaluatedFile {
  /// The records before the environment.
  package let records: [String]
  /// The variables that the file left, or nil where bash did not get that far.
  package let environment: [String: String]?
  /// What was printed.
  package let errors: String

  init(records: [String], errors: String, root: String) {
    let words = records.map { $0.replacing(root, with: "ROOT") }
    let end = words.firstIndex(of: "environment")
    self.records = Array(words[..<(end ?? words.endIndex)])
    environment = end.map { end in
      Dictionary(
        words[(end + 1)...].map { entry in
          let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
          return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }, uniquingKeysWith: { $1 })
    }
    self.errors = errors.replacing(root, with: "ROOT")
  }

  /// The status that the file ended with, or nil where it was not told.
  package var status: Int? { values("status").first.flatMap { Int($0) } }

  /// The values of all records of a kind.
  package func values(_ kind: String) -> [String] {
    records.filter { $0.hasPrefix(kind + " ") }.map { String($0.dropFirst(kind.count + 1)) }
  }

  /// The value of a variable.
  package subscript(name: String) -> String? { environment?[name] }
}
