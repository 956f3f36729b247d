#!/usr/bin/env python3
"""Draw the first minute with tvm: README's first sessions, run for real, as an SVG.

    first-minute.py TVM FILE

TVM is an installed program. Go comes from where tvm gets it, so TVM_GO_MIRROR may name a mirror. The
sessions run in a throwaway home; sizes, times and paths in the picture are those of the run.
"""
import os
import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

README = Path(__file__).resolve().parent.parent.parent / "README.md"
WIDTH, LINE, LEFT, TOP = 760, 20, 18, 52


def sessions() -> list:
    """The commands of README's first two sessions."""
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(), re.S)[:2]
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def run(tvm: str) -> list:
    """The lines of the sessions, as a terminal keeps them."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder).resolve() / "ann"
        (home / "shop").mkdir(parents=True)
        script = ['eval "$("$TVM" hook bash)"']
        for command in sessions():
            script += [f"printf '%s\\n' {quoted('$ ' + command)}", f"{{ {command}\n}} 2>&1"]
        environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "TERM": "dumb", "TVM": tvm,
                       "LANG": "C.UTF-8", "NO_COLOR": "1"}
        environment |= {name: value for name, value in os.environ.items()
                        if name == "TVM_GO_MIRROR" or name.lower().endswith("_proxy")}
        result = subprocess.run(["bash", "--noprofile", "--norc", "-c", "\n".join(script)],
                                env=environment, capture_output=True, text=True, check=True)
        # The line about a download is replaced by the one about its end.
        return [line for line in result.stdout.replace(str(home), "~").splitlines()
                if not line.startswith("tvm: installing ")]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def draw(lines: list) -> str:
    height = TOP + LINE * len(lines) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title">',
        '<title id="title">Pinning a Go version, and using another one for one command</title>',
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#1e2430"/>',
        *(f'<circle cx="{24 + 20 * index}" cy="22" r="6" fill="{color}"/>'
          for index, color in enumerate(("#e06c75", "#e5c07b", "#98c379"))),
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" '
        'fill="#c8ccd4" xml:space="preserve">',
    ]
    for index, line in enumerate(lines):
        y = TOP + LINE * index
        if line.startswith("$ "):
            text = f'<tspan fill="#98c379">$</tspan><tspan fill="#ffffff"> {escape(line[2:])}</tspan>'
        elif line.startswith("tvm: "):
            text = f'<tspan fill="#7f8998">tvm:</tspan> {escape(line[5:])}'
        else:
            text = escape(line)
        parts.append(f'<text x="{LEFT}" y="{y}">{text}</text>')
    return "\n".join(parts + ["</g>", "</svg>", ""])


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(draw(run(str(Path(sys.argv[1]).resolve()))))


if __name__ == "__main__":
    main()
