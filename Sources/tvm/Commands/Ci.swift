import ArgumentParser
import Resolution
import Toolchains

/// Prepares the job of a pipeline.
struct Ci: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prepare a job of a pipeline: install, verify, export.",
    discussion: """
      Installs what the current directory asks for, components and targets included, runs each \
      toolchain to see that it works and is the one that is pinned, and hands the job its variables. \
      Where the directory pins nothing, the default counts as for install, and the line for the \
      toolchain names its file; where there is none either, the exit status is 1. \
      GitHub's job gets them through the files that GITHUB_ENV, GITHUB_PATH and GITHUB_OUTPUT name; \
      for all others they are printed. The lines of dotenv can be read by a shell, too. The key for a cache changes with the platform, \
      the pins, and the release that a pin such as 1.21 or stable means today; it is the same before \
      and after installing. GOTOOLCHAIN=local goes with it, so that Go stops where a go.mod asks for a \
      newer one instead of downloading it, in steps that run no shim, too; a job that sets GOTOOLCHAIN \
      itself keeps its own. share/tvm/ci has ready files for GitHub, GitLab, Docker and Kubernetes.

      EXAMPLES:
        tvm ci
        tvm ci --cache-key                  only print the key, install nothing
        tvm ci --format gitlab > tvm.env    for artifacts:reports:dotenv
        tvm ci --format jenkins             lines for withEnv
      """)

  @Option(
    name: .shortAndLong,
    help: "github, gitlab, jenkins or dotenv; by default the pipeline's own.")
  var format: JobFormat?

  @Flag(name: .long, help: "Only print the key for a cache of the toolchains.")
  var cacheKey = false

  @OptionGroup var options: NetworkOptions

  func run() throws {
    let session = try Session()
    let key = try CacheKey(.current, JobPins(session, options).lines)
    if cacheKey { return Output.print(key.text) }
    let format = format ?? JobFormat.own(session.world)
    if format == .github { _ = try GitHubFiles(session.world) }
    let checkedOut = try CheckedOutHome(session)
    try install(session)
    try session.ensureShims()
    let tools = try Verification(session).tools()
    if !options.quiet {
      for tool in tools {
        Output.note("\(tool.name) \(tool.version) runs (\(tool.source))")
      }
      for home in checkedOut.homes where Folder.exists(home) {
        Output.note(
          "\(home.bytes.printable.text) is inside the checkout: nothing in it is committed, but what a "
            + "cache has put there is as good as the jobs that may write that cache")
      }
      Output.note("the key for a cache is \(key.text)")
    }
    try JobExport(session, tools: tools, cacheKey: key.text).write(format)
  }

  private func install(_ session: Session) throws {
    // The command of this name, as without arguments.
    var install = try Install.parse([])
    install.options.offline = options.offline
    install.options.quiet = options.quiet
    try install.run()
  }
}
