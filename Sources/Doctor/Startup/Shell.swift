/// A shell that tvm has a hook for.
package enum Shell: String, CaseIterable, Encodable, Sendable {
  case bash, zsh, fish
}
