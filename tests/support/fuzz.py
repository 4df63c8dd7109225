"""Feed random input to the readers: each either reads it or refuses it in one sentence, soon."""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from engine.data.tables import load_table
from engine.descent.formulas import CONSTANTS, FUNCTIONS, parse_formula
from engine.errors import WarpreelError
from engine.recordings.file_format import UNSIGNED, Header, read, write
from engine.recordings.recording import load
from engine.recordings.run_spec import RunSpec
from engine.training.training import train

SLOWEST = 1.0
"""Seconds that one input may take."""
TOKENS = [*FUNCTIONS, *CONSTANTS, *"ab0123456789.+-*/^(),−×", "**", " ", "e9", "__", "\0", "'", "x"]
CELLS = ["0", "1", "2.5", "-3", "1e40", "nan", "NA", "", "a", "label", "id", '"', "#", "\n", "\0"]
VALUES = [None, -1, 0, 1, 2**63, 1e308, "", "a" * 999, "\U0001f600", [], {}, [[]], True]


def formula(rng: random.Random, _: Path) -> None:
    """Read one random formula."""
    parse_formula("".join(rng.choices(TOKENS, k=rng.randint(0, 40))))


def table(rng: random.Random, folder: Path) -> None:
    """Read one random table."""
    mark, width = rng.choice(",;\t"), rng.randint(1, 6)
    rows = [mark.join(rng.choices(CELLS, k=width)) for _ in range(rng.randint(0, 12))]
    (folder / "table.csv").write_text("\n".join(rows), encoding="utf-8")
    load_table(folder / "table.csv")


def recording(rng: random.Random, folder: Path) -> None:
    """Read a recording of which the header, an array or a byte is another, mostly signed anew."""
    good, path = folder / "good.safetensors", folder / "bad.safetensors"
    if not good.exists():
        train(RunSpec(data="halves", hidden=(4, 2), steps=5)).save(good)
    header, file = read(good)
    if rng.random() < 0.3:
        content = bytearray(good.read_bytes())
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content[: rng.choice([len(content), rng.randrange(len(content))])])
    else:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        name = rng.choice(list(tensors))
        tensors[name] = rng.choice(
            [tensors[name] * -1, tensors[name][:1], tensors[name].double(), tensors[name] * 10**12]
        ).contiguous()
        plain = msgspec.to_builtins(header)
        target = rng.choice([plain, *plain["stages"]])
        target[rng.choice(list(target))] = rng.choice(VALUES)
        plain["digest"] = UNSIGNED
        try:
            changed = msgspec.convert(plain, Header)
        except msgspec.ValidationError:
            return
        write(changed, tensors, path)
    load(path)


TARGETS: dict[str, Callable[[random.Random, Path], None]] = {
    "formula": formula,
    "table": table,
    "recording": recording,
}


def run(name: str, seconds: float, seed: int) -> str:
    """Feed one reader for so many seconds, and return what happened."""
    rng, tried, refused, slowest = random.Random(seed), 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state, begun = rng.getstate(), time.monotonic()
            try:
                TARGETS[name](rng, Path(folder))
            except WarpreelError as error:
                refused += 1
                if "\n" in str(error):
                    raise AssertionError(
                        f"more than a line, from {state[1][-1]}: {error}"
                    ) from error
            if tried:  # the first one makes what the others change
                slowest = max(slowest, time.monotonic() - begun)
            tried += 1
    if slowest > SLOWEST:
        raise AssertionError(f"{name}: an input took {slowest:.1f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{name}: {tried:,} tried, {refused:,} refused, slowest {slowest:.3f} s, {memory} MB"


def main() -> None:
    """Read the options, and run every target."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60, help="of all targets together")
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    for name in TARGETS:
        print(run(name, chosen.seconds / len(TARGETS), chosen.seed), flush=True)


if __name__ == "__main__":
    main()
