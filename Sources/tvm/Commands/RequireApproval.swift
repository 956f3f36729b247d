import ArgumentParser
import Environment
import Resolution

/// What the library asks: whether the user has allowed files that an environment file requires.
struct RequireApproval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "require-approval",
    abstract: "Succeed if the user has allowed files that an environment file requires.",
    shouldDisplay: false)

  @Argument(help: "The environment file.")
  var environmentFile: Path

  @Argument(help: "The files that it requires.")
  var files: [Path]

  func run() throws {
    let isAskedByEvaluation = World.live.variable(Variables.locations) != nil
    EnvironmentLocations.restore()
    let home = try CommandError.resolving { () throws(ResolutionError) in try Home(.live) }
    let trust = try EnvironmentSession(home).trust
    do throws(EnvironmentError) {
      try trust.require(files.map { $0.absolute(.live) }, for: environmentFile)
    } catch {
      // Who evaluates tells the user, and not at every prompt.
      if isAskedByEvaluation { throw ExitCode.failure }
      throw error
    }
  }
}
