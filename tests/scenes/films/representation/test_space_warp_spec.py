"""What the film can be asked for."""

from dataclasses import fields, replace

import pytest

from engine.errors import UnknownNameError, UsageError
from engine.recordings.run_spec import RunSpec
from scenes.films.representation.space_warp_spec import ACTS, SpaceWarpSpec


def test_its_run_has_all_that_training_depends_on_and_nothing_else() -> None:
    spec = SpaceWarpSpec(data="moons", hidden=(4, 2), seed=5, theme="light", tempo=2.0)
    assert type(spec.run) is RunSpec
    for field in fields(RunSpec):
        assert getattr(spec.run, field.name) == getattr(spec, field.name)


def test_looks_do_not_change_the_run() -> None:
    spec = SpaceWarpSpec()
    looks = replace(spec, theme="light", tempo=3.0, acts=("depth",))
    assert looks.run == spec.run


def test_acts_are_shown_in_any_order_but_must_exist() -> None:
    assert SpaceWarpSpec().acts == ACTS
    assert SpaceWarpSpec(acts=("control", "data")).acts == ("control", "data")
    with pytest.raises(UnknownNameError, match="depth"):
        SpaceWarpSpec(acts=("dpth",))
    with pytest.raises(UsageError, match="--acts"):
        SpaceWarpSpec(acts=())


def test_a_theme_is_found_however_it_is_spelled() -> None:
    assert SpaceWarpSpec(theme="Light").theme == "light"


@pytest.mark.parametrize("tempo", [0, -1, 21, float("nan"), float("inf")])
def test_tempo_has_limits(tempo: float) -> None:
    with pytest.raises(UsageError, match="--tempo"):
        SpaceWarpSpec(tempo=tempo)
