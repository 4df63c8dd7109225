"""Inside a unit, what is written of the slope crosses nothing, and can be left out."""

import numpy as np
import pytest
from manim import VGroup

from engine.experiments.saturation import slope_curve
from scenes.films.activations.depth.unit_closeup import REACH, UnitCloseup
from scenes.theme.theme import THEMES

RADIUS = 2.4
APART = 8 * 14.2 / 1920
"""Frame units that are 8 pixels at 1080p."""


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "elu", "gelu"])
def test_the_slope_is_written_where_it_crosses_nothing(name: str) -> None:
    closeup, curve = UnitCloseup(np.array([0.5, 1.0]), RADIUS, THEMES["dark"]), slope_curve(name)
    outputs = closeup.outputs(curve)
    for x in np.linspace(-0.6 * REACH, 0.6 * REACH, 25).tolist():
        slope = float(np.interp(x, curve.inputs, curve.slopes))
        closeup.draw(outputs, x, slope)
        closeup.write(outputs, x, slope)
        written = VGroup(closeup.word, closeup.number)
        low, high = (written.get_corner(way)[:2] for way in ([-1, -1, 0], [1, 1, 0]))
        tangent = np.linspace(*closeup.tangent.points[[0, -1]], 50)
        parts = (each.get_all_points() for each in (closeup.curve, *closeup.named))
        for part in (tangent, *parts):
            places = part[:, :2]
            gaps = np.maximum(low - places, places - high).max(axis=1)
            assert gaps.min() > APART
        ground = closeup.ground.points[:, :2]
        assert (ground.min(axis=0) < low).all()
        assert (ground.max(axis=0) > high).all()
        assert closeup.writing.submobjects[0] is closeup.ground


def test_writing_is_seen_as_clearly_as_is_asked() -> None:
    closeup, curve = UnitCloseup(np.zeros(2), RADIUS, THEMES["dark"]), slope_curve("tanh")
    closeup.draw(closeup.outputs(curve), 0.0, 1.0)
    closeup.write(closeup.outputs(curve), 0.0, 1.0)
    written = [part for part in closeup.writing.get_family() if len(part.points)]
    assert len(written) == 5
    for share in (0.0, 0.4, 1.0):
        closeup.see_writing(share)
        assert [part.get_fill_opacity() for part in written] == pytest.approx([share] * 5)
    assert closeup.curve.get_stroke_opacity() == 1
