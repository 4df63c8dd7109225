"""The film of a regression: legible for any options, and told only as far as it is true."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from engine.recordings.recording import Recording
from scenes.films.fit.fit import Fit
from scenes.films.fit.fit_spec import FitSpec
from tests.support.command_line import Answer
from tests.support.curve_fits import regression
from tests.support.layout import Performance, perform
from tests.support.quick_films import QUICK

FILMS = {
    "in light": {"theme": "light"},
    "upright": {"aspect": "9:16", "samples": 30, "noise": 1.5},
    "square, in Chinese": {"aspect": "1:1", "lang": "zh", "units": 200},
    "almost square": {"aspect": "4:3", "seed": 2, "steps": 1_500},
}  # fmt: skip


def played(fit: FittedCurve, folder: Path, **options: Any) -> Performance:
    return perform(Fit, FitSpec(**options), fit, folder)


def acts(film: Performance) -> list[str]:
    return [section.name for section in film.timeline.sections]


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, Any], tmp_path: Path) -> None:
    spec = FitSpec(**{**QUICK["fit"], **options})
    film = perform(Fit, spec, Fit.compute(spec), tmp_path)
    assert film.faults == []


def test_as_filmed_it_overfits_and_stops_early(tmp_path: Path) -> None:
    film = played(Fit.compute(FitSpec()), tmp_path)
    assert film.faults == []
    assert film.seconds <= 95
    assert acts(film) == [
        "every-point", "hinges", "rewind", "learning", "overfitting", "one-point",
        "early-stopping",
    ]  # fmt: skip


def test_where_nothing_is_overfitted_nothing_is_said_of_it(
    calm: FittedCurve, tmp_path: Path
) -> None:
    film = played(calm, tmp_path)
    assert film.faults == []
    assert acts(film) == ["every-point", "hinges", "rewind", "learning", "end"]
    assert not any("validation loss rises" in text or "Violet" in text for text in film.words)


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_a_network_of_one_s_own_is_shown_without_hinges(
    own: FittedCurve, tmp_path: Path, aspect: str
) -> None:
    film = played(own, tmp_path, aspect=aspect)
    assert film.faults == []
    assert acts(film) == ["every-point", "rewind", "learning", "end"]
    assert "validation loss" not in film.words


def test_losses_alone_are_told_where_validation_points_are_not_known(
    unvalidated: FittedCurve, tmp_path: Path
) -> None:
    film = played(unvalidated, tmp_path)
    assert film.faults == []
    assert "end" in acts(film)


def test_the_report_tells_both_losses(overfitted: FittedCurve, own: FittedCurve) -> None:
    training, validation = Fit.report(overfitted)
    last = overfitted.recording.last_step
    assert training.endswith(f"after {last:,} steps")
    assert f"{overfitted.validation_loss(last):.3f} after the last" in validation
    assert len(Fit.report(own)) == 1


def test_a_recording_is_shown_and_another_kind_is_refused_in_one_sentence(
    warpreel: Callable[..., Answer], workplace: Path, own: FittedCurve, brief_file: Path
) -> None:
    own.recording.save(workplace / "own.safetensors")
    shown = warpreel("render", "fit", "--recording", "own.safetensors", "-q", "l", "-s")
    assert shown.code == 0
    for run, message in (
        (regression(2, 1), "predicts 1 numbers from 2"),
        (regression(1, 1, layers=["0"]), "holds recorded activations of layers"),
    ):
        run.save(workplace / "other.safetensors")
        answer = warpreel("render", "fit", "--recording", "other.safetensors")
        assert answer.code == 1
        assert message in answer.sentence
        assert isinstance(run, Recording) or "training-curves --recording` shows its" in answer.err
    answer = warpreel("render", "fit", "--recording", brief_file)
    assert "holds a classification; `warpreel render space-warp --recording`" in answer.sentence
