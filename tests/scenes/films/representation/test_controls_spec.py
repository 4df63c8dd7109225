"""What the film of four networks can be asked for."""

from dataclasses import replace

import pytest

from engine.errors import UsageError
from scenes.films.representation.controls_spec import ControlsSpec


def test_the_four_trainings_differ_in_one_thing_only() -> None:
    linear, relu, tanh, wider = ControlsSpec(hidden=(5, 2)).runs()
    assert [run.activation for run in (linear, relu, tanh, wider)] == [
        *("identity", "relu", "tanh", "tanh")
    ]
    assert replace(linear, activation="tanh") == replace(relu, activation="tanh") == tanh
    assert wider.hidden == (5, 3)
    assert replace(wider, hidden=(5, 2)) == tanh


def test_none_stops_early() -> None:
    assert all(run.settle >= run.steps == 70 for run in ControlsSpec(steps=70).runs())


@pytest.mark.parametrize("hidden", [(), (0,), (65,), (4, 0)])
def test_widths_have_limits(hidden: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match="--hidden"):
        ControlsSpec(hidden=hidden)


@pytest.mark.parametrize(("name", "value"), [("seed", -1), ("steps", 0), ("steps", 20_001)])
def test_numbers_have_limits(name: str, value: int) -> None:
    with pytest.raises(UsageError, match=f"--{name} {value:,}"):
        ControlsSpec(**{name: value})
