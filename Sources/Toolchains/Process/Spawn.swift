package import CLibc
package import Resolution

/// How a program is started: nothing of this process's reaches it but what stands here.
package struct Spawn {
  /// Its name, which is looked up on `PATH`, or its path; and its arguments.
  package var arguments: [Bytes]
  /// All it sees, `NAME=value` each.
  package var environment: [Bytes]
  /// Where it runs; nil for where this process is.
  package var folder: Path?
  /// What become its descriptors 0, 1 and so on; nil for `/dev/null`.
  package var descriptors: [Int32?]
  /// What it belongs to.
  package var group = Group.own
  /// Whether an interrupt ends it even where it does not end this process.
  package var isInterruptible = false

  /// Which signals and which terminal reach a program.
  package enum Group: Int32 {
    /// The group of this process.
    case own = 0
    /// A group that it leads.
    case new = 1
    /// A session that it leads, without a terminal to talk to.
    case session = 2
  }

  /// A program in the group of this process.
  package init(_ arguments: [Bytes], _ environment: [Bytes], descriptors: [Int32?]) {
    self.arguments = arguments
    self.environment = environment
    self.descriptors = descriptors
  }

  /// Starts it.
  ///
  /// - Parameter process: Becomes its number.
  /// - Returns: 0 or an error number.
  package func start(_ process: inout pid_t) -> Int32 {
    guard let program = arguments.first else { return ENOENT }
    let words = Strings(arguments)
    let variables = Strings(environment)
    return withExtendedLifetime((words, variables)) {
      program.withCString { program in
        (folder?.bytes ?? []).withCString { place in
          clibc_spawn(
            &process, program, words.pointers, variables.pointers, folder == nil ? nil : place,
            descriptors.map { $0 ?? -1 }, Int32(descriptors.count), group.rawValue,
            isInterruptible ? 1 : 0)
        }
      }
    }
  }
}

/// Byte strings as C has them: an array of pointers that ends with a null pointer.
private final class Strings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [Bytes]) {
    pointers = strings.map { bytes in bytes.withCString { strdup($0) } } + [nil]
  }

  deinit { for pointer in pointers { free(pointer) } }
}
