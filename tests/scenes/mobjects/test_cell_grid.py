"""Cells stand where they are put, in the colours that they are given."""

import numpy as np
import pytest

from scenes.mobjects.cell_grid import CellGrid, lattice


def test_each_cell_has_its_own_place_size_and_colour() -> None:
    grid = CellGrid(2, 3)
    rng = np.random.default_rng(0)
    centres, sizes = rng.normal(size=(2, 3, 2)), rng.uniform(0.5, 1, size=(2, 3, 2))
    colours = rng.uniform(size=(2, 3, 3))
    grid.set_boxes(centres, sizes)
    grid.set_colours(colours, np.array([[1.0], [0.25]]))
    assert len(grid.submobjects) == 6
    for k, cell in enumerate(grid.submobjects):
        row, column = divmod(k, 3)
        assert cell.get_center()[:2] == pytest.approx(centres[row, column])
        assert [cell.width, cell.height] == pytest.approx(sizes[row, column])
        assert cell.get_fill_color().to_rgb() == pytest.approx(colours[row, column])
        assert cell.get_fill_opacity() == (1.0, 0.25)[row]


def test_the_first_cell_of_a_lattice_lies_in_the_upper_left_corner() -> None:
    middles = lattice((2, 4), np.array([1.0, 5.0]), np.array([2.0, 3.0]))
    assert middles.shape == (2, 4, 2)
    assert middles[0, 0].tolist() == [2.0, 3.5]
    assert middles[1, 3].tolist() == [8.0, 0.5]
