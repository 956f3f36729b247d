import CLibc
import Resolution

/// The shim named `rustup`: it hands over to a real rustup unchanged, else to tvm's own answers.
///
/// Its being there is what lets cargo go straight to the real rustc.
struct RustupShim {
  private let arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  init(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    self.arguments = arguments
  }

  /// Becomes the other program; ends with an error where there is none, or where it is this one again.
  func become() -> Never {
    let environment = Environment()
    let world = World.live { environment.value(of: $0) }
    let home = Shim.orEnd { () throws(ResolutionError) in try Home(world) }
    let real = SystemSearch(home: home, world).find(Bytes("rustup"))
    let program = real ?? home.program
    let calls = Shim.orEnd { () throws(ResolutionError) in
      try RustRecursion(world).check(program)
      return try ShimCalls(world).adding(program, process: Int(getpid()), home, world)
    }
    let error = Shim.execute(
      program, real == nil ? withCommand : arguments, environment.edited([calls.edit]))
    if real == nil, error == ENOENT { Shim.end(.rust(.noRustup(program))) }
    Shim.end(.programRefused(program, error, source: .system))
  }

  /// The arguments as `tvm rustup …`; they live as long as the process.
  private var withCommand: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    var count = 0
    while arguments[count] != nil { count += 1 }
    count = max(count, 1)
    let vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count + 2)
    vector[0] = strdup("tvm")
    vector[1] = strdup("rustup")
    for index in 1..<count { vector[index + 1] = arguments[index] }
    vector[count + 1] = nil
    return vector
  }
}
