"""Kill commands at random moments: the next run comes to the undisturbed result, bit for bit."""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from engine.files import IDLE
from tests.support.command_line import listing

PATIENCE = 300.0
"""Seconds that a command may take."""
RENDER = ("render", "gradient-descent", "--surface", "parabola", "--steps", "20", "-q", "l")
LECTURE = """
title = "Kills"
[[slide]]
scene = "gradient-descent"
spec = { surface = "parabola", steps = 20, tempo = 3.0 }
[[slide]]
figure = "11.13"
"""


@dataclass(frozen=True)
class Trial:
    """A command to be killed.

    Attributes
    ----------
    command : tuple of str
        Of the program `warpreel`; it writes into the folder `out`.
    worker : bool
        Whether a worker process is killed, and not the command itself.
    """

    command: tuple[str, ...]
    worker: bool = False


TRIALS = {
    "training": Trial(
        ("train", "halves", "--hidden", "8,2", "--steps", "3000", "-o", "out/run.safetensors")
    ),
    "rendering": Trial((*RENDER, "--tempo", "3", "--jobs", "1", "-o", "out/film.mp4")),
    "rendering by two": Trial((*RENDER, "--jobs", "2", "-o", "out/film.mp4")),
    "a worker of two": Trial((*RENDER, "--jobs", "2", "-o", "out/film.mp4"), worker=True),
    "figures": Trial(("figures", "11.8", "11.13", "-o", "out")),
    "a lecture": Trial(("lecture", "build", "lecture.toml", "-q", "l", "-o", "out")),
}


@dataclass
class Place:
    """A folder in which a command runs, with a cache and a folder of temporary files of its own."""

    folder: Path
    children: list[psutil.Process] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("out", "cache", "tmp"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "lecture.toml").write_text(LECTURE, "utf-8")

    def start(self, trial: Trial) -> subprocess.Popen[bytes]:
        """Start the command."""
        own = {
            "WARPREEL_CACHE": str(self.folder / "cache"),
            "TMPDIR": str(self.folder / "tmp"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        with (self.folder / "answer").open("wb") as answer:
            return subprocess.Popen(
                [sys.executable, "-m", "warpreel", *trial.command], cwd=self.folder,
                env={**os.environ, **own}, stdout=answer, stderr=answer, start_new_session=True,
            )  # fmt: skip

    def finish(self, trial: Trial) -> float:
        """Run the command to its end, and return the seconds it took."""
        begun = time.monotonic()
        code = self.start(trial).wait(PATIENCE)
        answer = (self.folder / "answer").read_text("utf-8", "replace")
        assert code == 0, f"{trial.command} ended with {code}: {answer}"
        return time.monotonic() - begun

    def kill(self, trial: Trial, delay: float) -> bool:
        """Start the command and kill it, or a worker of it, and return whether it was running."""
        program = self.start(trial)
        command = psutil.Process(program.pid)
        end = time.monotonic() + delay
        while time.monotonic() < end and program.poll() is None:
            time.sleep(0.01)
        if program.poll() is not None:
            return False
        self.children = command.children(recursive=True)
        workers = [each for each in self.children if not each.children()]
        target = workers[-1] if trial.worker and workers else command
        target.send_signal(signal.SIGKILL)
        program.wait(PATIENCE)
        psutil.wait_procs(self.children, timeout=PATIENCE)  # what is orphaned tidies up
        return True

    def age(self) -> None:
        """Let all that is there be older than what may still be in use."""
        then = time.time() - 2 * IDLE
        for path in self.folder.rglob("*"):
            os.utime(path, (then, then), follow_symlinks=False)

    @property
    def made(self) -> dict[str, str]:
        """What lies in the folder of output: digests of files by their names."""
        out = self.folder / "out"
        return {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in listing(out)
            if (out / name).is_file()
        }

    @property
    def left_behind(self) -> list[str]:
        """Drafts, temporary files and processes that are still there."""
        _, alive = psutil.wait_procs(self.children, timeout=10)
        hidden = [
            name
            for folder in ("out", "cache")
            for name in listing(self.folder / folder)
            if Path(name).name.startswith(".")
        ]
        return [*hidden, *listing(self.folder / "tmp"), *map(str, alive)]


def run(names: list[str], count: int, seed: int, folder: Path) -> dict[str, int]:
    """Kill commands so many times in all, each in turn.

    Returns
    -------
    dict of str to int
        How often each was killed while it ran.

    Raises
    ------
    AssertionError
        If a next run fails, comes to something else, or something is left behind.
    """
    rng, killed = random.Random(seed), dict.fromkeys(names, 0)
    undisturbed = {name: Place(folder / f"undisturbed-{i}") for i, name in enumerate(names)}
    lengths = {name: place.finish(TRIALS[name]) for name, place in undisturbed.items()}
    print(", ".join(f"{name} takes {lengths[name]:.1f} s" for name in names), flush=True)
    expected = {name: place.made for name, place in undisturbed.items()}
    for number in range(count):
        name = names[number % len(names)]
        trial, place = TRIALS[name], Place(folder / str(number))
        delay = rng.uniform(0.05, 1.0) * lengths[name]
        killed[name] += place.kill(trial, delay)
        place.age()
        place.finish(trial)
        where = f"{name}, killed after {delay:.2f} of {lengths[name]:.2f} s"
        assert place.made == expected[name], f"{where}: another result"
        left = [each for each in place.left_behind if each not in undisturbed[name].left_behind]
        assert left == [], f"{where}: left behind {left}"
        print(f"{number + 1} of {count}: {where}: the same result, nothing left", flush=True)
    return killed


def main() -> None:
    """Read the options, and kill."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed = run(list(TRIALS), chosen.count, chosen.seed, Path(folder))
    for name, times in killed.items():
        print(f"{name}: killed {times} times while it ran")


if __name__ == "__main__":
    main()
