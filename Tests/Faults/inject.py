#!/usr/bin/env python3
"""Kill tvm, or let a system call fail, at every system call that changes the disk.

    swift build && python3 Tests/Faults/inject.py                 all cases, some minutes
    python3 Tests/Faults/inject.py --sample 60 --seed 7           so many of them, as CI does
    python3 Tests/Faults/inject.py --only uninstall --keep        one verb, the failed homes kept
    python3 Tests/Faults/inject.py --poor                         only what a file system may lack

Each case is a verb, a call and what happens to it: the process is killed, or the call ends with
EIO or ENOSPC; reading calls end with EIO. Or all calls of a kind fail, as on a file system that
lacks them. Afterwards, in a throwaway home,
  - what ended well has done its work;
  - toolchains that were there before run, and what is listed is whole;
  - the same verb once more ends as it does without a fault, and nothing of tvm's making is left over.

It needs strace, and python3 for the made-up mirrors. Nothing outside the temporary folder is touched.
"""
import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MIRRORS = ROOT / "Tests" / "Mirror"
HOST = "x86_64-unknown-linux-gnu"

CHANGING = ["rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "symlink",
            "symlinkat", "link", "linkat", "rmdir", "write", "pwrite64", "fsync", "syncfs", "ftruncate",
            "fchmod", "fchmodat", "chmod", "chown", "fchown", "fchownat", "utimensat", "flock"]
READING = ["read", "pread64", "getdents64", "newfstatat", "fstat", "lstat", "stat", "readlink"]
FAULTS = [(call, fault) for call in CHANGING for fault in ("signal=KILL", "error=EIO", "error=ENOSPC")
          if fault == "signal=KILL" or call != "flock"] + [(call, "error=EIO") for call in READING]

# What a file system may lack altogether: the verb does its work all the same.
POOR = [(calls, error) for calls, errors in {
    "link,linkat": ("EPERM", "EMLINK", "EXDEV", "ENOSYS"), "flock": ("ENOLCK", "ENOSYS", "EOPNOTSUPP"),
    "chmod,fchmod,fchmodat": ("EPERM", "EOPNOTSUPP"), "utimensat": ("EPERM", "ENOSYS"),
    "fsync,syncfs": ("EINVAL", "ENOSYS", "EROFS"), "renameat2": ("EINVAL", "ENOSYS"),
    "copy_file_range,sendfile,fallocate,posix_fadvise": ("ENOSYS", "EOPNOTSUPP"),
}.items() for error in errors]

# A verb: what comes before it, the verb, and what has to be true of the home once it has ended well.
VERBS = {
    "install": ([], "install go@1.22.3", ["go/1.22.3/bin/go", "go-links/go1.22.3"]),
    "install-second": (["install go@1.21.0"], "install go@1.22.3", ["go/1.22.3/bin/go"]),
    "install-repair": (["install go@1.22.3"], "install --repair go@1.22.3", ["go/1.22.3/bin/go"]),
    "uninstall": (["install go@1.22.3"], "uninstall go@1.22.3", ["!go/1.22.3"]),
    "default": (["install go@1.22.3"], "default go@1.22.3", ["config.toml=1.22.3"]),
    "use": (["install go@1.22.3"], "use go@1.22.3", ["project/.go-version=1.22.3"]),
    "link": (["install go@1.22.3"], "link go@mine {home}/go/1.22.3", ["go/mine/bin/go"]),
    "shims": ([], "shims", ["shims/go"]),
    "rust-install": ([], "install rust@stable", ["rustup/toolchains/stable-%s/bin/rustc" % HOST,
                                                 "rustup/settings.toml=stable"]),
    "rust-component": (["install rust@stable"], "component add rust-src --toolchain stable",
                       ["rustup/toolchains/stable-%s/lib/rustlib/src" % HOST]),
    "rust-default": (["install rust@stable"], "default rust@stable", ["rustup/settings.toml=stable"]),
    "rust-uninstall": (["install rust@stable"], "uninstall rust@stable",
                       ["!rustup/toolchains/stable-%s" % HOST]),
}
LEFT = re.compile(r"\.tvm-[0-9a-v]{8}$|\.tmp\.\d+$")


class Home:
    """A throwaway home; a copy of one costs less than what made it."""

    def __init__(self, folder: Path, mirrors: Path):
        self.folder, self.mirrors = folder, mirrors

    def environment(self) -> dict:
        folder = str(self.folder)
        if not folder.startswith(tempfile.gettempdir() + os.sep):
            sys.exit(f"not a throwaway home: {folder}")
        return {
            "HOME": folder, "TVM_HOME": f"{folder}/tvm", "RUSTUP_HOME": f"{folder}/rustup",
            "CARGO_HOME": f"{folder}/cargo", "PATH": f"{folder}/tvm/shims:/usr/bin:/bin", "LC_ALL": "C",
            "TVM_GO_MIRROR": str(self.mirrors / "go"), "RUSTUP_DIST_SERVER": f"file://{self.mirrors}/rust",
            "TVM_OFFLINE": "1", "RUSTUP_OVERRIDE_HOST_TRIPLE": HOST,
        }

    def program(self) -> str:
        return os.environ.get("TVM_PROGRAM", str(ROOT / ".build" / "debug" / "tvm"))

    def tvm(self, words: str, strace=()) -> subprocess.CompletedProcess:
        arguments = words.replace("{home}", f"{self.folder}/tvm").split()
        return subprocess.run(
            [*strace, self.program(), *arguments], env=self.environment(), cwd=self.folder / "project",
            stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=60)

    def copy(self, folder: Path) -> "Home":
        shutil.copytree(self.folder, folder, symlinks=True)
        # What leads into the home has to lead into the copy.
        for path in folder.rglob("*"):
            if path.is_symlink() and os.readlink(path).startswith(f"{self.folder}/"):
                target = os.readlink(path)
                path.unlink()
                path.symlink_to(target.replace(str(self.folder), str(folder), 1))
        return Home(folder, self.mirrors)

    def wrong(self, facts) -> list:
        """Which facts do not hold."""
        wrong = []
        for fact in facts:
            name, _, text = fact.lstrip("!").partition("=")
            path = self.folder / (name if name.startswith(("rustup/", "project/"))
                                  else name[2:] if name.startswith("~/") else f"tvm/{name}")
            # The names that Go looks for lead to the shims, which need not be there.
            holds = os.path.lexists(path)
            if text and holds:
                holds = text in path.read_text()
            if holds == fact.startswith("!"):
                wrong.append(f"not so: {fact}")
        return wrong

    def broken(self) -> list:
        """Toolchains that count and are not whole."""
        wrong = []
        for folder, program in [("tvm/go", "go"), (f"rustup/toolchains", "rustc")]:
            for path in (self.folder / folder).glob("*"):
                file = path / "bin" / program
                if re.match(r"[0-9]|stable", path.name) and (
                        not file.exists() or file.stat().st_size == 0):
                    wrong.append(f"not whole: {path.relative_to(self.folder)}")
        return wrong

    def left(self) -> list:
        """What should not be there once a verb has ended well."""
        staging = [*(self.folder / "tvm/tmp").glob("*"), *(self.folder / "rustup/tvm/tmp").glob("*")]
        marks = [path for path in self.folder.rglob("*") if LEFT.search(path.name)]
        return [f"left over: {path.relative_to(self.folder)}" for path in staging + marks]


def make_mirrors(folder: Path) -> None:
    """Made-up releases, a few kilobytes each."""
    tools = [sys.executable, str(MIRRORS / "make_go_mirror.py")]
    subprocess.run(tools + ["--synthetic", "1.21.0,1.22.3", "--out", str(folder / "go")], check=True,
                   stdout=subprocess.DEVNULL)
    tools = [sys.executable, str(MIRRORS / "make_rust_mirror.py"), str(folder / "rust")]
    subprocess.run(tools + ["1.70.0", "2023-06-01"], check=True, stdout=subprocess.DEVNULL)


def count(home: Home, verb: str, folder: Path) -> dict:
    """How often the verb makes each call."""
    log = folder.with_suffix(".log")
    calls = ",".join("?" + call for call in CHANGING + READING)
    result = home.copy(folder).tvm(verb, ["strace", "-f", "-qq", "-e", f"trace={calls}", "-o", str(log)])
    if result.returncode != 0:
        sys.exit(f"{verb} fails without a fault: {result.stderr}")
    counts = {}
    for line in log.read_text(errors="replace").splitlines():
        match = re.match(r"\d+\s+(\w+)\(", line)
        if match:
            counts[match[1]] = counts.get(match[1], 0) + 1
    shutil.rmtree(folder)
    return counts


def run(case, homes: dict, folder: Path) -> list:
    """What is wrong after one fault."""
    name, call, fault, when = case
    before, verb, facts = VERBS[name]
    home = homes[name].copy(folder)
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:{fault}:when={when}"]
    result = home.tvm(verb, inject)
    wrong = []
    if when == "1+" and result.returncode != 0:
        wrong.append(f"status {result.returncode}: {result.stderr.strip()[-300:]}")
    if result.returncode == 0:
        wrong += home.wrong(facts) + home.broken()
    elif fault.startswith("error") and not result.stderr.strip() and call != "write":
        wrong.append(f"status {result.returncode} without a word")
    if "Fatal error" in result.stderr or result.returncode in (-4, -5, -6, -11, 132, 133, 134, 139):
        wrong.append(f"crashed: {result.stderr[-200:]}")
    wrong += home.broken()
    again = home.tvm(verb)
    gone = name.endswith("uninstall") and "is not installed" in again.stderr
    if again.returncode != 0 and not gone:
        wrong.append(f"once more: status {again.returncode}: {again.stderr.strip()[-300:]}")
    if gone:
        # The rest is what the next one of any kind clears up.
        home.tvm("install go@1.21.0" if name == "uninstall" else "update")
    wrong += home.wrong(facts) + home.broken() + home.left()
    return list(dict.fromkeys(wrong))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, help="how many cases, chosen by the seed; all if left out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=12,
                        help="of a call that a verb makes more often, so many times are tried")
    parser.add_argument("--only", action="append", choices=sorted(VERBS), help="this verb only")
    parser.add_argument("--poor", action="store_true", help="only what a file system may lack altogether")
    parser.add_argument("--keep", action="store_true", help="keep the homes in which something is wrong")
    options = parser.parse_args()
    if not shutil.which("strace"):
        print("strace is missing: no fault was injected", file=sys.stderr)
        return 1
    folder = Path(tempfile.mkdtemp(prefix="tvm-faults-"))
    make_mirrors(folder / "mirrors")
    homes, cases = {}, []
    for name in options.only or VERBS:
        before, verb, _ = VERBS[name]
        homes[name] = home = Home(folder / f"before-{name}", folder / "mirrors")
        (home.folder / "project").mkdir(parents=True)
        for words in before:
            if (result := home.tvm(words)).returncode != 0:
                sys.exit(f"{words}: {result.stderr}")
        cases += [(name, ",".join("?" + call for call in calls.split(",")), f"error={error}", "1+")
                  for calls, error in POOR]
        if options.poor:
            continue
        counts = count(home, verb, folder / "count")
        for call, fault in FAULTS:
            all_of = range(1, counts.get(call, 0) + 1)
            cases += [(name, call, fault, when) for when in
                      (all_of if len(all_of) <= options.most
                       else random.Random(options.seed).sample(all_of, options.most))]
    if options.sample and options.sample < len(cases):
        cases = random.Random(options.seed).sample(cases, options.sample)
    failed = 0
    for number, case in enumerate(cases):
        place = folder / f"case-{number}"
        wrong = run(case, homes, place)
        failed += bool(wrong)
        for line in wrong:
            print(" ".join(map(str, case)) + f": {line}", flush=True)
        if not (wrong and options.keep):
            shutil.rmtree(place)
    print(f"{len(cases)} faults, {failed} of them with something wrong")
    if not (failed and options.keep):
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
