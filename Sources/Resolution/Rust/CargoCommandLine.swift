/// What the arguments of a `cargo` call mean for the package whose minimum `+msrv` asks for.
package enum CargoCommandLine {
  /// The Cargo.toml of `--manifest-path`.
  ///
  /// - Parameter arguments: the arguments behind the program's name.
  /// - Returns: its path as written, or nil where there is none.
  package static func manifest(_ arguments: [Bytes]) -> Bytes? {
    var isNext = false
    for argument in arguments {
      if isNext { return argument }
      if argument.equals("--") { return nil }
      isNext = argument.equals("--manifest-path")
      var value = argument[...]
      if value.take("--manifest-path=") { return Bytes(value) }
    }
    return nil
  }
}
