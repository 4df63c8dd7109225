"""Backpropagation: what is written is true, and nothing is cut off or written over."""

from pathlib import Path

import pytest

from scenes.films.backprop.backprop import Backprop
from scenes.films.backprop.specs import BackpropSpec
from tests.support.command_line import CommandLine
from tests.support.layout import perform

FILMS = {
    "the default": {},
    "three units, cross-entropy": {"hidden": 3, "loss": "cross-entropy", "target": 0.0},
    "a square": {"aspect": "1:1", "hidden": 3, "loss": "cross-entropy", "target": 0.0},
    "large numbers": {"inputs": (-10.0, 9.999), "target": -7.5, "rate": 3.0, "hidden": 3},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = BackpropSpec(**options)
    film = perform(Backprop, spec, Backprop.compute(spec), tmp_path)
    assert film.faults == []
    assert 30 < film.seconds < 112


def facts(**options: object) -> dict[str, float]:
    """Give what a scene's report says."""
    results = Backprop.compute(BackpropSpec(**options))
    assert len(Backprop.report(results)) == 1
    return dict(zip(("before", "after"), results.losses, strict=True))


def test_the_default_step_lowers_the_loss() -> None:
    losses = facts()
    assert losses["before"] == pytest.approx(0.908153, abs=1e-6)
    assert losses["after"] == pytest.approx(0.221940, abs=1e-6)


def test_flags_decide_what_is_computed() -> None:
    spec = BackpropSpec(
        inputs=(1.0, 2.0), target=0.25, hidden=3, activation="sigmoid", rate=0.5,
        loss="cross-entropy",
    )  # fmt: skip
    step = Backprop.compute(spec)
    assert step.before["x2"].value == 2.0
    assert step.network.target == 0.25
    assert "a3" in step.before
    assert "s" in step.before
    assert step.rate == 0.5


@pytest.mark.parametrize(
    ("flags", "begins"),
    [
        (["--inputs", "1,2,3"], "--inputs takes two numbers"),
        (["--inputs", "1,200"], "--inputs 200"),
        (["--hidden", "4"], "--hidden 4"),
        (["--target", "2", "--loss", "cross-entropy"], "--target 2"),
        (["--rate", "0"], "--rate 0"),
        (["--activation", "tanhh"], "there is no activation named 'tanhh'"),
    ],
    ids=str,
)
def test_bad_requests_are_answered_in_one_sentence(
    warpreel: CommandLine, flags: list[str], begins: str
) -> None:
    answer = warpreel("render", "backprop", *flags)
    assert answer.code == 2
    assert answer.sentence.startswith(begins)
