"""The film of losses: nothing is cut off or written over, and dots stand on their curves."""

from pathlib import Path

import pytest

from engine.experiments.loss_curves import LossFunction
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.films.outputs_and_losses.losses import Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.losses_stage import TITLES
from scenes.films.outputs_and_losses.losses_words import (
    ANSWER,
    BEST,
    CAT,
    MOVES,
    PULL,
    STAYS,
    THEN,
    WHAT,
    growth,
    short_title,
)
from scenes.films.outputs_and_losses.riding_numbers import DECIMALS
from scenes.languages.language import LANGUAGES, Language
from scenes.languages.numbers import by_size
from scenes.mobjects.text import QUOTED
from scenes.web.captions import title_of
from tests.support.command_line import CommandLine
from tests.support.layout import perform

FILMS = {
    "light, far away": {"names": ("mae", "huber"), "target": -987.65, "delta": 3.7,
                        "theme": "light"},
    "classes": {"names": ("hinge", "cross-entropy"), "tempo": 2.0},
    "one of numbers": {"names": ("mse",), "target": 1000.0},
    "upright": {"aspect": "9:16", "lang": "zh"},
}  # fmt: skip


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = LossesSpec(**options)
    film = perform(Losses, spec, Losses.compute(spec), tmp_path)
    assert film.faults == []


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("name", LOSS_FUNCTIONS)
def test_every_language_has_words_for_each_loss(name: str, language: Language) -> None:
    kind = LOSS_FUNCTIONS[name]
    said = [WHAT[name], PULL[name], ANSWER, short_title(LossFunction(name))]
    said += [growth(LossFunction(each), 0.5)[0] for each in (name, "mse")]
    said += [TITLES[name]] if name in TITLES else []
    if kind.domain in CAT:
        said += [CAT[kind.domain], THEN[kind.domain]]
    if name in MOVES:
        said += [BEST[name], MOVES[name], STAYS[name]]
    for template in (kind.title, *said, *QUOTED.findall(kind.formula)):
        assert language.knows(template)
    assert title_of(kind.title, language)


def test_numbers_are_short_and_never_minus_zero() -> None:
    assert by_size(-0.0, DECIMALS) == "0.00"
    assert by_size(-0.0001, DECIMALS) == "0.00"
    assert by_size(-9.9999, DECIMALS) == "−10.0"
    assert by_size(-100.0, DECIMALS) == "−100"
    assert by_size(-1000.0, DECIMALS) == "−1,000"


def test_the_report_tells_what_the_outlier_did() -> None:
    lines = Losses.report(Losses.compute(LossesSpec()))
    assert len(lines) == 3
    assert "2.500, with it at 12" in lines[1]


def test_bad_wishes_are_answered_in_one_sentence(warpreel: CommandLine) -> None:
    answer = warpreel("render", "losses", "--names", "mse", "--delta", "2")
    assert answer.code == 2
    assert "--delta 2" in answer.sentence


def test_the_parts_follow_from_the_losses_that_are_named() -> None:
    def acts(*names: str) -> list[str]:
        class Film(Losses):
            results = Losses.compute(LossesSpec(names=names))

        return [act.name for act in Film.story(Film.__new__(Film))]

    assert acts("mse") == ["Squared error", "outlier", "pictures"]
    assert acts("hinge", "huber", "mae") == [
        "Huber loss", "Absolute error", "outlier", "Hinge loss", "pictures",
    ]  # fmt: skip
    assert acts("cross-entropy", "hinge")[-2:] == ["classes side by side", "pictures"]
