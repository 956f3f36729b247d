"""What the hooks add to a prompt."""
import shutil
import statistics

from bench import Bench

# Turns of the loop in one shell, and how often a shell is started, as a part of all rounds.
CALLS, SHELLS = 300, 0.1

# Milliseconds for a prompt at which nothing changed, without and with an environment.
LIMITS = {"bash": (0.04, 0.1), "zsh": (0.04, 0.1), "fish": (0.4, 0.4)}

BARE = {
    "bash": ["--noprofile", "--norc", "-i", "-c"], "zsh": ["-f", "-i", "-c"],
    "fish": ["--no-config", "-i", "-c"],
}

# What runs before a prompt, by whose it is and whether the shell is fish.
PROMPTS = {
    ("nothing", False): "empty", ("nothing", True): "empty",
    ("tvm", False): "__tvm_prompt", ("tvm", True): "__tvm_prompt",
    ("direnv", False): "_direnv_hook", ("direnv", True): "__direnv_export_eval",
}


def measure(bench: Bench) -> None:
    """Prompts in each shell that is there."""
    bench.install_nothing(bench.home / "go/1.21.6/bin/go")
    bench.install_nothing(bench.home / "go/1.22.3/bin/go")
    plain = projects(bench, "plain")
    loaded = projects(bench, "loaded")
    deep = [project.joinpath(*["d"] * 100) for project in plain]
    for directory in deep:
        (directory / "cart/item").mkdir(parents=True)
    for project in loaded:
        (project / ".envrc").write_text(f"export SHOP={project.name}\n")
        bench.run(bench.tvm, "allow", directory=project)
    for shell, options in BARE.items():
        program = shutil.which(shell, path=bench.environment["PATH"])
        if program is None:
            bench.skip(f"{shell} (not installed)")
            continue
        hooks = {
            "nothing": empty_function(shell),
            "tvm": f"source {bench.write(f'hook.{shell}', bench.run(bench.tvm, 'hook', shell))}",
        }
        start = [program, *options]
        compare(bench, shell, start, hooks, plain, "")
        if shell == "bash":
            compare(bench, shell, start, hooks, deep, ", 100 levels deep")
        hooks |= direnv(bench, shell, *loaded)
        compare(bench, shell, start, hooks, loaded, ", an .envrc loaded")


def projects(bench: Bench, name: str) -> tuple:
    """Two projects with Go's version in each, and a directory inside the first."""
    first = bench.write(f"user/src/{name}/shop/web/.go-version", "1.21.6\n").parent
    second = bench.write(f"user/src/{name}/shop/api/.go-version", "1.22.3\n").parent
    bench.write(f"user/src/{name}/shop/go.mod", "module a.example/shop\n\ngo 1.20\n")
    (first / "cart/item").mkdir(parents=True)
    return first, second


def compare(bench: Bench, shell: str, start: list, hooks: dict, directories: tuple,
            what: str) -> None:
    """A prompt where nothing has changed, and one after a `cd` from project to project."""
    first, second = directories
    calls = {name: PROMPTS[name, shell == "fish"] for name in hooks}
    stays = per_call(bench, start, first / "cart/item", hooks, calls)
    add(bench, f"prompt in {shell}, nothing changed{what}", stays, LIMITS[shell][bool(what)])
    walks = {name: f"cd {second}; {call}; cd {first}; {call}" for name, call in calls.items()}
    times = per_call(bench, start, first, hooks, walks, count=40)
    halves = {name: [time / 2 for time in values] for name, values in times.items()}
    add(bench, f"`cd` into another project in {shell}{what}", halves, None if what else 2)


def empty_function(shell: str) -> str:
    """What the loop calls where nothing is measured."""
    return "function empty; end" if shell == "fish" else "empty() { :; }"


def direnv(bench: Bench, shell: str, *directories) -> dict:
    """direnv's hook, where there is one, after it was allowed to load the directories."""
    program = shutil.which("direnv")
    if program is None:
        if "direnv (not installed)" not in bench.missing:
            bench.skip("direnv (not installed)")
        return {}
    for directory in directories:
        bench.run(program, "allow", directory)
    hook = bench.write(f"direnv.{shell}", bench.run(program, "hook", shell))
    return {"direnv": f"source {hook}"}


def per_call(bench: Bench, shell: list, directory, hooks: dict, calls: dict,
             count: int = CALLS) -> dict:
    """Milliseconds for one turn of a loop, less those of the loop itself, by name."""
    if shell[0].endswith("fish"):
        loop = "for turn in (seq {count}); {call}; end"
    else:
        loop = "for ((turn = 0; turn < {count}; turn++)); do {call}; done"
    # direnv is slow enough for fewer.
    counts = {name: count if name != "direnv" else max(5, count // 20) for name in hooks}
    commands = []
    for name, call in calls.items():
        # The first call has more to do. The same start of the shell without the turns is taken off.
        start = f"{hooks[name]}\n{call}"
        turns = loop.format(count=counts[name], call=call)
        commands.append([directory, *shell, f"{start}\n{turns}"])
        commands.append([directory, *shell, start])
    times = iter(bench.pair(*commands, scale=SHELLS))
    result = {}
    for name in calls:
        with_turns, without = next(times), next(times)
        result[name] = [(a - b) / counts[name] for a, b in zip(with_turns, without)]
    empty = statistics.median(result.pop("nothing"))
    return {name: [time - empty for time in values] for name, values in result.items()}


def add(bench: Bench, what: str, times: dict, limit: float) -> None:
    """A row for the hook alone, and one against direnv's where that is known."""
    zero = [0.0] * len(times["tvm"])
    bench.add_difference(what, "an empty function", zero, times["tvm"], limit)
    if "direnv" in times:
        bench.add_ratio(what, "direnv's hook", times["direnv"], times["tvm"])
