"""What the hooks add to a prompt."""
import shutil
import statistics

from bench import Bench

# Turns of the loop in one shell, and how often a shell is started, as a part of all rounds.
CALLS, SHELLS = 300, 0.1

# Milliseconds for a prompt at which nothing changed.
LIMITS = {"bash": 0.04, "zsh": 0.04, "fish": 0.4}

BARE = {
    "bash": ["--noprofile", "--norc", "-c"], "zsh": ["-f", "-c"],
    "fish": ["--no-config", "-i", "-c"],
}


def measure(bench: Bench) -> None:
    """Prompts in each shell that is there."""
    bench.install_nothing(bench.home / "go/1.21.6/bin/go")
    bench.install_nothing(bench.home / "go/1.22.3/bin/go")
    first = bench.write("user/src/shop/web/.go-version", "1.21.6\n").parent
    second = bench.write("user/src/shop/api/.go-version", "1.22.3\n").parent
    bench.write("user/src/shop/go.mod", "module a.example/shop\n\ngo 1.20\n")
    inner = first / "cart/item"
    inner.mkdir(parents=True)
    for shell, options in BARE.items():
        program = shutil.which(shell, path=bench.environment["PATH"])
        if program is None:
            bench.skip(f"{shell} (not installed)")
            continue
        hook = bench.write(f"hook.{shell}", bench.run(bench.tvm, "hook", shell))
        prelude = f"source {hook}\n{empty_function(shell)}"
        stays = per_call(
            bench, [program, *options], inner, prelude,
            {"nothing": "empty", "tvm": "__tvm_prompt", "direnv": direnv(bench, shell, inner)})
        add(bench, f"prompt in {shell}, nothing changed", stays, LIMITS[shell])
        walks = per_call(
            bench, [program, *options], first, prelude,
            {name: call and f"cd {second}; {call}; cd {first}; {call}" for name, call in {
                "nothing": "empty", "tvm": "__tvm_prompt",
                "direnv": direnv(bench, shell, first, second)}.items()}, calls=40)
        halves = {name: [time / 2 for time in times] for name, times in walks.items()}
        add(bench, f"`cd` into another project in {shell}", halves, 2)


def empty_function(shell: str) -> str:
    """What the loop calls where nothing is measured."""
    return "function empty; end" if shell == "fish" else "empty() { :; }"


def direnv(bench: Bench, shell: str, *directories) -> str:
    """Makes direnv load something in the directories; returns the call of its hook."""
    program = shutil.which("direnv")
    if program is None:
        if "direnv (not installed)" not in bench.missing:
            bench.skip("direnv (not installed)")
        return ""
    for directory in directories:
        (directory / ".envrc").write_text(f"export SHOP={directory.name}\n")
        bench.run(program, "allow", directory)
    hook = bench.write(f"direnv.{shell}", bench.run(program, "hook", shell))
    bench.hooks = getattr(bench, "hooks", {}) | {shell: hook}
    return "__direnv_export_eval" if shell == "fish" else "_direnv_hook"


def per_call(bench: Bench, shell: list, directory, prelude: str, calls_of: dict,
             calls: int = CALLS) -> dict:
    """Milliseconds for one turn of a loop, less those of the loop itself, by name."""
    fish = shell[0].endswith("fish")
    if fish:
        turn = "for turn in (seq {count}); {call}; end"
    else:
        turn = "for ((turn = 0; turn < {count}; turn++)); do {call}; done"
    names = [name for name, call in calls_of.items() if call]
    commands = []
    for name in names:
        lines = [prelude]
        if name == "direnv":
            lines.append(f"source {bench.hooks[shell[0].rsplit('/', 1)[1]]}")
        # The first call has more to do, and direnv is slow enough for fewer.
        first = "" if name == "nothing" else f"{calls_of[name]}\n"
        count = calls if name != "direnv" else max(5, calls // 20)
        lines.append(first + turn.format(count=count, call=calls_of[name]))
        commands.append([directory, *shell, "\n".join(lines)])
        # The same start of the shell without the turns.
        lines[-1] = first
        commands.append([directory, *shell, "\n".join(lines)])
    times = bench.pair(*commands, scale=SHELLS)
    result = {}
    for index, name in enumerate(names):
        count = calls if name != "direnv" else max(5, calls // 20)
        with_turns, without = times[2 * index], times[2 * index + 1]
        result[name] = [(a - b) / count for a, b in zip(with_turns, without)]
    empty = statistics.median(result.pop("nothing"))
    return {name: [time - empty for time in values] for name, values in result.items()}


def add(bench: Bench, what: str, times: dict, limit: float) -> None:
    """A row for the hook alone, and one against direnv's where that is known."""
    zero = [0.0] * len(times["tvm"])
    bench.add_difference(what, "an empty function", zero, times["tvm"], limit)
    if "direnv" in times:
        bench.add_ratio(what, "direnv's hook", times["direnv"], times["tvm"])
