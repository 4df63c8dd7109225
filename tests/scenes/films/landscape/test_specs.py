"""What the film of a loss landscape can be asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import UnknownNameError, UsageError
from engine.recordings.run_spec import RunSpec
from scenes.films.landscape.specs import LandscapeSpec


def test_another_setting_gives_the_same_run_but_for_that() -> None:
    spec = LandscapeSpec(hidden=(16, 16), seed=3, compare="batch=8")
    assert spec.other == replace(spec.run, batch=8)
    assert spec.setting == ("batch", "8")


@pytest.mark.parametrize(
    ("compare", "name", "value"),
    [
        ("architecture=mlp", "architecture", "mlp"),
        ("hidden=16,2", "hidden", (16, 2)),
        ("rate=0.5", "rate", 0.5),
        ("--weight-decay=0", "weight_decay", 0.0),
        ("standardise=false", "standardise", False),
        ("activation = ReLU", "activation", "relu"),
    ],
)
def test_settings_of_every_kind_can_be_compared(compare: str, name: str, value: object) -> None:
    other = LandscapeSpec(compare=compare).other
    assert isinstance(other, RunSpec)
    assert getattr(other, name) == value


def test_samples_are_those_to_train_on_or_of_a_recording_those_to_measure_on() -> None:
    made = LandscapeSpec(samples=90)
    assert (made.run.samples, made.measured_on) == (90, None)
    opened = LandscapeSpec(recording=Path("a"), samples=90)
    assert (opened.run, opened.measured_on) == (RunSpec(), 90)
    for spec in (LandscapeSpec(samples="all"), LandscapeSpec(recording=Path("a"), samples="all")):
        assert (spec.run.samples, spec.measured_on) == (None, "all")
    assert LandscapeSpec().subject != LandscapeSpec(samples="all").subject


def test_a_landscape_can_be_drawn_in_other_ways() -> None:
    spec = LandscapeSpec(landscape=Path("a"), heights="linear", cap=2.0, theme="light")
    assert spec.subject != LandscapeSpec().subject


def test_what_is_no_setting_is_a_recording() -> None:
    spec = LandscapeSpec(recording=Path("a.safetensors"), compare="b.safetensors")
    assert spec.other == Path("b.safetensors")
    assert LandscapeSpec().other is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"resolution": 1}, r"--resolution 1: choose between 5 and 201"),
        ({"resolution": 1_000_000}, r"--resolution 1,000,000: choose"),
        ({"span": 0.0}, "--span"),
        ({"span": float("nan")}, "--span"),
        ({"cap": -1.0}, "--cap"),
        ({"checkpoints": (0, 1, 2)}, "--checkpoints has no effect"),
        ({"checkpoints": (0, 1), "plane": "checkpoints"}, "--checkpoints 0,1: give three"),
        ({"checkpoints": (0, 1, 1), "plane": "checkpoints"}, "three different"),
        ({"checkpoints": (0, 1, -1), "plane": "checkpoints"}, "--checkpoints"),
        ({"compare": "batch=many"}, "--compare batch=many: batch takes no such value"),
        ({"compare": "batch=0"}, "--batch 0"),
        ({"compare": "batch=8", "recording": Path("a")}, "with another recording"),
        ({"landscape": Path("a"), "resolution": 9}, "--resolution has no effect on a --landscape"),
        ({"landscape": Path("a"), "recording": Path("b")}, "--recording has no effect"),
        ({"landscape": Path("a"), "steps": 9}, "--steps has no effect on a --landscape"),
        ({"landscape": Path("a"), "compare": "batch=8"}, "--compare has no effect"),
        ({"samples": "most"}, "--samples most: give a whole number, or all"),
        ({"recording": Path("a"), "samples": 1}, "--samples 1: choose between 2"),
        ({"recording": Path("a"), "samples": 9, "steps": 3}, "--steps has no effect"),
        ({"recording": Path("a"), "steps": 3}, "--steps has no effect on a --recording"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        LandscapeSpec(**options)


def test_unknown_names_are_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean random"):
        LandscapeSpec(plane="randm")
    with pytest.raises(UnknownNameError, match="did you mean batch"):
        LandscapeSpec(compare="batsh=8")


def test_its_subject_is_what_is_computed_not_how_it_looks() -> None:
    spec = LandscapeSpec()
    assert replace(spec, theme="light", heights="linear", cap=1.0).subject == spec.subject
    for change in ({"span": 2.0}, {"plane": "random"}, {"compare": "batch=8"}, {"seed": 1}):
        assert replace(spec, **change).subject != spec.subject
