#!/usr/bin/env python3
"""Lists the files that a `go build` passes in the shim between `main` and `execve`.

A file counts where a function of it decides or does something. The vocabulary does not: bytes, names
of variables, the outside (Text, Variables, World), the allocator, and files of which only
initializers and properties of values run; they are listed behind a `-`.
"""

import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
VOCABULARY = re.compile(r"Resolution/(Text|Variables|World)/|CLibc/|tvm-shim/Arena")
VALUES = re.compile(
    r"\.(__allocating_)?init\(|getter|setter|addressor|destroy|outlined|merged|metadata|deinit|thunk|partial apply"
    r"|one-time", re.IGNORECASE)


def trace(work):
    """Runs a shim under callgrind; returns what was noted before the `execve`."""
    home = work / "tvm"
    for folder in (home / "go/1.21.6/bin", home / "shims", work / "project"):
        folder.mkdir(parents=True)
    subprocess.run(
        ["sh", ROOT / "shell/build-shim.sh", home / "shims/go"], check=True,
        env=os.environ | {"TVM_SHIM_DEBUG": "1"})
    program = home / "go/1.21.6/bin/go"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (work / "project/.go-version").write_text("1.21.6\n")
    subprocess.run(
        ["valgrind", "-q", "--tool=callgrind", "--dump-before=execve",
         f"--callgrind-out-file={work}/trace", home / "shims/go", "build"],
        cwd=work / "project", check=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(work), "TVM_HOME": str(home)})
    return (work / "trace.1").read_text()


def functions(text):
    """The functions that ran, by the file of each."""
    files, names, ran, current = {}, {}, {}, None
    for line in text.splitlines():
        if match := re.match(r"c?f[lie]=\((\d+)\)(?: (.*))?$", line):
            files.setdefault(match[1], match[2])
            if line.startswith("fl="):
                current = match[1]
        elif match := re.match(r"c?fn=\((\d+)\)(?: (.*))?$", line):
            names.setdefault(match[1], match[2])
            if line.startswith("fn="):
                ran.setdefault(current, set()).add(match[1])
    found = {}
    for file, numbers in ran.items():
        path = files[file].split("/Sources/")[-1]
        if "/Sources/" in files[file] and not VOCABULARY.search(path):
            found.setdefault(path, []).extend(names[number].split("'")[0] for number in numbers)
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        found = functions(trace(pathlib.Path(folder)))
    count = 0
    for path in sorted(found):
        plain = subprocess.run(
            ["swift", "demangle", "--simplified"], input="\n".join(found[path]), check=True,
            capture_output=True, text=True).stdout.splitlines()
        passes = any(name and not VALUES.search(name) for name in plain)
        count += passes
        print("+" if passes else "-", path)
    print(count, "files")


main()
