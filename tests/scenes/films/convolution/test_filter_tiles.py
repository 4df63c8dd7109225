"""Every filter has its map below it, all in one size, and all have room."""

import numpy as np
import pytest

from scenes.films.convolution.filter_tiles import FilterTiles
from scenes.storytelling.stage import Area, area_of
from scenes.theme.lookup import theme_of

THEME = theme_of("dark")


@pytest.mark.parametrize("size", [(6.0, 5.0), (13.0, 4.0), (5.0, 12.0)])
def test_maps_are_alike_do_not_overlap_and_stay_in_their_area(size: tuple[float, float]) -> None:
    area = Area(np.array([-2.0, 1.0]), np.array([-2.0, 1.0]) + size)
    tiles = FilterTiles(8, (8, 8), (1.0, 4.0), area, THEME)
    assert len(tiles.boxes) == 8
    for k, box in enumerate(tiles.boxes):
        assert (box.low >= area.low).all()
        assert (box.high <= area.high).all()
        assert box.size == pytest.approx(8 * tiles.pitch)
        small = tiles.filters[k]
        assert small.get_bottom()[1] > box.high[1]
        assert small.get_top()[1] <= area.high[1]
        assert small.get_x() == pytest.approx(box.centre[0])
        for other in range(k):
            assert not area_of(tiles.maps[k]).meets(tiles.boxes[other])
            assert not area_of(tiles.maps[k]).meets(area_of(tiles.filters[other]))


def test_colours_are_those_of_weights_and_responses() -> None:
    area = Area(np.array([0.0, 0.0]), np.array([12.0, 6.0]))
    tiles = FilterTiles(2, (8, 8), (0.5, 4.0), area, THEME)
    weights, maps = np.zeros((2, 3, 3)), np.zeros((2, 8, 8))
    weights[1, 0, 2], maps[0, 7, 0] = -0.5, 4.0
    tiles.display(weights, maps)
    assert tiles.filters[1][2].get_fill_color().to_hex().lower() == THEME.negative
    assert tiles.maps[0][56].get_fill_color().to_hex().lower() == THEME.positive
    assert tiles.maps[1][56].get_fill_color().to_hex().lower() == THEME.panel


@pytest.mark.parametrize("by", [1, -1])
def test_maps_move_by_a_column_until_they_are_those_of_the_moved_digit(by: int) -> None:
    area = Area(np.array([0.0, 0.0]), np.array([12.0, 6.0]))
    tiles = FilterTiles(2, (8, 8), (0.5, 4.0), area, THEME)
    rng = np.random.default_rng(0)
    before = rng.uniform(0, 4, (2, 8, 8))
    after = np.roll(before, by, axis=2)
    entering = 0 if by > 0 else 7
    after[:, :, entering] = 2.0

    def drawn() -> dict[tuple[float, float], tuple[str, float]]:
        return {
            (round(cell.get_x(), 6), round(cell.get_y(), 6)):
            (cell.get_fill_color().to_hex(), cell.get_fill_opacity())
            for grid in tiles.maps for cell in grid
        }  # fmt: skip

    tiles.display(np.zeros((2, 3, 3)), after)
    expected = drawn()
    tiles.move(before, after, by, 1.0)
    assert drawn() == expected
    home = [cell.get_x() for cell in tiles.maps[0]]
    tiles.move(before, after, by, 0.3)
    shifts = np.array([cell.get_x() for cell in tiles.maps[0]]) - home
    assert shifts == pytest.approx(np.full(64, by * 0.4 * tiles.pitch))
    leaving = tiles.maps[0][7 if by > 0 else 0]
    assert leaving.get_fill_opacity() == pytest.approx(0.6)
