/// One line that says how far a download is.
struct ProgressLine {
  /// What is downloaded, such as `go 1.21.6`.
  var label: String
  /// The bytes that are here.
  var received: UInt64
  /// The bytes that there will be, if the server has said so.
  var total: UInt64?
  /// The seconds since the download began.
  var elapsed: Double

  private static let widestBar = 24
  private static let narrowestBar = 6

  /// `go 1.21.6  [#####.....]  52 %  38 MB of 73 MB  24 MB/s  2 s left`, with the bar as wide as
  /// there is room for, or none.
  ///
  /// - Parameter columns: the width of the terminal. A longer line would wrap and could not be
  ///   replaced by the next.
  /// - Returns: the line, shorter than the terminal is wide.
  func text(columns: Int) -> String {
    let room = max(columns - 1, 0)
    let rate = Double(received) / max(elapsed, 0.001)
    let speed = "\(ByteCount.text(UInt64(rate)))/s"
    guard let total, total > 0 else {
      return String("\(label)  \(ByteCount.text(received))  \(speed)".prefix(room))
    }
    let share = min(Double(received) / Double(total), 1)
    let left = rate > 0 ? Double(total - min(received, total)) / rate : 0
    let numbers =
      "\(Int(share * 100)) %  \(ByteCount.text(received)) of \(ByteCount.text(total))"
      + "  \(speed)  \(Self.text(left)) left"
    let width = min(Self.widestBar, room - label.count - numbers.count - 6)
    guard width >= Self.narrowestBar else { return String("\(label)  \(numbers)".prefix(room)) }
    let filled = Int(share * Double(width))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    return "\(label)  [\(bar)]  \(numbers)"
  }

  /// A duration for people.
  ///
  /// - Parameter seconds: the duration.
  /// - Returns: such as `2.5 s`, `90 s` or `3 min`.
  static func text(_ seconds: Double) -> String {
    if seconds < 10 { return "\(Double(Int(seconds * 10)) / 10) s" }
    if seconds < 120 { return "\(Int(seconds)) s" }
    return "\(Int(seconds) / 60) min"
  }
}
