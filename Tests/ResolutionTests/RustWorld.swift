import Resolution

/// The folder of Rust toolchains in a fake world.
let rustToolchains = "/home/ann/.rustup/toolchains"

/// The platform of this machine in the names of toolchains.
let rustHost = "x86_64-unknown-linux-gnu"

extension FakeWorld {
  /// A world on a fixed platform, whatever machine the tests run on.
  static var rust: FakeWorld {
    var world = FakeWorld()
    world.variables["RUSTUP_OVERRIDE_HOST_TRIPLE"] = rustHost
    return world
  }

  /// Installs Rust toolchains by their full names, each with a rustc and a cargo.
  mutating func installRust(_ names: String..., programs: [String] = ["rustc", "cargo"]) {
    for name in names {
      addDirectory(rustToolchains, [name])
      addRust(at: "\(rustToolchains)/\(name)", programs: programs)
    }
  }

  /// Puts a toolchain anywhere.
  mutating func addRust(at root: String, programs: [String] = ["rustc", "cargo"]) {
    addDirectory(root, ["bin"])
    addDirectory("\(root)/bin", programs)
    for program in programs { addProgram("\(root)/bin/\(program)") }
  }

  /// Writes rustup's settings behind the line with their version.
  mutating func setRustup(_ settings: String) {
    write("version = \"12\"\n\(settings)", to: "/home/ann/.rustup/settings.toml")
  }

  /// Puts an approval of the user's, or a denial, where it belongs.
  mutating func record(_ record: Trust.Record) {
    write(bytes: record.contents, to: "\(FakeWorld.home)/allow/\(text(record.name))")
  }

  /// What is active for a program of Rust's.
  func rust(_ program: String = "rustc", request: String? = nil) throws(ResolutionError) -> Active {
    try Resolver(world).resolve(
      Query(.rust, program: bytes(program), request: request.map { bytes($0) }))
  }

  /// The active toolchain and its source in one line, or the error's lines without its help.
  func rustAnswer(_ program: String = "rustc", request: String? = nil) -> String {
    do throws(ResolutionError) {
      let active = try rust(program, request: request)
      return "\(text(active.name)) by \(text(active.source.text))"
    } catch { return text(error.what) }
  }

  /// The error that resolving ends with.
  func rustError(request: String? = nil) -> ResolutionError? {
    do throws(ResolutionError) {
      _ = try rust(request: request)
      return nil
    } catch { return error }
  }
}
