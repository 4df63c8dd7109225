"""A gradient leaves a unit as long as the slope, in units of the paper."""

import numpy as np
import pytest
from manim import Square, Text, tempconfig

from engine.geometry.box import Box
from engine.networks.activations import PICTURED
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.passage import Passage, Passages, PassageWords
from scenes.films.activations.mobjects.shape import Shape
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.layout import family

BOX = Box(np.array([-7.0, -2.5]), np.array([7.0, 4.0]))
SIGHT = Sight.of(Box(np.array([-4.0, -1.5]), np.array([4.0, 2.0])), BOX)


@pytest.mark.parametrize("slope", [1.0, 0.25, -0.1])
def test_a_gradient_of_1_leaves_as_long_as_the_slope(slope: float) -> None:
    passage = Passage(THEMES["dark"], 1.0)
    passage.draw(SIGHT, 0.5, slope, 1.0)
    arrives, leaves = (np.ptp(part.points[:, 0]) / SIGHT.unit[0] for part in passage)
    assert arrives == pytest.approx(1, abs=0.05)
    assert leaves == pytest.approx(abs(slope))


@pytest.mark.parametrize("slope", [1.0, 0.25, 0.0, -0.129])
def test_both_arrows_are_named_outside_their_ends(slope: float) -> None:
    with tempconfig({"frame_height": 8.0}):
        words = PassageWords(SIGHT, 0.5, slope, stage_of_frame(), THEMES["dark"])
    arrives, leaves = words
    said = [text.original_text for text in family([words], (Text,))]
    assert said[0] == "gradient in: 1"
    factor, product = said[1].replace("−", "-").split("×")[1].split("=")
    assert float(factor.strip(" ()")) == float(product) == pytest.approx(slope)
    tip, tail = SIGHT.place(np.array([[0.5 - max(slope, 0), 0.0], [1.5, 0.0]]))[:, 0]
    assert leaves.get_right()[0] < tip
    assert arrives.get_left()[0] > tail


def test_a_name_without_room_beside_its_arrow_stands_below_it_left_of_numbers() -> None:
    with tempconfig({"frame_height": 8.0}):
        numbers = Square(1.2).move_to([5.0, -1.8, 0])
        words = PassageWords(SIGHT, -3.0, 0.045, stage_of_frame(), THEMES["dark"], numbers)
    arrives, leaves = words
    assert leaves.get_top()[1] < arrives.get_bottom()[1]
    assert leaves.get_left()[0] > BOX.low[0]
    assert leaves.get_right()[0] < numbers.get_left()[0]


def test_no_gradient_leaves_where_the_slope_is_0() -> None:
    passage = Passage(THEMES["dark"], 1.0)
    passage.draw(SIGHT, -1.0, 0.0, 1.0)
    assert len(passage.leaves.points) == 0


def test_of_several_gradients_it_is_told_what_leaves_each_and_no_word_is_on_another() -> None:
    inputs = 0.0, -3.0
    with tempconfig({"frame_height": 8.0}):
        shape = Shape.of(PICTURED["sigmoid"])
        pair = Passages(SIGHT, shape, inputs, stage_of_frame(), THEMES["dark"])
    said = [text.original_text for text in family([pair.words], (Text,))]
    left = [float(text.split()[2]) for text in said]
    g = 1 / (1 + np.exp([3.0, 0.0]))
    assert left == pytest.approx(g * (1 - g), abs=0.00051)
    assert pair.words[0].get_right()[0] < pair.words[1].get_left()[0]
    lengths = [np.ptp(arrow.leaves.points[:, 0]) / SIGHT.unit[0] for arrow in pair.arrows]
    assert lengths == pytest.approx([0.25, left[0]], abs=0.01)


def test_no_point_of_a_pair_stands_where_another_input_would_have_its_output() -> None:
    shape = Shape.of(PICTURED["sigmoid"])
    pair = Passages(SIGHT, shape, (0.0, -3.0), stage_of_frame(), THEMES["dark"])
    for x, rider in zip((0.0, -3.0), pair.riders, strict=True):
        place = SIGHT.place(np.array([x, shape.output_at(x)]))
        assert rider.out.get_center()[:2] == pytest.approx(place)
        assert np.ptp(rider.out.points[:, 0]) < 0.5
        assert np.ptp(rider.stems.points[:, 0]) == pytest.approx(0)
