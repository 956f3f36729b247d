package import Resolution

/// The prefix that the running program was installed into.
package struct InstallationPrefix: Sendable {
  /// Who else answers for the files, and by which commands.
  package struct Manager: Equatable, Sendable {
    /// Its name, such as `apt`.
    package let name: String
    /// The command that updates tvm.
    package let update: String
    /// The command that removes tvm.
    package let uninstall: String
  }

  /// The prefix.
  package let path: Path
  /// Whoever manages it; nil for install.sh.
  package let manager: Manager?

  /// The script that installed it, which removes it, too.
  package var installer: Path { path.appending("libexec/tvm/install.sh") }

  /// The prefix of the running program; nil where nothing says that it was installed.
  package static var own: InstallationPrefix? {
    [Installation.program, Installation.real].lazy.compactMap(InstallationPrefix.init).first
  }

  /// The prefix of a program.
  init?(_ program: Path) {
    guard let path = program.parent?.parent else { return nil }
    let folder = path.appending("libexec/tvm")
    self.path = path
    if case .contents(let text) = World.live.read(folder.appending("managed-by"), 4096) {
      manager = Manager(text)
    } else if case .contents = World.live.read(folder.appending("installed"), 1 << 20) {
      manager = nil
    } else {
      return nil
    }
  }
}

extension InstallationPrefix.Manager {
  /// What the file `managed-by` says: lines `name`, `update` and `uninstall`.
  init(_ text: Bytes) {
    func value(_ name: String) -> String {
      let line = text.parts(between: "\n").first { $0.starts(with: Bytes("\(name) ".utf8)) }
      return line.map { Bytes($0.dropFirst(name.utf8.count + 1)).printable.text } ?? ""
    }
    name = value("name")
    update = value("update")
    uninstall = value("uninstall")
  }
}
