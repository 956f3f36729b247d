#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
/// The variables of shells, and what shells make of others.
extension Variables {
  /// The user's shell.
  package static let shell: StaticString = "SHELL"

  /// The directory of zsh's start-up files; the user's home by default.
  package static let zshFolder: StaticString = "ZDOTDIR"

  /// The file that bash reads before a script.
  package static let bashStartup: StaticString = "BASH_ENV"

  /// The file that a POSIX shell reads when it is interactive.
  package static let shStartup: StaticString = "ENV"

  /// The version of bash, in bash alone.
  package static let bashVersion: StaticString = "BASH_VERSION"

  /// The file that bash is reading.
  package static let bashSource: StaticString = "BASH_SOURCE"

  /// The options of bash that are on.
  package static let bashOptions: StaticString = "BASHOPTS"

  /// The options of POSIX shells that are on.
  package static let shellOptions: StaticString = "SHELLOPTS"

  /// How deep shells have been started in each other.
  package static let shellLevel: StaticString = "SHLVL"

  /// What the names of exported functions of bash begin with.
  package static let bashFunctionPrefix: StaticString = "BASH_FUNC_"

  /// What bash runs before a prompt.
  package static let promptCommand: StaticString = "PROMPT_COMMAND"

  /// What an interactive shell shows as its prompt.
  package static let prompt: StaticString = "PS1"

  /// Where bash's completion separates words.
  package static let wordBreaks: StaticString = "COMP_WORDBREAKS"

  /// The current directory, as the shell names it.
  package static let directory: StaticString = "PWD"

  /// Where a shell looks for the directories of `cd`.
  package static let directoryPath: StaticString = "CDPATH"

  /// The directory before the current one.
  package static let previousDirectory: StaticString = "OLDPWD"

  /// What bash gives its own values to, whatever it is given, or what belongs to one shell only.
  package static var ownedByShell: [StaticString] {
    [
      bashOptions, bashSource, bashVersion, directory, previousDirectory, prompt, shell, shellLevel,
      shellOptions, wordBreaks, "BASH", "BASHPID", "BASH_ARGV0", "BASH_COMMAND",
      "BASH_EXECUTION_STRING", "BASH_SUBSHELL", "BASH_VERSINFO", "COLUMNS", "EPOCHREALTIME",
      "EPOCHSECONDS", "HISTCMD", "IFS", "LINENO", "LINES", "OPTERR", "OPTIND", "PPID", "PS2", "PS4",
      "RANDOM", "SECONDS", "SRANDOM", "_",
    ]
  }

  /// What makes zsh become another user when it is assigned to.
  package static var zshIdentity: [StaticString] { ["EGID", "EUID", "GID", "UID", "USERNAME"] }

  /// The lists with colons between their elements; all that ``isList(_:)`` does not know by its form.
  private static var lists: [StaticString] {
    [
      path, "MANPATH", "INFOPATH", "CDPATH", "FPATH", "CPATH", "C_INCLUDE_PATH",
      "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH", "LIBRARY_PATH", linuxLibraryPath, "LD_RUN_PATH",
      "PKG_CONFIG_PATH", "ACLOCAL_PATH", "CMAKE_PREFIX_PATH", "CMAKE_MODULE_PATH",
      "CMAKE_LIBRARY_PATH", "CMAKE_INCLUDE_PATH", "XDG_DATA_DIRS", "XDG_CONFIG_DIRS", "PYTHONPATH",
      "PERL5LIB", "RUBYLIB", "NODE_PATH", "CLASSPATH", "TERMINFO_DIRS", "GI_TYPELIB_PATH",
      "GIO_EXTRA_MODULES", "QT_PLUGIN_PATH", "NIX_PATH",
    ]
  }

  /// Whether a variable's value is a list with colons between the elements.
  package static func isList(_ name: Bytes) -> Bool {
    if name.starts(with: "DYLD_") && name.suffix(5).elementsEqual(Bytes("_PATH")) { return true }
    return lists.contains { name[...].equals($0) }
  }
}
#endif
