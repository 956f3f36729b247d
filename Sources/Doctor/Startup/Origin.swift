package import Resolution
package import Shells
import Toolchains

extension Machine {
  /// The lines of start-up files that put a folder on `PATH`, as evidence; nothing where none does.
  package func origin(of folder: Path) -> [String] {
    func origins(_ files: [StartupFile]) -> [String] {
      files.flatMap { file in
        file.lines.filter { puts(folder, $0) }.map { "added by \(place($0)): \($0.text)" }
      }
    }
    let own = origins(startup.files.filter { $0.shell == nil || $0.shell == hookShell })
    // A session may have read the files of another shell.
    return own.isEmpty ? origins(startup.files) : own
  }

  /// Whether a line puts a folder on `PATH`, by naming it or by asking the tool that it belongs to.
  package func puts(_ folder: Path, _ line: StartupLine) -> Bool {
    for assignment in line.assignments where assignment.name == Variables.path {
      let elements = startup.expanded(assignment.value).split(separator: ":")
      if elements.contains(where: { Path(String($0)) == folder }) { return true }
    }
    guard let owner = Owner(folder) else { return false }
    let text = line.commands.map(\.text).joined(separator: " ")
    return owner.activations.contains { text.contains($0) }
  }

  /// A file and line as messages show it.
  package func place(_ line: StartupLine) -> String { "\(show(line.file)):\(line.number)" }
}

/// Who makes a folder with programs of Go or Rust.
package struct Owner: Equatable, Sendable {
  /// The name as people know it.
  package let name: String

  /// Parts of the lines in start-up files that put the folder on `PATH`.
  let activations: [String]

  /// The owner of a folder, as far as its name tells.
  package init?(_ folder: Path) {
    let text = folder.text + "/"
    if text == "/usr/bin/" || text == "/bin/" {
      name = Owner.system
      activations = []
      return
    }
    guard let known = Owner.known.first(where: { text.contains($0.part) }) else { return nil }
    name = known.name
    activations = known.activations
  }

  #if canImport(Darwin)
  private static let system = "macOS"
  #else
  private static let system = "the distribution"
  #endif

  private static let known: [(part: String, name: String, activations: [String])] = [
    ("/.goenv/", "goenv", ["goenv init", "goenv rehash"]),
    ("/.asdf/", "asdf", ["asdf.sh", "asdf.fish", ".asdf/shims"]),
    ("/mise/", "mise", ["mise activate"]),
    ("/.gvm/", "gvm", ["scripts/gvm", "gvm use"]),
    ("/homebrew/", "Homebrew", ["brew shellenv"]),
    ("/linuxbrew/", "Homebrew", ["brew shellenv"]),
    ("/usr/local/Cellar/", "Homebrew", ["brew shellenv"]),
    ("/usr/local/opt/go", "Homebrew", ["brew shellenv"]),
    ("/opt/local/", "MacPorts", []),
    ("/nix/", "Nix", ["nix.sh", "nix-daemon"]),
    ("/.nix-profile/", "Nix", ["nix.sh", "nix-daemon"]),
    ("/run/current-system/", "Nix", []),
    ("/.cargo/bin/", "rustup", [".cargo/env", "cargo/env.fish"]),
    ("/usr/local/go/bin/", "Go's own installation", []),
    ("/sdk/go", "golang.org/dl", []),
    ("/snap/", "snap", []),
    ("/.g/", "g", [".g/env"]),
    ("/.gobrew/", "gobrew", []),
  ].map { (part: $0.0, name: $0.1, activations: $0.2) }
}
