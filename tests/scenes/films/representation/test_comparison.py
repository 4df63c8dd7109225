"""Two networks side by side: each half shows what its network decides, to its edges."""

import numpy as np
import pytest

from engine.geometry.decisions import accuracy
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.representation.comparison import decision_card, halves
from scenes.languages.numbers import percent
from scenes.storytelling.stage import Area, area_of, stage_of_frame
from scenes.theme.theme import THEMES


@pytest.mark.parametrize("size", [(14.0, 7.0), (14.0, 20.0)])
def test_the_longer_side_is_parted(size: tuple[float, float]) -> None:
    area = Area(np.zeros(2), np.array(size))
    first, second = halves(area)
    assert first.size == pytest.approx(second.size)
    assert first.size.max() < max(size)
    assert first.share_of(area) + second.share_of(area) > 0.97
    assert first.low[0] <= second.low[0]
    assert first.high[1] >= second.high[1]


def test_a_card_shows_decisions_and_the_accuracy_on_all_points() -> None:
    recording, stage = train(RunSpec(samples=40, steps=30)), stage_of_frame()
    area = halves(stage.hero)[0]
    card = decision_card(recording, ("Without activations", {}), area, stage, THEMES["dark"])
    tinted = area_of(card.panel.regions)
    assert tinted.share_of(area) > 0.95
    said = {
        part.original_text for part in card.heading.get_family() if hasattr(part, "original_text")
    }
    assert said == {"Without activations", percent(accuracy(recording, recording.last_step))}
