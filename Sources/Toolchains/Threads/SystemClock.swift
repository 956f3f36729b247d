private import CLibc

/// The system's clock.
package enum SystemClock {
  /// Nanoseconds since 1970.
  package static var now: Int { Int(clibc_now()) }

  /// Nanoseconds since some time, without jumps.
  package static var steady: Int { Int(clibc_steady()) }

  /// The clock that file systems take their times from: it stands still between two ticks.
  package static var ticking: Int { Int(clibc_ticking()) }

  /// When this machine was started, in nanoseconds since 1970.
  package static var start: Int { now - Int(clibc_uptime()) }

  /// Waits until file systems give later times than this.
  package static func wait(past time: Int) {
    while ticking <= time { usleep(500) }
  }
}
