private import CLibc

/// A thread whose work yields a value.
///
/// What the work shares with others is the caller's care: it is not checked.
final class Thread<Output>: @unchecked Sendable {
  private let work: () -> Output
  private var output: Output?
  #if canImport(Darwin)
  private var handle: pthread_t?
  #else
  private var handle = pthread_t()
  #endif

  /// Starts a thread, which must be joined.
  ///
  /// - Parameter work: What it does.
  /// - Throws: ``ThreadError``.
  init(_ work: @escaping () -> Output) throws(ThreadError) {
    self.work = work
    let start = Unmanaged.passRetained(Start { self.output = self.work() })
    let code = pthread_create(&handle, nil, threadEntry, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw ThreadError(errno: code)
    }
  }

  /// Waits for the end of the work.
  ///
  /// - Returns: What the work yielded.
  func join() -> Output? {
    #if canImport(Darwin)
    if let handle { pthread_join(handle, nil) }
    #else
    pthread_join(handle, nil)
    #endif
    return output
  }
}

/// What a new thread is handed through C.
private final class Start {
  let body: () -> Void

  init(_ body: @escaping () -> Void) { self.body = body }
}

#if canImport(Darwin)
private func threadEntry(_ start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<Start>.fromOpaque(start).takeRetainedValue().body()
  return nil
}
#else
private func threadEntry(_ start: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let start { Unmanaged<Start>.fromOpaque(start).takeRetainedValue().body() }
  return nil
}
#endif
