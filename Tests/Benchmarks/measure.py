#!/usr/bin/env python3
"""The measurements of run.sh, which prepares what this needs."""
import argparse
from pathlib import Path

import installing
import prompts
import scale
import tools
from bench import Bench

GROUPS = {
    "shim": tools.measure_shim, "rust": tools.measure_rust, "tvm": tools.measure_commands,
    "scale": scale.measure, "prompt": prompts.measure, "install": installing.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--memory", type=Path, required=True)
    parser.add_argument("--prefix", type=Path, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    bench = Bench(
        arguments.work, arguments.memory, arguments.prefix.resolve(), arguments.rounds)
    bench.measure_machine()
    for name, measure in GROUPS.items():
        if name.startswith(arguments.only):
            measure(bench)
    bench.print_table()


if __name__ == "__main__":
    main()
