internal import Resolution

/// The files of a component, as `manifest.in` and `manifest-<component>` list them.
struct FileList {
  /// One line.
  struct Line {
    /// Whether the line stands for a folder with all that is in it.
    let isFolder: Bool
    /// Where it stands below the toolchain.
    let path: String
  }

  let lines: [Line]

  /// Reads a list.
  ///
  /// - Parameter contents: the file.
  /// - Throws: `PackageFault` for lines of another form and paths that lead out.
  init(_ contents: Bytes) throws(PackageFault) {
    var lines: [Line] = []
    for bytes in contents.split(separator: UInt8(ascii: "\n")) {
      let text = Bytes(bytes).text
      let isFolder = text.hasPrefix("dir:")
      guard isFolder || text.hasPrefix("file:") else { throw .line(text) }
      let path = String(text.dropFirst(isFolder ? 4 : 5))
      guard FileList.isSafe(path) else { throw .path(path) }
      lines.append(Line(isFolder: isFolder, path: path))
    }
    self.lines = lines
  }

  /// The list in the form of an installed component.
  var contents: Bytes {
    Bytes(lines.map { "\($0.isFolder ? "dir" : "file"):\($0.path)\n" }.joined().utf8)
  }

  /// Whether a path stays below the toolchain and off its records.
  private static func isSafe(_ path: String) -> Bool {
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.utf8.contains(0),
      components.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else { return false }
    guard components.count <= 3,
      components.starts(with: ["lib", "rustlib"].prefix(components.count))
    else { return true }
    let name = components.count == 3 ? components[2] : ""
    return components.count == 3 && !RustRecords.isRecord(String(name))
  }
}
