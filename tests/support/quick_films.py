"""Every film, small enough to be played in a test."""

from itertools import cycle
from typing import Any

import pytest

from scenes.encoding.qualities import Quality
from scenes.films.catalogue import CATALOGUE
from scenes.rendering.job import Film

TINY = Quality(192, 108, 3)
QUICK: dict[str, dict[str, Any]] = {
    "landscape": {"hidden": (4, 2), "samples": 40, "steps": 20, "resolution": 15},
    "over-parameterisation": {"samples": 6, "widest": 60, "seeds": 3},
    "more-data": {"features": 40, "samples_max": 400, "seeds": 2},
    "space-warp": {"hidden": (4, 2), "samples": 40, "steps": 20},
    "perceptron": {"data": "blobs", "epochs": 4},
    "controls": {"steps": 30},
    "fit": {"samples": 8, "noise": 0.6, "units": 30, "rate": 0.02, "steps": 300},
    "representation": {"steps": 12, "points": 40, "every": 3},
    "attention": {"length": 5, "numbers": 20, "model_width": 16, "steps": 20, "every": 5},
    "convolution": {"steps": 12, "points": 40, "every": 3},
    "saturation": {"depth": 4, "width": 8, "steps": 20},
}
"""Options with which a film costs little to compute, and has few short animations."""

FILMS = [name for name, entry in CATALOGUE.items() if entry.kind == "scene"]
SHAPES = dict(zip(FILMS, cycle(("16:9", "1:1", "9:16")), strict=False))
"""The shape in which each film is watched a second time, those of 16:9 in Chinese."""
EACH_FILM = pytest.mark.parametrize("name", FILMS)


def cast(name: str) -> Film:
    entry = CATALOGUE[name]
    spec = entry.spec(**QUICK.get(name, {}))
    return Film(entry.load(), {"spec": spec, "results": entry.prepare(spec)})
