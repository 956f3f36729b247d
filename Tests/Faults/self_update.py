#!/usr/bin/env python3
"""Kill `tvm self update`, and all that it has started, at every system call that changes the disk.

    python3 Tests/Faults/self_update.py OLD NEW KEY [--step 5]

OLD and NEW are folders with two releases of this machine, as shell/release.sh makes them; KEY is the
public key that has signed NEW. After each kill the program runs, is one of the two, and makes its shims;
the same command once more ends with the new one, and leaves nothing else. It needs strace. Nothing
outside the temporary folder is touched.
"""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

CALLS = ("rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,symlink,symlinkat,link,linkat,rmdir,"
         "write,pwrite64,ftruncate,fchmod,fchmodat,chmod,openat,copy_file_range,utimensat")


class Home:
    """A throwaway prefix and home with the old release."""

    def __init__(self, work: Path, model: "Home | None" = None) -> None:
        self.root = Path(tempfile.mkdtemp(dir=work))
        self.prefix = self.root / "prefix"
        self.environment = {"HOME": str(self.root / "home"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                            "TMPDIR": str(self.root / "tmp"), "TVM_HOME": str(self.root / "home/tvm")}
        for name in ("home", "tmp"):
            (self.root / name).mkdir()
        if model:
            shutil.copytree(model.prefix, self.prefix, symlinks=True)

    def run(self, *words: object) -> subprocess.CompletedProcess:
        return subprocess.run([str(word) for word in words], env=self.environment, text=True,
                              capture_output=True, stdin=subprocess.DEVNULL)

    def version(self) -> str:
        return self.run(self.prefix / "bin/tvm", "--version").stdout.strip()

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.prefix)) for path in self.prefix.rglob("*"))


def kill_at(home: Home, command: list[object], number: int) -> bool:
    """Runs a command and kills it at a call; whether there was such a call."""
    read, write = os.pipe()
    words = ["strace", "-f", "-qq", "-e", "trace=" + CALLS, "-e", "signal=none", "-o", f"/dev/fd/{write}"]
    process = subprocess.Popen(words + [str(word) for word in command], env=home.environment,
                               pass_fds=[write], start_new_session=True, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    seen = 0
    killed = False
    with os.fdopen(read, errors="replace") as lines:
        for line in lines:
            # Of what is opened, only what is made counts.
            if "openat(" in line and "O_CREAT" not in line:
                continue
            seen += 1
            if seen == number and not killed:
                os.killpg(process.pid, signal.SIGKILL)
                killed = True
    process.wait()
    return killed


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("key")
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="tvm-self-update-"))
    failures = []
    try:
        model = Home(work)
        done = model.run("sh", options.old / "install.sh", "--from", options.old, "--prefix", model.prefix,
                         "--no-setup")
        assert done.returncode == 0, done.stderr
        command = ["bin/tvm", "self", "update", "--from", options.new.resolve(), "--key", options.key]
        whole = Home(work, model)
        done = whole.run(whole.prefix / command[0], *command[1:])
        assert done.returncode == 0, done.stderr
        versions = {model.version(), whole.version()}
        assert len(versions) == 2, versions
        number = 1
        counts = {version: 0 for version in versions}
        while True:
            home = Home(work, model)
            update = [home.prefix / command[0], *command[1:]]
            if not kill_at(home, update, number):
                break
            found = home.version()
            counts[found] = counts.get(found, 0) + 1
            problems = []
            if found not in versions:
                problems.append(f"is {found!r}")
            if home.run(home.prefix / "bin/tvm", "shims").returncode != 0:
                problems.append("makes no shims")
            again = home.run(*update)
            if again.returncode != 0 or home.version() != whole.version():
                problems.append(f"cannot be updated: {again.stderr}")
            # What the old one had more goes with the next installation, as long as it is listed.
            listed = (home.prefix / "libexec/tvm/installed").read_text().split("\n")
            rest = {name for name in set(home.names()) ^ set(whole.names())
                    if f"file {name}" not in listed or home.version() != found}
            if rest:
                problems.append(f"differs: {sorted(rest)}")
            if problems:
                failures.append((number, problems))
                print(number, problems, file=sys.stderr)
            shutil.rmtree(home.root)
            number += options.step
        print(f"{number - 1} calls, killed at every {options.step}.: {counts}, {len(failures)} failures")
    finally:
        shutil.rmtree(work)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
