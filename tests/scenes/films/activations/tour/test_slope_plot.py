"""What is left after units in a row is the product of their slopes, and its name says so."""

from itertools import pairwise

import numpy as np
import pytest
from manim import VGroup, config, tempconfig

from engine.experiments.activation_facts import slopes
from engine.networks.activations import PICTURED
from scenes.encoding.qualities import ASPECTS
from scenes.films.activations.activation_specs import MAIN
from scenes.films.activations.tour.slope_plot import DIM, PARTED, SlopePlot, baseline_of
from scenes.films.activations.tour.tints import tints_of
from scenes.languages.numbers import read_number
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import area_of

LAYERS = 10


def plot(names: tuple[str, ...] = MAIN, x: float = 1.0) -> SlopePlot:
    theme = THEMES["dark"]
    return SlopePlot(
        names, x, LAYERS, list(tints_of(names, theme).values()), stage_of_frame(), theme
    )


def test_each_unit_multiplies_by_its_slope() -> None:
    drawn = plot()
    for name, left in zip(MAIN, drawn.left, strict=True):
        slope = float(slopes(PICTURED[name], np.array([1.0]))[0])
        assert left[0] == 1
        assert left[1:] / left[:-1] == pytest.approx([slope] * LAYERS)


def test_names_say_what_is_left_all_the_way(written: list[str]) -> None:
    drawn = plot()
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
    drawn = plot()
    same = {tuple(MAIN[k] for k in group) for group in drawn.groups if len(group) > 1}
    assert same == {("relu", "leaky-relu", "elu")}


def test_lines_run_by_powers_of_ten_from_the_right() -> None:
    drawn = plot().draw(LAYERS)
    assert (np.diff(drawn.xs) < 0).all()
    heights = drawn.heights_of(np.array([1.0, 0.1, 0.01]))
    assert np.ptp(np.diff(heights)) == pytest.approx(0)
    for k, trace in enumerate(drawn.traces):
        assert trace.points[0, 1] == pytest.approx(drawn.heights_of(np.array(1.0)))
        assert trace.points[-1, 1] == pytest.approx(drawn.heights_of(drawn.left[k, -1]))


def test_a_slope_of_0_ends_at_the_foot() -> None:
    drawn = plot(("heaviside", "relu")).draw(LAYERS)
    assert drawn.left[0, -1] == 0
    assert drawn.traces[0].points[-1, 1] == pytest.approx(drawn.plot.low[1])


def test_a_line_is_named_once_it_has_parted_from_the_others() -> None:
    drawn = plot()
    passed = np.full(len(MAIN), PARTED - 1.0)
    passed[0] = LAYERS
    drawn.draw(passed)
    seen = {
        MAIN[group[0]]: number.get_fill_opacity() == 1
        for group, (_, number, _) in zip(drawn.groups, drawn.labels, strict=True)
    }
    assert seen.pop("sigmoid")
    assert not any(seen.values())
    drawn.draw(PARTED)
    assert all(number.get_fill_opacity() == 1 for _, number, _ in drawn.labels)


def test_those_that_are_not_spoken_of_are_dim() -> None:
    drawn = plot()
    assert drawn.light_of(("relu",)).tolist() == [1.0 if n == "relu" else DIM for n in MAIN]
    assert (drawn.light_of(()) == 1).all()


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("names", [MAIN, ("selu", "heaviside")], ids=len)
@pytest.mark.parametrize("passed", [float(PARTED), 3.5, LAYERS])
def test_names_stand_in_the_frame_and_none_on_another(
    aspect: str, names: tuple[str, ...], passed: float
) -> None:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        drawn, hero = plot(names), stage_of_frame().hero
    drawn.draw(passed)
    areas = [area_of(VGroup(words, number)) for words, number, _ in drawn.labels]
    tops = sorted((a.bottom, a.top) for a in areas if a is not None)
    assert len(tops) == len(drawn.groups)
    assert all(upper[0] > lower[1] for lower, upper in pairwise(tops))
    assert min(a.left for a in areas if a) > hero.low[0]
    tip = np.interp(passed, np.arange(LAYERS + 1), drawn.xs)
    assert max(a.right for a in areas if a) < tip
    assert tops[-1][1] < hero.high[1]


def test_names_in_one_line_stand_on_one_baseline() -> None:
    drawn = plot()
    shared = next(k for k, group in enumerate(drawn.groups) if len(group) > 1)
    names = drawn.labels[shared][0]
    assert len(names) == 3
    bottoms = [baseline_of(name) for name in names]
    assert np.ptp(bottoms) < 0.01 * names.height


def test_names_part_as_far_as_there_is_room_once_all_units_are_passed() -> None:
    drawn = plot().draw(LAYERS)
    heights = np.sort([words.get_y() for words, *_ in drawn.labels])
    assert np.diff(heights).min() > 1.3 * drawn.next
    for words, number, leader in drawn.labels:
        start = leader.points[0, 0]
        assert words.get_right()[0] < number.get_left()[0] < number.get_right()[0] < start
        assert start - number.get_right()[0] < drawn.gap
