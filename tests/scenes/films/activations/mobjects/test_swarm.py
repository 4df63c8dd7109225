"""Dots stand for their numbers, at the start and at the end of their way."""

import numpy as np
import pytest
from manim import VMobject

from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.mobjects.swarm import HEAPED, NORMAL, Swarm, piled

BOX = Box(np.array([-7.0, -2.5]), np.array([7.0, 4.0]))
SIGHT = Sight.of(Box(np.array([-4.0, -1.5]), np.array([4.0, 2.0])), BOX)


def test_the_bell_is_standard_normal() -> None:
    assert NORMAL.mean() == pytest.approx(0, abs=1e-9)
    assert NORMAL.std() == pytest.approx(1, abs=0.01)


def middles(swarm: Swarm, shape: Shape, progress: float) -> np.ndarray:
    """Return where dots are on their way, in units of the paper."""
    swarm.draw(SIGHT, shape, progress)
    points = np.concatenate([dots.points for dots in swarm])
    size = len(points) // len(swarm.numbers)
    places = points.reshape(-1, size, 3).mean(axis=1)[:, :2]
    found: np.ndarray = (places - BOX.centre) / SIGHT.unit + SIGHT.centre
    return found


def test_inputs_are_carried_to_their_outputs() -> None:
    numbers, tanh = np.array([-1.0, 0.5, 2.0]), Shape.of(PICTURED["tanh"])
    swarm = Swarm(numbers, 0.05, "#ffffff", is_piled=False)
    assert middles(swarm, tanh, 0.0) == pytest.approx(
        np.column_stack([numbers, np.zeros(3)]), abs=1e-6
    )
    assert middles(swarm, tanh, 0.5) == pytest.approx(
        np.column_stack([numbers, np.tanh(numbers)]), abs=1e-6
    )
    assert middles(swarm, tanh, 1.0) == pytest.approx(
        np.column_stack([np.zeros(3), np.tanh(numbers)]), abs=1e-6
    )


def test_dots_that_share_a_place_are_piled_and_no_pile_is_too_long() -> None:
    heights = piled(np.zeros(10), 0.1, 5.0)
    assert heights == pytest.approx(0.1 * (np.arange(10) + 0.5))
    assert piled(np.zeros(500), 0.1, 5.0).max() <= 5.1


def test_the_mean_of_what_arrives_is_the_mean_output() -> None:
    swarm = Swarm(NORMAL, 0.03, "#ffffff", is_piled=True)
    places = middles(swarm, Shape.of(PICTURED["sigmoid"]), 1.0)
    assert places[:, 1].mean() == pytest.approx(0.5, abs=0.01)


def test_outputs_of_exactly_0_are_told_apart() -> None:
    swarm = Swarm(NORMAL, 0.03, "#ffffff", is_piled=True)
    swarm.draw(SIGHT, Shape.of(PICTURED["relu"]), 0.0)
    zero, others = (len(dots.points) for dots in swarm)
    assert zero == pytest.approx(others, rel=0.01)


def middles_of(dots: VMobject, count: int) -> np.ndarray:
    found: np.ndarray = dots.points.reshape(count, -1, 3).mean(axis=1)[:, :2]
    return found


def test_piles_of_outputs_are_as_long_as_they_are_many() -> None:
    swarm = Swarm(NORMAL, 0.03, "#ffffff", is_piled=True)
    swarm.draw(SIGHT, Shape.of(PICTURED["relu"]), 1.0)
    count, (ox, oy) = int((NORMAL <= 0).sum()), SIGHT.place(np.zeros(2))
    zeros = middles_of(swarm[0], count)
    others = swarm[1].points.reshape(-1, swarm[0].points.size // (3 * count), 3).mean(axis=1)
    assert zeros[:, 1] == pytest.approx(np.full(count, oy))
    assert zeros[:, 0].min() > ox
    step = np.ptp(zeros[:, 0]) / (count - 1)
    for level in np.unique(others[:, 1].round(6)):
        pile = np.sort(others[np.isclose(others[:, 1], level), 0])
        assert np.diff(pile) == pytest.approx(np.full(len(pile) - 1, step))


def test_on_an_axis_of_their_own_zeros_lie_in_a_row_at_0_and_each_dot_counts_alike() -> None:
    numbers = NORMAL[::4][np.abs(NORMAL[::4]) < 1.9]  # whose outputs are in view
    swarm = Swarm(numbers, 0.03, "#ffffff", is_piled=True)
    swarm.aside = 2.0, BOX
    swarm.draw(SIGHT, Shape.of(PICTURED["relu"]), 1.0)
    count, y = int((numbers <= 0).sum()), SIGHT.place(np.zeros(2))[1]
    row = middles_of(swarm[0], count)
    assert row[:, 1] == pytest.approx(np.full(count, y))
    assert row[:, 0] == pytest.approx(2.03 + 0.06 * np.arange(count))
    others = middles_of(swarm[1], len(numbers) - count)
    heights = numbers[numbers > 0] * SIGHT.unit[1] + y
    assert others[:, 1] == pytest.approx(heights, abs=0.031)
    for level in np.unique(others[:, 1].round(6)):
        pile = np.sort(others[np.isclose(others[:, 1], level), 0])
        assert pile == pytest.approx(2.03 + 0.06 * np.arange(len(pile)))


def test_inputs_stand_upright_between_their_foot_and_the_axis() -> None:
    swarm = Swarm(NORMAL, 0.03, "#ffffff", is_piled=True)
    swarm.foot = 1.2
    swarm.draw(SIGHT, Shape.of(PICTURED["sigmoid"]), 0.0)
    places = middles_of(swarm[1], len(NORMAL))
    axis = SIGHT.place(np.zeros(2))[1]
    assert axis - 1.2 < places[:, 1].min() < axis - 1.1
    assert places[:, 1].max() < axis
    highest = places[places[:, 1].argmax(), 0]
    assert abs(highest - SIGHT.place(np.zeros(2))[0]) < 1.0


def test_a_heap_lies_in_one_place_and_is_larger_than_a_dot() -> None:
    swarm = Swarm(np.linspace(-3.5, -0.1, len(NORMAL)), 0.03, "#ffffff", is_piled=True)
    swarm.is_heaped = True
    for progress, size in ((0.0, 0.06), (1.0, 0.06 * HEAPED)):
        swarm.draw(SIGHT, Shape.of(PICTURED["relu"]), progress)
        discs = swarm[0].points.reshape(len(NORMAL), -1, 3)
        assert np.ptp(discs[0, :, 0]) == pytest.approx(size, rel=0.01)
    middles = discs.mean(axis=1)[:, :2]
    assert middles == pytest.approx(np.tile(SIGHT.place(np.zeros(2)), (len(NORMAL), 1)))


def test_no_output_stands_where_inputs_below_0_do() -> None:
    for name in ("sigmoid", "tanh", "relu", "gelu", "hardshrink"):
        swarm = Swarm(NORMAL, 0.03, "#ffffff", is_piled=True)
        swarm.draw(SIGHT, Shape.of(PICTURED[name]), 1.0)
        left = min(dots.points[:, 0].min() for dots in swarm if len(dots.points))
        assert left > SIGHT.place(np.zeros(2))[0] - 0.031


def test_dots_set_out_one_after_the_other() -> None:
    swarm = Swarm(np.linspace(-2, 2, 21), 0.05, "#ffffff", is_piled=False)
    under_way = middles(swarm, Shape.of(PICTURED["sigmoid"]), 0.75)
    assert np.abs(under_way[:3, 0]).max() < 0.01  # those are there
    assert under_way[-1, 0] == pytest.approx(2)  # this one still waits


def test_dots_go_together_if_they_are_told_to() -> None:
    numbers, sigmoid = np.linspace(-2, 2, 21), Shape.of(PICTURED["sigmoid"])
    swarm = Swarm(numbers, 0.05, "#ffffff", is_piled=False)
    swarm.lag = 0.0
    risen = middles(swarm, sigmoid, 0.25)
    assert risen == pytest.approx(
        np.column_stack([numbers, 0.5 / (1 + np.exp(-numbers))]), abs=1e-4
    )
