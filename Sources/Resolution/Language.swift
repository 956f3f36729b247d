/// A language whose toolchains tvm manages.
package enum Language: UInt8, CaseIterable, Sendable {
  case go
  case rust

  /// The name in commands, messages and documents: `go`, `rust`.
  package var name: StaticString {
    switch self {
    case .go: "go"
    case .rust: "rust"
    }
  }

  /// The language that has this name; `golang` is Go's other one.
  package init?(_ name: BytesSlice) {
    if name.equals("go") || name.equals("golang") {
      self = .go
    } else if name.equals("rust") {
      self = .rust
    } else {
      return nil
    }
  }

  /// The programs that get a shim.
  package var programs: [StaticString] {
    switch self {
    case .go: ["go", "gofmt"]
    case .rust:
      [
        "cargo", "rustc", "rustdoc", "rustfmt", "rustup", "rust-analyzer", "cargo-clippy",
        "cargo-fmt", "cargo-miri", "clippy-driver", "rls", "rust-gdb", "rust-gdbgui", "rust-lldb",
      ]
    }
  }

  /// The program that stands for the toolchain where no other is meant.
  package var mainProgram: StaticString {
    switch self {
    case .go: "go"
    case .rust: "rustc"
    }
  }

  /// The language that a program belongs to.
  package init?(program: BytesSlice) {
    for language in Language.allCases
    where language.programs.contains(where: { program.equals($0) }) {
      self = language
      return
    }
    return nil
  }
}
