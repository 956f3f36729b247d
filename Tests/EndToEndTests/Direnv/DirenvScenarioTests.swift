import Foundation
import TestSupport
import Testing

@Suite("direnv: what its users do all day")
struct DirenvScenarioTests {
  @Test("a file is loaded, kept, loaded again and unloaded", arguments: HookShell.installed)
  func base(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    let result = try fixture.script(
      """
      direnv allow
      load
      show HELLO DIRENV_DIR DIRENV_FILE
      load
      echo nothing
      touch .envrc
      load
      cd ..
      load
      show HELLO DIRENV_DIR DIRENV_FILE DIRENV_DIFF DIRENV_WATCHES
      """)
    let home = fixture.sandbox.home
    #expect(
      result.output == """
        HELLO=world
        DIRENV_DIR=-\(home)/p
        DIRENV_FILE=\(home)/p/.envrc
        nothing
        no HELLO
        no DIRENV_DIR
        no DIRENV_FILE
        no DIRENV_DIFF
        no DIRENV_WATCHES

        """)
    #expect(
      result.errors == """
        direnv: loading ~/p/.envrc
        direnv: export +HELLO
        direnv: loading ~/p/.envrc
        direnv: export +HELLO
        direnv: unloading

        """)
  }

  @Test("a file that was not allowed is said to be blocked once", arguments: HookShell.installed)
  func blocked(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\n")
    let result = try fixture.script("load\nload\nmkdir -p sub\ncd sub\nload\nshow HELLO")
    #expect(result.output == "no HELLO\n")
    #expect(
      result.errors == """
        direnv: error \(fixture.sandbox.home)/p/.envrc is blocked. Run `direnv allow` to approve \
        its content

        """)
  }

  @Test("values arrive as they are", arguments: HookShell.installed)
  func values(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write(
      """
      export LS_COLORS='*.ogg=38;5;45:*.wav=38;5;45' THREE_BACKSLASHES='\\\\\\'
      export LESSOPEN='||/usr/bin/lesspipe.sh %s' UTFSTUFF=♀♂ QUOTES="it's \\"x\\""
      export LINES_=$'a\\n\\nb' TAB=$'a\\tb' BANG='!x #y ~ $z `w`' EMPTY= BYTES=$'\\xff\\x01'
      """)
    let result = try fixture.script(
      """
      direnv allow
      load
      show LS_COLORS THREE_BACKSLASHES LESSOPEN UTFSTUFF QUOTES LINES_ TAB BANG EMPTY
      printenv BYTES
      """)
    let expected = """
      LS_COLORS=*.ogg=38;5;45:*.wav=38;5;45
      THREE_BACKSLASHES=\\\\\\
      LESSOPEN=||/usr/bin/lesspipe.sh %s
      UTFSTUFF=♀♂
      QUOTES=it's "x"
      LINES_=a

      b
      TAB=a\tb
      BANG=!x #y ~ $z `w`
      EMPTY=

      """
    #expect(result.outputBytes == Array(expected.utf8) + [0xFF, 1, 10])
  }

  @Test("empty is not unset", arguments: HookShell.installed)
  func empty(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export SET=\nunset GONE WAS_EMPTY\n")
    let result = try fixture.script(
      """
      assign GONE x
      assign WAS_EMPTY ''
      direnv allow
      load
      show SET GONE WAS_EMPTY
      cd ..
      load
      show SET GONE WAS_EMPTY
      """)
    #expect(
      result.output == "SET=\nno GONE\nno WAS_EMPTY\nno SET\nGONE=x\nWAS_EMPTY=\n")
    #expect(result.errors.contains("direnv: export +SET -GONE -WAS_EMPTY\n"))
  }

  @Test("PATH is changed and restored by its elements", arguments: HookShell.installed)
  func path(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("PATH_add bin\npath_add XPATH a\nPATH_rm /usr/sbin\n")
    let prepend =
      shell == .fish ? "set -gx PATH /mine $PATH" : "export PATH=/mine:$PATH"
    let result = try fixture.script(
      """
      direnv allow
      load
      show PATH XPATH
      \(prepend)
      cd ..
      load
      show PATH XPATH
      """)
    let old = fixture.sandbox.environment["PATH"] ?? ""
    let project = fixture.sandbox.home + "/p"
    #expect(
      result.output == """
        PATH=\(project)/bin:\(old.replacing(":/usr/sbin", with: ""))
        XPATH=\(project)/a
        PATH=/mine:\(old)
        no XPATH

        """)
  }

  @Test(
    "folders of any name", arguments: HookShell.installed,
    ["space dir", "$test", "a\u{8}b\r", "é'\""])
  func folders(_ shell: HookShell, _ name: String) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.sandbox.write("export HERE=$PWD\n", to: "home/\(name)/.envrc")
    let result = try fixture.script(
      "direnv allow\nload\nprintenv HERE\nprintenv DIRENV_DIR", in: "home/\(name)")
    let folder = fixture.sandbox.path("home/\(name)")
    #expect(result.output == "\(folder)\n-\(folder)\n")
  }

  @Test("another file is read in its folder", arguments: HookShell.installed)
  func sourced(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export PRE=1 REMOVE_ME=1\nsource_env child\nexport POST=1\n")
    try fixture.sandbox.write(
      "export CHILD=${PWD##*/}$PRE\nunset REMOVE_ME\n", to: "home/p/child/.envrc")
    let result = try fixture.script("direnv allow\nload\nshow PRE CHILD POST REMOVE_ME")
    #expect(result.output == "PRE=1\nCHILD=child1\nPOST=1\nno REMOVE_ME\n")
    #expect(result.errors.contains("direnv: loading ~/p/child/.envrc\n"))
  }

  @Test("the parent's file counts where the child asks for it", arguments: HookShell.installed)
  func inherited(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.sandbox.write("export OUTER=1 BOTH=outer\n", to: "home/p/.envrc")
    try fixture.sandbox.write("source_up\nexport BOTH=inner\n", to: "home/p/a/.envrc")
    try fixture.sandbox.write("export ONLY=1\n", to: "home/p/b/.envrc")
    let result = try fixture.script(
      """
      direnv allow
      direnv allow a
      direnv allow b/.envrc
      cd a
      load
      show OUTER BOTH
      cd ../b
      load
      show OUTER BOTH ONLY
      cd ..
      load
      show OUTER BOTH ONLY
      """)
    #expect(
      result.output == """
        OUTER=1
        BOTH=inner
        no OUTER
        no BOTH
        ONLY=1
        OUTER=1
        BOTH=outer
        no ONLY

        """)
  }

  @Test(
    "a changed file that another one reads is loaded once it is allowed",
    arguments: HookShell.installed)
  func inheritedChange(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("source_env ../q\n")
    try fixture.sandbox.write("export HELLO=world\n", to: "home/q/.envrc")
    let result = try fixture.script(
      """
      direnv allow
      load
      show HELLO
      echo 'export HELLO=goodbye' >../q/.envrc
      load
      show HELLO
      direnv allow
      load
      show HELLO
      """)
    #expect(result.output == "HELLO=world\nno HELLO\nHELLO=goodbye\n")
  }

  @Test("a link that leads elsewhere is seen", arguments: HookShell.installed)
  func links(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("watch_file link\nexport STATE=$(cat link)\n")
    try fixture.write("A", to: "a")
    try fixture.write("B", to: "b")
    let result = try fixture.script(
      """
      ln -s a link
      direnv allow
      load
      show STATE
      ln -sfn b link
      load
      show STATE
      cd ..
      ln -s p other
      cd other
      load
      show DIRENV_DIR
      """)
    #expect(result.output == "STATE=A\nSTATE=B\nDIRENV_DIR=-\(fixture.sandbox.home)/p\n")
  }

  @Test(
    "a failing file is tried once, and leaves the environment alone", arguments: HookShell.installed
  )
  func failure(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=world\nexit 3\n")
    let result = try fixture.script("direnv allow\nload\nload\nshow HELLO DIRENV_FILE")
    #expect(result.output == "no HELLO\nDIRENV_FILE=\(fixture.sandbox.home)/p/.envrc\n")
    #expect(
      result.errors == "direnv: loading ~/p/.envrc\ndirenv: error exit status 3\n")
    #expect(try fixture.direnv("export", "bash").status == 1)
  }

  @Test("a missing file to read does not end the rest", arguments: HookShell.installed)
  func missingSource(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("source_env nowhere\nexport HELLO=world\n")
    let result = try fixture.script("direnv allow\nload\nshow HELLO")
    #expect(result.output == "HELLO=world\n")
    #expect(result.errors.contains("nowhere"))
  }

  @Test("watched folders", arguments: HookShell.installed)
  func watchedFolder(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("watch_dir d\nexport COUNT=$(ls d/sub | wc -l)\n")
    try fixture.write("", to: "d/sub/testfile")
    let result = try fixture.script(
      """
      direnv allow
      load
      direnv show_dump $DIRENV_WATCHES | grep -c testfile
      show COUNT
      touch d/sub/another
      load
      show COUNT
      """)
    #expect(result.output.replacing(" ", with: "") == "1\nCOUNT=1\nCOUNT=2\n")
  }

  @Test("the user's settings of direnv itself stay", arguments: HookShell.installed)
  func specialVariables(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export DIRENV_BASH=/wrong DIRENV_CONFIG=/wrong PS1=wrong\n")
    let result = try fixture.script(
      """
      assign DIRENV_BASH \(findProgram("bash") ?? "")
      assign DIRENV_CONFIG foobar
      direnv allow
      load
      show DIRENV_BASH DIRENV_CONFIG DIRENV_IN_ENVRC
      """)
    #expect(
      result.output
        == "DIRENV_BASH=\(findProgram("bash") ?? "")\nDIRENV_CONFIG=foobar\nno DIRENV_IN_ENVRC\n")
  }

  @Test(".env counts where the user wants it, behind .envrc", arguments: HookShell.installed)
  func dotenv(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("HELLO=world\nTWO=\"$HELLO x\"\n", to: ".env")
    let before = try fixture.script("load\nshow HELLO")
    #expect(before.output == "no HELLO\n")
    try fixture.sandbox.write(
      "[global]\nload_dotenv = true\n", to: "home/.config/direnv/direnv.toml")
    let result = try fixture.script(
      """
      direnv allow
      load
      show HELLO TWO
      echo 'export HELLO=rc' >.envrc
      direnv allow
      load
      show HELLO TWO
      echo dotenv >.envrc
      direnv allow
      load
      show HELLO
      """)
    #expect(result.output == "HELLO=world\nTWO=world x\nHELLO=rc\nno TWO\nHELLO=world\n")
  }

  @Test("strict_env in the settings", arguments: HookShell.installed)
  func strict(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export HELLO=$UNSET_VARIABLE\n")
    let loose = try fixture.script("direnv allow\nload\nshow HELLO")
    #expect(loose.output == "HELLO=\n")
    try fixture.sandbox.write(
      "[global]\nstrict_env = true\n", to: "home/.config/direnv/direnv.toml")
    let strict = try fixture.script("load\nshow HELLO")
    #expect(strict.output == "no HELLO\n")
    #expect(strict.errors.contains("UNSET_VARIABLE"))
  }

  @Test("a child of the file knows where it is", arguments: HookShell.installed)
  func inside(_ shell: HookShell) throws {
    let fixture = try DirenvFixture(shell)
    try fixture.write("export INSIDE=$(printenv DIRENV_IN_ENVRC) DIR=$DIRENV_DIR\n")
    let result = try fixture.script("direnv allow\nload\nshow INSIDE DIR DIRENV_IN_ENVRC")
    #expect(result.output == "INSIDE=1\nDIR=-\(fixture.sandbox.home)/p\nno DIRENV_IN_ENVRC\n")
  }
}
