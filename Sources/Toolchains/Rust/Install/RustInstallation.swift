package import Resolution

extension RustStore {
  /// Installs what a pin asks for, with all that its file and the options wish for.
  ///
  /// - Parameters:
  ///   - pin: what is asked for.
  ///   - options: what the user has said beside it.
  /// - Returns: what was done.
  /// - Throws: ``RustError``; the installed toolchains are as before then.
  func install(_ pin: Pin, _ options: InstallOptions) throws(RustError) -> InstallResult {
    guard case .rust(let request) = pin.request else {
      return InstallResult(name: pin.text, outcome: .present)
    }
    try checkIsLinked(pin)
    var result = try install(
      request, try contents(of: pin).adding(options), RustInstall.Options(options),
      mayBecomeDefault: options.mayBecomeDefault)
    if result.isNewDefault { result.isNewDefault = try makeDefault(result.name) }
    return result
  }

  /// Installs what is to be used in a directory, with what the toolchain file there wishes for; nil for
  /// the user-wide default.
  ///
  /// - Throws: ``RustError``; the installed toolchains are as before then.
  func install(_ choice: Choice, for directory: Path?) throws(RustError) -> InstallResult? {
    guard case .rust(let request) = choice.pin.request else { return nil }
    try checkIsLinked(choice.pin)
    var wish = RustContents()
    if let directory, !request.isCustom {
      // A file that asks for nothing so far, or is none, is what writing the pin mends or refuses.
      wish = (try? contents(at: Language.rust.deciding(in: directory).path)) ?? wish
    }
    return try install(request, wish)
  }

  /// Sees that a name which no release has is that of a linked toolchain, as the shim does.
  private func checkIsLinked(_ pin: Pin) throws(RustError) {
    guard case .rust(let request) = pin.request, case .custom = request,
      toolchain(RustToolchainName(request)).kind == nil
    else { return }
    throw .resolution(
      .notInstalled(.rust, pins: [pin], nearest: installed.nearest(to: request), in: nil))
  }

  /// Installs what a request means, with all that is wished for.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - wish: what the toolchain is to have.
  ///   - options: what the installation may do.
  ///   - mayBecomeDefault: whether it is to be found out if the toolchain should be the default.
  /// - Returns: what was done.
  /// - Throws: ``RustError``; the installed toolchains are as before then.
  @discardableResult
  package func install(
    _ request: RustRequest, _ wish: RustContents = RustContents(),
    _ options: RustInstall.Options = RustInstall.Options(), mayBecomeDefault: Bool = false
  ) throws(RustError) -> InstallResult {
    let name = RustToolchainName(request)
    let isFirst = mayBecomeDefault && wouldBeDefault(name)
    let outcome: InstallOutcome
    switch request {
    case .custom:
      guard toolchain(name).kind != nil else { throw .notARelease(name) }
      try RustInstall(self, options: options).check(name, wish)
      outcome = .present
    case .path(let path):
      guard RustLink.isToolchain(path) else { throw .store(.notAToolchain(path, .rust)) }
      if options.repairs || !wish.isEmpty { throw .linked(name) }
      outcome = .present
    case .newest(let release), .release(let release):
      let install = RustInstall(self, options: options)
      outcome =
        isFirst
        ? try becomingDefault(name) { () throws(RustError) in try install.install(release, wish) }
        : try install.install(release, wish)
    }
    return InstallResult(name: name.bytes, outcome: outcome, isNewDefault: isFirst)
  }

  /// Whether a toolchain becomes the default when it is installed: there is neither it nor a default, or
  /// it was to be and the process died before that was written.
  package func wouldBeDefault(_ name: RustToolchainName) -> Bool {
    settings.defaultToolchain == nil
      && (toolchain(name).kind == nil || home.wasToBeDefault(name))
  }

  /// Installs a toolchain that becomes the default, so that whoever does it again after this process
  /// died makes it the default, too.
  ///
  /// - Parameters:
  ///   - name: the toolchain's full name.
  ///   - body: installs it.
  /// - Returns: what the body returns.
  /// - Throws: what the body throws.
  package func becomingDefault<Result, Failure: Error>(
    _ name: RustToolchainName, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Where it cannot be noted nothing is lost but this.
    try? home.noteDefault(name)
    do throws(Failure) { return try body() } catch {
      try? home.noteDefault(nil)
      throw error
    }
  }

  private func makeDefault(_ name: Bytes) throws(RustError) -> Bool {
    try RustSettingsFile(home).setDefault(name)
    return true
  }
}

extension RustInstall.Options {
  /// What a user's options allow.
  init(_ options: InstallOptions) {
    self.init()
    repairs = options.repairs
    allowsDowngrade = options.allowsDowngrade
    forcesNonHost = options.forcesNonHost
  }
}

extension RustContents {
  /// The same with what a user's options add to it.
  fileprivate func adding(_ options: InstallOptions) -> RustContents {
    var wish = self
    if let profile = options.profile {
      wish.profile = profile
      wish.completesProfile = true
    }
    wish.components += options.components
    wish.targets += options.targets
    wish.optional.subtract(options.components + options.targets)
    return wish
  }
}
