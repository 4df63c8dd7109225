"""The names of a way stand in a row, with arrows between them, and one of them is lit."""

import numpy as np
import pytest

from scenes.films.probed_networks.layer_chain import FAINT, LayerChain
from scenes.films.probed_networks.numbers_row import band_of
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.lookup import theme_of

NAMES = ["64 pixels", "conv1", "conv2", "hidden", "answer"]


@pytest.mark.parametrize("names", [NAMES, ["in", "a layer of a very long name indeed" * 3, "out"]])
def test_it_fits_its_room_and_arrows_stand_between_names(names: list[str]) -> None:
    stage = stage_of_frame(BAND)
    room = band_of(stage)
    chain = LayerChain(names, room, stage, theme_of("dark"))
    assert chain.get_left()[0] >= room.low[0] - 1e-6
    assert chain.get_right()[0] <= room.high[0] + 1e-6
    for k, arrow in enumerate(chain.arrows):
        if len(arrow.points):
            assert chain.names[k].get_right()[0] < arrow.get_left()[0]
            assert arrow.get_right()[0] < chain.names[k + 1].get_left()[0]


def test_one_name_is_lit_wherever_the_chain_stands() -> None:
    stage = stage_of_frame(BAND)
    chain = LayerChain(NAMES, band_of(stage), stage, theme_of("dark")).light_up(3)
    feet = np.column_stack([np.linspace(-4, 4, 5), np.full(5, -1.0)])
    chain.put(feet, 0.5)
    lit = [name.get_fill_opacity() for name in chain.names]
    assert lit == pytest.approx([FAINT] * 3 + [1.0, FAINT])
    assert [name.get_center()[0] for name in chain.names] == pytest.approx(feet[:, 0], abs=0.02)
