"""A gradient's pulse lights layer after layer, and its light can go out."""

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.depth.deep_network import AWAY, DeepNetwork, arrival, nearness
from scenes.storytelling.stage import Area
from scenes.theme.theme import THEMES

AREA = Area(np.array([-6.0, -2.0]), np.array([6.0, 3.0]))


def flow(slopes: list[float], left: list[float]) -> GradientFlow:
    sizes = np.array(left)
    units = np.repeat(np.array(slopes)[:, None], 4, axis=1)
    return GradientFlow(0, units, sizes, sizes, sizes, np.ones((len(slopes) - 1, 4, 4)))


DIM = flow([0.25, 0.25, 0.25], [1e-4, 1e-2, 1.0])
HALF = flow([1.0, 0.0, 1.0], [1.0, 1.0, 1.0])


@pytest.fixture
def network() -> DeepNetwork:
    return DeepNetwork(DIM, AREA, 1e-4, THEMES["dark"])


def lit(network: DeepNetwork) -> list[bool]:
    return [len(disc.points) > 0 for disc in network.discs]


def test_layers_are_lit_one_after_the_other_from_the_last() -> None:
    assert arrival(3, 0.0).tolist() == [0, 0, 0]
    assert arrival(3, 1.25).tolist() == [0, 0.5, 1]
    assert arrival(3, 2.5).tolist() == [1, 1, 1]


def test_what_is_left_is_seen_as_brightness(network: DeepNetwork) -> None:
    network.draw(DIM, 2.5)
    first, middle, last = (disc.get_fill_opacity() for disc in network.discs)
    assert first < middle < last == 1
    assert network.brightness(0.0) == 0


def test_units_of_slope_0_are_dark(network: DeepNetwork) -> None:
    network.draw(HALF, 2.5)
    assert lit(network) == [True, False, True]


def test_light_can_go_out_before_another_pulse_comes(network: DeepNetwork) -> None:
    network.draw(HALF, 2.5, 0.5)
    assert network.discs[0].get_fill_opacity() == 0.5
    network.draw(HALF, 2.5, 0.0)
    assert network.discs[0].get_fill_opacity() == 0
    assert network.trails[-1].get_stroke_opacity() == 0


def test_all_but_the_layer_of_the_pulse_can_be_dimmed(network: DeepNetwork) -> None:
    assert nearness(3, 0.5).tolist() == [0, 0.5, 1]
    network.focus = 1.0
    network.draw(HALF, 2.5)
    assert network.discs[0].get_fill_opacity() == 1
    assert network.discs[2].get_fill_opacity() == pytest.approx(AWAY)
    network.focus = 0.0
    network.draw(HALF, 2.5)
    assert network.discs[2].get_fill_opacity() == 1
    assert all(ring.get_stroke_opacity() == 0 for ring in network.rings)


def test_it_can_fill_another_area(network: DeepNetwork) -> None:
    low = Area(np.array([-3.0, 0.0]), np.array([6.0, 1.0]))
    before = network.radius
    network.fill(low)
    network.draw(HALF, 2.5)
    assert network.radius < before
    for part in (network.units, network.wires, network.discs[0]):
        assert (part.points[:, :2] >= low.low - 1e-6).all()
        assert (part.points[:, :2] <= low.high + 1e-6).all()
