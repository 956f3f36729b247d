extension Resolver {
  /// What keeps toolchains from being run that are there for all that is known: installing them is no
  /// way out.
  @inline(never)
  func obstacle(to pins: [Pin]) throws(ResolutionError) -> ResolutionError? {
    for pin in pins {
      let found: ResolutionError?
      switch pin.request {
      case .go(let request):
        found = goObstacle { name in
          GoVersion(name).map { request.accepts($0) } ?? (Request(go: name) == pin.request)
        }
      case .rust(let request):
        let folder = try rustHome().toolchains
        found = obstacle(in: folder, folder.appending(request.name).appending("bin"))
      case .system: found = nil
      }
      if let found { return found }
    }
    return nil
  }

  /// The same for the Go toolchains whose names pass a test.
  @inline(never)
  func goObstacle(where accepts: (BytesSlice) -> Bool) -> ResolutionError? {
    let folder = home.goToolchains
    for name in world.names(folder) ?? [] where accepts(name[...]) {
      let found = obstacle(in: folder, folder.appending(name).appending("bin/go"))
      if let found { return found }
    }
    return obstacle(in: folder, folder)
  }

  /// What keeps something in a folder from being run.
  @inline(never)
  func obstacle(in folder: Path, _ path: Path) -> ResolutionError? {
    for path in [folder, path] {
      if case .refused(.unreadable(let reason)) = world.read(path, 0) {
        return .refused(path, .unreadable(reason))
      }
    }
    return world.forbidsPrograms(folder) ? .noPrograms(folder) : nil
  }
}
