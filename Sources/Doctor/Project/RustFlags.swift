import Resolution
import Toolchains

/// The words of `RUSTFLAGS`.
///
/// Source: "build.rustflags" of the Cargo book: blanks part words, and there are no quotes.
struct RustFlags {
  /// The folder of `--sysroot`; nil where the compiler's own is used.
  private(set) var sysroot: String?

  /// The program of `-C linker`; nil where the target's own is used.
  private(set) var linker: String?

  /// The linker that `-fuse-ld` tells the C compiler to use, by a name such as `mold` or a path.
  private(set) var linkerOfCompiler: String?

  /// The first option of `-Z`, which only a nightly compiler knows.
  private(set) var unstable: String?

  /// The flags of a variable's value.
  init(_ text: String) {
    self.init(words: text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// The flags of words that have been told apart.
  init(words: [String]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "-C" || word == "--codegen" {
        if let option = rest.popFirst() { take(option) }
      } else if word == "-Z" {
        unstable = unstable ?? rest.popFirst() ?? ""
      } else if let option = word.after("-Z") {
        unstable = unstable ?? option
      } else if word == "--sysroot" {
        sysroot = rest.popFirst() ?? sysroot
      } else if let option = word.after("--codegen=") ?? word.after("-C") {
        take(option)
      } else if let path = word.after("--sysroot=") {
        sysroot = path
      }
    }
  }

  private mutating func take(_ option: String) {
    if let program = option.after("linker=") { linker = program }
    if let argument = option.after("link-arg=") ?? option.after("link-args="),
      let name = argument.after("-fuse-ld=")
    {
      linkerOfCompiler = name
    }
  }

  /// What is wrong with these flags, behind the name of who gives them.
  func fault(_ machine: Machine) -> String? {
    if let unstable, machine.isStableRust {
      return
        "has the flag -Z \(Bytes(unstable.utf8).printable.text), which only a nightly Rust knows"
    }
    return missingProgram(machine).map {
      "takes the linker \(Bytes($0.utf8).printable.text), which does not exist"
    }
  }

  /// The program that these flags need and that is not there.
  private func missingProgram(_ machine: Machine) -> String? {
    if let linker, !machine.isLinker(linker) { return linker }
    guard let name = linkerOfCompiler else { return nil }
    if name.contains("/") { return machine.isFound(name) ? nil : name }
    return machine.isLinker("ld.\(name)") ? nil : "ld.\(name)"
  }
}

extension Machine {
  /// Whether the active Rust refuses what is not stable, as far as its name tells.
  fileprivate var isStableRust: Bool {
    guard case .toolchain(let toolchain) = active(.rust)?.choice,
      let release = RustRelease(toolchain.name[...]), variable(Variables.rustcBootstrap) == nil
    else { return false }
    return release.channel != Bytes("nightly")
  }

  /// Whether a linker is found, on `PATH` or among those that come with the active Rust toolchain.
  func isLinker(_ program: String) -> Bool {
    if isFound(program) { return true }
    guard case .toolchain(let toolchain) = active(.rust)?.choice else { return false }
    let targets = toolchain.root.appending("lib/rustlib")
    return (world.names(targets) ?? []).contains { target in
      ["bin/\(program)", "bin/gcc-ld/\(program)"].contains {
        world.program(targets.appending(target).appending(Bytes($0.utf8))) != nil
      }
    }
  }
}

extension String {
  /// What follows a prefix; nil where the text does not begin with it.
  fileprivate func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
