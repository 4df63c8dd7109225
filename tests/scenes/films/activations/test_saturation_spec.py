"""What the film of vanishing gradients can be asked for."""

from dataclasses import fields

import pytest

from engine.errors import UnknownNameError, UsageError
from engine.recordings.run_spec import RunSpec
from scenes.films.activations.saturation_spec import SaturationSpec


def test_runs_differ_in_the_activation_alone() -> None:
    spec = SaturationSpec(depth=4, width=7)
    first, *others = (spec.run_of(activation) for activation in spec.activations)
    assert first.hidden == (7, 7, 7, 7)
    for other in others:
        odd = {f.name for f in fields(RunSpec) if getattr(first, f.name) != getattr(other, f.name)}
        assert odd == {"activation"}


def test_no_run_ends_before_its_last_step() -> None:
    run = SaturationSpec(steps=50).run_of("tanh")
    assert run.settle == run.steps == 50


@pytest.mark.parametrize(
    ("options", "flag"),
    [
        ({"activations": ()}, "--activations"),
        ({"activations": ("relu", "relu")}, "--activations"),
        ({"activations": ("relu", "elu", "selu", "celu", "tanh")}, "--activations"),
        ({"depth": 1}, "--depth"),
        ({"depth": 21}, "--depth"),
        ({"width": 0}, "--width"),
        ({"gain": 0.0}, "--gain"),
        ({"steps": 9}, "--steps"),
        ({"rate": -1.0}, "--rate"),
        ({"seed": -1}, "--seed"),
    ],
)
def test_what_cannot_be_shown_is_refused(options: dict[str, object], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        SaturationSpec(**options)


def test_an_unknown_activation_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="sigmoid"):
        SaturationSpec(activations=("sigmoids",))
