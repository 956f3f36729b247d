import Foundation
import TestSupport
import Testing

/// The ready files for pipelines, run as far as they can be without their pipelines.
@Suite("share/ci")
struct CiFileTests {
  private let folder = Project.root + "/share/ci"

  /// What a piece of Python says of a YAML file, `f`.
  private func yaml(_ file: String, _ expression: String) throws -> String {
    let sandbox = try Sandbox()
    let result = try sandbox.run(
      "python3",
      [
        "-c", "import sys, yaml; f = yaml.safe_load(open(sys.argv[1])); print(\(expression))",
        "\(folder)/\(file)",
      ])
    #expect(result.errors == "")
    return result.output
  }

  /// A sandbox with a home, a mirror and tvm on PATH, and a project that pins Go.
  private func fixture() throws -> GoFixture {
    let fixture = try GoFixture()
    try fixture.sandbox.makeDirectory("bin")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("bin/tvm"), withDestinationPath: Project.program("tvm"))
    fixture.sandbox.environment["PATH"] = fixture.sandbox.path("bin") + ":" + Sandbox.systemPath
    try fixture.sandbox.write("1.21.13\n", to: "project/.go-version")
    return fixture
  }

  @Test(
    "every step of the composite action runs",
    .enabled(if: Self.hasYAML, "python3-yaml is not installed"))
  func action() throws {
    let steps = try yaml(
      "github/action.yml",
      "'\\0'.join(s['run'] for s in f['runs']['steps'] if 'run' in s)"
    ).split(separator: "\0")
    #expect(steps.count == 5)
    let fixture = try fixture()
    for name in ["ENV", "PATH", "OUTPUT"] {
      fixture.sandbox.environment["GITHUB_\(name)"] = fixture.sandbox.path("tmp/\(name)")
    }
    fixture.sandbox.environment["GITHUB_ACTION_PATH"] = folder + "/github"
    for step in steps {
      let result = try fixture.sandbox.run(
        "bash", ["-euo", "pipefail", "-c", String(step)], in: "project")
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(fixture.sandbox.read("tmp/PATH").hasSuffix("/shims\n"))
    #expect(fixture.sandbox.read("tmp/OUTPUT").contains("found=true\nfrom=\nkey=tvm-"))
    #expect(fixture.installed == ["1.21.13"])
    try fixture.sandbox.write("1.99.x.y\n", to: "project/.go-version")
    for step in steps where step.contains("tvm ci") {
      let result = try fixture.sandbox.run(
        "bash", ["-euo", "pipefail", "-c", String(step)], in: "project")
      #expect(result.status != 0, "a pin that is none does not end in an empty key")
    }
    #expect(
      try yaml(
        "github/action.yml",
        "all('shell' in s for s in f['runs']['steps'] if 'run' in s), f['runs']['using']")
        == "True composite\n")
  }

  @Test(
    "GitLab's scripts run, and leave the toolchain on PATH",
    .enabled(if: Self.hasYAML, "python3-yaml is not installed"))
  func gitlab() throws {
    let script = try yaml(
      "gitlab.yml", "'\\n'.join(f['.tvm']['before_script'] + f['.tvm-report']['script'])")
    let fixture = try fixture()
    fixture.sandbox.environment["CI_BUILDS_DIR"] = fixture.sandbox.path("tmp")
    let result = try fixture.sandbox.run(
      "sh", ["-euc", script + "\ngo version; cat tvm.env"], in: "project")
    #expect(result.output.hasPrefix("go version go1.21.13"), "\(result.errors)")
    #expect(result.output.contains("TVM_CI_GO_VERSION=1.21.13\n"))
    #expect(
      try yaml("gitlab.yml", "f['.tvm-report']['artifacts']['reports']")
        == "{'dotenv': 'tvm.env'}\n")
  }

  @Test(
    "the init container and the container share the toolchains",
    .enabled(if: Self.hasYAML, "python3-yaml is not installed"))
  func pod() throws {
    #expect(
      try yaml(
        "init-container.yml",
        "(lambda i, c: (i['command'], i['env'] == c['env'], i['volumeMounts'] == c['volumeMounts'], "
          + "{m['name'] for m in i['volumeMounts']} == {v['name'] for v in f['spec']['volumes']}))"
          + "(f['spec']['initContainers'][0], f['spec']['containers'][0])")
        == "(['tvm', 'ci', '--format', 'dotenv'], True, True, True)\n")
    let fixture = try fixture()
    let command = try yaml(
      "init-container.yml", "' '.join(f['spec']['initContainers'][0]['command'])")
    try #expect(fixture.sandbox.run("sh", ["-c", command], in: "project").status == 0)
    #expect(fixture.installed == ["1.21.13"])
  }

  @Test("the Dockerfile sets variables before the RUN that needs them, and that RUN works")
  func dockerfile() throws {
    let fixture = try fixture()
    let opt = try fixture.sandbox.makeDirectory("opt/tvm")
    var environment: [(String, String)] = []
    let text = try String(contentsOf: URL(filePath: folder + "/Dockerfile"), encoding: .utf8)
      .replacingOccurrences(of: "\\\n", with: " ")
      .replacingOccurrences(of: "/opt/tvm", with: opt)
    var runs = 0
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words.first == "ENV" {
        environment = words.dropFirst().map {
          let parts = $0.split(separator: "=", maxSplits: 1).map(String.init)
          return (parts[0], parts[1])
        }
      }
      guard words.first == "RUN", words.dropFirst().first == "tvm" else { continue }
      runs += 1
      for (name, value) in environment {
        fixture.sandbox.environment[name] =
          name == "PATH" ? fixture.sandbox.path("bin") + ":" + value : value
      }
      let command = words.dropFirst().joined(separator: " ")
      let result = try fixture.sandbox.run("sh", ["-euc", command], in: "project")
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(runs == 1)
    let go = try fixture.sandbox.run("sh", ["-c", "go version"], in: "project")
    #expect(go.output.hasPrefix("go version go1.21.13"), "\(go.errors)")
  }

  @Test(
    "workflows can be read, and every script that they call is there",
    .enabled(if: Self.hasYAML, "python3-yaml is not installed"))
  func workflows() throws {
    for name in ["ci", "release"] {
      let runs = try yaml(
        "../../.github/workflows/\(name).yml",
        "'\\n'.join(s.get('run', '') for j in f['jobs'].values() for s in j['steps'])")
      let scripts = runs.matches(of: /[A-Za-z.]+\/[a-z.\/]*[a-z]+/).map { String($0.output) }
        .filter { ["shell/", "Tests/", ".ci/"].contains(where: $0.hasPrefix) }
      #expect(!scripts.isEmpty)
      for script in scripts {
        #expect(FileManager.default.fileExists(atPath: "\(Project.root)/\(script)"), "\(script)")
      }
    }
  }

  private static let hasYAML: Bool = {
    let result = try? runProgram(findProgram("python3") ?? "python3", ["-c", "import yaml"])
    return result?.status == 0
  }()
}
