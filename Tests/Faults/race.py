#!/usr/bin/env python3
"""Let many processes change one home at once.

    swift build && python3 Tests/Faults/race.py                   40 rounds of 6 processes
    python3 Tests/Faults/race.py --rounds 300 --processes 8 --seed 7

In each round the processes install, remove, pin, link and choose defaults in a throwaway home; some
are killed. Afterwards whatever is listed is whole, what was not asked for again is as it was, and one
more command clears up whatever was left.
"""
import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from inject import Home, make_mirrors

VERBS = ["install go@1.21.0", "install go@1.22.3", "install --repair go@1.21.0", "uninstall go@1.21.0",
         "uninstall go@1.22.3", "default go@1.21.0", "default go@1.22.3", "use go@1.21.0", "use go@1.22.3",
         "link go@mine {home}/../other", "uninstall go@mine", "shims", "list", "install rust@stable",
         "uninstall rust@stable", "component add rust-src --toolchain stable", "default rust@stable",
         "install --repair rust@stable"]
# What the slower of two may end with.
LOST = re.compile(r"is not installed|in use by process|already exists|is being changed|has no default")


def start(home: Home, words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [home.program(), *words.replace("{home}", f"{home.folder}/tvm").split()],
        env=home.environment(), cwd=home.folder / "project", stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")


def round_of(home: Home, chance: random.Random, processes: int) -> list:
    """What is wrong after one round."""
    running = [(words, start(home, words)) for words in chance.choices(VERBS, k=processes)]
    victim = chance.choice(running)[1] if chance.random() < 0.5 else None
    if victim:
        time.sleep(chance.random() * 0.1)
        victim.kill()
    wrong = []
    for words, process in running:
        try:
            _, errors = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            wrong.append(f"{words}: never ends")
            continue
        if process is victim:
            continue
        if process.returncode not in (0, 1) or process.returncode == 1 and not LOST.search(errors):
            wrong.append(f"{words}: status {process.returncode}: {errors.strip()[-200:]}")
    wrong += home.broken()
    for words in ["install go@1.21.0 go@1.22.3", "install rust@stable", "use go@1.22.3", "shims", "list",
                  "default go@1.21.0", "update --offline"]:
        result = home.tvm(words)
        if result.returncode != 0:
            wrong.append(f"afterwards {words}: {result.stderr.strip()[-200:]}")
    links = sorted(path.name for path in (home.folder / "tvm/go-links").glob("*"))
    wanted = sorted(f"go{path.name}" for path in (home.folder / "tvm/go").glob("[0-9]*"))
    if links != wanted:
        wrong.append(f"go-links {links} for {wanted}")
    return wrong + home.wrong(["project/.go-version=1.22.3"]) + home.broken() + home.left()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--processes", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tvm-faults-"))
    make_mirrors(folder / "mirrors")
    before = Home(folder / "before", folder / "mirrors")
    for name in ["project", "other/bin"]:
        (before.folder / name).mkdir(parents=True)
    program = before.folder / "other/bin/go"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for words in ["install go@1.21.0", "install rust@stable"]:
        if (result := before.tvm(words)).returncode != 0:
            sys.exit(f"{words}: {result.stderr}")
    failed = 0
    chance = random.Random(options.seed)
    for number in range(options.rounds):
        home = before.copy(folder / f"round-{number}")
        wrong = round_of(home, chance, options.processes)
        failed += bool(wrong)
        for line in wrong:
            print(f"round {number}: {line}", flush=True)
        shutil.rmtree(home.folder)
    print(f"{options.rounds} rounds of {options.processes} processes, {failed} of them with something wrong")
    shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
