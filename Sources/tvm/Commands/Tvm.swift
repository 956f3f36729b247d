import ArgumentParser
import Toolchains

/// The program: installs, lists, pins, explains.
struct Tvm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tvm",
    abstract: "Run the Go or Rust version that your project asks for",
    discussion: """
      Shims on PATH (go, gofmt, cargo, rustc, and others) run the toolchain that the current directory \
      asks for. tvm installs toolchains, pins them, and explains which one is active.

      EXAMPLES:
        tvm setup                 add tvm to your shell's startup file
        tvm use 1.21.6            install Go 1.21.6 and pin it for this directory
        tvm install               install everything this directory asks for
        tvm why                   explain which toolchain is active
      """,
    version: "tvm \(Installation.version)",
    groupedSubcommands: [
      CommandGroup(
        name: "Manage toolchains",
        subcommands: [
          Install.self, Uninstall.self, Update.self, List.self, ListRemote.self,
          ComponentCommand.self, TargetCommand.self, LinkCommand.self,
        ]),
      CommandGroup(
        name: "Choose a toolchain",
        subcommands: [
          Use.self, Default.self, Current.self, Which.self, Why.self, Allow.self, Deny.self,
        ]),
      CommandGroup(
        name: "Run commands", subcommands: [Exec.self, Env.self, ShellCommand.self, Rustup.self]),
      CommandGroup(
        name: "Integrate",
        subcommands: [
          Setup.self, Hook.self, Completions.self, Shims.self, DoctorCommand.self, Ide.self,
          Ci.self,
          Export.self, ApproveSource.self, RequireApproval.self, DotenvExport.self, Adopt.self,
          SelfCommand.self,
        ]),
    ])

  // ArgumentParser takes the label from this name; it makes errors start as the shim's do.
  // swift-format-ignore: NoLeadingUnderscores
  static let _errorLabel = "tvm"
}
