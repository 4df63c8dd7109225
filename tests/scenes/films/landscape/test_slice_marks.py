"""Marks on a slice: rules at round losses, where the curve has them, and the edge of a surface."""

import numpy as np
import pytest

from scenes.films.landscape.landscape_panel import LandscapePanel
from scenes.films.landscape.slice_marks import (
    brackets_between,
    cut_sentences,
    edge_on,
    factors_of,
    factors_sentence,
    fading,
    lowest_sentence,
    profile_of,
    ring_at_lowest,
    rule_at,
    way_on,
)
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.chart import Axis
from scenes.storytelling.stage import area_of, stage_of_frame
from scenes.theme.theme import THEMES


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0.004, 20.0, 5.7, [1, 0.1, 0.01]),
        (0.004, 20.0, 0.02, [1, 0.1, 0.01]),
        (0.3, 4.5, 4.0, [4, 2, 1]),
        (1.1, 1.9, 1.5, []),
    ],
)
def test_rules_stand_at_round_losses_equally_far_apart(
    low: float, high: float, most: float, expected: list[float]
) -> None:
    assert factors_of(Axis(low, high, log=True), most) == pytest.approx(expected)


def test_a_linear_scale_has_no_such_rules() -> None:
    assert factors_of(Axis(0.004, 20.0), 5.7) == []


def test_a_rule_crosses_the_curve_where_it_has_that_loss() -> None:
    scale, stage = Axis(0.01, 100.0, log=True), stage_of_frame()
    heights = np.repeat(np.linspace(0, 1, 21)[None], 21, axis=0)
    place = (np.zeros(2), 6.0, 2.0)
    panel = LandscapePanel(heights, place, ColourMap(("#000088", "#ffee88")), THEMES["dark"])
    panel.look(Orbit(0.0, np.pi / 2))
    panel.draw_curve()
    for loss, share in ((0.1, 0.25), (1.0, 0.5), (10.0, 0.75)):
        line, _ = rule_at(loss, scale, panel, stage, THEMES["dark"])
        spot = panel.mesh.see(panel.place(np.array([[2 * share - 1, 0.0, share]])))[0]
        assert line.get_center()[1] == pytest.approx(spot[1])


def test_brackets_between_rules_are_equally_long_and_say_the_factor() -> None:
    scale, stage = Axis(0.01, 100.0, log=True), stage_of_frame()
    panel = LandscapePanel(
        np.zeros((5, 5)), (np.zeros(2), 6.0, 2.0), ColourMap(("#000088", "#ffee88")), THEMES["dark"]
    )
    panel.look(Orbit(0.0, np.pi / 2))
    heights = factors_of(scale, 90.0)
    rules = [rule_at(each, scale, panel, stage, THEMES["dark"]) for each in heights]
    brackets = brackets_between(rules, heights, stage, THEMES["dark"])
    (first, words), (second, _) = brackets
    assert first.get_length() == pytest.approx(second.get_length())
    assert rules[0].get_top()[1] > first.get_top()[1] > rules[1][0].get_y() > second.get_top()[1]
    assert words.original_text == "÷ 10"


def test_the_lowest_losses_of_two_slices_are_said() -> None:
    one, other = np.array([[1.0, 0.25], [np.nan, 3.0]]), np.array([[0.5, np.nan]])
    text, values = lowest_sentence(one, other)
    assert text.format(**values) == (
        "The lowest loss in sight was 0.2500; in this slice it is 0.5000."
    )


def test_what_is_said_of_heights_has_their_numbers() -> None:
    text, values = factors_sentence([1, 0.1, 0.01])
    assert "from 1 to 0.1 is as far down as from there to 0.01" in text.format(**values)


def test_only_losses_that_are_cut_are_said_to_be() -> None:
    scale = Axis(0.004, 20.0, log=True)
    assert cut_sentences(scale, (False, False)) == []
    said = [text.format(**values) for text, values in cut_sentences(scale, (True, True))]
    assert said == [
        "Losses above 20 are drawn as if they were 20.",
        "Losses below 0.004 are drawn as if they were 0.004.",
    ]


def test_the_lowest_place_is_ringed_and_its_loss_stands_free_beside_it() -> None:
    losses = 1.0 + np.add.outer((np.arange(21) - 5) ** 2, (np.arange(21) - 14) ** 2) / 100
    stage, place = stage_of_frame(), (np.zeros(2), 4.0, 1.0)
    panel = LandscapePanel(losses / 5, place, ColourMap(("#000088", "#ffee88")), THEMES["dark"])
    first = ring_at_lowest(losses, losses / 5, panel, stage, THEMES["dark"], [])
    spot = np.array([[-1 + 14 / 10, -1 + 5 / 10, 0.2]])
    assert first[0].get_center()[:2] == pytest.approx(panel.mesh.see(panel.place(spot))[0])
    second = ring_at_lowest(losses, losses / 5, panel, stage, THEMES["dark"], list(first[1:]))
    assert not area_of(second[1]).meets(area_of(first[1]))


@pytest.mark.parametrize("azimuth", [0.3, 1.4, -2.0])
@pytest.mark.parametrize("place", [(10, 3), (2, 9)])
def test_edge_on_the_lowest_place_is_not_at_the_edge_and_on_the_outline(
    azimuth: float, place: tuple[int, int]
) -> None:
    losses = np.add.outer((np.arange(21) - place[0]) ** 2, (np.arange(21) - place[1]) ** 2) / 400.0
    panel = LandscapePanel(
        losses / 2, (np.zeros(2), 6.0, 2.0), ColourMap(("#000088", "#ffee88")), THEMES["dark"]
    )
    view = edge_on(losses, Orbit(azimuth, 1.0))
    assert view.tilt == pytest.approx(np.pi / 2)
    assert abs(view.azimuth - azimuth) <= np.pi / 2 + 1e-9
    panel.look(view)
    spot = np.array([[-1 + place[1] / 10, -1 + place[0] / 10, 0.0]])
    middle = panel.mesh.see(panel.place(spot))[0]
    outline = profile_of(losses / 2, panel, THEMES["dark"]).points
    assert outline[:, 1].min() == pytest.approx(middle[1], abs=0.02)
    seen = panel.mesh.see(panel.mesh.vertices.reshape(-1, 3))
    assert seen[:, 1].min() == pytest.approx(middle[1], abs=1e-6)
    assert abs(middle[0]) < 3 * 0.95


def test_a_way_that_fades_in_is_at_last_what_it_was_with_its_curtain() -> None:
    heights = np.tile(np.linspace(-1, 1, 21) ** 2 / 2, (21, 1))
    place = (np.zeros(2), 4.0, 2.0)
    panel = LandscapePanel(heights, place, ColourMap(("#000088", "#ffee88")), THEMES["dark"])
    panel.set_way(np.array([[-0.8, 0.1], [0.7, 0.2]]), np.array([0.9, 0.8])).follow(1)
    parts = way_on(panel)
    assert panel.curtain in parts
    before = [(part.get_fill_opacity(), part.get_stroke_opacity()) for part in parts]
    coming = fading(parts, 0.0, 1.0)
    coming.interpolate(0.0)
    assert not any(part.get_fill_opacity() or part.get_stroke_opacity() for part in parts)
    coming.interpolate(1.0)
    after = [(part.get_fill_opacity(), part.get_stroke_opacity()) for part in parts]
    assert [max(each) for each in after] == pytest.approx([max(each) for each in before])
