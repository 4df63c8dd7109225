"""The film of losses: nothing is cut off or written over, and dots stand on their curves."""

from pathlib import Path

import numpy as np
import pytest

from engine.experiments.loss_curves import LossFunction
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.films.outputs_and_losses.loss_cards import DECIMALS, CardLabels, LossCard
from scenes.films.outputs_and_losses.losses import OUTLIER, SENTENCES, Losses, span_of, stops_of
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.outlier_line import OutlierLine
from scenes.languages.language import LANGUAGES, Language
from scenes.languages.numbers import by_size
from scenes.mobjects.text import QUOTED
from scenes.theme.theme import THEMES
from scenes.web.captions import title_of
from tests.support.command_line import CommandLine
from tests.support.layout import perform

FILMS = {
    "all": {},
    "light, far away": {"names": ("mae", "huber"), "target": -987.65, "delta": 3.7,
                        "theme": "light"},
    "classes": {"names": ("hinge", "cross-entropy"), "tempo": 2.0},
    "one of numbers": {"names": ("mse",), "target": 1000.0},
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
    for template in (kind.title, *SENTENCES[name], *QUOTED.findall(kind.formula)):
        assert language.knows(template)
    assert title_of(kind.title, language)


@pytest.mark.parametrize("name", LossesSpec().names)
def test_the_dots_stand_on_the_curves_and_leave_with_them(name: str) -> None:
    loss = LossFunction(name)
    span = span_of(loss, "target", "margin")
    words = CardLabels("prediction", "target", "loss", "gradient")
    card = LossCard(loss, span, words, "0", THEMES["dark"])
    for x in (*stops_of(loss), span.high):
        card.go_to(x)
        for dot, chart, y in zip(
            card.dots, (card.above, card.below), (loss(x), loss.gradient(x)), strict=True
        ):
            assert dot.get_center()[:2] == pytest.approx(chart.place(x, float(y)))
            assert dot.get_fill_opacity() == float(chart.holds(x, float(y)))


def test_the_tangent_is_as_steep_as_the_gradient() -> None:
    loss = LossFunction("mse")
    card = LossCard(
        loss,
        span_of(loss, "target", "margin"),
        CardLabels("x", "y", "loss", "slope"),
        "0",
        THEMES["dark"],
    )
    card.go_to(2.0)
    start, end = card.tangent.points[[0, -1], :2]
    unit = card.above.place(1, 1) - card.above.place(0, 0)
    slope = np.divide(*((end - start) / unit)[::-1])
    assert slope == pytest.approx(4.0)


def test_the_mean_follows_the_outlier_and_the_median_does_not() -> None:
    results = Losses.compute(LossesSpec(names=("mse", "mae")))
    line = OutlierLine(results.study, results.losses, "numbers", THEMES["dark"])
    places = []
    for progress in (0.0, 1.0):
        line.show_move(progress)
        assert line.outlier.get_x() == pytest.approx(
            line.chart.place(OUTLIER[-1] if progress else OUTLIER[0], 0)[0]
        )
        places.append([mark.get_x() for mark, _ in line.marks])
    moved = np.diff(places, axis=0)[0]
    assert moved[0] > 0.5
    assert moved[1] == pytest.approx(0, abs=1e-4)


def test_numbers_are_short_and_never_minus_zero() -> None:
    assert by_size(-0.0, DECIMALS) == "0.000"
    assert by_size(-0.0001, DECIMALS) == "0.000"
    assert by_size(-9.9999, DECIMALS) == "−10.00"
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


@pytest.mark.parametrize("name", LossesSpec().names)
def test_loss_and_gradient_recompute_from_the_prediction_that_is_written(name: str) -> None:
    loss = LossFunction(name, 1.0, 1.0)
    span = span_of(loss, "target", "margin")
    words = CardLabels("prediction", "target", "loss", "gradient")
    card = LossCard(loss, span, words, "1", THEMES["dark"])
    written: list[str] = []
    for number in card.numbers:
        number.write = written.append  # type: ignore[method-assign]
    for x in np.linspace(span.low + 0.013, span.high - 0.017, 23).tolist():
        written.clear()
        card.go_to(x)
        shown, cost, slope = written
        assert cost == by_size(float(loss(float(shown))), DECIMALS)
        assert slope == by_size(float(loss.gradient(float(shown))), DECIMALS)


@pytest.mark.parametrize("name", LossesSpec().names)
def test_what_is_written_down_is_on_the_chart(name: str) -> None:
    loss = LossFunction(name)
    span = span_of(loss, "target", "margin")
    low, high = span.steepest
    for x in stops_of(loss):
        assert 0 <= float(loss(x)) <= span.top
        assert low <= float(loss.gradient(x)) <= high


def test_hubers_gradient_fades_over_the_stops_that_are_written_down() -> None:
    for delta in (0.5, 1.0, 3.7):
        loss = LossFunction("huber", 0.0, delta)
        gradients = [float(loss.gradient(x)) for x in stops_of(loss)]
        assert gradients == pytest.approx([delta, delta / 2, delta / 10])
