#!/usr/bin/env python3
"""Swap what is written and read while it is written and read.

    swift build && python3 Tests/Faults/swap.py                   a few seconds for each place
    python3 Tests/Faults/swap.py --seconds 60

Beside each command a second process exchanges the file, or the folder it is in, for links to files
that are nobody's business, as fast as it can. Not one of these is changed or shown.
"""
import argparse
import ctypes
import os
import shutil
import sys
import tempfile
import time
from multiprocessing import Event, Process
from pathlib import Path

from inject import Home, make_mirrors

SECRET = "s3cr3t-content\n"
# What is swapped, and the commands that write or read it. Where tvm unpacks, nobody else may write.
# (A home that somebody else can change is refused.)
PLACES = {
    "project/.go-version": ["use go@1.22.3", "use go@1.21.0", "current", "why"],
    "project/.tool-versions": ["use go@1.22.3", "current", "why", "list"],
    "project/rust-toolchain.toml": ["use rust@stable", "why rust", "current"],
    "project/.vscode": ["ide vscode", "ide --check"],
    "project/.vscode/settings.json": ["ide vscode"],
    "project/.idea": ["ide goland"],
    "project/health.html": ["doctor --no-shells --html health.html", "doctor --no-shells --html"],
    "project/.envrc": ["export bash", "exec . -- printenv SECRET", "allow", "deny"],
    "project/go.mod": ["current", "why", "which go"],
    "tvm/locks/go-1.22.3": ["install --repair go@1.22.3"],
    "tvm/cache/downloads": ["install --repair go@1.22.3"],
    "tvm/allow": ["allow", "deny"],
    "tvm/records/go/1.22.3": ["install --repair go@1.22.3"],
    "tvm/go-installed": ["install --repair go@1.22.3", "which go"],
}


def swap(path: Path, targets: list, stop) -> None:
    """Exchanges what stands at a path for links and back, each in one step."""
    exchange = ctypes.CDLL(None, use_errno=True).renameat2
    others = [path.with_name(f".{path.name}.other{number}") for number in range(len(targets))]
    for other, target in zip(others, targets):
        other.symlink_to(target)
    while not stop.is_set():
        for other in others:
            # AT_FDCWD and RENAME_EXCHANGE.
            if exchange(-100, os.fsencode(other), -100, os.fsencode(path), 2) != 0:
                path.parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.symlink(targets[0], path)
                except FileExistsError:
                    pass


def state(folder: Path) -> dict:
    return {str(path): (path.lstat().st_mode, path.lstat().st_ino,
                        path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3, help="for each place")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tvm-faults-"))
    make_mirrors(folder / "mirrors")
    before = Home(folder / "before", folder / "mirrors")
    (before.folder / "project").mkdir(parents=True)
    for words in ["install go@1.21.0 go@1.22.3", "install rust@stable"]:
        if (result := before.tvm(words)).returncode != 0:
            sys.exit(f"{words}: {result.stderr}")
    runs = failed = 0
    for name, verbs in PLACES.items():
        home = before.copy(folder / "home")
        victims = folder / "victims"
        (victims / "folder").mkdir(parents=True)
        (victims / "folder/settings.json").write_text('{"secret": "s3cr3t-content"}\n')
        (victims / "folder/go-1.22.3").mkdir()
        (victims / "folder/go-1.22.3/mine").write_text(SECRET)
        (victims / "file").write_text(SECRET)
        (victims / "script").write_text("export SECRET=s3cr3t-content\n")
        path = home.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.suffix and path.name in (".vscode", ".idea", "downloads", "allow"):
            path.mkdir(exist_ok=True)
        elif not path.exists():
            path.write_text("1.21.0\n" if name.endswith("version") else "")
        known = state(victims)
        stop = Event()
        swapper = Process(target=swap, args=(
            path, [victims / "file", victims / "folder", victims / "script", "/dev/null"], stop))
        swapper.start()
        wrong, end, number = [], time.monotonic() + options.seconds, 0
        while time.monotonic() < end:
            words = verbs[number % len(verbs)]
            result = home.tvm(words)
            number += 1
            if "s3cr3t" in result.stdout + result.stderr:
                wrong.append(f"{words} shows it: {(result.stdout + result.stderr)[-200:]}")
            if "Fatal error" in result.stderr or result.returncode < 0:
                wrong.append(f"{words}: status {result.returncode}: {result.stderr[-200:]}")
            if state(victims) != known:
                wrong.append(f"{words} changed something")
                break
        stop.set()
        swapper.join()
        runs, failed = runs + number, failed + bool(wrong)
        for line in dict.fromkeys(wrong):
            print(f"{name}: {line}", flush=True)
        shutil.rmtree(home.folder)
        shutil.rmtree(victims)
    print(f"{runs} runs beside a swapper, {failed} of {len(PLACES)} places with something wrong")
    shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
