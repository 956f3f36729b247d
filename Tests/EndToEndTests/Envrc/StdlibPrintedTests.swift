import Foundation
import TestSupport
import Testing

@Suite("Environment files: the library by itself") struct StdlibPrintedTests {
  @Test("the functions can be read by any bash")
  func printed() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(
      """
      __tvm_library='\(Project.root)/share/envrc' direnv='\(library.sandbox.path("bin/direnv"))'
      set -- evaluate a b c
      eval "$(cat "$__tvm_library/stdlib.bash")"
      PATH_add bin; source_env sub; layout node; log_status hi; watch_file a b
      echo "$PATH $A $WATCHED"; declare -F source . || echo builtin
      """, to: "script")
    try library.sandbox.write("A=$PWD", to: "sub/.envrc")
    try library.sandbox.write(
      "#!/bin/sh\necho \"WATCHED='$*'\"\n", to: "bin/direnv", executable: true)
    let result = try library.sandbox.run("bash", ["script"])
    let output = result.output.replacing(library.sandbox.root, with: "ROOT")
    #expect(output.hasPrefix("ROOT/node_modules/.bin:ROOT/bin:"))
    #expect(output.hasSuffix(" ROOT/sub watch bash a b\nbuiltin\n"))
    #expect(result.errors == "tvm: hi\n")
  }

  @Test("a script can start as direnv starts")
  func mainFunction() throws {
    let library = try EnvironmentLibrary()
    try library.sandbox.write(
      "#!/bin/sh\necho \"$*\"; env | grep ^A=\n", to: "bin/direnv", executable: true)
    try library.sandbox.write("export A=rc", to: "home/.direnvrc")
    let result = try library.sandbox.run(
      "bash",
      [
        "-c",
        """
        __tvm_library='\(Project.root)/share/envrc' direnv='\(library.sandbox.path("bin/direnv"))'
        source "$__tvm_library/stdlib.bash"; __main__ echo noise
        """,
      ])
    #expect(result.output == "dump json \nA=rc\n")
    #expect(result.errors == "noise\n")
  }

  @Test(
    "shellcheck has no findings",
    .enabled(if: findProgram("shellcheck") != nil, "shellcheck is not installed"))
  func shellcheck() throws {
    let folder = "\(Project.root)/share/envrc"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let result = try runProgram(
      try #require(findProgram("shellcheck")), files.map { "\(folder)/\($0)" })
    #expect(result.output + result.errors == "")
  }
}
