"""Tells which modules of ours are loaded by doing things, each as if in a process of its own.

Standard input: ``{name: (function, arguments…)}`` in Python. Standard output: ``{name: [module…]}``
in JSON.
"""

import ast
import json
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from manim import tempconfig


def play(home: str, options: dict[str, Any]) -> None:
    """Compute what a scene shows, and play it, drawing nothing."""
    module, name = home.split(":")
    scene = getattr(import_module(module), name)
    plain = {
        key: tuple(value) if isinstance(value, list) else value for key, value in options.items()
    }
    spec = replace(scene.spec, tempo=20, **plain)
    facts = {"spec": spec, "results": scene.compute(spec)}
    with TemporaryDirectory() as folder, tempconfig(
        {"dry_run": True, "frame_rate": 2, "media_dir": folder, "progress_bar": "none",
         "verbosity": "ERROR", "pixel_width": 96, "pixel_height": 54}
    ):  # fmt: skip
        type(name, (scene,), facts)().render()


def print_figure(name: str) -> None:
    """Draw a figure, in all formats."""
    from scenes.figures.build import build_figures
    from scenes.figures.requests import requests_for

    with TemporaryDirectory() as folder:
        build_figures(requests_for((name,), ("svg", "pdf", "png"), {}), Path(folder))


def train() -> None:
    """Train a network."""
    from engine.recordings.run_spec import RunSpec
    from engine.training.training import train

    train(RunSpec(steps=2, samples=20, activation="prelu"))


def descend() -> None:
    """Walk down a surface, as it is kept."""
    from engine.descent.descent_spec import DescentSpec
    from scenes.films.gradient_descent.descents import kept_descent

    kept_descent(DescentSpec())


def loaded_by(function: str, *arguments: Any) -> list[str]:
    """Forget all modules of ours, do it, and name those that are loaded again."""
    for module in ours():
        del sys.modules[module]
    globals()[function](*arguments)
    return ours()


def ours() -> list[str]:
    return sorted(
        module for module in sys.modules if module.partition(".")[0] in ("engine", "scenes")
    )


if __name__ == "__main__":
    calls = ast.literal_eval(sys.stdin.read())
    json.dump({name: loaded_by(*call) for name, call in calls.items()}, sys.stdout)
