package import Resolution

/// Writes pins for Go.
package struct GoPin: Sendable {
  /// The version file of a directory.
  package let file: Path

  /// The pin of a directory.
  package init(in directory: Path) { file = directory.appending(VersionFile.goVersion.name) }

  /// Writes a request into the version file; its comments stay, other requests go.
  ///
  /// - Parameter request: what is asked for, in any dialect.
  /// - Throws: ``PinError``; the file is as before then.
  package func write(_ request: Bytes) throws(PinError) {
    var lines: [BytesSlice] = []
    var isWritten = false
    var mark = BytesSlice()
    switch World.live.read(file, VersionFile.sizeLimit) {
    case .absent: break
    case .refused(let problem): throw .resolution(.refused(file, problem))
    case .contents(let contents):
      let text = contents.withoutByteOrderMark
      mark = contents[..<text.startIndex]
      for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        let old = line.withoutComment.trimmed
        if old.isEmpty {
          lines.append(line)
        } else if !isWritten {
          isWritten = true
          // What follows the old request is blanks, a comment and a carriage return.
          lines.append((request + Bytes(line[old.endIndex...]))[...])
        }
      }
      if let last = lines.last, last.isEmpty { lines.removeLast() }
    }
    if !isWritten { lines.append(request[...]) }
    let contents = Bytes(mark) + Bytes(lines.joined(separator: Bytes("\n"))) + Bytes("\n")
    // What cannot be understood with the pin in it is the user's to correct.
    do throws(ResolutionError) {
      _ = try VersionFile.goVersion.goPins(in: contents, at: file)
    } catch { throw .unusable(file, error) }
    do throws(FileError) { try AtomicFile.write(contents, to: file) } catch { throw .file(error) }
  }
}

/// Why a pin or the default could not be written.
package enum PinError: Error, Equatable {
  /// The file could not be changed.
  case file(FileError)
  /// What stands in the file's place cannot be read or is not to be changed.
  case resolution(ResolutionError)
  /// The file has a fault that the request does not mend.
  case unusable(Path, ResolutionError)
}

extension ResolutionError {
  /// The error of a file that a pin cannot be written into, with the command that makes room for one.
  func messageMovingAway(_ file: Path) -> String {
    let old = file.bytes + Bytes(".old")
    return ([what] + details).map(\.text).joined(separator: "\n  ")
      + "\nhelp: mv \(file.bytes.shellQuoted.text) \(old.shellQuoted.text)"
  }
}

extension PinError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .resolution(let error): error.message.text
    case .unusable(let file, let error): error.messageMovingAway(file)
    }
  }
}
