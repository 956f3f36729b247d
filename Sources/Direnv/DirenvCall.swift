import Environment
import Resolution
import Toolchains

/// A command line behind its command, and the environment it was given in.
struct DirenvCall {
  /// What stands behind the name of the command.
  let arguments: [Bytes]
  /// The version of tvm.
  let tvmVersion: String
  /// The environment of this process when it was started.
  let environment = EnvironmentSnapshot.current

  /// A command line behind its command.
  init(_ arguments: [Bytes], tvmVersion: String) {
    self.arguments = arguments
    self.tvmVersion = tvmVersion
  }

  /// What is loaded in the environment, by direnv or by the hook of tvm.
  var state: EnvironmentState {
    // Without a home nobody has a record.
    EnvironmentState(of: environment, (try? Home(.live)).map { RecordFolder($0) })
  }

  /// Where the file is that is loaded.
  var loadedPlace: Path? {
    if let file = environment[Variables.direnvFile], !file.isEmpty { return Path(file) }
    return environment[Variables.environment] == nil ? nil : state.place
  }

  /// The files that are watched by now.
  ///
  /// - Throws: ``DirenvFault/invalidVariable(_:)``.
  func watches() throws -> WatchList {
    if let value = environment[Variables.direnvWatches], !value.isEmpty {
      guard let watches = WatchList(gzenv: value) else {
        throw DirenvFault.invalidVariable(Literal(Variables.direnvWatches))
      }
      return watches
    }
    guard environment[Variables.environment] != nil else { return WatchList() }
    return WatchList(state.records.first?.watches ?? [])
  }

  /// An argument that must be there.
  ///
  /// - Parameters:
  ///   - index: Its place, from 0.
  ///   - name: What it is called in the message.
  /// - Returns: The argument.
  /// - Throws: ``DirenvFault/missing(_:)``.
  func argument(_ index: Int, _ name: StaticString) throws -> Bytes {
    guard arguments.indices.contains(index) else { throw DirenvFault.missing(Literal(name)) }
    return arguments[index]
  }

  /// The form that an argument names.
  ///
  /// - Parameters:
  ///   - index: The argument's place, from 0.
  ///   - standard: What is meant where there is no such argument.
  /// - Returns: The form.
  /// - Throws: ``DirenvFault/unknownShell(_:)``.
  func format(_ index: Int, else standard: DirenvFormat? = nil) throws -> DirenvFormat {
    let name = arguments.indices.contains(index) ? arguments[index] : []
    if name.isEmpty, let standard { return standard }
    guard let format = DirenvFormat(named: name) else { throw DirenvFault.unknownShell(name) }
    return format
  }
}
