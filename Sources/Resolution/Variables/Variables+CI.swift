#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
/// The variables of services that run jobs.
extension Variables {
  /// Set in GitHub Actions jobs.
  ///
  /// Set by GitHub's runner.
  package static let gitHub: StaticString = "GITHUB_ACTIONS"

  /// File through which a GitHub Actions job exports variables.
  ///
  /// Set by GitHub's runner.
  package static let gitHubVariables: StaticString = "GITHUB_ENV"

  /// File through which a GitHub Actions job adds directories to `PATH`.
  ///
  /// Set by GitHub's runner.
  package static let gitHubPath: StaticString = "GITHUB_PATH"

  /// File through which a GitHub Actions step writes its outputs.
  ///
  /// Set by GitHub's runner.
  package static let gitHubResults: StaticString = "GITHUB_OUTPUT"

  /// Set in GitLab jobs.
  ///
  /// Set by GitLab's runner.
  package static let gitLab: StaticString = "GITLAB_CI"

  /// Set in Jenkins jobs.
  ///
  /// Set by Jenkins.
  package static let jenkins: StaticString = "JENKINS_URL"
}
#endif
