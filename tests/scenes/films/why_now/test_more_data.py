"""The film of more data: legible for any size of the experiment, and true."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now import more_data_words as words
from scenes.films.why_now.mobjects.error_parts import ErrorParts
from scenes.films.why_now.mobjects.learning_chart import LearningChart
from scenes.films.why_now.mobjects.point_count import PointCount
from scenes.films.why_now.more_data import MoreData
from scenes.films.why_now.specs import MoreDataSpec
from scenes.theme.theme import THEMES
from tests.support.command_line import Answer
from tests.support.layout import perform
from tests.support.learning_curves import FLEXIBLE, made_up
from tests.support.staged import on_stage

FILMS = {
    "many features, in light": ({"theme": "light"}, made_up(features=2_000)),
    "once only, upright": ({"tempo": 2.0, "aspect": "9:16"}, made_up(repeats=1)),
    "square": ({"aspect": "1:1"}, made_up()),
    "no peak": ({"lang": "zh"}, made_up([11.0, 10.0, 9.0, 8.0, 7.0, 6.5, 2.5, 1.1])),
    "a peak far higher": ({"aspect": "4:3"}, made_up([*FLEXIBLE[:5], 4e7, *FLEXIBLE[6:]])),
}


@pytest.mark.parametrize(("options", "results"), FILMS.values(), ids=list(FILMS))
def test_nothing_is_written_over(
    options: dict[str, Any], results: LearningCurves, tmp_path: Path
) -> None:
    spec = MoreDataSpec(**options)
    film = perform(MoreData, spec, results, tmp_path)
    assert film.faults == []


def test_what_is_shown_is_what_was_measured_from_the_points_that_are_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    curves = made_up()
    counts: list[str] = []
    errors: list[tuple[float, float]] = []
    seen: list[str] = []
    write, write_error, stand_at = PointCount.write, ErrorParts.write_error, MoreData.stand_at

    def note(number: PointCount, text: str) -> None:
        counts.append(text)
        write(number, text)

    def note_error(parts: ErrorParts, missed: float, added: float) -> None:
        errors.append((missed, added))
        write_error(parts, missed, added)

    def look(film: MoreData, model: str, count: float) -> None:
        stand_at(film, model, count)
        size, k = [f"{each:,}" for each in curves.samples].index(counts[-1]), MODELS.index(model)
        near = np.sqrt(curves.samples[:-1] * curves.samples[1:])  # halfway, as logarithms go
        assert size == np.searchsorted(near, count) or np.isclose(near, count).any()
        assert 1 + sum(errors[-1]) == pytest.approx(curves.errors[0, k, size], rel=1e-3)
        if count == pytest.approx(curves.samples[size]):
            expected = film.grid.weights(curves.weights[size, k], THEMES["dark"].colour_of(k))
            assert np.allclose(film.grid.dots.rgbs, expected.rgbs)
            seen.append(model)

    monkeypatch.setattr(PointCount, "write", note)
    monkeypatch.setattr(ErrorParts, "write_error", note_error)
    monkeypatch.setattr(MoreData, "stand_at", look)
    assert perform(MoreData, MoreDataSpec(), curves, tmp_path).faults == []
    assert {*seen} == {*MODELS}


def test_the_experts_mark_moves_with_the_points() -> None:
    def tell(film: Any) -> None:
        film.prepare()
        line, _ = film.error.compare("expert", "#ffffff")
        for count in (20, 400, 4_000):
            film.stand_at("regularised", float(count))
            error = CURVES.first.error_at("expert", count)
            place = film.error.left + error * film.error.unit
            assert line.get_x() == pytest.approx(place, abs=1e-3)

    on_stage(Film, MoreDataSpec(), tell)


def test_nothing_is_unlearned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    curves = made_up()
    counts: list[int] = []
    write = PointCount.write

    def note(number: PointCount, text: str) -> None:
        counts.append(int(text.replace(",", "")))
        write(number, text)

    monkeypatch.setattr(PointCount, "write", note)
    perform(MoreData, MoreDataSpec(), curves, tmp_path)
    fewer = [after for before, after in pairwise(counts) if after < before]
    # One for each model that comes after another, and one after the two weights.
    assert fewer == [curves.samples[0]] * 3


def test_at_last_all_learn_from_the_fewest_points_to_the_most(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    curves = made_up()
    together: list[float] = []
    draw = LearningChart.draw

    def note(chart: LearningChart, count: float) -> None:
        together.append(count)
        draw(chart, count)

    monkeypatch.setattr(LearningChart, "draw", note)
    assert perform(MoreData, MoreDataSpec(), curves, tmp_path).faults == []
    assert (together[0], together[-1]) == (curves.samples[0], curves.samples[-1])
    assert (np.diff(together) > -1e-9).all()
    assert curves.features in np.round(together, 6)


CURVES = made_up()


class Film(MoreData):
    """With curves that nothing has to be run for."""

    @classmethod
    def compute(cls, *asked: Any) -> LearningCurves:
        return CURVES


def test_the_weight_that_the_expert_lacks_is_ringed() -> None:
    def tell(film: Any) -> None:
        film.prepare()
        film.grid.stand(film.field)
        ring = film.ring(9)
        assert ring.get_center()[:2] == pytest.approx(film.grid.dots.points[9, :2])
        assert ring.width / 2 > film.grid.dots.radius * film.grid.dots.sizes[9]

    on_stage(Film, MoreDataSpec(), tell)


def test_the_dots_become_the_point_where_the_lasso_begins() -> None:
    def tell(film: Any) -> None:
        film.prepare()
        film.grid.stand(film.field)
        film.open_with(film.grid, film.error, film.points)
        film.gather()
        begin = film.chart.chart.place(20.0, CURVES.error_at("regularised", 20))
        assert film.grid.dots.points[:, :2] == pytest.approx(np.tile(begin, (1000, 1)), abs=0.02)
        assert film.grid not in film.mobjects

    on_stage(Film, MoreDataSpec(), tell)


def test_it_is_said_of_how_many_runs_an_error_is() -> None:
    def tell(film: Any) -> None:
        film.prepare()
        name, run = film.name_of("expert")
        assert (name.original_text, run.original_text) == ("expert", "run 1 of 3")
        assert film.median_note().original_text == "median of 3 runs"

    on_stage(Film, MoreDataSpec(), tell)


def test_as_many_are_ringed_as_the_lasso_is_said_to_use() -> None:
    def tell(film: Any) -> None:
        film.prepare()
        film.grid.stand(film.field)
        used = CURVES.weights[-1, MODELS.index("regularised")] != 0
        said = int(words.kept(CURVES)[1]["kept"])
        assert len(film.rings) == said == used.sum()
        middles = np.array([ring.get_center()[:2] for ring in film.rings])
        assert middles == pytest.approx(film.field.places[used])
        look = film.countable
        unused = film.grid.weights(np.zeros(CURVES.features), THEMES["dark"].text)
        assert look.sizes[~used] == pytest.approx(unused.sizes[~used])
        assert look.sizes[used].min() > 1.15 * unused.sizes[0]
        radii = [ring.width / 2 for ring in film.rings]
        film.grid.wear(look)
        assert (film.grid.dots.radius * film.grid.dots.sizes[used] < radii).all()

    on_stage(Film, MoreDataSpec(), tell)


def test_a_curve_is_drawn_evenly_along_its_length() -> None:

    def tell(film: Any) -> None:
        film.prepare()
        pace = film.pace("flexible", 400.0, 1000.0)
        counts = [pace(share) for share in np.linspace(0, 1, 101).tolist()]
        assert (counts[0], counts[-1]) == (400.0, 1000.0)
        x = np.log(counts)
        y = np.log([CURVES.error_at("flexible", count) for count in counts])
        steps = np.hypot(np.diff(x), np.diff(y))
        assert steps == pytest.approx(np.full(100, steps.mean()), rel=0.05)

    on_stage(Film, MoreDataSpec(), tell)


def test_the_experiment_is_run_once_and_found_again() -> None:
    told: list[int] = []

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        return lambda done, status: told.append(done)

    spec = MoreDataSpec(features=30, samples_max=130, seeds=1)
    first, second = (MoreData.compute(spec, work) for _ in range(2))
    assert len(told) == len(first.samples)
    assert np.array_equal(first.errors, second.errors)
    assert np.array_equal(first.weights, second.weights)


def test_the_report_tells_the_errors_and_the_worst() -> None:
    errors, worst = MoreData.report(made_up())
    for model in MODELS:
        assert model in errors
    assert "4,000" in errors
    assert "3,305" in worst
    assert "1,000" in worst


def test_an_unfit_request_is_answered_in_one_sentence(warpreel: Callable[..., Answer]) -> None:
    answer = warpreel("render", "more-data", "--samples-max", "3000")
    assert answer.code == 2
    assert answer.sentence.startswith("--samples-max 3,000: ")
