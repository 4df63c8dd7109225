"""Recordings for figures of a training run."""

from pathlib import Path

import pytest

from engine.errors import RecordingError
from engine.recordings.opening import load
from scenes.figures.recorded import recording_of
from scenes.figures.specs import TrainingCurvesSpec


def test_a_recording_that_is_named_is_loaded(brief_file: Path) -> None:
    found = recording_of(TrainingCurvesSpec(recording=brief_file))
    assert found.last_step == load(brief_file).last_step == 4


def test_a_network_is_trained_as_the_spec_says_where_no_recording_is_named() -> None:
    spec = TrainingCurvesSpec(samples=20, hidden=(3, 2), steps=2)
    begun = []
    found = recording_of(spec, lambda what, steps: begun.append(steps) or (lambda *_: None))
    assert found.spec == spec.run
    assert begun == [2]


def test_a_recording_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"none\.safetensors"):
        recording_of(TrainingCurvesSpec(recording=tmp_path / "none.safetensors"))
