"""A filter is shown with its weights, in the colours of their signs, wherever it is put."""

import numpy as np
import pytest

from scenes.films.convolution.filter_card import FilterCard
from scenes.theme.lookup import theme_of

THEME = theme_of("light")


def test_its_cells_and_numbers_go_where_it_is_put() -> None:
    weights = np.array([[0.5, -0.5, 0.0], [0.1, 0.2, 0.3], [-0.1, -0.2, -0.3]])
    card = FilterCard(weights, 0.5, THEME)
    for centre, pitch in ((np.array([2.0, 1.0]), 0.8), (np.array([-3.0, 0.0]), 0.4)):
        card.put(centre, pitch, 0.7)
        assert card.cells[4].get_center()[:2] == pytest.approx(centre)
        assert card.cells[2].get_center()[:2] == pytest.approx(centre + pitch)
        for cell, number in zip(card.cells, card.numbers, strict=True):
            assert number.get_x() == pytest.approx(cell.get_x(), abs=0.06 * pitch)
            assert number.get_y() == pytest.approx(cell.get_y(), abs=0.1 * pitch)
            assert number.width < pitch
            assert number.get_fill_opacity() == cell.get_fill_opacity() == 0.7
        assert card.area.size == pytest.approx([3 * pitch, 3 * pitch])
    card.put(np.zeros(2), 1.0, 1.0, 0.25)
    assert [card.cells[0].get_fill_opacity(), card.numbers[0].get_fill_opacity()] == [1.0, 0.25]
    card.put(np.zeros(2), 1.0, lifted=1.0)
    for row, cell in enumerate(card.cells[::3]):
        top = 1.5 - row
        assert top - 0.1 < cell.get_top()[1] < top
        assert cell.get_bottom()[1] > top - 0.45
        assert card.numbers[3 * row].height < cell.height
    colours = [cell.get_fill_color().to_hex().lower() for cell in card.cells]
    assert colours[:3] == [THEME.positive, THEME.negative, THEME.panel]
    assert card.texts[:3] == ["0.50", "−0.50", "0.00"]
