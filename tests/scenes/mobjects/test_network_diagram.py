"""The diagram of a network: sign and size of weights and values, in few mobjects."""

import numpy as np
import pytest
from manim import Text

from scenes.mobjects.network_diagram import NetworkDiagram
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([-3.0, -2.0]), np.array([3.0, 2.0])


def diagram(*widths: int, **options: object) -> NetworkDiagram:
    return NetworkDiagram(widths, LOW, HIGH, THEMES["dark"], **options)


def area(points: np.ndarray) -> float:
    """Measure what bands cover."""
    corners = points.reshape(-1, 4, 4, 3)[:, :, 0, :2]
    x, y = corners[..., 0], corners[..., 1]
    return float((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum() / 2)


def test_positive_weights_are_whole_lines_and_negative_ones_are_dashes() -> None:
    drawn = diagram(2, 3, 1).set_weights([np.array([[1, -1], [1, 1], [1, 1]]), -np.ones((1, 3))])
    assert len(drawn.weights[0].positive.points) == 5 * 16
    assert len(drawn.weights[0].negative.points) > 3 * 16
    assert len(drawn.weights[1].positive.points) == 0


def test_a_stronger_weight_is_a_wider_line() -> None:
    drawn = diagram(1, 1)
    covered = [
        area(drawn.set_weights([np.array([[w]])]).weights[0].positive.points)
        for w in (0.0, 0.2, 1.0, 5.0)
    ]
    assert 0 < covered[0] < covered[1] < covered[2] == covered[3]


def test_what_is_no_weight_is_no_line() -> None:
    drawn = diagram(2, 2).set_weights([np.array([[1, np.nan], [np.nan, 1]])])
    assert len(drawn.weights[0].positive.points) == 2 * 16
    assert len(diagram(2, 2).set_weights([None]).weights[0].positive.points) == 0


def test_lines_run_from_circle_to_circle() -> None:
    drawn = diagram(2, 3, 1)
    start, end = drawn.way(0, 1, 2)
    assert np.linalg.norm(start - drawn.place(0, 1)) == pytest.approx(drawn.radius)
    assert np.linalg.norm(end - drawn.place(1, 2)) == pytest.approx(drawn.radius)


def test_values_fill_units_as_discs_or_rings_and_are_written() -> None:
    drawn = diagram(2, 3, 1).set_values(1, np.array([0.25, -1.0, 0.0]))
    disc, ring = drawn.levels[1]
    assert np.ptp(disc.points[:, 0]) == pytest.approx(0.5 * np.ptp(ring.points[:, 0]))
    assert disc.get_center()[:2] == pytest.approx(drawn.place(1, 0))
    assert ring.get_center()[:2] == pytest.approx(drawn.place(1, 1))
    assert len(ring.points) == 2 * len(disc.points)
    written = drawn.numbers[1].points
    assert np.ptp(written[:, 0]) < 2 * drawn.radius
    drawn.set_values(1, None)
    assert len(drawn.numbers[1].points) == len(disc.points) == 0


def test_a_number_that_rounds_to_nothing_has_no_sign() -> None:
    drawn = diagram(1, 1)
    nothing = drawn.set_values(0, np.array([-0.001])).numbers[0].points
    assert nothing == pytest.approx(drawn.set_values(0, np.array([0.001])).numbers[0].points)


def test_numbers_too_small_to_be_read_are_left_out() -> None:
    drawn = diagram(2, 9, 2).set_values(1, np.ones(9))
    assert len(drawn.numbers[1].points) == 0
    assert len(drawn.levels[1][0].points) > 0


def test_a_wide_layer_says_how_many_units_it_has() -> None:
    drawn = diagram(2, 100, 2, counted="{count} units")
    texts = [part.original_text for part in drawn.counts if isinstance(part, Text)]
    assert texts == ["100 units"]
    rng = np.random.default_rng(0)
    drawn.set_weights([rng.normal(size=(100, 2)), rng.normal(size=(2, 100))])
    assert len(drawn.get_family()) < 40


def test_highlights_come_and_go() -> None:
    drawn = diagram(2, 3, 1).highlight([(1, 1)], [(0, 0, 1)], layer=0)
    assert drawn.rings.get_center()[:2] == pytest.approx(drawn.place(1, 1))
    assert len(drawn.halo.points) == 16
    assert drawn.weights[1].positive.get_fill_opacity() == 0.25
    drawn.highlight()
    assert len(drawn.halo.points) == len(drawn.rings.points) == 0
    assert drawn.weights[1].positive.get_fill_opacity() == 1


def test_signals_run_along_the_lines_and_back() -> None:
    drawn = diagram(1, 1)
    start, end = drawn.way(0, 0, 0)
    third = drawn.send(0, 1 / 3).signals.get_center()[:2]
    assert third == pytest.approx(start + (end - start) / 3)
    back = drawn.send(0, 1 / 3, backwards=True, edges=[(0, 0, 0)]).signals.get_center()[:2]
    assert back == pytest.approx(end - (end - start) / 3)
    for still in (0, 1):
        assert len(drawn.send(0, still).signals.points) == 0
