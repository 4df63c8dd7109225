"""The ring stands on the border where the sum that is written is 0, and comes back."""

import numpy as np
import pytest

from engine.geometry.decisions import probabilities
from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.units.border_walk import BorderWalk
from scenes.mobjects.warp_panel import WarpPanel, Window
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.mark.parametrize("unit", [0, 1, 2])
def test_on_the_border_both_classes_are_equally_likely(unit: int) -> None:
    run = Controls.compute(ControlsSpec()).runs[3]
    panel = WarpPanel(run.data.labels, THEMES["dark"], np.zeros(2), 14.0, 7.0)
    panel.look(Window(np.zeros(2), 2.0))
    walk = BorderWalk(run, panel, stage_of_frame(), THEMES["dark"])
    likely = []
    for leg in walk.legs(unit):
        leg(1.0)
        place = (walk.ring.get_center()[:2] - panel.middle) / panel.window.scale
        scores = probabilities(run, (place + panel.window.centre)[None], run.last_step)
        likely.append(float(scores[0, 1]))
    border, beyond, middle = likely
    assert border == pytest.approx(0.5, abs=1e-3)
    assert beyond < 0.1
    assert middle > 0.9
