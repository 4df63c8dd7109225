"""The arrows of a step: against the slope of each parameter."""

from typing import Any

import numpy as np

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.specs import BackpropSpec
from scenes.films.backprop.step_arrows import StepArrows
from tests.support.staged import on_stage


def test_they_point_up_where_the_slope_is_negative() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.reveal(story.network.parameters)
        arrows = StepArrows(story.graph)
        arrows.draw(1.0)
        assert set(arrows.arrows) == set(story.network.parameters)
        for name, arrow in arrows.arrows.items():
            tip = arrow.points[np.abs(arrow.points[:, 1] - arrow.get_y()).argmax(), 1]
            heights = arrow.points[:, 1]
            widest = heights[np.abs(arrow.points[:, 0] - arrow.get_x()).argmax()]
            points_up = widest > heights.mean()
            assert points_up == (story.step.adjoints[name] < 0), (name, tip)

    on_stage(Backprop, BackpropSpec(), look)
