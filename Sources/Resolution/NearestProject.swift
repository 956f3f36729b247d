extension World {
  /// The languages of the nearest project: of the nearest directory, from one upwards, that has a
  /// version file or a project file of any.
  ///
  /// - Parameter directory: where the search starts, physical; nil for the current directory.
  /// - Returns: one or several languages; none where there is no project, or no current directory.
  package func languagesOfNearestProject(from directory: Path? = nil) -> [Language] {
    // In a directory that was deleted there is no project.
    guard let start = try? Start(directory, self) else { return [] }
    let versionFiles = VersionFile.allCases
    let projectFiles = ProjectFile.allCases
    let search = UpwardSearch(
      start: start, names: versionFiles.map { $0.name } + projectFiles.map { $0.name },
      levels: 0..<start.levels, limit: ProjectFile.sizeLimit)
    var found: [Language] = []
    var level = 0
    self.search(search) { step, reading in
      if step.level != level, !found.isEmpty { return false }
      level = step.level
      // A folder may have such a name for reasons of its own.
      if case .refused(.directory) = reading { return true }
      for language in Language.allCases where !found.contains(language) {
        let index = step.index - versionFiles.count
        let isAbout =
          index < 0
          ? versionFiles[step.index].isAbout(language, reading)
          : language.projectFiles.contains(projectFiles[index])
        if isAbout { found.append(language) }
      }
      return true
    }
    return found
  }
}
