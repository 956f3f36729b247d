import Resolution
import Toolchains

/// What `tvm --version --json` says: which program this is.
struct VersionReport: Encodable {
  private enum Key: String, CodingKey {
    case commit, managedBy = "managed_by", program, schema, target, version
  }

  private let files = EmbeddedFiles.own
  private let manager = InstallationPrefix.own?.manager?.name

  /// Prints it.
  func print() {
    // Nothing in it can fail to be encoded.
    try? Output.print(json: self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(Installation.version, forKey: .version)
    // Nothing is packed into a development build.
    try container.encode(files?["commit"]?.text, forKey: .commit)
    try container.encode(files?["target"]?.text, forKey: .target)
    try container.encode(Installation.program.bytes.printable.text, forKey: .program)
    try container.encode(manager, forKey: .managedBy)
  }
}
