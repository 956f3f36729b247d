import ArgumentParser
import Toolchains

/// The program: installs, lists, pins, explains.
struct Tvm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tvm",
    abstract: "Per-directory toolchains for Go and Rust.",
    discussion: """
      A shim on PATH runs the toolchain that the current directory asks for; tvm installs \
      toolchains, pins them and explains what is active.

      EXAMPLES:
        eval "$(tvm hook zsh)"    in the shell's start-up file
        tvm use 1.21.6            install Go 1.21.6 and pin it here
        tvm install               install what this directory asks for
        tvm why                   which toolchain is active, and why
      """,
    version: "tvm \(Installation.version)",
    groupedSubcommands: [
      CommandGroup(
        name: "Toolchains",
        subcommands: [
          Install.self, Uninstall.self, Update.self, List.self, ListRemote.self,
          ComponentCommand.self, TargetCommand.self, LinkCommand.self,
        ]),
      CommandGroup(
        name: "Which one is active",
        subcommands: [
          Use.self, Default.self, Current.self, Which.self, Why.self, Allow.self, Deny.self,
        ]),
      CommandGroup(
        name: "Running", subcommands: [Exec.self, Env.self, ShellCommand.self, Rustup.self]),
      CommandGroup(
        name: "Set-up",
        subcommands: [
          Hook.self, Completions.self, Shims.self, DoctorCommand.self, Ide.self, Ci.self,
          Export.self, ApproveSource.self, RequireApproval.self, DotenvExport.self, Adopt.self,
        ]),
    ])

  // ArgumentParser takes the label from this name; it makes errors start as the shim's do.
  // swift-format-ignore: NoLeadingUnderscores
  static let _errorLabel = "tvm"
}
