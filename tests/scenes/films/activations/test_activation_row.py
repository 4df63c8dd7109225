"""What is said of units in a row is what their slopes multiply to."""

import numpy as np
import pytest

from engine.experiments.activation_facts import slopes
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_row import LAYERS, STOP, told_of
from scenes.films.activations.activation_specs import MAIN
from scenes.films.activations.tour.slope_plot import SlopePlot
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


def told(*names: str) -> list[tuple[str, dict[str, object], tuple[str, ...]]]:
    plot = SlopePlot(names, STOP, LAYERS, THEMES["dark"].classes, stage_of_frame(), THEMES["dark"])
    return [(template, dict(values), lit) for (template, values), lit in told_of(plot)]


def test_the_least_and_the_most_are_told_as_they_are() -> None:
    least, most, kept = told(*MAIN)
    products = {name: float(slopes(PICTURED[name], np.array([STOP]))[0]) ** LAYERS for name in MAIN}
    assert least[2] == (min(products, key=lambda name: products[name]),) == ("sigmoid",)
    assert least[1]["left"] == "9 × 10⁻⁸"
    assert products["sigmoid"] == pytest.approx(9e-8, abs=5e-9)
    assert most[2] == (max(products, key=lambda name: products[name]),) == ("gelu",)
    assert float(str(most[1]["left"])) == pytest.approx(products["gelu"], abs=0.005)
    assert set(kept[2]) == {name for name in MAIN if products[name] == pytest.approx(1)}


def test_nothing_is_told_that_is_not_so() -> None:
    assert told("softplus", "silu") == []
    assert told("relu", "softplus") == []
