"""The loss surface of two parameters."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from scenes.figures.gallery import loss_surface
from scenes.figures.specs import LossSurfaceSpec


def test_the_surface_is_the_chapter_s_bowl_over_a_half_open_square() -> None:
    shown = loss_surface.compute(LossSurfaceSpec())
    assert shown.first[0] == shown.second[0] == -30
    assert shown.first[-1] < 30
    a, b = np.meshgrid(shown.first, shown.second)
    assert_allclose(shown.values, (a - 8) ** 2 + (b - 2) ** 2)


def test_its_axes_name_the_parameters_and_the_loss(drawn) -> None:
    result = loss_surface.compute(LossSurfaceSpec(surface="ravine"))
    words = drawn(loss_surface, result, 100, 0.84).words
    assert {*result.names, "loss"} <= set(words)
