"""The deep-learning system as a diagram: a block for every linear map, and arrows that grow."""

import numpy as np
import pytest

from scenes.films.deep_learning_system.system_diagram import SystemDiagram, SystemWords, Way
from scenes.theme.theme import THEMES

WORDS = SystemWords(
    "raw input", "representation", "classifier", "linear", "{count} units", "tanh", "softmax",
    "loss", "desired", "forward", "backward",
)  # fmt: skip


@pytest.fixture(scope="module")
def system() -> SystemDiagram:
    return SystemDiagram([2, 4, 2, 2], 1.0, np.array([0.0, 1.0]), WORDS, THEMES["dark"])


def test_there_is_a_block_around_every_layer_behind_the_input(system: SystemDiagram) -> None:
    assert len(system.blocks) == 3
    for box, column in zip(system.blocks, system.network.columns[1:], strict=True):
        x = column.places[0, 0]
        assert box.get_left()[0] < x - system.network.radius
        assert box.get_right()[0] > x + system.network.radius


def test_a_block_lights_up_and_goes_out(system: SystemDiagram) -> None:
    system.light(1, "#ffd166", 1.0)
    assert system.blocks[1].get_stroke_color().to_hex() == "#FFD166"
    system.light(1, "#ffd166", 0.0)
    assert system.blocks[1].get_stroke_color() == system.blocks[0].get_stroke_color()


def test_an_arrow_grows_from_its_start() -> None:
    way = Way("there", 5.0, -3.0, -2.0, "#ffffff")
    way.grow(0.5)
    assert way.shaft.get_left()[0] == pytest.approx(1.0)
    assert way.shaft.get_right()[0] == pytest.approx(5.0)
    assert way.head.get_left()[0] < 1.0
