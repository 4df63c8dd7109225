"""Parameters are nudged one after another, each with a forward pass of its own."""

from typing import Any

import pytest

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.specs import BackpropSpec
from tests.support.staged import on_stage


def test_after_each_parameter_was_tried_all_numbers_are_as_before() -> None:
    def look(story: Any) -> None:
        story.prepare()
        shown: list[tuple[str, float]] = []
        story.graph.set_value = lambda name, value: shown.append((name, value))
        story.try_each(story.network.parameters, 0.1, 30.0)
        last = dict(shown)
        for name, value in last.items():
            assert value == pytest.approx(story.step.before[name].value)
        own = {name: story.step.before[name].value for name in story.network.parameters}
        moved = {name for name, value in shown if name in own and abs(value - own[name]) > 0.01}
        assert moved == set(own)

    on_stage(Backprop, BackpropSpec(), look)
