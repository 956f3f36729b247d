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

  @Test("every function of direnv is there")
  func functions() throws {
    let names = """
      PATH_add PATH_rm MANPATH_add __env_strictness __main__ _source_up direnv_apply_dump \
      direnv_layout_dir direnv_load direnv_version dotenv dotenv_if_exists env_vars_required \
      expand_path fetchurl find_up has join_args layout layout_anaconda layout_go layout_julia \
      layout_node layout_opam layout_perl layout_php layout_pipenv layout_pyenv layout_python \
      layout_python2 layout_python3 layout_ruby load_prefix log_error log_status on_git_branch \
      path_add path_rm realpath.absolute realpath.basename realpath.dirname require_allowed rvm \
      semver_search source_env source_env_if_exists source_up source_up_if_exists source_url \
      strict_env unstrict_env use use_flake use_flox use_guix use_julia use_nix use_node \
      use_nodenv use_rbenv use_vim user_rel_path watch_dir watch_file use_go use_rust use_tvm
      """
    let file = try EnvironmentLibrary().evaluate(
      "for name in \(names); do declare -F $name >/dev/null || export MISSING+=$name,; done")
    #expect(file.status == 0)
    #expect(file["MISSING"] == nil)
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
