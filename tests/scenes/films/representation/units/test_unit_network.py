"""The diagram has a place for every unit, and shows the last one only when it is added."""

import pytest

from scenes.films.representation.units.unit_network import UnitNetwork
from scenes.theme.theme import THEMES

DARK = THEMES["dark"]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_hidden_unit_is_linked_to_both_inputs_and_both_classes(count: int) -> None:
    network = UnitNetwork("tanh", count, 0.2, DARK)
    assert len(network.units) == len(network.icons) == count
    for *lines, icon in network.units:
        assert len(lines) == 4
        before, after = lines[:2], lines[2:]
        assert all(line.get_right()[0] < icon.get_x() for line in before)
        assert all(line.get_left()[0] > icon.get_x() for line in after)


def test_one_more_unit_leaves_the_others_where_they_were() -> None:
    two, three = (UnitNetwork("tanh", count, 0.2, DARK) for count in (2, 3))
    for before, after in zip(two.icons, three.icons, strict=False):
        assert before.get_center() == pytest.approx(after.get_center())
    three.show_last(0.0)
    shown = [unit[0].get_stroke_opacity() for unit in three.units]
    assert shown == [1, 1, 0]
    three.show_last(1.0)
    three.dim_units([0], 0.25)
    assert [icon[0].get_stroke_opacity() for icon in three.icons] == [0.25, 1, 1]
