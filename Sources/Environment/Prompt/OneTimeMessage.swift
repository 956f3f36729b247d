package import Resolution
package import Shells
private import Toolchains

/// A message that a shell session shows once for each state of a file, however often it gets there.
package struct OneTimeMessage: Equatable, Sendable {
  private let text: Bytes
  private let key: Bytes

  /// A message.
  ///
  /// - Parameters:
  ///   - text: What to show, without the last line end.
  ///   - watches: The files that it is about.
  package init(_ text: Bytes, about watches: [Watch]) {
    var writer = FieldWriter("message")
    writer.add(text)
    for watch in watches {
      writer.add(watch.path.bytes)
      // Not its time: whoever only touches the file has nothing new to be told.
      writer.add(watch.contentMark)
    }
    self.text = text
    key = NameHash.of(writer.bytes, digits: 12)
  }

  /// Code that shows it on standard error, unless this session has seen it.
  ///
  /// - Parameter shell: The shell, one with a hook.
  /// - Returns: Code with its line end.
  package func code(_ shell: Shell) -> Bytes {
    if shell == .elvish {
      return Bytes("__tvm_tell ") + key + " " + shell.quoted(text) + "\n"
    }
    if shell == .fish {
      return Bytes("if not builtin contains -- ") + key + " $__tvm_environment_told\n"
        + "  builtin set -g __tvm_environment_told $__tvm_environment_told " + key + "\n"
        + "  builtin printf '%s\\n' " + shell.quoted(text) + " >&2\nend\n"
    }
    return Bytes("case \" ${__tvm_environment_told-} \" in\n  *' ") + key + " '*) ;;\n  *)\n"
      + "    __tvm_environment_told=\"${__tvm_environment_told-} " + key + "\"\n"
      + "    \\builtin printf '%s\\n' " + shell.quoted(text) + " >&2 || :\n    ;;\nesac\n"
  }
}
