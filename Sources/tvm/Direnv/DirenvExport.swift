import CLibc
import Environment
import Resolution
import Toolchains

extension Direnv {
  /// `direnv export SHELL`: what a hook evaluates at each prompt.
  static func export(_ call: DirenvCall) throws {
    let format = try call.format(0)
    let file = call.environment[DirenvState.file] ?? []
    let loaded = file.isEmpty ? nil : Path(file)
    let search = try DirenvSession.search()
    DirenvLog.debug("loaded: \(loaded.shown), found: \(search.place.shown)")
    // Most prompts: without a home nothing is needed of it here.
    let isLoadedByHook = call.environment[Variables.environment] != nil
    if loaded == nil, !isLoadedByHook, search.place == nil { return }
    if let loaded, loaded == search.place {
      let watches = try call.watches()
      if watches.areUnchanged { return }
      DirenvLog.debug("changed: \((watches.files.first { !$0.isUnchanged }?.path).shown)")
    }
    let session = try DirenvSession(call)
    let base = try session.reverted()
    var next = base
    var problem: (any Error)?
    if search.place == nil {
      session.log.status("unloading")
    } else {
      let interruption = DirenvInterruption(session.home)
      let load =
        DirenvLoad(interruption, search, from: base)
        ?? DirenvLoad(search, from: base, session)
      next = load.environment
      problem = load.error
      if case DirenvFault.interrupted(let place)? = problem {
        interruption.write(place, next[DirenvState.watches] ?? [])
      } else {
        interruption.clear()
      }
    }
    let summary = DirenvDifference(from: base, to: next).summary
    if !summary.isEmpty, !session.settings.hidesDifference {
      session.log.status("export \(summary)")
    }
    Output.print(bytes: format.code(DirenvDifference(from: session.current, to: next).changes))
    if let problem { throw problem }
  }

  /// `direnv exec DIR COMMAND [...ARGS]`; a program in place of both means its folder.
  static func exec(_ call: DirenvCall) throws {
    guard let first = call.arguments.first else {
      throw DirenvFault.missing(Literal("DIR and COMMAND arguments"))
    }
    guard let path = World.live.physical(first.isEmpty ? Path(".") : Path(first)) else {
      throw DirenvFault.system(Literal("stat"), first, errno: clibc_errno())
    }
    let session = try DirenvSession(call)
    let isFolder = Folder.exists(path)
    let command = isFolder ? Array(call.arguments.dropFirst()) : call.arguments
    guard let name = command.first else {
      throw DirenvFault.missing(Literal("COMMAND argument"))
    }
    let folder = isFolder ? path : path.parent ?? Path("/")
    var next = try session.reverted()
    let search = EnvironmentFile.nearest(from: folder, session.settings)
    if search.place != nil {
      let load = DirenvLoad(search, from: next, session)
      if let error = load.error { throw error }
      next = load.environment
    }
    // Left out at the start, since it may go by links.
    next.values[Bytes(Variables.directory)] = session.directory?.bytes
    throw DirenvExecution(name, command, next).start()
  }
}

extension Path? {
  /// The path for a message.
  fileprivate var shown: String { map { $0.bytes.printable.text } ?? "nothing" }
}
