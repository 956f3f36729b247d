package import Resolution

#if canImport(FoundationEssentials)
private import FoundationEssentials
#else
private import Foundation
#endif

/// What cargo has noted of the programs it installed: `$CARGO_HOME/.crates2.json`.
package struct CrateRecords: Sendable {
  /// One installed package.
  package struct Record: Equatable, Sendable {
    /// The package's name, such as `ripgrep`.
    package let name: String
    /// Its version.
    package let version: String
    /// The names of its programs.
    package let programs: [String]
    /// The first line of `rustc -vV`, or nothing where an old cargo did not note it.
    package let compiler: String
  }

  /// The packages, by name.
  package let records: [Record]

  /// The records in a file's content; nil where it is not what cargo writes.
  package init?(_ contents: Bytes) {
    guard
      let file = try? JSONDecoder().decode(Document.self, from: Data(contents))
    else { return nil }
    records = file.installs.map { key, install in
      // A key is `NAME VERSION (SOURCE)`.
      let words = key.split(separator: " ")
      return Record(
        name: words.first.map(String.init) ?? key,
        version: words.count > 1 ? String(words[1]) : "",
        programs: install.bins.sorted(),
        compiler: install.rustc?.split(separator: "\n").first.map(String.init) ?? "")
    }.sorted { $0.name < $1.name }
  }

  private struct Document: Decodable {
    let installs: [String: Install]
  }

  private struct Install: Decodable {
    let bins: [String]
    let rustc: String?
  }
}
