/// The outside as the resolver sees it: it reads files and variables and does nothing else.
package final class World: Sendable {
  /// The value of an environment variable, or nil where it is not set.
  package let variable: @Sendable (_ name: StaticString) -> Bytes?

  /// The contents of a small regular file; see ``FileReading``.
  package let read: @Sendable (_ path: Path, _ limit: Int) -> FileReading

  /// Reads the files that a search looks for, as far as they are there, and tells of each.
  ///
  /// Ends where there is nothing more to look for, or where it is told to.
  package let search:
    @Sendable (_ files: UpwardSearch, _ found: (UpwardSearch.Step, FileReading) -> Bool) -> Void

  /// The names in a directory, in no order, without `.` and `..`; nil where it cannot be read.
  package let names: @Sendable (_ directory: Path) -> [Bytes]?

  /// The state of a directory, or nil where there is none.
  package let folder: @Sendable (_ directory: Path) -> FolderState?

  /// Whether a directory is another user's, and this one may not write it.
  package let isOthers: @Sendable (_ directory: Path) -> Bool

  /// Which executable regular file a path leads to, or nil where there is none.
  package let program: @Sendable (_ path: Path) -> FileIdentity?

  /// Whether the file system of a path lets no program run.
  package let forbidsPrograms: @Sendable (_ path: Path) -> Bool

  /// The path without symbolic links, `.` and `..`, or nil where it does not exist.
  package let physical: @Sendable (_ path: Path) -> Path?

  /// The current directory without symbolic links, or nil where it has been deleted.
  package let workingDirectory: @Sendable () -> Path?

  /// A world of these closures.
  package init(
    variable: @escaping @Sendable (_ name: StaticString) -> Bytes?,
    read: @escaping @Sendable (_ path: Path, _ limit: Int) -> FileReading,
    search:
      @escaping @Sendable (
        _ files: UpwardSearch, _ found: (UpwardSearch.Step, FileReading) -> Bool
      ) -> Void,
    names: @escaping @Sendable (_ directory: Path) -> [Bytes]?,
    folder: @escaping @Sendable (_ directory: Path) -> FolderState?,
    isOthers: @escaping @Sendable (_ directory: Path) -> Bool = { _ in false },
    program: @escaping @Sendable (_ path: Path) -> FileIdentity?,
    forbidsPrograms: @escaping @Sendable (_ path: Path) -> Bool,
    physical: @escaping @Sendable (_ path: Path) -> Path?,
    workingDirectory: @escaping @Sendable () -> Path?
  ) {
    self.variable = variable
    self.read = read
    self.search = search
    self.names = names
    self.folder = folder
    self.isOthers = isOthers
    self.program = program
    self.forbidsPrograms = forbidsPrograms
    self.physical = physical
    self.workingDirectory = workingDirectory
  }

  /// The value of a variable that is set and not empty.
  @inline(never)
  package func setVariable(_ name: StaticString) -> Bytes? {
    guard let value = variable(name), !value.isEmpty else { return nil }
    return value
  }

  /// Whether a switch such as `TVM_BYPASS` is on: set, not empty and not `0`.
  @inline(never)
  package func isOn(_ name: StaticString) -> Bool {
    guard let value = setVariable(name) else { return false }
    return !value.equals("0")
  }
}
