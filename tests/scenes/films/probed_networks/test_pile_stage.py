"""What is piled up is what lies astray, and it comes back to where it belongs."""

from typing import Any

import numpy as np
import pytest
from manim import ManimColor

from engine.experiments.digit_reader import digit_reader
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.representation import Representation
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from tests.support.staged import on_stage

BRIEF: dict[str, Any] = {"steps": 12, "points": 40, "every": 3}


@pytest.fixture(scope="module")
def trained() -> ProbedRecording:
    spec = DigitReaderSpec(steps=90, points=100, every=10)
    return digit_reader(spec, lambda step, loss, accuracy: None)


def test_a_pile_holds_what_its_number_says_and_the_cloud_is_that_of_its_layer(
    trained: ProbedRecording, written: list[str]
) -> None:
    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.add(scene.cloud)
        scene.put(scene.answers.course[0], scene.seen, scene.sizes)
        scene.build_chart()
        scene.pile_untrained()
        for layer in scene.order:
            scene.pile_layers([layer])
            np.testing.assert_allclose(scene.places, scene.answers.in_layer(layer), atol=1e-12)
        answers, columns = scene.answers, scene.chart.columns
        assert [len(each.points) for each in columns] == [
            len(answers.untrained), *answers.counts.values(),
        ]  # fmt: skip
        assert answers.counts[answers.layer] == len(columns[-1].points)
        colours = [number.get_fill_color() for number in scene.chart.numbers]
        assert colours[-1] == ManimColor(scene.theme.highlight)
        assert set(colours[:-1]) == {ManimColor(scene.theme.muted)}
        assert all(each.progress == 1 for each in columns)
        written.clear()
        scene.unpile()
        assert {*written} <= {"", *(str(len(each.points)) for each in columns)}
        np.testing.assert_allclose(scene.places, answers.in_layer("hidden"), atol=1e-12)
        bright = np.flatnonzero(scene.seen == 1)
        np.testing.assert_array_equal(bright, np.sort(answers.astray("hidden")))

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)
