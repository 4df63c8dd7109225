"""The colours of units: by the sign and the size of their values."""

import numpy as np

from scenes.films.backprop.unit_fills import UnitFills
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


def test_a_larger_value_has_a_stronger_colour_and_the_sign_decides_which() -> None:
    fills = UnitFills({"z1": np.zeros(2), "z2": np.ones(2)}, 0.5, THEME)
    assert not any(len(disc.points) for disc in fills)
    weak = fills.fill("z1", 0.2).get_fill_opacity()
    assert fills.of["z1"].get_fill_color().to_hex().lower() == THEME.positive.lower()
    strong = fills.fill("z2", -0.9).get_fill_opacity()
    assert fills.of["z2"].get_fill_color().to_hex().lower() == THEME.negative.lower()
    assert 0 < weak < strong
    fills.shade("z2", 0.5)
    assert fills.of["z2"].get_fill_opacity() == strong / 2
    fills.empty("z2")
    assert len(fills.of["z2"].points) == 0
    fills.empty("L")  # which has no colour
