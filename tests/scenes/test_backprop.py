"""Backpropagation: what is written is true, and nothing is cut off or written over."""

from pathlib import Path

import pytest

from scenes.backprop import Backprop
from scenes.specs.backprop import BackpropSpec
from tests.scenes.layout import perform

FILMS = {
    "the default": {},
    "three units, cross-entropy": {"hidden": 3, "loss": "cross-entropy", "target": 0.0},
    "large numbers": {"inputs": (-10.0, 9.999), "target": -7.5, "rate": 3.0, "hidden": 3},
    "dead units": {"activation": "relu", "inputs": (0.0, 0.0), "seed": 3, "theme": "light"},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = BackpropSpec(**options)
    film = perform(Backprop, spec, Backprop.compute(spec), tmp_path)
    assert film.faults == []
    assert film.planned == pytest.approx(film.seconds, rel=0.15)
    assert 30 < film.seconds < 95
