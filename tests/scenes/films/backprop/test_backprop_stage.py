"""The stage of backpropagation: formulas stand in their strip, above the graph."""

from typing import Any

import numpy as np
import pytest

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.specs import BackpropSpec
from scenes.storytelling.stage import area_of
from tests.support.staged import on_stage


@pytest.mark.parametrize("loss", ["mse", "cross-entropy"])
def test_formulas_stand_inside_the_strip(loss: str) -> None:
    def look(story: Any) -> None:
        story.prepare()
        room = story.strip
        story.explain(story.formulas.total("z1", story.network.weights_into(1), "b1"), ["z1"])
        columns = story.chain_columns(story.path)
        for lines in (story.lines, *columns):
            area = area_of(lines)
            assert (area.low >= room.low - 1e-6).all()
            assert (area.high <= room.high + 1e-6).all()
        assert len(columns) == len(story.path) + 1  # the left side, a factor a link, the result
        assert story.lit == ("z1",)

    on_stage(Backprop, BackpropSpec(loss=loss), look)


def test_the_first_picture_has_what_is_given_and_nothing_that_is_computed() -> None:
    def look(story: Any) -> None:
        story.prepare()
        shown = {name for name, number in story.graph.values.items() if len(number.points)}
        assert shown == {*story.network.parameters, "x1", "x2"}
        assert not any(len(number.points) for number in story.graph.adjoints.values())

    on_stage(Backprop, BackpropSpec(), look)


def test_the_camera_goes_to_units_and_home_again() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.go_to("p", "L")
        assert story.view.zoom > 1.5
        story.go_home()
        assert story.view.is_near(story.home)
        assert np.allclose(story.view.zoom, 1.0)

    on_stage(Backprop, BackpropSpec(), look)
