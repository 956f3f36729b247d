/// One thing that can be wrong with a set-up, and how to find out.
package struct Check: Sendable {
  /// The name for `--check`: the family's short name and the check's, such as `path.shims`.
  package let id: String

  /// The group it belongs to.
  package let family: Family

  /// What is expected, in a few words, such as "the shims are on PATH".
  package let title: String

  /// What is looked at: files, variables, programs.
  package let looksAt: String

  /// What breaks when it is wrong, in one sentence.
  package let explanation: String

  /// Whether the user's shells have to be started for it.
  package let needsShells: Bool

  /// Looks, and says what it found; nothing means that all is well.
  package let examine: @Sendable (Machine) -> [Finding]

  /// A check.
  package init(
    _ id: String, _ family: Family, _ title: String, looksAt: String, explanation: String,
    needsShells: Bool = false, examine: @escaping @Sendable (Machine) -> [Finding]
  ) {
    self.id = id
    self.family = family
    self.title = title
    self.looksAt = looksAt
    self.explanation = explanation
    self.needsShells = needsShells
    self.examine = examine
  }

  /// Every check, in the order of the report's families.
  package static let all: [Check] = [
    tvm, owners, path, pathElements, shell, goroot, gopath, goVariables, project, rust, tools,
    editors,
    stores,
  ].flatMap { $0 }
}
