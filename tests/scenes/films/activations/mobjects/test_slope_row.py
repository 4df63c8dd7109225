"""What is left after units in a row is the product of their slopes, and its name says so."""

from itertools import pairwise

import numpy as np
import pytest
from manim import VGroup, config, tempconfig

from engine.experiments.activation_facts import slopes
from engine.networks.activations import PICTURED
from scenes.encoding.qualities import ASPECTS
from scenes.films.activations.activation_specs import MAIN
from scenes.films.activations.mobjects.slope_row import DIM, SlopeRow
from scenes.languages.numbers import read_number
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import area_of

LAYERS = 10


def row(names: tuple[str, ...] = MAIN, x: float = 1.0) -> SlopeRow:
    return SlopeRow(names, x, LAYERS, stage_of_frame(), THEMES["dark"])


def test_each_unit_multiplies_by_its_slope() -> None:
    drawn = row()
    for name, left in zip(MAIN, drawn.left, strict=True):
        slope = float(slopes(PICTURED[name], np.array([1.0]))[0])
        assert left[0] == 1
        assert left[1:] / left[:-1] == pytest.approx([slope] * LAYERS)


def test_names_say_what_is_left_all_the_way(written: list[str]) -> None:
    drawn = row()
    assert sorted(k for group in drawn.groups for k in group) == list(range(len(MAIN)))
    for passed in (1, 4, LAYERS):
        written.clear()
        told = [read_number(text) for text in (drawn.draw(passed), written)[1]]
        for value, group in zip(told, drawn.groups, strict=True):
            check(value, drawn.left[group, passed])


def check(value: float, left: np.ndarray) -> None:
    for exact in left.tolist():
        assert value == pytest.approx(exact, rel=0.51 if exact < 0.01 else 0.0, abs=0.0051)


def test_functions_that_leave_the_same_share_a_label() -> None:
    drawn = row()
    same = {tuple(MAIN[k] for k in group) for group in drawn.groups if len(group) > 1}
    assert same == {("relu", "leaky-relu", "elu")}


def test_lines_run_by_powers_of_ten_from_the_right() -> None:
    drawn = row().draw(LAYERS)
    assert (np.diff(drawn.xs) < 0).all()
    heights = drawn.heights_of(np.array([1.0, 0.1, 0.01]))
    assert np.ptp(np.diff(heights)) == pytest.approx(0)
    for k, trace in enumerate(drawn.traces):
        assert trace.points[0, 1] == pytest.approx(drawn.heights_of(np.array(1.0)))
        assert trace.points[-1, 1] == pytest.approx(drawn.heights_of(drawn.left[k, -1]))


def test_a_slope_of_0_ends_at_the_foot() -> None:
    drawn = row(("heaviside", "relu")).draw(LAYERS)
    assert drawn.left[0, -1] == 0
    assert drawn.traces[0].points[-1, 1] == pytest.approx(drawn.plot.low[1])


def test_areas_of_discs_are_what_is_left_where_the_gradient_has_come() -> None:
    drawn = row()

    def areas(name: str, passed: float, before: str | None = None) -> np.ndarray:
        drawn.fill(name, passed, before)
        wide = np.ptp(drawn.cores.points.reshape(LAYERS, -1, 3)[..., 0], axis=1)
        found: np.ndarray = (wide / (2 * drawn.radius)) ** 2
        return found

    for name, left in zip(MAIN, drawn.left, strict=True):
        assert areas(name, LAYERS) == pytest.approx(left[1:], rel=0.02, abs=1e-6)
    assert areas("gelu", LAYERS).max() > 2
    assert drawn.radius * np.sqrt(drawn.left.max()) < 0.5 * (drawn.xs[0] - drawn.xs[1])
    assert areas("relu", 3.0) == pytest.approx([1, 1, 1] + [0] * 7, abs=0.02)
    assert areas("relu", 3.0, "gelu")[3:] == pytest.approx(drawn.left[5, 4:], rel=0.02)


def test_the_function_whose_gradient_fills_the_circles_is_named() -> None:
    drawn = row()

    def named() -> list[str]:
        return [
            name
            for name, title in zip(MAIN, drawn.titles, strict=True)
            if any(len(part.points) for part in title.get_family())
        ]

    drawn.fill("sigmoid", LAYERS)
    assert named() == ["sigmoid"]
    for passed, name in ((0.5, "sigmoid"), (3.5, "relu"), (LAYERS, "relu")):
        drawn.fill("relu", passed, "sigmoid")
        assert named() == [name]


def test_those_that_are_not_spoken_of_are_dim() -> None:
    drawn = row()
    assert drawn.light_of(("relu",)).tolist() == [1.0 if n == "relu" else DIM for n in MAIN]
    assert (drawn.light_of(()) == 1).all()


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("names", [MAIN, ("selu", "heaviside")], ids=len)
@pytest.mark.parametrize("passed", [1.0, 3.5, LAYERS])
def test_names_stand_in_the_frame_and_none_on_another(
    aspect: str, names: tuple[str, ...], passed: float
) -> None:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        drawn, hero = row(names), stage_of_frame().hero
    drawn.draw(passed)
    areas = [area_of(VGroup(words, number)) for words, number, _ in drawn.labels]
    tops = sorted((a.bottom, a.top) for a in areas if a is not None)
    assert len(tops) == len(drawn.groups)
    assert all(upper[0] > lower[1] for lower, upper in pairwise(tops))
    assert min(a.left for a in areas if a) > hero.low[0]
    tip = np.interp(passed, np.arange(LAYERS + 1), drawn.xs)
    assert max(a.right for a in areas if a) < tip
    assert tops[-1][1] < drawn.level - drawn.radius
