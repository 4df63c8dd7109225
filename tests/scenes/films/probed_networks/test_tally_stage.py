"""What is counted is what lies astray, in the cloud of its layer, and it comes back at last."""

from typing import Any

import numpy as np
import pytest

from engine.experiments.digit_reader import digit_reader
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.answers import INPUTS
from scenes.films.probed_networks.representation import Representation
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from tests.support.staged import on_stage

BRIEF: dict[str, Any] = {"steps": 12, "points": 40, "every": 3}


@pytest.fixture(scope="module")
def trained() -> ProbedRecording:
    spec = DigitReaderSpec(steps=90, points=100, every=10)
    return digit_reader(spec, lambda step, loss, accuracy: None)


def test_a_bar_tells_how_many_are_bright_in_the_cloud_of_its_layer(
    trained: ProbedRecording, written: list[str]
) -> None:
    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.add(scene.cloud)
        answers = scene.answers

        def is_shown(places: np.ndarray, count: int, layer: np.ndarray) -> None:
            np.testing.assert_allclose(scene.places, places, atol=1e-12)
            bright = np.flatnonzero(scene.seen == 1)
            np.testing.assert_array_equal(bright, np.sort(layer))
            assert len(bright) == count
            assert written[-1] == str(count)

        scene.build_bars()
        scene.tally(0)
        is_shown(answers.in_layer(INPUTS), answers.counts[INPUTS], answers.astray(INPUTS))
        for layer in scene.order[1:]:
            scene.tally(scene.order.index(layer))
            is_shown(answers.in_layer(layer), answers.counts[layer], answers.astray(layer))
        assert scene.room.share_of(scene.whole) < 0.7
        scene.leave_bars()
        assert scene.room.share_of(scene.whole) == pytest.approx(1)
        np.testing.assert_allclose(scene.places, answers.in_layer("hidden"), atol=1e-12)
        bright = np.flatnonzero(scene.seen == 1)
        np.testing.assert_array_equal(bright, np.sort(answers.astray("hidden")))

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)
