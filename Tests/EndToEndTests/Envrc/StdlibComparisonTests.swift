import Foundation
import TestSupport
import Testing

@Suite(
  "Environment files: the same as with direnv itself, where that is installed",
  .enabled(if: findProgram("direnv") != nil))
struct StdlibComparisonTests {
  /// Environment files that leave the same environment and status; the lines of a table, so that
  /// one test covers many of them by few processes.
  static let texts = [
    "export A=1; return 3", "export A=1; exit 3", "set -e; export A=1; false; export B=1",
    "set -u; export A=1; : $NOSUCH; export B=1", "strict_env; export A=1; nosuch; export B=1",
    "strict_env false; export A=1", "unstrict_env false; export A=$?",
    "export A=$'a\\nb\\t\\'\"$x' B=é C=' ' D='*' E=; unset GONE; export F",
    "export A=${BASH_SOURCE[0]} B=$(dirname \"$BASH_SOURCE\") C=$0 D=$# E=$1",
    "source ./lib.sh; export A=$?; . lib.sh a b; source -- \"$PWD/lib.sh\" c",
    "source ./missing.sh; export A=$?; . missing.sh; export B=$?; source sub; export C=$?",
    "source <(echo 'export A=${BASH_SOURCE[0]##*/} B=$#') x y; . /dev/stdin <<<'export C=1'",
    "source /dev/null; export A=$?", "source_env sub; export A=$? B=$PWD",
    "source_env sub/.envrc; source_env_if_exists nosuch; export A=$?; source_env nosuch; export B=$?",
    "source_up; export A=$?; source_up .other; export B=$?; source_up_if_exists .other; export C=$?",
    "set -e; source ./fails.sh || export A=1; if . ./fails.sh; then :; fi; export B=1",
    "set -e; source_env fails.sh || :; ! source ./fails.sh; export A=1",
    "f() { source ./lib.sh; export A=$?; }; f; export B=${declared-unset}",
    "source ./lib.sh a; export A=${MAP[a]}${LIST[1]}$declared; libf; export B=${hidden-unset}",
    "x=$(cat <<'EOF'\ndeclare y=${BASH_SOURCE[0]}\n  typeset z=1\nEOF\n); export x",
    "source ./args.sh 1; export W=$ARGS; f() { shift; . ./args.sh; }; f 1 2 'a b'",
    "set -- 'a b' c; source ./args.sh; export W=$ARGS; . -- ./args.sh; export X=$ARGS; . ./args.sh y z",
    "w() { source \"$@\"; }; w ./args.sh; export W=$ARGS; w ./args.sh 'x y' z; ! . ./args.sh || export X=1",
    "set -eu; IFS=01; set --; if . ./args.sh; then export W=1; fi; set -- 1 2; (. ./args.sh; exit 3) || export X=$?",
    "set -- 'a b' c; source ./shift.sh; export W=$#$*; . ./set.sh; export X=$#$*; source ./shift.sh 1 2",
    "f() { shift; . ./shift.sh; export W=$*; g; . ./set.sh; shift; export X=$*; }; g() { :; }; f 1 2 3",
    "f() { . ./shift.sh; }; set -- 1 2; f a b; export W=$*; if . ./set.sh; then case $2 in y) export X=1; esac; fi",
    "set -eu; set -- 1 2; (. ./shift.sh; exit $#) || export W=$?$*; ! . ./set.sh || [[ $3 == z ]] && export X=$*",
    "f() { source_env ./shift.sh; export W=$*; }; f 1 2; . ./set.sh; export X=$#",
    "alias ls=nosuch\nexport A=$(ls -d .)\nshopt -s expand_aliases; alias e=export\ne B=1",
    "module load gcc; export A=$? B=${-/c} C=$SHELLOPTS D=$(type -t module); use module",
    "module() { export OWN=1; }; module load; export -f module; bash -c 'module; echo $OWN' >out; export A=$(<out)",
    "local A=1; export B=$?; declare -gx C=1", "trap 'export A=1' RETURN; source ./lib.sh",
    "trap 'export A=$LINENO' ERR\n\nfalse\ntrue", "shift; export A=$#", "#!/bin/sh\nexport A=1\r\n",
    "cd /; export A=$PWD; PATH_add x", "IFS=,; PATH_add x; path_add FOO a b; dotenv",
    "PATH_add bin; PATH_add a b ../c; path_add FOO x; path_add FOO y z; PATH_rm '*/b'; path_rm FOO x",
    "MANPATH=/man; MANPATH_add man; load_prefix pre",
    "export A=$(expand_path ../q) B=$(expand_path x /r) C=$(user_rel_path ~/z) D=$(join_args 'a b' c)",
    "export A=$(find_up .marker); export B=$?; export C=$(find_up nosuch); export D=$?",
    "has ls; export A=$?; has nosuch; export B=$?; has use; export C=$? D=$(direnv_layout_dir)",
    "F=1; env_vars_required F HOME; export A=$?; env_vars_required HOME; export B=$?",
    "dotenv; export A=$?; dotenv_if_exists nope; export B=$?; dotenv nope; export C=$?",
    "on_git_branch; export A=$?; on_git_branch main; export B=$?; on_git_branch x; export C=$?",
    "on_git_branch -r '^ma'; export A=$?; on_git_branch -r; export B=$?; cd /; on_git_branch; export C=$?",
    "layout node; export A=$?", "layout php", "layout perl", "layout julia",
    "layout nosuch; export A=$?",
    "layout pipenv; export A=1", "PIPENV_PIPFILE=lib.sh; layout pipenv; export A=$?",
    "layout pyenv 1.0; export A=$?", "layout python nosuch; export A=$?",
    "layout ruby; export A=$?",
    "use nosuch; export A=$?",
    "use_x() { export A=\"$# $1\"; return 3; }; use x 'a b' c; export B=$?",
    "MANPATH=/m; use node 18.1.0; export A=$?; use node 20; export B=$?; unset NODE_VERSIONS; use node 18",
    "MANPATH=/m; use node 18; export A=$?; use node; export B=$?", "use rbenv; export A=$?",
    "use vim; use vim other; export A=$?", "rvm use 1.9; export A=$?",
    "direnv_load sh -c 'X=1 direnv dump'; export A=$?; direnv_load false; export B=$?",
    "direnv_version 2.30; export A=$?; direnv_version 99; export B=$?; direnv_version x; export C=$?",
    "direnv_version; export A=$?; source_env; export B=$?",
    "watch_file a b; export A=$?; log_status x; log_error y; export B=$?",
    "export UID=5; export A=$?", "exec 2>/dev/null; export A=1", "sleep 0.01 & export A=1",
    "f() { export A=$1; }; f 3; export -f f; alias x=y; set -o posix; export B=1",
  ]

  @Test("what is exported, and the status", arguments: texts)
  func compare(_ text: String) throws {
    let real = try outcome(of: text, findProgram("direnv") ?? "")
    let own = try outcome(of: text, Project.program("tvm"))
    #expect(own == real)
  }

  private func outcome(of text: String, _ program: String) throws -> [String] {
    let sandbox = try Sandbox()
    let files = [
      "home/p/.envrc": text, "home/.envrc": "export UP=$PWD", "home/.other": "export OTHER=$#",
      "home/.marker": "",
      "home/p/sub/.envrc": "export SUB=$PWD N=$#$1 S=${BASH_SOURCE[0]}; return 5",
      "home/p/args.sh": "export ARGS=$#; for a; do ARGS+=\"<$a>\"; done",
      "home/p/shift.sh": "shift; export INNER=$#",
      "home/p/set.sh": "set -- x \"y\" z; export INNER=$#",
      "home/p/fails.sh": "false; export FAILS=1", "home/p/.env": "K=1\nL=\"$K x\"\nM='i,t'\n",
      "home/p/lib.sh": """
      export LIB${1-}="${BASH_SOURCE[0]} ${BASH_SOURCE[1]} ${FUNCNAME[0]}"
      declare -A MAP=([a]=1); declare -a LIST=(x "y z"); typeset declared=2
      libf() { declare hidden=1; export HERE=${BASH_SOURCE[0]}; }
      return 4
      """,
      "home/p/.git/HEAD": "ref: refs/heads/main\n", "home/p/.git/refs/x": "",
      "home/p/.git/objects/x": "", "home/.rvm/scripts/rvm": "rvm() { export RVM=$*; }",
    ]
    for (name, text) in files { try sandbox.write(text, to: name) }
    let programs = [
      "pipenv": "mkdir -p \"$PWD/venv\"; echo \"$PWD/venv\"", "pyenv": "echo ~/.pyenv", "ruby": ":",
      "rbenv": "echo export RBENV=1",
    ]
    for (name, text) in programs {
      try sandbox.write("#!/bin/sh\n\(text)\n", to: "tools/\(name)", executable: true)
    }
    for version in ["18.1.0", "18.10.2"] {
      try sandbox.write("#!/bin/sh\n", to: "nodes/node-v\(version)/bin/node", executable: true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("tools/direnv"), withDestinationPath: program)
    sandbox.environment["PATH"] = sandbox.path("tools") + ":/usr/bin:/bin"
    sandbox.environment["NODE_VERSIONS"] = sandbox.path("nodes")
    sandbox.environment["GONE"] = "1"
    sandbox.environment["BASH_FUNC_module%%"] = "() {  export MODULE=$*;\n return 3\n}"
    sandbox.environment["BASH_FUNC_use_module%%"] = "() { module used\n}"
    try sandbox.run("direnv", ["allow"], in: "home/p").expectSuccess()
    try sandbox.run("direnv", ["allow", sandbox.path("home/.envrc")], in: "home/p").expectSuccess()
    let result = try sandbox.run("direnv", ["export", "json"], in: "home/p")
    let output = result.output.replacing(sandbox.root, with: "ROOT")
    let values = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    return ["\(result.status)"]
      + (values ?? [:]).filter { !$0.key.hasPrefix("DIRENV_") }.map { "\($0.key)=\($0.value)" }
      .sorted()
  }
}
