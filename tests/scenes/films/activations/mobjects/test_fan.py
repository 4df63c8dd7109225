"""A fan of curves opens out of one line."""

import numpy as np

from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.shape import Shape
from scenes.films.activations.mobjects.sheet import IDENTITY
from scenes.theme.theme import THEMES

SIGHT = Sight.of(Box(np.full(2, -3.0), np.full(2, 3.0)), Box(np.full(2, -3.0), np.full(2, 3.0)))


def fan() -> Fan:
    shapes = [Shape.of(PICTURED[name]) for name in ("tanh", "relu")]
    return Fan(shapes, [IDENTITY] * 2, THEMES["dark"].classes[:2])


def test_a_closed_fan_is_one_line() -> None:
    one, other = fan().draw(SIGHT, 0.0).curves
    np.testing.assert_allclose(one.points, other.points)
    np.testing.assert_allclose(one.points[:, 0], one.points[:, 1], atol=1e-9)


def test_an_open_fan_shows_its_functions() -> None:
    tanh, relu = fan().draw(SIGHT).curves
    np.testing.assert_allclose(tanh.points[:, 1], np.tanh(tanh.points[:, 0]), atol=1e-3)
    np.testing.assert_allclose(relu.points[:, 1], np.maximum(relu.points[:, 0], 0), atol=1e-9)
