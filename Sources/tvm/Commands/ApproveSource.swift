import ArgumentParser
import Environment
import Resolution
import Toolchains

/// What the library asks: whether an environment file may use another file, and what is in that.
struct ApproveSource: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve-source",
    abstract: "Print a file that an environment file sources, if its approval covers it.",
    shouldDisplay: false)

  @Argument(help: "The environment file.")
  var environmentFile: Path

  @Argument(help: "The file that it sources.")
  var file: Path

  @Argument(help: "When the run that asks began, in nanoseconds since 1970.")
  var start: Int?

  func run() throws {
    let world = World.live
    let isAskedByEvaluation = world.variable(Variables.locations) != nil
    EnvironmentLocations.restore()
    let home = try CommandError.resolving { () throws(ResolutionError) in try Home(world) }
    let trust = try EnvironmentSession(home).trust
    let given = file.absolute(world)
    // What an open file is called.
    let place = GuardedFile.isDescriptor(given) ? world.physical(given) ?? given : given
    do throws(EnvironmentError) {
      let source = try trust.source(place, for: environmentFile, since: start)
      Output.print(bytes: source.contents)
    } catch {
      // Who evaluates tells the user, and not at every prompt.
      if isAskedByEvaluation {
        if place != given { Output.print(bytes: place.bytes) }
        throw ExitCode.failure
      }
      throw error
    }
  }
}

extension Path {
  /// The path from the root on.
  func absolute(_ world: World) -> Path {
    if isAbsolute { return self }
    return world.workingDirectory()?.appending(bytes) ?? self
  }
}
