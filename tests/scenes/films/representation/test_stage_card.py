"""What is played in one go, and how the stage at work is named."""

from itertools import pairwise

import pytest

from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.representation.stage_card import StageCard, passages
from scenes.storytelling.stage import stage_of_frame
from scenes.storytelling.warp_director import WarpDirector
from scenes.theme.theme import THEMES


def director_of(**options: object) -> WarpDirector:
    return WarpDirector(train(RunSpec(**{"samples": 30, "steps": 1, **options})))


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ({"hidden": (4,) * 8, "architecture": "residual"}, [(0, 4), (4, 8)]),
        ({"hidden": (4,), "architecture": "residual"}, [(0, 1)]),
        ({"hidden": (4, 2)}, [(0, 1), (1, 2), (2, 3), (3, 4)]),
    ],
    ids=("blocks", "a block", "layers"),
)
def test_blocks_are_played_in_two_halves_and_layers_one_by_one(
    options: dict[str, object], parts: list[tuple[int, int]]
) -> None:
    director = director_of(**options)
    found = list(passages(director.recording.stages, director.hidden))
    assert found == parts
    assert all(one[1] == other[0] for one, other in pairwise(found))


def test_a_stage_is_described_once() -> None:
    director = director_of(hidden=(4, 4), architecture="residual")
    card = StageCard(director, stage_of_frame(), THEMES["dark"])
    assert len(card.describe(0)) == 1
    assert card.describe(1) == []
    layers = StageCard(director_of(hidden=(4, 2)), stage_of_frame(), THEMES["dark"])
    assert [len(layers.describe(depth)) for depth in (0, 1)] == [1, 2]
