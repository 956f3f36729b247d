package import JSON
package import Resolution
import Toolchains

/// Why an editor's settings could not be read or written.
package enum EditorError: Error, Equatable {
  /// The file is not JSON with comments, or holds something else where settings should be.
  case json(Path, JSONCError)
  /// The file is not TOML.
  case toml(Path, TOMLError)
  /// A path of a toolchain cannot be written as text.
  case notText(Path)
  /// What stands in the file's place is not to be read.
  case resolution(ResolutionError)
  /// A block of tvm's begins and does not end.
  case unclosedBlock(Path)
  /// The file is not XML.
  case xml(Path, XMLError)
}

extension EditorError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .json(let path, let error) where error.fault == .object:
      "\(path.bytes.printable.text):\(error.line): \(error)"
    case .json(let path, let error):
      "\(path.bytes.printable.text):\(error.line) is not JSON with comments: \(error)"
    case .toml(let path, let error):
      "\(path.bytes.printable.text):\(error.line) is not TOML: \(Bytes(error.reason.text).text)"
    case .notText(let path):
      "\(path.bytes.printable.text) is not UTF-8, so no settings file can name it"
    case .resolution(let error): error.message.text
    case .unclosedBlock(let path):
      "\(path.bytes.printable.text) has the beginning of the tvm block but not its end"
    case .xml(let path, let error):
      "\(path.bytes.printable.text):\(error.line) is not XML: \(error)"
    }
  }
}
