"""Curves, flat parts and the riding point stand where their values are."""

import numpy as np
import pytest

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import Graph
from scenes.theme.theme import THEMES

BOX = Box(np.array([-7.0, -2.5]), np.array([7.0, 4.0]))
SIGHT = Sight.of(Box(np.array([-4.0, -1.5]), np.array([4.0, 2.0])), BOX)


def graph_of(name: str) -> Graph:
    return Graph(ActivationFacts(PICTURED[name]), THEMES["dark"], SIGHT)


def seen(points: np.ndarray) -> np.ndarray:
    """Return points of the frame in units of the paper."""
    return (points[:, :2] - BOX.centre) / SIGHT.unit + SIGHT.centre


@pytest.mark.parametrize("name", ["sigmoid", "gelu", "relu6"])
def test_the_curve_runs_through_the_functions_values(name: str) -> None:
    graph = graph_of(name)
    x, y = seen(graph.curve.points[::4]).T
    assert len(x) > 500
    assert y == pytest.approx(np.interp(x, *graph.facts.curve), abs=0.02)


@pytest.mark.parametrize("name", PICTURED)
def test_everything_stays_inside(name: str) -> None:
    graph = graph_of(name)
    graph.sloped, graph.shade = -np.inf, 1.0
    graph.draw()
    for part in (graph.curve, graph.slope, graph.grounds, graph.dead):
        assert (part.points[:, :2] >= BOX.low - 1e-9).all()
        assert (part.points[:, :2] <= BOX.high + 1e-9).all()


def test_the_slope_is_drawn_from_the_right_as_far_as_is_asked() -> None:
    graph = graph_of("tanh")
    assert not len(graph.slope.points)
    graph.sloped = 1.0
    x, y = seen(graph.draw().slope.points[::4]).T
    assert x.min() == pytest.approx(1.0, abs=0.02)
    assert y == pytest.approx(1 - np.tanh(x) ** 2, abs=0.01)


def test_flat_parts_are_shaded_and_dead_ones_in_another_colour() -> None:
    saturated, dead, steep = map(graph_of, ("sigmoid", "relu", "leaky-relu"))
    for graph in (saturated, dead, steep):
        graph.shade = 1.0
        graph.draw()
    left = seen(saturated.grounds.points)
    assert set(np.unique(left[:, 0].round(2))) >= {-2.89, 2.89}
    assert not len(saturated.dead.points)
    assert not len(dead.grounds.points)
    assert seen(dead.dead.points)[:, 0].max() == pytest.approx(0)
    assert not len(steep.grounds.points)
    assert not len(steep.dead.points)


def test_the_bottom_of_a_dip_is_shaded_only_if_all_is_to_be() -> None:
    graph = graph_of("gelu")
    graph.shade = 1.0
    tail = seen(graph.draw().grounds.points)[:, 0].max()
    graph.thorough = True
    dip = seen(graph.draw().grounds.points)[:, 0].max()
    assert tail < -1.5
    assert -0.8 < dip < -0.5
    assert not len(graph.dead.points)


def test_the_point_rides_on_the_curve_and_its_tangent_has_its_slope() -> None:
    graph = graph_of("tanh")
    graph.x, graph.size = -0.7, np.ones(3)
    rider = graph.draw().rider
    on_curve = SIGHT.place(np.array([-0.7, np.tanh(-0.7)]))
    assert np.linalg.norm(rider.out.points[:, :2] - on_curve, axis=1).min() < 0.2
    ends = seen(rider.tangent.points[[0, -1]])
    rise, run = (ends[1] - ends[0])[::-1]
    assert rise / run == pytest.approx(1 - np.tanh(-0.7) ** 2, abs=1e-6)
    pen = seen(rider.pen.points).mean(axis=0)
    assert pen == pytest.approx([-0.7, 1 - np.tanh(-0.7) ** 2], abs=0.01)


def test_a_point_of_no_size_is_not_drawn() -> None:
    graph = graph_of("tanh")
    assert all(not len(part.points) for part in graph.rider)


def test_a_slope_that_lies_on_the_curve_is_seen_there_and_true() -> None:
    graph = graph_of("relu")
    graph.sloped = -np.inf
    x, y = seen(graph.draw().slope.points).T
    assert x.min() < -3
    assert y[x < -0.01] == pytest.approx(0, abs=1e-9)
    assert y[x > 0.01] == pytest.approx(1, abs=1e-9)
    drawn = graph.submobjects
    assert drawn.index(graph.slope) > drawn.index(graph.curve)
    assert graph.slope.get_stroke_width() < graph.curve.get_stroke_width()
