"""The film of softmax: legible for any outputs, and true."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from scenes.films.outputs_and_losses.softmax import Softmax
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.films.outputs_and_losses.softmax_table import filled, softmax_number
from scenes.films.outputs_and_losses.softmax_views import TemperatureView
from scenes.mobjects.text import LiveNumber
from tests.support.command_line import Answer
from tests.support.layout import perform

SPECS = {
    "the chapter's": {},
    "two classes": {"logits": (2.0, -1.0), "theme": "light"},
    "six classes, one of them certain": {"logits": (-50.0, 50.0, 0.0, 1.0, 2.0, 3.0)},
    "a tie below zero": {"logits": (-3.0, -3.0, -7.5), "temperature": 2.5, "tempo": 2.0},
}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """All live numbers that are written."""
    written: set[str] = set()
    write = LiveNumber.write

    def note(number: LiveNumber, text: str) -> LiveNumber:
        written.add(text)
        return write(number, text)

    monkeypatch.setattr(LiveNumber, "write", note)
    return written


@pytest.mark.parametrize("options", SPECS.values(), ids=list(SPECS))
def test_nothing_is_written_over_and_the_numbers_are_right(
    options: dict[str, object], tmp_path: Path, written: set[str]
) -> None:
    sections: list[str] = []

    class Noted(Softmax):
        def next_section(self, name: str = "", *args: object, **kwargs: object) -> None:
            super().next_section(name)
            sections.append(name)

    spec = SoftmaxSpec(**options)
    film = perform(Noted, spec, Noted.compute(spec), tmp_path)
    assert film.faults == []
    z = np.array(spec.logits)
    shares = special.softmax(z / spec.temperature)
    assert {f"{x:.3f}" for x in shares} <= written
    assert softmax_number(np.exp(z / spec.temperature).sum()) in written or shares.max() > 0.99
    assert ("triangle" in sections) == (len(z) == 3)
    assert options or {"1.349", "×3.85", "8.591", "0.175", "0.152", "0.673", "1.000"} <= written


def test_the_report_tells_outputs_and_probabilities() -> None:
    outputs, odds = Softmax.report(Softmax.compute(SoftmaxSpec()))
    assert outputs == "softmax of 8.591, 8.454, 9.940: 0.175, 0.152, 0.673"
    assert "1.349" in odds
    assert "3.854 times" in odds


@pytest.mark.parametrize("logits", [(8.591, 8.454, 9.940), (0.0, 0.02), (-50.0, 50.0), (1.0, 1.0)])
def test_temperatures_reach_from_certainty_to_none(logits: tuple[float, ...]) -> None:
    steps = Softmax.compute(SoftmaxSpec(logits=logits))
    cold, hot = TemperatureView.range_of(steps)
    at_cold, at_hot = (Softmax.compute(SoftmaxSpec(logits=logits)).logits / t for t in (cold, hot))
    certain, even = (np.exp(z - z.max()) / np.exp(z - z.max()).sum() for z in (at_cold, at_hot))
    ties = sum(z == max(logits) for z in logits)
    assert certain.max() == pytest.approx(1 / ties, abs=0.001)
    assert even == pytest.approx(1 / len(logits), abs=0.02)


def test_shares_come_one_after_another() -> None:
    shares = np.array([0.2, 0.5, 0.3])
    assert filled(shares, 0.0).tolist() == [0, 0, 0]
    assert filled(shares, 0.3) == pytest.approx([0.2, 0.1, 0])
    assert filled(shares, 1.0) == pytest.approx(shares)


def test_numbers_of_any_size_are_brief() -> None:
    assert [softmax_number(x) for x in (0.0, 0.5, -9.94, 12.345, 123.45)] == [
        "0.000", "0.500", "−9.940", "12.35", "123.5",
    ]  # fmt: skip
    assert [softmax_number(x) for x in (20743.9, 2.7e43, 1.9e-12)] == [
        "20,744",
        "2.7e43",
        "1.9e−12",
    ]


def test_an_unfit_request_is_answered_in_one_sentence(warpreel: Callable[..., Answer]) -> None:
    answer = warpreel("render", "softmax", "--logits", "1,2,3,4,5,6,7")
    assert answer.code == 2
    assert answer.sentence == "--logits: give 2 to 6 numbers instead of 7, e.g. 2,1,-1"
    assert "--temperature 0" in warpreel("render", "softmax", "--temperature", "0").sentence
