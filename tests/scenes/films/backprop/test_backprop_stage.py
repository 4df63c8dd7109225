"""The stage of backpropagation: formulas stand in their strip, below the graph."""

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
        assert len(columns) == len(story.path)  # a factor a link, and what comes out
        assert story.lit == ("z1",)

    on_stage(Backprop, BackpropSpec(loss=loss), look)


def test_the_first_picture_has_what_is_given_and_nothing_that_is_computed() -> None:
    def look(story: Any) -> None:
        story.prepare()
        shown = {name for name, number in story.graph.values.items() if len(number.points)}
        assert shown == {*story.network.parameters, "x1", "x2"}
        assert not any(len(number.points) for number in story.graph.adjoints.values())

    on_stage(Backprop, BackpropSpec(), look)


def test_the_chain_rule_stands_in_two_lines_from_the_loss_back_to_what_comes_out() -> None:
    def look(story: Any) -> None:
        story.prepare()
        columns = story.chain_columns(story.path)
        for row in (0, 1):
            assert np.ptp([column[row].get_y() for column in columns]) == pytest.approx(0)
            xs = [column[row].get_x() for column in columns]
            assert xs == sorted(xs)

    on_stage(Backprop, BackpropSpec(), look)


def test_what_a_formula_comes_to_is_seen_when_it_is_written_into_the_graph() -> None:
    def look(story: Any) -> None:
        story.prepare()
        total = story.formulas.total("z1", story.network.weights_into(1), "b1")
        story.explain(total, ["z1"], pending=True)
        outcome = story.outcome
        assert len(outcome) == len("=-0.450")
        assert [part.get_fill_opacity() for part in outcome] == [0] * len(outcome)
        story.arrive(["z1"])
        assert [part.get_fill_opacity() for part in outcome] == [1] * len(outcome)

    on_stage(Backprop, BackpropSpec(), look)


def test_numbers_that_the_formula_is_not_about_are_faint() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.explain(story.formulas.total("z1", story.network.weights_into(1), "b1"), ["w11"])
        values = story.graph.values
        assert values["w11"].get_fill_opacity() == 1
        assert values["v1"].get_fill_opacity() < 0.7
        story.explain(about=[])
        assert values["v1"].get_fill_opacity() == 1

    on_stage(Backprop, BackpropSpec(), look)
