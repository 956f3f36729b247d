#if !hasFeature(Embedded)
// What only tvm itself needs would be code in every shim.
/// The variables of services that run jobs.
extension Variables {
  /// Says that GitHub runs a job.
  ///
  /// Set by GitHub's runner.
  package static let gitHub: StaticString = "GITHUB_ACTIONS"

  /// The file to which a job of GitHub's adds variables.
  ///
  /// Set by GitHub's runner.
  package static let gitHubVariables: StaticString = "GITHUB_ENV"

  /// The file to which a job of GitHub's adds folders for `PATH`.
  ///
  /// Set by GitHub's runner.
  package static let gitHubPath: StaticString = "GITHUB_PATH"

  /// The file to which a step of GitHub's writes its results.
  ///
  /// Set by GitHub's runner.
  package static let gitHubResults: StaticString = "GITHUB_OUTPUT"

  /// Says that GitLab runs a job.
  ///
  /// Set by GitLab's runner.
  package static let gitLab: StaticString = "GITLAB_CI"

  /// Says that Jenkins runs a job.
  ///
  /// Set by Jenkins.
  package static let jenkins: StaticString = "JENKINS_URL"
}
#endif
