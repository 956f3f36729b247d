/// A byte string: what paths, arguments and environment variables are on Unix, UTF-8 or not.
package typealias Bytes = [UInt8]
