"""How costs grow: with frames, points, places of a grid, steps, parameters and pixels.

Each is measured in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from growth import Growth, grow
from manim import BLUE_C, Scene, UpdateFromAlphaFunc, config, linear, logger
from pictures import RADIUS, blend, points
from side_by_side import Row
from torch import nn

from engine.landscape.landscape import LossField
from engine.landscape.planes import random_plane
from scenes.camera.camera import FastCamera
from scenes.encoding.qualities import Quality
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.rendering.film import render
from warpreel import Recorder, make_dataset

LINEAR = 1.1
"""Most that an exponent may be: linear, and what measuring is off by."""
RATE = 30

Prepare = Callable[[int], Callable[[], object]]


def cloud(count: int) -> Markers:
    """Make points all over the frame."""
    made = Markers(marker_of(0), fill_color=BLUE_C, fill_opacity=1, stroke_width=0)
    made.set_places(points(count), RADIUS)
    return made


def frames(count: int) -> Callable[[], object]:
    """Film points that move, in so many frames."""

    class Moving(Scene):
        def construct(self) -> None:
            places, dots = points(300), cloud(300)
            self.add(dots)
            move = UpdateFromAlphaFunc(dots, lambda m, a: m.set_places(blend(places, a), RADIUS))
            self.play(move, run_time=count / RATE, rate_func=linear)

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            render(Moving, Path(folder) / "film.mp4", Quality(640, 360, RATE))

    return run


def drawing(height: int, count: int) -> Callable[[], object]:
    """Draw points in a picture so high."""
    config.pixel_width, config.pixel_height = round(height * 16 / 9), height
    camera, dots = FastCamera(), cloud(count)

    def run() -> None:
        camera.reset()
        camera.capture_mobjects([dots])

    return run


def recording(hidden: int, steps: int) -> Callable[[], Any]:
    """Record steps of a 2-hidden-2 network; it is not trained, as that would be measured too."""
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 2))
    data = make_dataset("spirals", samples=20)
    loss = nn.functional.cross_entropy(
        network(torch.tensor(data.features)), torch.tensor(data.labels)
    )
    loss.backward()

    def run() -> Any:
        recorder = Recorder(network, data)
        for _ in range(steps):
            recorder.record(loss)
        return recorder.finish()

    return run


def grid(places: int) -> Callable[[], object]:
    """Compute a landscape of so many places."""
    known = recording(50, 2)()
    plane = random_plane(known, known.last_step)
    field = LossField(known, known.last_step)
    side = np.linspace(-1, 1, round(places**0.5))
    coordinates = np.stack(np.meshgrid(side, side), axis=-1)
    return lambda: [field.on(plane, row) for row in coordinates]


def parameters(count: int) -> Callable[[], Any]:
    """Record 50 steps of a network of about so many parameters."""
    return recording(round(count / 5), 50)


GROWTHS: dict[str, tuple[str, tuple[int, ...], Prepare]] = {
    "frames": ("frames of a film of 300 points, 360p", (30, 100, 300, 1_000), frames),
    "points": (
        "points drawn in a picture of 1080p",
        (300, 3_000, 30_000, 300_000),
        lambda count: drawing(1080, count),
    ),
    "grid": ("places of a landscape's grid", (100, 1_024, 10_000, 40_000), grid),
    "steps": (
        "steps recorded of a 2-16-2 network",
        (100, 1_000, 10_000, 100_000),
        lambda count: recording(16, count),
    ),
    "parameters": (
        "parameters recorded for 50 steps",
        (1_000, 10_000, 100_000, 1_000_000),
        parameters,
    ),
    "pixels": (
        "pixels of a picture of 300 points",
        tuple(height * round(height * 16 / 9) for height in (270, 540, 1080, 2160)),
        lambda pixels: drawing(round((pixels * 9 / 16) ** 0.5), 300),
    ),
}


def rows() -> list[Row]:
    """Measure each."""
    return [row(name) for name in GROWTHS]


def row(name: str) -> Row:
    """Measure one, in a process of its own."""
    told = subprocess.run(
        [sys.executable, __file__, name], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    found = Growth(**{key: tuple(value) for key, value in json.loads(told).items()})
    what, sizes, _ = GROWTHS[name]
    return Row(
        f"growth with {what}, {sizes[0]:,} to {sizes[-1]:,}",
        "linear growth, exponent 1",
        str(found),
        found.exponent,
        LINEAR,
        most=True,
        compared=False,
    )


def main() -> None:
    """Measure what is named, and print what was found."""
    torch.set_num_threads(1)
    logger.setLevel("ERROR")
    _, sizes, prepare = GROWTHS[sys.argv[1]]
    print(json.dumps(vars(grow(sizes, prepare))))


if __name__ == "__main__":
    main()
