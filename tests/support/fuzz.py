"""Feed random input to the readers: each either reads it or refuses it in one sentence, soon."""

import argparse
import random
import resource
import tempfile
import time
from pathlib import Path

from engine.errors import WarpreelError
from tests.support.fuzz_inputs import TARGETS

SLOWEST = 1.0
"""Seconds that one input may take."""


def run(name: str, seconds: float, count: int, seed: int) -> str:
    """Feed one reader for so many seconds, or so many inputs, and return what happened.

    Raises
    ------
    AssertionError
        If an input takes too long, or is refused without a word.
    """
    rng, tried, refused, slowest = random.Random(seed), 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        end = time.monotonic() + seconds
        while time.monotonic() < end and tried < count:
            begun = time.process_time()
            try:
                TARGETS[name](rng, Path(folder))
            except WarpreelError as error:
                refused += 1
                if not all(map(str.strip, str(error).split("\n"))):  # a line for each mistake
                    raise AssertionError(f"an empty line, input {tried}: {error}") from error
            if tried:  # the first one makes what the others change
                slowest = max(slowest, time.process_time() - begun)
            tried += 1
    if slowest > SLOWEST:
        raise AssertionError(f"{name}: an input took {slowest:.1f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{name}: {tried:,} tried, {refused:,} refused, slowest {slowest:.3f} s, {memory} MB"


def main() -> None:
    """Read the options, and run every target."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60, help="of all targets together")
    options.add_argument("--count", type=int, default=10**9, help="most inputs of each target")
    options.add_argument("--only", choices=TARGETS, action="append", help="one target of them")
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    names = chosen.only or list(TARGETS)
    for name in names:
        print(run(name, chosen.seconds / len(names), chosen.count, chosen.seed), flush=True)


if __name__ == "__main__":
    main()
