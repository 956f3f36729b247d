internal import CLibc
package import Resolution

/// A folder for what a session needs that cannot write its home: below the one that the system gives
/// each user, else among the temporary files.
package struct SessionFolder {
  /// The folder, which nobody else can write.
  package let path: Path

  /// The folder of this user; nil where there can be none.
  package init?(_ world: World) {
    let base = world.setVariable(Variables.runtimeFolder) ?? world.setVariable(Variables.temporary)
    let parent = Path(base ?? Bytes("/tmp"))
    guard parent.isAbsolute else { return nil }
    path = parent.appending(Bytes("tvm-") + Bytes(decimal: Int(geteuid())))
    // What is there in its stead is looked at next.
    try? Folder.createPrivate(path)
    var status = stat()
    // Others may have made it first, or a link in its place.
    guard path.bytes.withCString({ lstat($0, &status) }) == 0,
      clibc_is_directory(status.st_mode) != 0, status.st_uid == geteuid(),
      status.st_mode & 0o077 == 0
    else { return nil }
  }
}
