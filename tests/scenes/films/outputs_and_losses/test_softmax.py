"""The film of softmax: legible for any scores, and true."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from scenes.films.outputs_and_losses.bars.class_bars import number_text, share_text
from scenes.films.outputs_and_losses.softmax import Softmax
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from tests.support.command_line import Answer
from tests.support.layout import perform

SPECS = {
    "the chapter's": {},
    "two classes": {"logits": (2.0, -1.0), "theme": "light"},
    "six classes, one of them certain": {"logits": (-50.0, 50.0, 0.0, 1.0, 2.0, 3.0)},
    "a tie below zero": {"logits": (-3.0, -3.0, -7.5), "temperature": 2.5, "tempo": 2.0},
    "upright": {"aspect": "9:16", "lang": "zh", "logits": (1.0, 3.0, 2.0, -1.0)},
}


@pytest.mark.parametrize("options", SPECS.values(), ids=list(SPECS))
def test_nothing_is_written_over_and_the_numbers_are_right(
    options: dict[str, object], tmp_path: Path, written: list[str]
) -> None:
    spec = SoftmaxSpec(**options)
    film = perform(Softmax, spec, Softmax.compute(spec), tmp_path)
    assert film.faults == []
    z = np.array(spec.logits)
    shares = special.softmax(z / spec.temperature)
    assert {share_text(x) for x in shares} <= {*written}
    assert number_text(np.exp(z / spec.temperature).sum()) in written
    assert "0.500" in written
    assert options or {"3.85", "10.5", "8.591", "30,821", "0.175", "0.152", "0.673"} <= {*written}


def test_the_report_tells_outputs_and_probabilities() -> None:
    outputs, odds = Softmax.report(Softmax.compute(SoftmaxSpec()))
    assert outputs == "softmax of 8.591, 8.454, 9.940: 0.175, 0.152, 0.673"
    assert "1.349" in odds
    assert "3.854 times" in odds


def test_what_the_default_film_prints_recomputes_from_what_it_prints() -> None:
    powers, total, shares = np.array([5383, 4694, 20744]), 30821, np.array([0.175, 0.152, 0.673])
    steps = Softmax.compute(SoftmaxSpec())
    assert [number_text(power) for power in steps.powers] == ["5,383", "4,694", "20,744"]
    assert powers.sum() == total
    assert number_text(steps.total) == "30,821"
    assert (powers / total).round(3) == pytest.approx(shares)
    assert shares.sum() == pytest.approx(1)
    assert round(shares[2] / shares[0], 2) == 3.85


def test_an_unfit_request_is_answered_in_one_sentence(warpreel: Callable[..., Answer]) -> None:
    answer = warpreel("render", "softmax", "--logits", "1,2,3,4,5,6,7")
    assert answer.code == 2
    assert answer.sentence == "--logits: give 2 to 6 numbers instead of 7, e.g. 2,1,-1"
    assert "--temperature 0" in warpreel("render", "softmax", "--temperature", "0").sentence
