import Resolution
package import Shells

extension Machine {
  /// The changes that take out what ``setupFixes`` puts in: every line which loads tvm's hook, and those
  /// that stand beside it.
  ///
  /// - Parameter shell: the shell whose files are changed; nil for all.
  /// - Returns: the changes.
  package func hookRemoval(_ shell: Shell? = nil) -> [Fix] {
    startup.files.filter { $0.isUsers && (shell == nil || $0.shell == shell) }.flatMap { file in
      let lines = file.lines.map(\.bytes)
      var own = file.hooks.filter(\.canBeTakenOut).map(\.line.bytes) + [completion]
      // Who has no such line has made the file read ~/.bashrc himself.
      if lines.contains(pathLine) { own += [pathLine, bashrcLine] }
      return own.filter(lines.contains).map { Fix.edit(file.path, .remove($0)) }
    }
  }
}
