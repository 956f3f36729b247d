#!/usr/bin/env python3
"""Fill the disk at every size: a verb does all of its work, or none, and says why.

    swift build && sudo python3 Tests/Faults/full.py              some 250 sizes
    sudo python3 Tests/Faults/full.py --step 64 --only install

It needs root, and mounts small file systems in a mount namespace of its own.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from inject import VERBS, Home, make_mirrors


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)


def run(name: str, before: Home, disk: Path, free: int) -> tuple:
    """What is wrong after a verb on a disk with so many free pages, and whether it succeeded."""
    _, verb, facts = VERBS[name]
    mount("-t", "tmpfs", "-o", "size=64m", "tvm-faults", str(disk))
    try:
        home = before.copy(disk / "home")
        used = os.statvfs(disk)
        pages = used.f_blocks - used.f_bfree
        mount("-o", f"remount,size={(pages + free) * used.f_frsize}", str(disk))
        result = home.tvm(verb)
        wrong = home.broken()
        if result.returncode == 0:
            wrong += home.wrong(facts)
        elif "No space left" not in result.stderr:
            wrong.append(f"status {result.returncode}: {result.stderr.strip()[-200:]}")
        mount("-o", "remount,size=64m", str(disk))
        again = home.tvm(verb)
        gone = name.endswith("uninstall") and "is not installed" in again.stderr
        if again.returncode != 0 and not gone:
            wrong.append(f"once more: {again.stderr.strip()[-200:]}")
        if gone:
            home.tvm("install go@1.21.0" if name == "uninstall" else "update")
        return wrong + home.wrong(facts) + home.broken() + home.left(), result.returncode == 0
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--step", type=int, default=1, help="so many pages more each time")
    parser.add_argument("--only", action="append", choices=sorted(VERBS), help="this verb only")
    options = parser.parse_args()
    if os.environ.get("TVM_FAULTS_NAMESPACE") != "1":
        os.execvpe("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv],
                   {**os.environ, "TVM_FAULTS_NAMESPACE": "1"})
    folder = Path(tempfile.mkdtemp(prefix="tvm-faults-"))
    make_mirrors(folder / "mirrors")
    (folder / "disk").mkdir()
    count = failed = 0
    for name in options.only or VERBS:
        before = Home(folder / f"before-{name}", folder / "mirrors")
        (before.folder / "project").mkdir(parents=True)
        for words in VERBS[name][0]:
            before.tvm(words)
        free, successes = 1, 0
        # What has succeeded three times in a row has room enough.
        while successes < 3 and free < 400:
            wrong, is_done = run(name, before, folder / "disk", free)
            successes = successes + 1 if is_done else 0
            count, failed = count + 1, failed + bool(wrong)
            for line in dict.fromkeys(wrong):
                print(f"{name} with {free} free pages: {line}", flush=True)
            free += options.step
    print(f"{count} full disks, {failed} of them with something wrong")
    shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
