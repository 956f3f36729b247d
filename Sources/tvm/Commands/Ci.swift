import ArgumentParser
import Resolution
import Toolchains

/// Prepares the job of a pipeline.
struct Ci: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Set up toolchains in a CI job",
    discussion: """
      Installs the pinned toolchains with components and targets, verifies each one, and exports its \
      variables to the job, together with what the directory's .envrc sets, which must be allowed. If the directory pins nothing, the default is used; if there is no \
      default, the exit status is 1.

      On GitHub, variables are written to the files in GITHUB_ENV, GITHUB_PATH, and GITHUB_OUTPUT. \
      Elsewhere they are printed; a shell can read the dotenv format.

      The cache key depends on the platform, the pins, and the release that a pin such as 1.21 or \
      stable means today. It is the same before and after installing.

      Unless the job sets GOTOOLCHAIN, tvm exports GOTOOLCHAIN=local: Go stops if a go.mod requires a \
      newer version instead of downloading it, also in steps that do not use a shim. \
      share/doc/tvm/ci has files for GitHub, GitLab, Docker, and Kubernetes.

      EXAMPLES:
        tvm ci
        tvm allow && tvm ci                 if the directory has an .envrc
        tvm ci --cache-key                  print the key and exit
        tvm ci --format gitlab > tvm.env    for artifacts:reports:dotenv
        tvm ci --format jenkins             lines for withEnv
      """)

  @Option(
    name: .shortAndLong,
    help: "github, gitlab, jenkins, or dotenv; detected by default")
  var format: JobFormat?

  @Flag(name: .long, help: "Print the cache key and exit")
  var cacheKey = false

  @OptionGroup var options: NetworkOptions

  func run() throws {
    // What is committed must not approve an environment file either.
    _ = try CheckedOutHome(Session())
    let path = World.live.variable(Variables.path) ?? []
    var environment = try EnvironmentSession.enterHere(leavesMissing: true)
    let session = try Session()
    let key = try CacheKey(.current, JobPins(session, options).lines)
    if cacheKey { return Output.print(key.text) }
    let format = format ?? JobFormat.own(session.world)
    if format == .github { _ = try GitHubFiles(session.world) }
    let checkedOut = try CheckedOutHome(session)
    try install(session)
    try session.ensureShims()
    // Only now can the file say where a toolchain is.
    if environment.keys.contains(where: Self.asks) {
      environment = try EnvironmentSession.enterHere()
    }
    let tools = try Verification(session).tools()
    if !options.quiet {
      for tool in tools {
        Output.note("verified \(tool.name) \(tool.version) (\(tool.source))")
      }
      for home in checkedOut.homes where Folder.exists(home) {
        Output.note(
          "\(home.bytes.printable.text) is inside the checkout: nothing in it is committed, but what a "
            + "cache has put there is as good as the jobs that may write that cache")
      }
      Output.note("cache key: \(key.text)")
    }
    let export = try JobExport(
      session, environment, from: path, tools: tools, cacheKey: key.text)
    for name in export.lost {
      Output.note("\(name.printable.text) stays set in the job: no pipeline can remove a variable")
    }
    try export.write(format)
  }

  /// Whether a variable asks for a toolchain.
  private static func asks(_ name: Bytes) -> Bool {
    Language.allCases.flatMap { Order.variables(of: $0) }.contains { name[...].equals($0) }
  }

  private func install(_ session: Session) throws {
    // The command of this name, as without arguments.
    var install = try Install.parse([])
    install.options.offline = options.offline
    install.options.quiet = options.quiet
    try install.run()
  }
}
