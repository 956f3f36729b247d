import CSpawn
import Foundation

/// Held while a program is started, and while a file is written that may be started.
///
/// Between `fork` and `exec` a child has all that this process has open; a program that is open for
/// writing anywhere cannot be started (`ETXTBSY`).
let programFiles = NSLock()

/// A started process of this test, which nobody else waits for.
struct Child {
  /// The program's path, for messages.
  let program: String
  /// The process id, which is also the id of its process group.
  let id: pid_t

  /// Starts a program with exactly this environment.
  ///
  /// - Parameters:
  ///   - program: An absolute path.
  ///   - arguments: The arguments after the program's name.
  ///   - environment: Every variable the program sees.
  ///   - directory: The current directory of the program.
  ///   - descriptors: Standard input, output and error.
  ///   - ownTerminal: Whether descriptor 0 becomes the controlling terminal.
  /// - Throws: `ProgramError.cannotStart`, and `ProgramError.notQuick` where `TVM_TEST_QUICK` is set.
  init(
    _ program: String, arguments: [String], environment: [String: String], directory: String,
    descriptors: [Int32], ownTerminal: Bool = false
  ) throws(ProgramError) {
    guard getenv("TVM_TEST_QUICK") == nil else { throw .notQuick(program: program) }
    var argumentPointers = ([program] + arguments).map { strdup($0) } + [nil]
    var environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argumentPointers + environmentPointers).forEach { free($0) } }
    // It returns after the child's `exec`.
    let result = programFiles.withLock {
      cspawn(
        program, &argumentPointers, &environmentPointers, directory, descriptors,
        ownTerminal ? 1 : 0)
    }
    guard result > 0 else { throw .cannotStart(program: program, code: -result) }
    self.program = program
    id = result
  }

  /// Waits for the end; 128 plus the number of the signal if one ended the process.
  func wait() -> Int32 {
    var raw: Int32 = 0
    while waitpid(id, &raw, 0) < 0 && errno == EINTR {}
    return raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + (raw & 0x7f)
  }

  /// Kills the process and everything it started that stayed in its group.
  ///
  /// Never after ``wait()``: the number may be another process's by then, and root can kill anybody's.
  func kill() {
    _ = Foundation.kill(-id, SIGKILL)
    _ = Foundation.kill(id, SIGKILL)
  }
}

/// The milliseconds left until a deadline, as `poll` wants them.
func millisecondsLeft(until deadline: Date) -> Int32 {
  Int32(max(0, (deadline.timeIntervalSinceNow * 1000).rounded(.up)))
}
