"""How numbers move: what is carried, what arrives, and what changes."""

from typing import Any

import numpy as np
import pytest

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.specs import BackpropSpec
from tests.support.staged import on_stage


def test_what_arrives_is_what_was_computed(written: list[str]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        written.clear()
        story.arrive(["z1"])
        assert written == ["−0.450"]
        story.reveal(["w11"])
        assert written[-1] == "−0.470"

    on_stage(Backprop, BackpropSpec(), look)


def test_signals_run_from_one_end_to_the_other_and_back() -> None:
    def look(story: Any) -> None:
        story.prepare()
        edge = story.graph.edges["w11"]
        start, end = story.graph.diagram.way(*edge)
        for backwards, first in ((False, start), (True, end)):
            story.is_backwards = backwards
            draw = story.signalling([edge])
            draw(0.2)
            middle = story.signals.points[:, :2].mean(axis=0)
            last = start if backwards else end
            assert middle == pytest.approx(first + 0.2 * (last - first), abs=0.01)
            draw(1.0)
            assert np.ptp(story.signals.points[:, 0]) == pytest.approx(0)

    on_stage(Backprop, BackpropSpec(), look)


def test_waves_change_one_after_another_and_end_where_they_should() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.reveal_values(["z1", "a1"])
        before, after = story.step.before, story.step.after
        draw = story.changing(before, after, [["w11", "w12", "b1"], ["z1"], ["a1"]])
        curve = story.graph.curves["a1"]

        def is_at(z: float) -> bool:
            where = curve.dot.points.copy()
            return np.allclose(where, curve.dot_at(z).dot.points)

        draw(0.2)
        assert is_at(before["z1"].value)
        draw(1.0)
        assert is_at(after["z1"].value)
        value = story.graph.values["w11"]
        points = value.points.copy()
        again = story.graph.put(value, story.digits.text(after["w11"].value))
        assert points == pytest.approx(again.points)

    on_stage(Backprop, BackpropSpec(), look)


def test_a_number_that_changes_keeps_its_count_of_decimals(written: list[str]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        names = [name for name in story.step.before if name[0] not in "x"]
        draw = story.changing(story.step.before, story.step.after, [names])
        written.clear()
        for progress in np.linspace(0, 1, 13).tolist():
            draw(progress)
        for place, name in enumerate(names):
            counts = {len(text.partition(".")[2]) for text in written[place :: len(names)]}
            assert counts == {3}, name

    on_stage(Backprop, BackpropSpec(), look)


def test_while_a_weight_grows_every_number_is_what_follows_from_it(written: list[str]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        draw = story.growing(story.path, story.nudged.size)
        for share in (0.3, 0.8, 1.0):
            written.clear()
            draw(share)
            w11, z1, a1, p, loss = (float(text.replace("−", "-")) for text in written)
            assert w11 == pytest.approx(0.5 + 0.1 * share, abs=6e-4)
            assert a1 == pytest.approx(np.tanh(z1), abs=2e-3)
            assert loss == pytest.approx((p - 1) ** 2, abs=2e-3)

    on_stage(Backprop, BackpropSpec(), look)


def test_before_going_forwards_again_units_are_empty_and_then_hold_what_is_new() -> None:
    def look(story: Any) -> None:
        story.prepare()
        names = ["z1", "z2", "a1", "a2", "p", "L"]
        story.reveal_values(names)
        story.let_go()
        assert not any(len(story.graph.values[name].points) for name in names)
        assert len(story.graph.values["x1"].points)
        assert len(story.graph.values["w11"].points)
        story.now = story.step.after
        story.reveal_values(["p"])
        shown = story.graph.values["p"].points.copy()
        text = story.digits.text(story.step.after["p"].value)
        assert shown == pytest.approx(story.graph.put(story.graph.values["p"], text).points)

    on_stage(Backprop, BackpropSpec(), look)
