import ArgumentParser
import Environment
import Resolution
import Shells
import Toolchains

/// Prints the hook of a shell.
struct Hook: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the shell hook",
    discussion: """
      Puts the shims first on PATH, followed by cargo's bin directory if there are Rust toolchains. \
      Loads completions and .envrc files, makes `tvm shell` work, and tells you when cd changes the \
      active toolchain. At a prompt where nothing has changed, it starts no process.

      TVM_QUIET=1, or quiet = true under [hook] in the settings, silences the hook. With cd = false, \
      the environment changes at the next prompt instead of within cd.

      EXAMPLES:
        eval "$(tvm hook bash)"     in ~/.bashrc
        eval "$(tvm hook zsh)"      in ~/.zshrc
        tvm hook fish | source      in ~/.config/fish/config.fish
        eval (tvm hook elvish | slurp)    in ~/.config/elvish/rc.elv
      """)

  @Argument(help: Shell.help)
  var shell: Shell

  func run() throws {
    let session = try Session()
    let program = Installation.program
    // Without the shims the rest of the hook is of use all the same, and a shell is to start.
    do { try session.ensureShims() } catch { Output.note("\(error)") }
    let values: [(name: StaticString, value: Bytes)] = [
      ("__tvm_program", program.bytes),
      ("__tvm_shims", session.home.shims.bytes),
      ("__tvm_cargo", session.cargoPrograms?.bytes ?? []),
      ("__tvm_settings", session.home.own(session.world).settings.bytes),
      ("__tvm_completions", ProgramFiles.folder(.completions, session.home).bytes),
      ("__tvm_quiet", Bytes(session.resolver.settings.isHookQuiet ? "1" : "")),
      // A mistake in direnv.toml is told where environments are loaded; the shell needs its hook.
      ("__tvm_dotenv", Bytes((try? EnvironmentSettings(.live))?.loadsDotenv == true ? "1" : "")),
      ("__tvm_cd", Bytes(session.resolver.settings.hookFollowsDirectory ? "1" : "")),
    ]
    var text = values.flatMap { shell.assignment(Bytes($0.name), $0.value) }
    // Bash reads them once the hook has turned aliases off.
    let functions = shell.hookFunctions ?? []
    text += shell == .bash ? shell.assignment(Bytes("__tvm_functions"), functions) : functions
    Output.print(bytes: text + (shell.hook ?? []))
  }
}
