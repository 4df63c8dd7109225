"""The film of more data: legible for any size of the experiment, and true."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now.feature_grid import FeatureGrid
from scenes.films.why_now.learning_chart import LearningChart
from scenes.films.why_now.more_data import MoreData
from scenes.films.why_now.specs import MoreDataSpec
from scenes.languages.numbers import MINUS
from tests.support.command_line import Answer
from tests.support.layout import perform
from tests.support.learning_curves import FLEXIBLE, made_up

SMALL = {"features": 40, "samples_max": 400, "seeds": 2}
FILMS = {
    "a small experiment, run": (SMALL, None),
    "many features, in light": ({"theme": "light"}, made_up(features=2_000)),
    "once only, upright": ({"tempo": 2.0, "aspect": "9:16"}, made_up(repeats=1)),
    "square": ({"aspect": "1:1"}, made_up()),
    "a peak far higher": ({"aspect": "4:3"}, made_up([*FLEXIBLE[:5], 4e7, *FLEXIBLE[6:]])),
}


@pytest.mark.parametrize(("options", "results"), FILMS.values(), ids=list(FILMS))
def test_nothing_is_written_over(
    options: dict[str, Any], results: LearningCurves | None, tmp_path: Path
) -> None:
    spec = MoreDataSpec(**options)
    film = perform(MoreData, spec, results or MoreData.compute(spec), tmp_path)
    assert film.faults == []


def test_what_is_added_up_on_screen_adds_up(tmp_path: Path, written: list[str]) -> None:
    curves = made_up()
    perform(MoreData, MoreDataSpec(), curves, tmp_path)
    sums = [text.replace(MINUS, "-").split(" = ") for text in {*written} if " = " in text]
    assert len(sums) >= 5
    shown = {float(y) for y, _ in sums}
    assert shown <= set(curves.points[:10, 1].round(2))
    for y, terms in sums:
        signal, sign, noise = terms.split()
        assert float(signal) + float(sign + noise) == pytest.approx(float(y), abs=1e-9)


def test_the_lit_features_are_those_of_the_points_that_are_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    curves, seen = made_up(), []
    draw = LearningChart.draw

    def look(chart: LearningChart, count: float, top: float | None = None) -> None:
        seen.append(("count", count))
        draw(chart, count, top)

    def light(grid: FeatureGrid, lit: np.ndarray, colour: str) -> None:
        seen.append((colour, lit.copy()))

    monkeypatch.setattr(LearningChart, "draw", look)
    monkeypatch.setattr(FeatureGrid, "light", light)
    film: Any = perform(MoreData, MoreDataSpec(), curves, tmp_path)
    assert film.faults == []
    last = [i for i, (kind, _) in enumerate(seen) if kind == seen[-1][0]][1:]
    moved = 0
    for i in last:  # of the lasso, with which the film ends, since it was met
        (kind, count), lit = seen[i - 1], np.asarray(seen[i][1])
        assert kind == "count"
        size = int(np.searchsorted(curves.samples, float(count) * (1 + 1e-9), side="right")) - 1
        after = min(size + 1, len(curves.samples) - 1)
        both = np.stack([curves.selected[size], curves.selected[after]])
        assert (lit >= both.min(axis=0)).all()
        assert (lit <= both.max(axis=0)).all()
        moved += size < len(curves.samples) - 1
    assert moved > 5


def test_the_experiment_is_run_once_and_found_again() -> None:
    told: list[int] = []

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        return lambda done, status: told.append(done)

    spec = MoreDataSpec(features=30, samples_max=130, seeds=1)
    first, second = (MoreData.compute(spec, work) for _ in range(2))
    assert len(told) == len(first.samples)
    assert np.array_equal(first.errors, second.errors)
    assert np.array_equal(first.selected, second.selected)


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
