"""Products appear one after another, and the sum grows by those that are seen."""

from itertools import pairwise

import numpy as np
import pytest

from engine.experiments.filters import worked_response
from scenes.films.convolution.digit_and_map import DigitAndMap
from scenes.films.convolution.filter_card import FilterCard
from scenes.films.convolution.worked_cells import WorkedCells
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.lookup import theme_of
from tests.support.filter_runs import brief

PLACE = (4, 3)


@pytest.fixture(scope="module")
def cells() -> WorkedCells:
    run = brief()
    picture = DigitAndMap(run.image, 20.0, stage_of_frame(), theme_of("dark"))
    return WorkedCells(worked_response(run, 2, *PLACE), picture, PLACE)


def test_the_cells_are_the_nine_round_the_place_in_reading_order(cells: WorkedCells) -> None:
    assert cells.places[0] == (3, 2)
    assert cells.places[4] == PLACE
    assert cells.places[8] == (5, 4)


def test_products_appear_in_turn_under_the_light(cells: WorkedCells) -> None:
    cells.display(1.0, 3.5)
    seen = [number.get_fill_opacity() for number in cells.products]
    assert seen == [1, 1, 1, 0.5, 0, 0, 0, 0, 0]
    assert cells.light.get_center()[:2] == pytest.approx(cells.middles[3])
    cells.display(1.0, 3.0)
    assert cells.light.get_center()[:2] == pytest.approx(cells.middles[2])
    cells.display(1.0, 3.5)
    assert all(number.get_fill_opacity() == 1 for number in cells.pixels)
    cells.display(0.0, 9.0, 0.0)
    assert not any(len(number.points) for number in (*cells.pixels, *cells.products))


def test_weight_pixel_and_product_stand_one_below_the_other_in_a_cell(cells: WorkedCells) -> None:
    cells.display(1.0, 9.0)
    card = FilterCard(cells.worked.weights, 1.0, theme_of("dark"))
    card.put(np.asarray(cells.middles[4]), cells.pitch, lifted=1.0)
    for k, middle in enumerate(cells.middles):
        lines = [card.cells[k], cells.pixels[k], cells.products[k]]
        for upper, lower in pairwise(lines):
            assert upper.get_bottom()[1] > lower.get_top()[1]
        assert lines[0].get_top()[1] < middle[1] + cells.pitch / 2
        assert lines[2].get_bottom()[1] > middle[1] - cells.pitch / 2
        assert max(line.width for line in lines) < cells.pitch


def test_sums_are_those_of_the_products_so_far(cells: WorkedCells) -> None:
    products = cells.worked.products.ravel()
    for count in range(10):
        assert cells.sum_of(count) == pytest.approx(np.sum(products[:count]), abs=1e-9)
    assert cells.sum_of(9) == cells.worked.total
