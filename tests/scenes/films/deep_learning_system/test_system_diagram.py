"""The deep-learning system as a diagram: a block for every linear map, and a loss."""

import numpy as np
import pytest
from manim import tempconfig

from scenes.films.deep_learning_system.system_diagram import FILL, SystemDiagram
from scenes.films.deep_learning_system.system_layout import SystemLayout
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture(scope="module")
def system() -> SystemDiagram:
    with tempconfig({"frame_height": 8.0}):
        layout = SystemLayout.on(stage_of_frame(), 4)
        target = np.array([0.0, 1.0])
        return SystemDiagram([2, 4, 2, 2], 1.0, target, "tanh", layout, THEMES["dark"])


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


def test_all_titles_are_of_one_size_and_stand_above_their_part(system: SystemDiagram) -> None:
    assert len({round(title.font_size, 6) for title, _ in system.titles}) == 1
    for title, line in system.titles:
        assert title.width <= line.width + 1e-6
        assert title.get_bottom()[1] > line.get_top()[1]


def test_activations_are_named_in_their_blocks(system: SystemDiagram) -> None:
    names = [caption.original_text for caption in system.captions]
    assert names == ["linear", "tanh", "linear", "tanh", "linear", "softmax"]


def test_a_block_alone_is_singled_out_and_all_come_back(system: SystemDiagram) -> None:
    for block in (0, 2):
        for strength, opacity in ((1.0, 0.0), (0.0, 1.0)):
            system.single_out(block, strength)
            for each, box in enumerate(system.blocks):
                assert box.get_stroke_opacity() == (1 if each == block else opacity)
            for layer, units in enumerate(system.network.units):
                kept = layer in (block, block + 1)
                assert units.get_stroke_opacity() == (1 if kept else opacity)
            assert system.captions_of(block)[0].get_fill_opacity() == 1
            assert system.captions_of(1)[0].get_fill_opacity() == opacity


def test_the_loss_fits_its_box(system: SystemDiagram) -> None:
    system.loss_number.write("0.79")
    box = system.judge[0]
    assert box.get_left()[0] < system.loss_number.get_left()[0]
    assert system.loss_number.get_right()[0] < box.get_right()[0]
    assert system.loss_number.get_top()[1] < system.names[0].get_bottom()[1]
    system.loss_number.write("")


def made(widths: list[int], target: list[float]) -> SystemDiagram:
    with tempconfig({"frame_height": 8.0}):
        layout = SystemLayout.on(stage_of_frame(), len(widths))
        return SystemDiagram(widths, 1.0, np.array(target), "tanh", layout, THEMES["dark"])


def test_two_desired_values_stand_at_the_heights_of_the_outputs() -> None:
    system = made([2, 3, 3, 2, 2], [1.0, 0.0])
    box, desired = system.judge[0], system.judge[1]
    outputs = system.network.columns[-1].places[:, 1]
    np.testing.assert_allclose(desired.columns[0].places[:, 1], outputs)
    assert desired.columns[0].places[0, 1] - desired.radius > box.get_top()[1]
    assert desired.columns[0].places[1, 1] + desired.radius < box.get_bottom()[1]


def test_where_the_loss_does_not_fit_between_them_they_stand_together_below() -> None:
    for widths, target in (([2, 4, 2, 3], [0.0, 1, 0]), ([2, 5, 2], [1.0, 0.0])):
        system = made(widths, target)
        assert system.judge[1].units.get_top()[1] < system.judge[0].get_bottom()[1]


def test_outputs_have_the_marks_of_their_classes_and_signs_the_colour_of_words() -> None:
    system, theme = made([2, 3, 3, 2, 2], [1.0, 0.0]), THEMES["dark"]
    outputs = system.network.columns[-1].places
    for label, (mark, place) in enumerate(zip(system.classes, outputs, strict=True)):
        assert mark.get_fill_color().to_hex().lower() == theme.colour_of(label).lower()
        assert np.linalg.norm(mark.get_center()[:2] - place) < 1.6 * system.network.radius
    lines = system.network.weights[0]
    colours = {each.get_fill_color().to_hex().lower() for each in (lines.positive, lines.negative)}
    assert colours == {theme.text.lower()}


def test_units_are_filled_only_where_numbers_have_no_room() -> None:
    assert made([2, 2, 2], [0.0, 1.0]).fill == 0
    assert made([2, *[3] * 30, 2], [0.0, 1.0]).fill == FILL
