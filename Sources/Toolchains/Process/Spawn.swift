private import CLibc
package import Resolution

/// How a program is started: nothing of this process's reaches it but what stands here.
package struct Spawn: Sendable {
  /// Its name, which is looked up on `PATH` by ``ProgramSearch``, or its path; and its arguments.
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
  /// Whether it is killed when the thread that starts it is gone, however that ends.
  ///
  /// Only Linux can do that; elsewhere it ends when it writes to a pipe that nobody reads any more.
  package var isBound = false

  /// Which signals and which terminal reach a program.
  package enum Group: Int32, Sendable {
    /// The group of this process.
    case own = 0
    /// A group that it leads.
    case new = 1
    /// A session that it leads, without a terminal to talk to.
    case session = 2
  }

  /// A program in the group of this process.
  package init(_ arguments: [Bytes], _ environment: [Bytes], descriptors: [Int32?] = []) {
    self.arguments = arguments
    self.environment = environment
    self.descriptors = descriptors
  }

  /// Starts it.
  ///
  /// - Parameter process: Becomes its number.
  /// - Returns: 0 or an error number.
  package func start(_ process: inout Int32) -> Int32 {
    guard let name = arguments.first, let program = ProgramSearch.path(of: name) else {
      return ENOENT
    }
    let words = StringList(arguments)
    let variables = StringList(environment)
    let descriptors = descriptors.map { $0 ?? -1 }
    return program.bytes.withCString { program in
      (folder?.bytes ?? []).withCString { place in
        words.withPointers { words in
          variables.withPointers { variables in
            descriptors.withUnsafeBufferPointer { descriptors in
              var child = clibc_child(
                program: program, arguments: words, environment: variables,
                folder: folder == nil ? nil : place, descriptors: descriptors.baseAddress,
                count: Int32(descriptors.count), group: group.rawValue,
                is_interruptible: isInterruptible ? 1 : 0)
              return clibc_spawn(&process, &child, isBound ? 1 : 0)
            }
          }
        }
      }
    }
  }

  /// Starts it and waits for its end.
  ///
  /// - Returns: Its exit status, 128 + signal if a signal ended it.
  /// - Throws: ``SpawnError``.
  package func run() throws(SpawnError) -> Int32 {
    var process: Int32 = 0
    let reason = start(&process)
    guard reason == 0 else { throw SpawnError(program: arguments.first ?? [], errno: reason) }
    return Spawn.wait(for: process)
  }

  /// Puts it in the place of this process, where descriptors, folder and group stay what they are.
  ///
  /// A script without a first line that names its interpreter is one of `sh`, as for every shell.
  ///
  /// - Parameter program: Its path; nil for the one of its name.
  /// - Returns: Why that was not possible; where it was, this does not return.
  package func replaceProcess(with program: Path? = nil) -> SpawnError {
    let name = arguments.first ?? []
    guard let program = program ?? ProgramSearch.path(of: name) else {
      return SpawnError(program: name, errno: ENOENT)
    }
    let variables = StringList(environment)
    StringList(arguments).withPointers { words in
      variables.withPointers { variables in
        _ = program.bytes.withCString { execve($0, words, variables) }
      }
    }
    let reason = clibc_errno()
    if reason == ENOEXEC {
      StringList([Bytes("sh"), program.bytes] + arguments.dropFirst()).withPointers { words in
        variables.withPointers { variables in _ = execve("/bin/sh", words, variables) }
      }
    }
    return SpawnError(program: name, errno: reason)
  }

  /// Waits for the end of a child.
  ///
  /// - Returns: Its exit status, 128 + signal if a signal ended it.
  static func wait(for process: Int32) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && clibc_errno() == EINTR {}
    return clibc_exit_status(status)
  }

  /// The variables of this process, with changes: those that are set to nil are left out.
  ///
  /// - Parameter changes: What is to be different.
  /// - Returns: `NAME=value` each.
  package static func environment(changing changes: [Bytes: Bytes?] = [:]) -> [Bytes] {
    var variables = changes.compactMap { name, value in value.map { name + Bytes("=") + $0 } }
    var next = clibc_environment().pointee
    while let variable = next?.pointee {
      let entry = Bytes(cString: variable)
      if changes[Bytes(entry.prefix { $0 != UInt8(ascii: "=") })] == nil { variables.append(entry) }
      next = next?.advanced(by: 1)
    }
    return variables
  }
}

/// Byte strings as C has them: an array of pointers that ends with a null pointer.
private final class StringList {
  private let count: Int
  private let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  init(_ strings: [Bytes]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, bytes) in strings.enumerated() {
      (pointers + index).initialize(to: bytes.withCString { strdup($0) })
    }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }

  func withPointers<Result>(
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    withExtendedLifetime(self) { body(UnsafePointer(pointers)) }
  }
}
