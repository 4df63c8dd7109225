"""A film of a training run: a network that is trained for it, or a recording, and never both."""

from dataclasses import fields
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.recordings.run_spec import RunSpec
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.filmed_run_spec import FilmedRunSpec, RecordedRunSpec

RECORDING = Path("run.safetensors")


def test_it_has_all_that_a_run_and_a_film_can_be_asked_for() -> None:
    names = {item.name for item in fields(FilmedRunSpec)}
    assert names == {item.name for kind in (RunSpec, FilmSpec) for item in fields(kind)} | {
        "recording"
    }


def test_its_run_is_the_run_that_the_engine_would_be_asked_for() -> None:
    spec = FilmedRunSpec(data="moons", hidden=(4, 2), seed=3, theme="light", tempo=2.0)
    assert type(spec.run) is RunSpec
    assert spec.run == RunSpec(data="moons", hidden=(4, 2), seed=3)


@pytest.mark.parametrize("kind", [RecordedRunSpec, FilmedRunSpec])
@pytest.mark.parametrize(
    ("options", "flag"),
    [
        ({"steps": 5}, "--steps"),
        ({"weight_decay": 0.5}, "--weight-decay"),
        ({"seed": 1, "data": "moons"}, "--data"),
    ],
)
def test_a_recording_is_not_trained_anew_so_what_would_train_it_is_refused(
    kind: type[RecordedRunSpec], options: dict[str, object], flag: str
) -> None:
    with pytest.raises(UsageError, match=f"^{flag} has no effect on a --recording; leave one"):
        kind(recording=RECORDING, **options)


def test_a_recording_may_be_filmed_in_any_looks() -> None:
    spec = FilmedRunSpec(recording=RECORDING, theme="light", lang="zh", tempo=2.0)
    assert (spec.recording, spec.run) == (RECORDING, RunSpec())


def test_what_is_wrong_with_the_run_or_the_film_is_still_refused() -> None:
    with pytest.raises(UsageError, match="--steps"):
        FilmedRunSpec(steps=-1)
    with pytest.raises(UsageError, match="--tempo"):
        FilmedRunSpec(tempo=0)
