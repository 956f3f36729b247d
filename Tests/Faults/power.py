#!/usr/bin/env python3
"""Cut the power: what a disk holds at a moment, without what only memory has, is a whole home.

    swift build && sudo python3 Tests/Faults/power.py             cuts up to 8 s after each verb
    sudo python3 Tests/Faults/power.py --seconds 31 --only install

It needs root and two loop devices. A verb runs on an ext4 image; copies of the image, made while it
runs and after it, are mounted as after a cut, in a mount namespace of its own. On each of them what
counts as installed has all its bytes, and the verb once more does its work.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from inject import VERBS, Home, make_mirrors

MOMENTS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 5, 6, 8, 12, 16, 22, 31]


def trees(folder: Path) -> dict:
    """Of each toolchain its files and their sizes."""
    return {str(root.relative_to(folder)): {str(path.relative_to(root)): path.stat().st_size
                                            for path in root.glob("**/*") if path.is_file()}
            for top in ("tvm/go", "rustup/toolchains") for root in (folder / top).glob("*")}


def check(name: str, image: Path, place: Path, known: list, mirrors: Path) -> list:
    """What is wrong on a copy of the disk; nothing where it cannot be mounted."""
    _, verb, facts = VERBS[name]
    if subprocess.run(["mount", "-o", "loop", str(image), str(place)], capture_output=True).returncode != 0:
        return ["skipped"]
    try:
        home = Home(place / "home", mirrors)
        (place / "home/project").mkdir(parents=True, exist_ok=True)
        wrong = home.broken()
        for root, files in trees(home.folder).items():
            if not any(state.get(root) == files for state in known):
                wrong.append(f"{root} is neither what it was nor what it was to be")
        again = home.tvm(verb)
        gone = name.endswith("uninstall") and "is not installed" in again.stderr
        if again.returncode != 0 and not gone:
            wrong.append(f"once more: {again.stderr.strip()[-300:]}")
        return wrong + home.wrong(facts) + home.broken()
    finally:
        subprocess.run(["umount", str(place)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=8, help="how long after the verb cuts are made")
    parser.add_argument("--only", action="append", choices=sorted(VERBS), help="this verb only")
    options = parser.parse_args()
    if os.environ.get("TVM_FAULTS_NAMESPACE") != "1":
        os.execvpe("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv],
                   {**os.environ, "TVM_FAULTS_NAMESPACE": "1"})
    folder = Path(tempfile.mkdtemp(prefix="tvm-faults-"))
    make_mirrors(folder / "mirrors")
    disk, place, image, copy = (folder / name for name in ("disk", "copy", "image", "image-copy"))
    disk.mkdir()
    place.mkdir()
    cuts = failed = skipped = 0
    for name in options.only or ["install", "install-second", "install-repair", "uninstall", "default", "use",
                                 "rust-install", "rust-component"]:
        before, verb, _ = VERBS[name]
        image.unlink(missing_ok=True)
        with image.open("wb") as file:
            file.truncate(32 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(disk)], check=True)
        try:
            home = Home(disk / "home", folder / "mirrors")
            (home.folder / "project").mkdir(parents=True)
            for words in before:
                home.tvm(words)
            subprocess.run(["sync", "-f", str(disk)], check=True)
            known = [trees(home.folder)]
            process = subprocess.Popen(
                [home.program(), *verb.replace("{home}", f"{home.folder}/tvm").split()],
                env=home.environment(), cwd=home.folder / "project", stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            start, copies = time.monotonic(), []
            for moment in [moment for moment in MOMENTS if moment <= options.seconds]:
                time.sleep(max(0, start + moment - time.monotonic()))
                copies.append((moment, folder / f"cut-{moment}"))
                shutil.copyfile(image, copies[-1][1])
            process.wait(timeout=60)
            known.append(trees(home.folder))
        finally:
            subprocess.run(["umount", str(disk)], check=True)
        for moment, cut in copies:
            wrong = check(name, cut, place, known, folder / "mirrors")
            if wrong == ["skipped"]:
                skipped += 1
                continue
            cuts, failed = cuts + 1, failed + bool(wrong)
            for line in dict.fromkeys(wrong):
                print(f"{name} cut after {moment} s: {line}", flush=True)
            cut.unlink()
    print(f"{cuts} cuts, {failed} of them with something wrong; {skipped} copies could not be mounted")
    shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
