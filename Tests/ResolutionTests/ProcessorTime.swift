import Foundation

/// The seconds of processor time that a thread spends on something, whatever else the machine does.
func processorSeconds(_ body: () throws -> Void) rethrows -> Double {
  var before = timespec()
  var after = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
  try body()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
  return Double(after.tv_sec - before.tv_sec) + Double(after.tv_nsec - before.tv_nsec) / 1e9
}
