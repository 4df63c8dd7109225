"""The film of more data: legible for any size of the experiment, and true."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.experiments.more_data import MODELS, LearningCurves, expected_error
from scenes.films.why_now.more_data import MoreData
from scenes.films.why_now.more_data_view import CLOSE, HIGH, LOW, CurvesView, FeatureGrid, Standings
from scenes.films.why_now.specs import MoreDataSpec
from scenes.languages.numbers import typographic
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.story import StoryScene
from scenes.theme.theme import THEMES
from tests.support.command_line import Answer
from tests.support.layout import perform

SMALL = {"features": 40, "samples_max": 400, "seeds": 2}


def made_up(features: int = 1_000, most: int = 10_000, repeats: int = 3) -> LearningCurves:
    """Give curves of the right form without running anything."""
    rng = np.random.default_rng(0)
    samples = np.unique(np.geomspace(20, most, 12).astype(int))
    level = np.array([1.0, 2.0, 6.0, 5.0])[:, None] * (1 + 20 / samples)
    errors = level * rng.uniform(1, 1.2, (repeats, 4, len(samples)))
    errors[:, 2, 6] = 10 ** rng.uniform(3, 4.8, repeats)
    selected = rng.uniform(size=(len(samples), features)) < 0.05
    return LearningCurves(features, samples, errors, rng.normal(size=(most, 2)), selected)


FILMS = {
    "a small experiment, run": (SMALL, None),
    "as large as it gets, in light": ({"theme": "light"}, made_up(2_000, 50_000)),
    "once only": ({"tempo": 2.0}, made_up(30, 120, 1)),
}


@pytest.mark.parametrize(("options", "results"), FILMS.values(), ids=list(FILMS))
def test_nothing_is_written_over(
    options: dict[str, object], results: LearningCurves | None, tmp_path: Path
) -> None:
    spec = MoreDataSpec(**options)
    film = perform(MoreData, spec, results or MoreData.compute(spec), tmp_path)
    assert film.faults == []


def test_the_experiment_is_run_once_and_found_again() -> None:
    told: list[int] = []

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        return lambda done, status: told.append(done)

    spec = MoreDataSpec(features=30, samples_max=130, seeds=1)
    first, second = (MoreData.compute(spec, work) for _ in range(2))
    assert len(told) == len(first.samples)
    assert np.array_equal(first.errors, second.errors)
    assert np.array_equal(first.selected, second.selected)


@pytest.fixture
def story() -> StoryScene:
    class Story(StoryScene):
        spec = MoreDataSpec()

    story = Story()
    story.theme = THEMES["dark"]
    return story


def test_curves_grow_as_far_as_the_points_and_end_in_their_marks(story: StoryScene) -> None:
    curves = made_up()
    view = CurvesView(story, curves)
    assert not any(len(line.points) for line in view.lines)
    view.reach("expert", 500.0)
    place = view.chart.place(500.0, curves.score_at("expert", 500.0))
    assert view.lines[1].points[-1, :2] == pytest.approx(place)
    assert view.marks[1].get_center()[:2] == pytest.approx(place, abs=0.05)
    assert len(view.bands[1].points) > 0
    assert not len(view.lines[0].points)


def test_the_axis_zooms_out_to_the_deepest_dip_and_back(story: StoryScene) -> None:
    curves = made_up()
    view = CurvesView(story, curves)
    dip = float(curves.samples[6])
    view.reach("flexible", dip)
    assert not view.marks[2].points.size  # it has left the picture
    assert view.bands[2].points[:, 1].min() >= LOW[1] - 1e-9
    view.zoom(1.0)
    assert view.floor <= curves.band("flexible").min()
    assert view.marks[2].points.size
    assert (view.lines[2].points[:, 1] > LOW[1]).all()
    view.zoom(0.0)
    assert view.floor == CLOSE
    assert view.lines[2].points[:, 1].max() <= HIGH[1]


def test_dashes_lie_where_theory_says(story: StoryScene) -> None:
    view = CurvesView(story, made_up())
    view.explain("expert", 1.0)
    ends = view.theories[1].points[-1, :2]
    share = (ends - LOW) / (HIGH - LOW)
    count = 20 * 500 ** share[0]
    assert view.chart.y.share(-np.log10(expected_error(count, "expert"))) == pytest.approx(share[1])
    whole = len(view.theories[1].points)
    view.explain("expert", 0.5)
    assert 0 < len(view.theories[1].points) < 0.6 * whole
    assert not len(view.theories[0].points)


def test_the_standings_tell_points_score_and_the_features_used(
    story: StoryScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    curves, written = made_up(), []
    write = LiveNumber.write

    def note(number: LiveNumber, text: str) -> LiveNumber:
        written.append(text)
        return write(number, text)

    standings = Standings(story, curves)
    monkeypatch.setattr(LiveNumber, "write", note)
    last = float(curves.samples[-1])
    for model, used in (("oracle", 10), ("expert", 9), ("flexible", 1_000)):
        standings.write(model, last)
        assert written[-3:] == [
            "10,000",
            typographic(f"{curves.score(model)[-1]:z.3f}"),
            f"{used:,}",
        ]
    standings.write("regularised", float(curves.samples[4]))
    assert written[-1] == str(curves.selected[4].sum())
    colour = standings.grid.dots.rgbs
    assert np.array_equal((colour != standings.grid.off).any(axis=1), curves.selected[4])


@pytest.mark.parametrize("features", [30, 37, 1_000, 2_000])
def test_all_features_have_their_places_in_the_room(features: int) -> None:
    low, high = np.array([-2.0, -1.0]), np.array([1.5, 1.0])
    grid = FeatureGrid(features, low, high, THEMES["dark"])
    places = grid.dots.points[:, :2]
    assert len(np.unique(places.round(6), axis=0)) == features
    assert (places > low).all()
    assert (places < high).all()
    box = grid.frame.points[:, :2]
    framed = ((places > box.min(axis=0)) & (places < box.max(axis=0))).all(axis=1)
    assert framed.nonzero()[0].tolist() == list(range(10))


def test_the_report_tells_the_scores_and_the_dip() -> None:
    scores, dip = MoreData.report(made_up())
    for model in MODELS:
        assert model in scores
    assert "10,000" in scores
    assert "dips to −" in dip


def test_an_unfit_request_is_answered_in_one_sentence(warpreel: Callable[..., Answer]) -> None:
    answer = warpreel("render", "more-data", "--samples-max", "3000")
    assert answer.code == 2
    assert answer.sentence.startswith("--samples-max 3,000: ")
