import Resolution
import Shells

extension Machine {
  /// The changes that take out every line which loads tvm's hook, whatever shell it is for.
  package var hookRemoval: [Fix] {
    startup.files.filter(\.isUsers).flatMap { file in
      file.hooks.filter(\.canBeTakenOut).map { .edit(file.path, .remove($0.line.bytes)) }
    }
  }
}
