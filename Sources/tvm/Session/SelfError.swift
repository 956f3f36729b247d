import Resolution
import Toolchains

/// Why tvm could not update or remove itself.
enum SelfError: Error, Equatable {
  /// The release has no archive for this machine.
  case noArchive(from: String, has: [String])
  /// No address of releases is built in, and none was given.
  case noAddress
  /// No public key is built in, and none was given.
  case noKey
  /// What was given as a key is none.
  case notAKey
  /// The program is not where install.sh has put one.
  case notInstalled(Path)
  /// A package manager answers for the files.
  case managed(InstallationPrefix.Manager, command: String, Path)
  /// The signature is not right.
  case notSigned(from: String, Minisign.Refusal)
  /// The release is older.
  case older(String, from: String)
  /// Nobody can be asked.
  case needsYes
  /// The script that was to do it has failed.
  case scriptFailed(Path, status: Int32)
}

extension SelfError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noArchive(let address, let platforms):
      """
      the release in \(shown(address)) has nothing for \(ReleaseSums.platform) (it has: \
      \(platforms.isEmpty ? "nothing" : platforms.joined(separator: ", ")))
      """
    case .noAddress:
      "this build does not know where releases are\nhelp: tvm self update --from FOLDER"
    case .noKey:
      """
      this build has no public key, so the release cannot be verified
      help: tvm self update --key KEY
      """
    case .notAKey: "this is not a minisign public key: it begins with RW and has 56 characters"
    case .notInstalled(let program):
      "\(program.bytes.printable.text) was not installed by install.sh"
    case .managed(let manager, let command, let prefix):
      """
      tvm in \(prefix.bytes.printable.text) is managed by \(manager.name)
      help: \(command)
      """
    case .notSigned(let address, .malformed):
      "the signature in \(shown(address)) cannot be read; nothing was changed"
    case .notSigned(let address, .otherKey):
      "the release in \(shown(address)) is signed with another key; nothing was changed"
    case .notSigned(let address, .wrong):
      "the signature in \(shown(address)) is wrong; nothing was changed"
    case .older(let version, let address):
      """
      \(shown(address)) has tvm \(version), which is older than \(Installation.version)
      help: tvm self update --downgrade
      """
    case .needsYes: "there is no terminal to confirm on\nhelp: tvm self uninstall --yes"
    case .scriptFailed(let script, let status):
      "\(script.bytes.printable.text) exited with status \(status)"
    }
  }

  private func shown(_ address: String) -> String { Bytes(address.utf8).printable.text }
}
