/// What makes two paths one file.
package struct FileIdentity: Equatable, Sendable {
  /// The number of the device.
  package let device: UInt64

  /// The number of the file on the device.
  package let file: UInt64

  /// The identity with these numbers.
  package init(device: UInt64, file: UInt64) {
    self.device = device
    self.file = file
  }
}
