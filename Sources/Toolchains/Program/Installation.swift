#if canImport(Darwin)
import Darwin
#endif
package import Resolution

/// Where the files of an installed tvm are, relative to the program.
package struct Installation {
  /// The version of tvm.
  package static let version = "0.1.0"

  private let prefix: Path
  private let folder: Path

  /// The installation that a program belongs to.
  package init(_ program: Path) {
    folder = program.parent ?? Path("/")
    prefix = folder.parent ?? Path("/")
  }

  /// The running program, without symbolic links.
  package static var program: Path {
    #if canImport(Darwin)
    var size = UInt32(MAXPATHLEN)
    var buffer = [CChar](repeating: 0, count: Int(size))
    let path = _NSGetExecutablePath(&buffer, &size) == 0 ? Path(Bytes(cString: buffer)) : nil
    #else
    let path = Folder.target(of: Path("/proc/self/exe"))
    #endif
    let called = Path(CommandLine.words.first ?? Bytes("tvm"))
    let found = path ?? called
    return World.live.physical(found) ?? found
  }

  /// The folder with the completion scripts.
  package var completions: Path { prefix.appending("share/tvm/completions") }

  /// The folder with the library for environment files: the sources' own where it was built there.
  package var environmentLibrary: Path {
    let installed = prefix.appending("share/tvm/envrc")
    for folder in folder.ancestors {
      if folder.name.equals(".build"), let sources = folder.parent {
        return sources.appending("share/envrc")
      }
    }
    return installed
  }

  /// Where the built shim may be: beside the program's folder once installed, in the same folder when
  /// built.
  package var shimPlaces: [Path] {
    [prefix.appending("libexec/tvm/tvm-shim"), folder.appending("tvm-shim")]
  }
}
