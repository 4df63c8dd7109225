"""The diagram of a unit: numbers stand where they belong, weights are seen in their wires."""

import numpy as np
import pytest

from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.mobjects.unit_drawing import UnitDrawing, centred
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


@pytest.fixture
def unit() -> UnitDrawing:
    names = ["", "x_1", "x_2"], ["w_0", "w_1", "w_2"]
    return UnitDrawing(*names, THEME, np.array([-1.0, 0.5]), 8.0, 4.4)


def test_it_fits_its_box(unit: UnitDrawing) -> None:
    unit.write(["1", "−0.07", "2.31"], "−6.33", "0")
    unit.write_weights([-2.0, 1.0, 4.0])
    assert unit.get_left()[0] >= -5 - 0.1
    assert unit.get_right()[0] <= 3 + 0.1
    assert unit.height <= 4.4 + 0.1


def test_numbers_stand_in_the_middle_of_what_they_belong_to(unit: UnitDrawing) -> None:
    unit.write(["1", "−0.07", "2.31"], "−6.33", "0")
    for value, ring in zip(unit.values, unit.inputs, strict=True):
        assert value.get_center() == pytest.approx(ring.get_center())
        assert value.width < ring.width
    assert unit.result.get_center() == pytest.approx(unit.output.get_center())
    assert unit.summing.get_right()[0] < unit.total.get_left()[0]
    assert unit.total.get_right()[0] < unit.step.get_left()[0]
    unit.write(["", "", ""], "", "")
    assert not any(len(value.points) for value in (*unit.values, unit.total, unit.result))


def test_a_wire_is_as_thick_as_its_weight_and_coloured_by_its_sign(unit: UnitDrawing) -> None:
    unit.write_weights([-2.0, 1.0, 4.0])
    widths = [wire.get_stroke_width() for wire in unit.wires]
    assert widths[1] < widths[0] < widths[2]
    colours = [wire.get_stroke_color().to_hex().lower() for wire in unit.wires]
    assert colours == [THEME.negative, THEME.positive, THEME.positive]


def test_weights_are_beside_their_wires_and_not_on_each_other(unit: UnitDrawing) -> None:
    unit.write_weights([-2.0, -1.25, -4.5])
    labels = [*unit.weight_names, *unit.weights]
    for i, one in enumerate(labels):
        for other in labels[i + 1 :]:
            apart = np.abs(one.get_center() - other.get_center())[:2]
            assert (apart > [(one.width + other.width) / 2, (one.height + other.height) / 2]).any()


def test_a_unit_without_weights_names_none() -> None:
    unit = UnitDrawing(["x_1", "x_2"], [], THEME, np.zeros(2), 6.0, 2.2)
    assert len(unit.weights) == len(unit.weight_names) == 0
    assert len(unit.names) == 2


def test_lighting_leaves_what_is_written_alone(unit: UnitDrawing) -> None:
    box = unit.step[0]
    unit.light(unit.step)
    assert box.get_stroke_color().to_hex().lower() == THEME.highlight
    unit.light(unit.step, 0.0)
    assert box.get_stroke_color().to_hex().lower() == THEME.muted


def test_a_number_is_written_about_its_place() -> None:
    number = centred(LiveNumber(30, "#ffffff"), "12.5", at(2, 1))
    assert number.get_center() == pytest.approx(at(2, 1))
