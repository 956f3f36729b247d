import Resolution
import Shells
import Toolchains

extension Check {
  /// Whether tvm itself is as it should be.
  package static let tvm: [Check] = [
    Check(
      "tvm.settings", .tvm, "the settings can be read", looksAt: "config.toml of tvm",
      explanation: "every shim fails (except with TVM_BYPASS=1)"
    ) { machine in
      guard case .failure(let error) = machine.resolver else {
        return [Finding(.ok, "settings: \(machine.show(machine.home.settings))")]
      }
      return [
        Finding(
          .failure, error.what.text,
          remedy: Remedy("correct \(machine.show(machine.home.settings)), or remove it"))
      ]
    },
    Check(
      "tvm.default", .tvm, "the default Go is installed",
      looksAt: "go.default in config.toml of tvm",
      explanation: "go fails wherever nothing is pinned"
    ) { machine in
      guard case .success(let resolver) = machine.resolver, let pin = try? resolver.goDefault(),
        pin.request != .system,
        GoInstalled(go: machine.home, machine.world).best(for: pin.request) == nil
      else { return [] }
      let name = pin.text.printable.text
      // A link cannot be installed.
      let isLink = pin.request.isLink
      return [
        Finding(
          .warning, "the default go \(name) is not installed", evidence: [pin.source.text.text],
          remedy: isLink
            ? Remedy("link it again, or choose another default")
            : Remedy(
              "install it, or choose another default",
              lines: ShellLines(
                "tvm install go@\(machine.hookShell.word(pin.text).text)")))
      ]
    },
    Check(
      "tvm.shims", .tvm, "every shim is in place", looksAt: "the shims directory in tvm's home",
      explanation: "a program without its shim is the system's, or not found"
    ) { machine in
      let shims = machine.show(machine.home.shims)
      if ShimFolder(machine.home).isComplete { return [Finding(.ok, "the shims are in \(shims)")] }
      let program = machine.hookShell.word(machine.program.bytes).text
      let isMissing = !Folder.exists(machine.home.shims)
      return [
        Finding(
          .failure,
          isMissing
            ? "there are no shims in \(shims)" : "some shims in \(shims) are missing or old",
          remedy: Remedy(
            "put the shims in place",
            fixes: machine.shim == nil ? [] : [.placeShims(in: machine.home.shims)],
            lines: ShellLines("\(program) shims")))
      ]
    },
    Check(
      "tvm.bypass", .tvm, "TVM_BYPASS is not set", looksAt: "TVM_BYPASS",
      explanation: "every shim runs the system's program, whatever a project pins",
      needsShells: true
    ) { machine in
      machine.exported(Variables.bypass, why: "it turns tvm off").filter { !$0.value.equals("0") }
        .map {
          Finding(
            .warning, "TVM_BYPASS is set", evidence: $0.places,
            remedy: Remedy("take it out", fixes: $0.fixes, lines: $0.lines))
        }
    },
    Check(
      "tvm.overrides", .tvm, "no startup file overrides every pin",
      looksAt: "TVM_GO_VERSION, GOENV_VERSION, TVM_RUST_VERSION",
      explanation: "the same toolchain is active everywhere, whatever a project pins",
      needsShells: true
    ) { machine in
      [Variables.goVersion, Variables.goenvVersion, Variables.rustVersion].flatMap { name in
        machine.exported(name, why: "it counts more than the pins of projects").map { exported in
          let value = exported.value.printable.text
          return Finding(
            exported.isOnlyHere ? .note : .warning,
            "\(name) is exported as \(value)", evidence: exported.places,
            remedy: Remedy(
              "set the default instead: tvm default \(value)", fixes: exported.fixes,
              lines: exported.lines))
        }
      }
    },
  ]
}

extension Machine {
  /// The lines of start-up files that export a variable, as evidence.
  package func exports(_ name: String) -> [String] {
    startup.exports(of: name).map { "set by \(place($0.line)): \($0.line.text)" }
  }
}
