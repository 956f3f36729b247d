private import CLibc

/// What the system says of an `errno`, such as `Permission denied`.
///
/// The corresponding C function is `strerror`.
package func systemMessage(_ error: Int32) -> Bytes {
  guard let text = strerror(error) else { return Bytes(decimal: Int(error)) }
  return Bytes(cString: text)
}
