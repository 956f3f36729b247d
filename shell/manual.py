#!/usr/bin/env python3
"""Write the man pages from what the program says of itself.

    tvm --experimental-dump-help | manual.py FOLDER

One page for the program and one for each command, in mdoc(7). The variables are those of
Sources/Resolution/Variables whose comment says who sets them, so a page cannot leave one out.
"""
import json
import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FILES = [
    ("~/.local/share/tvm",
     "The home: Go toolchains in go/, shims in shims/, staging in tmp/, locks in locks/. "
     "TVM_HOME or XDG_DATA_HOME move it."),
    ("~/.config/tvm/config.toml", "The settings. TVM_HOME or XDG_CONFIG_HOME move them."),
    ("~/.cache/tvm", "Indexes and downloads; can be deleted at any time. TVM_HOME or XDG_CACHE_HOME "
     "move it."),
    (".go-version, .tool-versions", "Version files: the Go pin of a directory and everything below."),
    ("go.work, go.mod", "Used if there is no version file: the minimum Go version."),
]

EXITS = [
    ("0", "Success, including when there was nothing to do."),
    ("1", "An error, described on standard error."),
    ("64", "Wrong usage."),
    ("126", "From a shim: the program was found but could not be run."),
    ("127", "From a shim: there was nothing to run, for example because the pinned version is not "
     "installed."),
]

# What a comment says where users need to know of a variable.
SETTER = re.compile(r"\b(?:Set|Raised)\b")

# What a command's exit statuses mean, where they are not those that all have.
OWN_EXITS = {
    "doctor": "0 if there is no failure, 1 if there is one or on an error; with --fail-on warning, 1 also "
              "for a warning; 64 on wrong usage; see tvm(1).",
    "exec": "That of the command. 1 if it could not be started, 64 on wrong usage; see tvm(1).",
    "ide": "0 on success, 1 on an error or, with --check, if the settings are out of date, 64 on wrong "
           "usage; see tvm(1).",
    "rustup": "Those of rustup.",
    "update": "0 on success, 1 on an error, 64 on wrong usage; with --check, 100 if there is an update; "
              "see tvm(1).",
}

LINKS = {"Home/root": "the home", "Home/settings": "the settings", "Home/cache": "the cache"}


def text(words: str) -> str:
    """A piece of prose for mdoc, where backslashes and a leading dot or quote are commands."""
    words = words.replace("\\", "\\e").replace("`", "")
    lines = textwrap.wrap(words, 90, break_long_words=False, break_on_hyphens=False)
    # A new sentence starts a new line, as mdoc wants it.
    lines = re.sub(r"([A-Za-z)][.:?]) (?=[A-Za-z])", r"\1\n", " ".join(lines)).split("\n")
    return "\n".join("\\&" + line if line[:1] in ".'" else line
                     for long in lines
                     for line in textwrap.wrap(long, 90, break_long_words=False,
                                               break_on_hyphens=False))


def literal(lines: list) -> str:
    lines = [line.replace("\\", "\\e") for line in lines]
    return "\n".join([".Bd -literal -offset indent"]
                     + ["\\&" + line if line[:1] in ".'" else line for line in lines] + [".Ed"])


def word(argument: str) -> str:
    """One argument of a macro."""
    return '"' + argument.replace("\\", "\\e").replace('"', '""') + '"'


def tags(entries: list, macro: str) -> str:
    parts = [".Bl -tag -width Ds"]
    for name, words in entries:
        parts += [f".It {macro} {word(name)}", text(words)]
    return "\n".join(parts + [".El"])


def variables() -> list:
    found, comment = [], []
    continues = False
    for path in sorted((ROOT / "Sources/Resolution/Variables").glob("*.swift")):
        # A name that is too long for the line stands on the next one.
        for line in path.read_text().replace("StaticString =\n", "StaticString =").splitlines():
            line = line.strip()
            if line.startswith("///"):
                comment = comment * continues + [line[3:].strip()]
            elif match := re.fullmatch(r'package static let \w+: StaticString =\s*"(\w+)"', line):
                words = re.sub(r"``([\w/]+)``", lambda m: LINKS.get(m[1], m[1]), " ".join(comment))
                if SETTER.search(words) and not match[1].startswith("TVM_TEST_"):
                    found.append((match[1], re.sub(r"\s+", " ", words)))
            # A comment holds for both names of a variable that has another one on macOS.
            continues = line.startswith("///")
    return sorted(found)


def flags(argument: dict) -> list:
    """The spellings of an option, short ones first."""
    names = sorted(argument.get("names", []), key=lambda name: len(name["name"]))
    return [("-" if name["kind"] == "short" else "--") + name["name"] for name in names]


def shown(command: dict) -> list:
    return [a for a in command.get("arguments", []) if a["shouldDisplay"]]


def shown_commands(command: dict) -> list:
    return [c for c in command.get("subcommands", [])
            if c["shouldDisplay"] and c["commandName"] != "help"]


def synopsis(command: dict, name: str) -> str:
    if name == "tvm":
        return ".Nm\n.Ar command\n.Op Ar argument ..."
    if parts := shown_commands(command):
        return "\n".join(synopsis(part, name) for part in parts)
    lines = [" ".join([".Nm", *command["superCommands"], command["commandName"]])]
    for argument in shown(command):
        if argument["kind"] == "positional":
            value = argument["valueName"]
            dots = " ..." if argument["isRepeating"] and "..." not in value else ""
            macro = f"Ar {word(value)}{dots}"
        elif argument["kind"] == "option":
            macro = f"Fl {flags(argument)[0][1:]} Ar {word(argument['valueName'])}"
        elif flags(argument)[-1] in ("--help", "--version"):
            continue
        else:
            macro = f"Fl {flags(argument)[0][1:]}"
        lines.append((".Op " if argument["isOptional"] else ".") + macro)
    return "\n".join(lines)


def options(command: dict) -> str:
    parts = []
    for argument in shown(command):
        if argument["kind"] == "positional":
            head = ".It Ar " + word(argument["valueName"])
        else:
            head = ".It " + " , ".join("Fl " + name[1:] for name in flags(argument))
            if argument["kind"] == "option":
                head += " Ar " + word(argument["valueName"])
        words = argument.get("abstract", "")
        if "defaultValue" in argument and argument["kind"] == "option":
            words += f" The default is {argument['defaultValue']}."
        parts += [head, text(words)]
    return "\n".join([".Bl -tag -width Ds"] + parts + [".El"]) if parts else ""


def split_discussion(command: dict) -> tuple:
    """The paragraphs of the help, and the lines of its examples."""
    prose, _, examples = command.get("discussion", "").partition("EXAMPLES:\n")
    paragraphs = [p for p in prose.strip().split("\n\n") if p]
    return paragraphs, [line[2:] for line in examples.splitlines()]


def paragraph(words: str) -> str:
    if any(line.startswith(" ") for line in words.split("\n")):
        return literal(words.split("\n"))
    return text(words.replace("\n", " "))


def page(command: dict, name: str, commands: list) -> str:
    paragraphs, examples = split_discussion(command)
    parts = [
        f'.\\" Written by shell/generate-share.sh; do not edit.\n.Dd November 21, 2026\n'
        f".Dt {name.upper()} 1\n.Os",
        ".Sh NAME\n.Nm " + name + "\n.Nd " + text(command["abstract"].rstrip("."))
        .replace("\n", " "),
        ".Sh SYNOPSIS\n" + synopsis(command, name),
        ".Sh DESCRIPTION\n" + "\n.Pp\n".join(
            [text(command["abstract"] + ".")] + [paragraph(p) for p in paragraphs]),
    ]
    if command.get("aliases"):
        parts[-1] += "\n.Pp\nThe command is also called " + " and ".join(command["aliases"]) + "."
    if name == "tvm":
        parts.append(".Pp\nEach command has its own page:\n" + tags(
            [(c["commandName"], c["abstract"]) for c in commands], "Cm"))
    elif nested := shown_commands(command):
        for part in nested:
            words, more = split_discussion(part)
            examples += more
            parts.append(f".Ss {part['superCommands'][-1]} {part['commandName']}\n" + "\n.Pp\n".join(
                [text(part["abstract"] + ".")] + [paragraph(p) for p in words]))
            parts.append(options(part))
    elif table := options(command):
        parts.append(".Pp\nThe arguments and options:\n" + table)
    if name == "tvm":
        parts.append(".Sh ENVIRONMENT\n" + tags(variables(), "Ev"))
        parts.append(".Sh FILES\n" + tags(FILES, "Pa"))
        parts.append(".Sh EXIT STATUS\n" + tags(EXITS, "Li"))
    else:
        parts.append(".Sh EXIT STATUS\n" + text(OWN_EXITS.get(
            command["commandName"], "0 on success, 1 on an error, 64 on wrong usage; see tvm(1).")))
    if examples:
        parts.append(".Sh EXAMPLES\n" + literal(examples))
    if name == "tvm":
        others = [f"tvm-{c['commandName']}" for c in commands]
    else:
        others = ["tvm"]
    parts.append(".Sh SEE ALSO\n" + " ,\n".join(f".Xr {o} 1" for o in sorted(others)))
    return "\n".join(parts) + "\n"


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = Path(sys.argv[1])
    program = json.load(sys.stdin)["command"]
    commands = shown_commands(program)
    target.mkdir(parents=True, exist_ok=True)
    pages = {"tvm.1": page(program, "tvm", commands)}
    for command in commands:
        name = f"tvm-{command['commandName']}"
        pages[f"{name}.1"] = page(command, name, commands)
    for old in target.glob("*.1"):
        if old.name not in pages:
            old.unlink()
    for name, content in pages.items():
        (target / name).write_text(content)


if __name__ == "__main__":
    main()
