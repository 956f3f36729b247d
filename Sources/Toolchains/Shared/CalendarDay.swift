/// A day of the Gregorian calendar.
struct CalendarDay: Equatable {
  /// As `YYYY-MM-DD`.
  let text: String

  private let year: Int
  private let month: Int
  private let day: Int

  /// The day that a text names, which must have the form `YYYY-MM-DD`.
  init?(_ text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else {
      return nil
    }
    self.init(parts[0], parts[1], parts[2])
    guard text == self.text else { return nil }
  }

  private init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    text = "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }

  /// The day before.
  var before: CalendarDay {
    if day > 1 { return CalendarDay(year, month, day - 1) }
    if month == 1 { return CalendarDay(year - 1, 12, 31) }
    return CalendarDay(year, month - 1, CalendarDay.length(of: month - 1, year))
  }

  /// The day after.
  var after: CalendarDay {
    if day < CalendarDay.length(of: month, year) { return CalendarDay(year, month, day + 1) }
    return month == 12 ? CalendarDay(year + 1, 1, 1) : CalendarDay(year, month + 1, 1)
  }

  private static func length(of month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
