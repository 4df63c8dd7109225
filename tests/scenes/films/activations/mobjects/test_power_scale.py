"""On a scale of powers of ten, equal factors are equal steps."""

import numpy as np
import pytest

from scenes.films.activations.mobjects.power_scale import PowerScale, power_text


def test_equal_factors_are_equal_steps() -> None:
    heights = PowerScale(-4, 0, -1.0, 2.0).heights_of(np.array([1.0, 0.1, 0.01, 1e-3, 1e-4]))
    assert heights == pytest.approx([1, 0.5, 0, -0.5, -1])


def test_what_is_too_small_stands_at_the_foot() -> None:
    assert PowerScale(-4, 0, -1.0, 2.0).heights_of(np.array([1e-9, 0.0])) == pytest.approx([-1, -1])


def test_one_is_written_without_a_power() -> None:
    assert [power_text(power) for power in (0, -6.0)] == ["1", "10⁻⁶"]
