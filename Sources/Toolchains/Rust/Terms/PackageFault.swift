internal import Resolution

/// What is wrong with a component's archive.
package enum PackageFault: Error, Equatable {
  /// A line of its list of files is not understood.
  case line(String)
  /// It lists a file that it does not have.
  case missing(String)
  /// It does not have the component.
  case noComponent
  /// A name that leads out of the toolchain, or into tvm's and rustup's own records.
  case path(String)
  /// A format other than 3.
  case version(String)
}

extension PackageFault {
  /// What is wrong, for people.
  var words: String {
    switch self {
    case .line(let line): "its list of files has the line \"\(line.shown)\""
    case .missing(let path): "it lists \(path.shown) but does not contain it"
    case .noComponent: "its archive contains another component"
    case .path(let path): "it would write to \"\(path.shown)\""
    case .version(let version): "its archive has the format \(version.shown), not 3"
    }
  }
}
