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
        columns = story.chain_columns(story.path, story.way)
        for lines in (story.lines, *columns):
            area = area_of(lines)
            assert (area.low >= room.low - 1e-6).all()
            assert (area.high <= room.high + 1e-6).all()
        assert len(columns) == len(story.path)  # the left side, and a factor a link
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


def test_factors_of_the_chain_rule_stand_below_their_links_in_one_line() -> None:
    def look(story: Any) -> None:
        story.prepare()
        head, *factors = story.chain_columns(story.path, story.way)
        edges = sorted(story.graph.among(story.way)[1])
        for factor, edge in zip(factors, edges, strict=True):
            x = np.mean(story.graph.diagram.way(*edge), axis=0)[0]
            assert factor[0].get_x() == pytest.approx(x, abs=0.01)
            assert factor[1].get_x() == pytest.approx(x, abs=0.01)
            assert factor[0].get_y() == pytest.approx(head[0].get_y())
            assert factor[1].get_y() == pytest.approx(head[1].get_y())

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


def test_numbers_that_are_put_away_are_seen_only_where_they_are_bright() -> None:
    def look(story: Any) -> None:
        story.prepare()
        values = story.graph.values
        story.put_away = [values["x1"], values["x2"]]
        story.explain(about=["w11"], bright=[values["x1"], values["w11"]])
        assert values["x1"].get_fill_opacity() == 1
        assert values["x2"].get_fill_opacity() == 0

    on_stage(Backprop, BackpropSpec(), look)
