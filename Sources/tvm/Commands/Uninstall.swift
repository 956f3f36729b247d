import ArgumentParser
import Resolution
import Toolchains

/// Removes toolchains.
struct Uninstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Uninstall toolchains",
    discussion: """
      For a linked toolchain, only the link is removed. A toolchain that a running process uses is \
      kept unless you pass --force.

      EXAMPLES:
        tvm uninstall 1.20.14
        tvm uninstall go@1.20.14 go@1.21.0
        tvm uninstall nightly-2026-05-20
        tvm uninstall stage1             a linked toolchain of either language
      """,
    aliases: ["rm"])

  @Argument(
    help: ArgumentHelp("What to uninstall: go@1.20.14 or go 1.20.14", valueName: "[tool] version"),
    completion: .custom(Completion.installed))
  var versions: [String]

  @Flag(name: .shortAndLong, help: "Uninstall even if a process is using the toolchain")
  var force = false

  @Flag(name: .shortAndLong, help: "Print only errors")
  var quiet = false

  func run() throws {
    let session = try Session()
    try ToolRequest.check(versions, session.world)
    let requests = try ToolRequest.all(versions) { word in
      // What is removed is not guessed.
      guard ToolRequest.owners(of: word, session.world).count < 2 else {
        throw CommandError.ambiguousName(word)
      }
      return session.language(of: word)
    }
    // Nothing is removed before everything that is to be removed has been found.
    let found = try requests.map { request in
      guard let text = request.text else {
        throw ValidationError("specify a version to uninstall, such as go@1.21.6")
      }
      let store = try session.store(request.language, isQuiet: quiet)
      // What an earlier removal has left when it was killed.
      store.clean()
      return (store, try store.find(text))
    }
    for (store, name) in found {
      // What cannot be resolved here cannot be active here.
      let active = try? session.active(store.language)
      for note in store.notes(on: name, active) { tell(note.description) }
      try store.remove(name, force: force)
      tell("uninstalled \(store.language.name) \(name.printable.text)")
    }
    try session.refreshProjects()
  }

  private func tell(_ message: String) {
    if !quiet { Output.note(message) }
  }
}
