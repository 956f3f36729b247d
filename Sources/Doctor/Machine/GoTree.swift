package import Resolution
import Toolchains

/// The files of a Go toolchain, as far as every build needs them.
struct GoTree {
  private let root: Path

  /// The toolchain in a folder, a GOROOT.
  init(_ root: Path) { self.root = root }

  /// What is missing, as `compile is missing`, or why its `go` cannot run here; nil where it is whole.
  var fault: String? {
    let reason = Executable(root.appending("bin/go"))?.reasonNotToRun
    return reason.map { "bin/go cannot run: \($0)" } ?? missing
  }

  /// What is missing; nil where it is whole.
  ///
  /// A `go` that is a script stands for one that keeps its tools elsewhere.
  var missing: String? {
    for program in ["bin/go", "bin/gofmt"] {
      let path = root.appending(Bytes(program.utf8))
      guard FileStatus(path) != nil else { return "\(program) is missing" }
      guard path.allows(.run), FileStatus(path)?.kind == .file else {
        return "\(program) is not executable"
      }
      // An empty file is what a full disk or a crash leaves behind.
      if Executable(path) == .unknown { return "\(program) is not a program" }
    }
    guard case .binary(let machine) = Executable(root.appending("bin/go")) else {
      return Folder.exists(root.appending("src/runtime")) ? nil : "src/runtime is missing"
    }
    for file in GoTree.sources where FileStatus(root.appending(file)) == nil {
      return "\(Bytes(file).text) is missing"
    }
    let tools = "pkg/tool/\(GoTree.system)_\(machine)"
    for tool in GoTree.tools {
      let name = "\(tools)/\(tool)"
      let path = root.appending(Bytes(name.utf8))
      guard FileStatus(path) != nil else { return "\(name) is missing" }
      guard path.allows(.run) else { return "\(name) is not executable" }
      if Executable(path) == .unknown { return "\(name) is not a program" }
    }
    return nil
  }

  /// What every build reads.
  private static let sources: [StaticString] = [
    "src/runtime/runtime.go", "src/fmt/print.go", "src/internal", "src/os", "pkg/include",
  ]

  /// The tools that every release since Go 1.5 has brought along, those that only some do left out.
  private static let tools = ["asm", "cgo", "compile", "cover", "link", "vet"]

  #if canImport(Darwin)
  private static let system = "darwin"
  #else
  private static let system = "linux"
  #endif
}

extension Path {
  /// The version of the Go toolchain in this folder, such as `1.21.6`; nil where it does not say.
  package var goVersion: String? {
    GoTreeVersion(of: self)?.number
  }
}

extension Machine {
  /// The Go toolchain that a path is or lies in, whoever put it there, behind all links; nil where
  /// there is none.
  func goToolchain(around path: Path) -> Path? {
    guard path.isAbsolute, let existing = world.physical(path.nearestExisting) else { return nil }
    for folder in existing.ancestors {
      let isNamed =
        folder.goVersion != nil
        && (FileStatus(folder.appending("bin/go")) != nil || Folder.exists(folder.appending("src")))
      // One that was built from its sources has no VERSION.
      if isNamed || FileStatus(folder.appending("src/runtime/runtime.go")) != nil { return folder }
    }
    return nil
  }
}
