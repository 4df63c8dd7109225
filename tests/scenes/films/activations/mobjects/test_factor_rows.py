"""Factors stand below the layers that multiply, and come when the pulse does."""

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.mobjects.factor_rows import DIM, FactorRows
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES

XS = np.array([-4.0, 0.0, 4.0])
FLOW = GradientFlow(
    0, np.ones((3, 2)), np.array([1e-3, 1.2, 1.0]), np.array([1e-6, 0.3, 0.8]), np.zeros(3),
    np.ones((2, 2, 2)),
)  # fmt: skip


@pytest.fixture
def rows() -> FactorRows:
    stage = stage_of_frame(BAND)
    return FactorRows(XS, (-1.0, -2.0), [FLOW], 4.8, stage, THEMES["dark"])


def seen(rows: FactorRows) -> list[list[float]]:
    return [[round(float(number.get_fill_opacity()), 3) for number in row] for row in rows.rows]


def test_each_comes_when_its_layer_multiplies(rows: FactorRows) -> None:
    rows.draw(FLOW, 0.5)
    assert seen(rows) == [[0, 0, 1], [0, 0]]
    rows.draw(FLOW, 0.9)
    assert seen(rows) == [[0, 0, 1], [0, 1]]
    rows.draw(FLOW, 2.5)
    assert seen(rows) == [[1, 1, 1], [1, 1]]


def test_weights_stand_between_the_layers_that_they_join(rows: FactorRows) -> None:
    rows.draw(FLOW, 2.5)
    slopes, weights = ([number.get_center()[0] for number in row] for row in rows.rows)
    assert slopes == pytest.approx(XS.tolist(), abs=0.1)
    assert weights == pytest.approx([-2.0, 2.0], abs=0.1)


def test_one_row_can_be_spoken_of(rows: FactorRows) -> None:
    rows.tell(FLOW, 1.0, 0.0)
    assert seen(rows) == [[1, 1, 1], [DIM, DIM]]
    rows.draw(FLOW, 2.5)
    assert seen(rows) == [[1, 1, 1], [1, 1]]
