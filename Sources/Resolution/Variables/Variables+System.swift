/// The variables of the user and the system.
extension Variables {
  /// The number of the user who called `sudo`.
  ///
  /// Set by sudo.
  package static let sudoUser: StaticString = "SUDO_UID"

  /// The user's home directory.
  ///
  /// Set by the system and by users.
  package static let userHome: StaticString = "HOME"

  /// The directory for temporary files, `/tmp` if not set.
  ///
  /// Set by the system and by users.
  package static let temporary: StaticString = "TMPDIR"

  /// Directories searched for programs.
  ///
  /// Set by the system and by users.
  package static let path: StaticString = "PATH"

  /// The base of ``Home/root`` when `TVM_HOME` is not set.
  ///
  /// Set by users.
  package static let dataHome: StaticString = "XDG_DATA_HOME"

  /// The base of ``Home/settings`` when `TVM_HOME` is not set.
  ///
  /// Set by users.
  package static let configHome: StaticString = "XDG_CONFIG_HOME"

  /// The base of ``Home/cache`` when `TVM_HOME` is not set.
  ///
  /// Set by users.
  package static let cacheHome: StaticString = "XDG_CACHE_HOME"
}

#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
extension Variables {
  /// The user's directory of sockets, as long as he is logged in.
  package static let runtimeFolder: StaticString = "XDG_RUNTIME_DIR"

  /// The user's name.
  package static let user: StaticString = "USER"

  /// The user's name, as POSIX has it.
  package static let loginName: StaticString = "LOGNAME"

  /// The language of messages and the encoding of text.
  package static let language: StaticString = "LANG"

  /// The language of messages and the encoding of text, more binding than ``language``.
  package static let locale: StaticString = "LC_ALL"

  /// The kind of terminal.
  package static let terminal: StaticString = "TERM"

  /// Turns colors off if it is set to anything.
  ///
  /// Set by users.
  package static let noColor: StaticString = "NO_COLOR"

  /// Turns colors off if it is `0`.
  ///
  /// Set by users.
  package static let color: StaticString = "CLICOLOR"

  /// Turns colors on, also where nothing is read on a terminal, if it is set to anything but `0`.
  ///
  /// Set by users.
  package static let forcedColor: StaticString = "CLICOLOR_FORCE"

  /// The user's editor.
  ///
  /// Set by users.
  package static let editor: StaticString = "EDITOR"

  /// The file of the authorities whose certificates of servers count.
  ///
  /// Set by users.
  package static let certificateFile: StaticString = "SSL_CERT_FILE"

  /// The directory of the authorities whose certificates of servers count, beside those in the file.
  ///
  /// Set by users.
  package static let certificateFolder: StaticString = "SSL_CERT_DIR"

  /// curl's own file of authorities, for which it passes over the others.
  ///
  /// Set by users.
  package static let curlCertificates: StaticString = "CURL_CA_BUNDLE"

  /// The servers that are asked without a proxy.
  ///
  /// Set by users.
  package static let noProxy: StaticString = "NO_PROXY"

  /// The variables that may name the proxy for `https`, in the order in which curl looks at them.
  package static let secureProxies: [StaticString] = [
    "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
  ]

  /// The variables that may name the proxy for `http`, in the order in which curl looks at them.
  package static let plainProxies: [StaticString] = ["http_proxy", "all_proxy", "ALL_PROXY"]
}
#endif
