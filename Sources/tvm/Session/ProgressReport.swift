import CLibc
import Resolution
import Toolchains

/// Shows how an installation gets on: a bar on a terminal, one line a step elsewhere.
///
/// The bar is drawn from the thread that downloads while no other thread prints.
final class ProgressReport: @unchecked Sendable {
  private let isQuiet: Bool
  private let isTold: Bool
  private let isTerminal: Bool
  private var start = 0.0
  private var drawn = 0.0
  private var label = ""
  private var received: UInt64 = 0
  private var total: UInt64?

  /// A report on standard error.
  ///
  /// - Parameters:
  ///   - isQuiet: whether to say nothing.
  ///   - isTold: whether lines say what begins and ends; else somebody else does.
  init(isQuiet: Bool, isTold: Bool = true) {
    self.isQuiet = isQuiet
    self.isTold = isTold
    isTerminal = Output.isTerminal
  }

  /// The events that this reports.
  var events: InstallEvents {
    InstallEvents(
      begins: { what, location in self.begin(what, location.withoutCredentials) },
      progresses: { received, total in self.progress(received, total) },
      rests: { self.rest() },
      waits: { what, process in self.wait(what, process) },
      runs: { what, process in self.run(what, process) },
      ends: { what, location in self.end(what, location) },
      // Not what was asked for: not even --quiet hides it.
      skips: { Output.note("warning: skipped \($0)") },
      warns: { Output.note("warning: \($0)") })
  }

  private func begin(_ what: String, _ location: String) {
    label = what
    start = Self.now
    drawn = 0
    if !isQuiet, isTold { Output.note("installing \(what) from \(location)") }
  }

  private func progress(_ received: UInt64, _ total: UInt64?) {
    self.received = received
    self.total = total
    guard isTerminal, !isQuiet, Self.now - drawn >= 0.1 else { return }
    // Who interrupts it gets an empty line, not half a bar.
    if drawn == 0 { clibc_clear_line_when_interrupted(1) }
    drawn = Self.now
    let line = ProgressLine(
      label: label, received: received, total: total, elapsed: Self.now - start)
    Output.redraw(line.text(columns: Output.columns))
  }

  private func wait(_ what: String, _ process: Int?) {
    guard !isQuiet else { return }
    Output.note(LockNotice.waiting(for: what, process))
  }

  private func run(_ what: String, _ process: Int) {
    guard !isQuiet else { return }
    Output.note(
      "\(what) is in use by process \(process), which keeps running with the old files")
  }

  /// Leaves the line to what is said next.
  private func rest() {
    guard drawn > 0 else { return }
    drawn = 0
    Output.redraw("")
    clibc_clear_line_when_interrupted(0)
  }

  private func end(_ what: String, _ location: String?) {
    guard !isQuiet, isTold else { return }
    var line = "installed \(what)"
    if received > 0 {
      line += " (\(ByteCount.text(received)) in \(ProgressLine.text(Self.now - start)))"
    }
    if let location { line += " from \(location)" }
    Output.note(line)
  }

  private static var now: Double { Double(SystemClock.steady) / 1e9 }
}

/// Byte counts for people.
enum ByteCount {
  /// A count in kB, MB or GB.
  static func text(_ bytes: UInt64) -> String {
    switch bytes {
    case ..<10_000: "\(bytes) B"
    case ..<1_000_000: "\(bytes / 1000) kB"
    case ..<1_000_000_000: "\(bytes / 1_000_000) MB"
    default: "\(Double(bytes / 100_000_000) / 10) GB"
    }
  }
}

extension Output {
  /// The width of the terminal in characters.
  static var columns: Int {
    let columns = Int(clibc_columns(STDERR_FILENO))
    return columns > 0 ? columns : 80
  }

  /// The width of the terminal on which results are read; nil where that is none.
  static var terminalColumns: Int? {
    let columns = Int(clibc_columns(STDOUT_FILENO))
    return columns > 0 ? columns : nil
  }

  /// Replaces the last line on the terminal.
  static func redraw(_ line: String) {
    let text = Bytes("\r\u{1B}[K") + Bytes(line.utf8)
    _ = text.withUnsafeBytes { CLibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
