"""The mistakes of one kind have one outline, and two clouds stand side by side at last."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from engine.experiments.digit_reader import digit_reader
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.answer_stage import thirds
from scenes.films.probed_networks.representation import Representation
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from scenes.storytelling.stage import Area
from tests.support.staged import on_stage

BRIEF: dict[str, Any] = {"steps": 12, "points": 40, "every": 3}


@pytest.fixture(scope="module")
def trained() -> ProbedRecording:
    spec = DigitReaderSpec(steps=90, points=100, every=10)
    return digit_reader(spec, lambda step, loss, accuracy: None)


def test_inputs_part_by_the_network_s_answers(trained: ProbedRecording) -> None:
    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        groups = scene.by_answer()
        outputs = trained.flat_answer("output", 90).argmax(axis=1)
        assert sorted(np.concatenate([*groups.values()])) == list(range(100))
        for label, points in groups.items():
            assert (outputs[points] == label).all()
            right = trained.labels[points] == label
            assert (np.diff(right.astype(int)) <= 0).all()
            kinds = trained.labels[points][~right]
            assert (np.diff(kinds) >= 0).all()

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)


def test_what_is_mended_and_what_is_mistaken_is_framed_where_it_lies(
    trained: ProbedRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    framed: list[set[int]] = []
    usual = Representation.frames

    def frames(scene: Any, points: np.ndarray, colour: str) -> Any:
        found = usual(scene, points, colour)
        places = [scene.parted.place_of(point)[0] for point in points.tolist()]
        for square, place in zip(found, places, strict=True):
            np.testing.assert_allclose(square.get_center()[:2], place, atol=1e-9)
        framed.append(set(points.tolist()))
        return found

    monkeypatch.setattr(Representation, "frames", frames)

    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.add(scene.cloud)
        scene.put(scene.answers.in_layer("hidden"), scene.seen, scene.sizes)
        scene.followed, scene.round_it = None, scene.ring(0)
        scene.part(scene.by_answer())
        scene.mark_errors()
        astray = set(scene.answers.astray("hidden").tolist())
        wrong = trained.flat_answer("output", 90).argmax(axis=1) != trained.labels
        missed = set(np.flatnonzero(wrong).tolist())
        assert framed == [astray - missed, astray & missed, missed - astray]
        for column in scene.parted.columns:
            bright = np.broadcast_to(column.seen, len(column.points)) == 1
            np.testing.assert_array_equal(bright, wrong[column.points])

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)


@pytest.mark.parametrize("is_upright", [False, True])
def test_three_places_of_one_size_do_not_meet(is_upright: bool) -> None:
    room = Area(np.array([-6.0, -2.0]), np.array([6.0, 2.0]))
    places = thirds(room, is_upright, 0.5)
    along = 1 if is_upright else 0
    ends = sorted((place.low[along], place.high[along]) for place in places)
    assert all(before[1] < after[0] for before, after in pairwise(ends))
    for place in places:
        np.testing.assert_allclose(place.size, places[0].size)
        assert (place.low >= room.low - 1e-9).all()
        assert (place.high <= room.high - [0, 0.5] + 1e-9).all()


def test_the_last_picture_is_inputs_untrained_and_trained(trained: ProbedRecording) -> None:
    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.add(scene.cloud)
        home = scene.answers.in_layer("hidden")
        scene.put(home, scene.seen, scene.sizes)
        scene.followed, scene.round_it = None, scene.ring(0)
        scene.answer()
        np.testing.assert_allclose(scene.places, home, atol=1e-12)
        assert scene.cloud in scene.mobjects
        assert len(scene.hero) == 3
        assert scene.room.low[0] > scene.whole.centre[0]

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)


def test_the_point_that_is_followed_is_ringed_in_the_column_of_its_answer(
    trained: ProbedRecording,
) -> None:
    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.add(scene.cloud)
        scene.put(scene.answers.in_layer("hidden"), scene.seen, scene.sizes)
        point = int(scene.answers.missed[0])
        ring = scene.ring(point)
        scene.followed, scene.round_it = point, ring
        scene.part(scene.by_answer())
        place, size = scene.parted.place_of(point)
        np.testing.assert_allclose(ring.get_center()[:2], place, atol=1e-9)
        assert ring.width > size * scene.size
        columns = scene.parted.middles()[:, 0]
        nearest = int(np.abs(columns - place[0]).argmin())
        assert [*scene.by_answer()][nearest] == scene.answers.decided[point]

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)
