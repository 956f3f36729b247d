import Shells

/// A group of checks that look at the same part of a set-up.
package enum Family: String, CaseIterable, Encodable, Sendable {
  case tvm = "tvm"
  case path = "PATH"
  case shell = "Shell"
  case goroot = "GOROOT"
  case gopath = "GOPATH and caches"
  case goVariables = "Go variables"
  case project = "Project"
  case rust = "RUSTUP_HOME and CARGO_HOME"
  case tools = "Tools"
  case editors = "Editors"
  case stores = "Stores"
}
