"""The numbers in the corner are those of the prediction that is written beside them."""

from pathlib import Path
from typing import Any

import pytest

from scenes.encoding.qualities import Quality
from scenes.films.outputs_and_losses.losses import Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.losses_stage import LossesStage
from scenes.films.outputs_and_losses.riding_numbers import DECIMALS
from scenes.languages.numbers import by_size
from scenes.mobjects.text import LiveNumber
from scenes.watching.playing import play_film
from tests.support.layout import perform
from tests.support.staged import on_stage

Written = dict[int, str]


@pytest.fixture
def wrote(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return what each number has written last, by its id."""
    write, texts = LiveNumber.write, Written()

    def note(number: LiveNumber, text: str) -> LiveNumber:
        texts[id(number)] = text
        return write(number, text)

    monkeypatch.setattr(LiveNumber, "write", note)
    return texts


def value_of(text: str) -> float:
    """Read a number."""
    return float(text.replace("−", "-"))


@pytest.mark.parametrize("name", LossesSpec().names)
def test_loss_and_pull_recompute_from_the_prediction_that_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrote: Written
) -> None:
    seen: list[str] = []
    show = LossesStage.show

    def look(stage: LossesStage, x: float) -> None:
        show(stage, x)
        curve = stage.curve
        if len(stage.curves) > 1 or curve.bent < 1:
            return
        prediction = wrote[id(stage.chart.number)]
        loss, pull = (wrote[id(n)] for n in (stage.riding.loss, stage.riding.pull))
        assert loss == by_size(float(curve.loss(value_of(prediction))), DECIMALS)
        slope = float(curve.loss.gradient(value_of(prediction)))
        assert pull == by_size(abs(slope), DECIMALS)
        seen.append(prediction)

    monkeypatch.setattr(LossesStage, "show", look)
    spec = LossesSpec(names=(name,))
    assert perform(Losses, spec, Losses.compute(spec), tmp_path).faults == []
    assert len(seen) > 20
    assert len(set(seen)) > 5


def test_what_heights_mean_is_written_as_soon_as_there_is_a_curve() -> None:
    def tell(film: Losses) -> None:
        losses = [loss for loss in film.results.losses if loss.domain == "prediction"]
        film.prepare()
        film.open_on(losses[0], losses, 3.0)
        assert {part.get_fill_opacity() for part in film.chart.heights} == {0}
        assert film.curve.area.figure.get_stroke_opacity() == 1
        film.draw_curve()
        assert film.chart.heights[0].get_fill_opacity() == 1
        # The heights of the figure mean no loss.
        assert film.curve.area.figure.get_stroke_opacity() == 0
        film.bend_to(losses[1], 2.0, 3.9)
        assert film.chart.heights[0].get_fill_opacity() == 1
        assert film.curve.area.figure.get_stroke_opacity() == pytest.approx(1)

    on_stage(Losses, LossesSpec(), tell)


def test_the_price_is_asked_for_before_it_is_drawn_and_written() -> None:
    def tell(film: Losses) -> None:
        losses = [loss for loss in film.results.losses if loss.domain == "prediction"]
        film.prepare()
        film.open_on(losses[0], losses, 4.0)
        assert film.asked in film.picture.submobjects
        assert film.curve.area.figure.height == pytest.approx(0)
        assert film.riding.loss.get_fill_opacity() == 0
        film.raise_figure()
        assert film.asked not in film.picture.get_family()
        assert film.curve.area.figure.height == pytest.approx(3 * film.chart.unit)
        assert film.riding.loss.get_fill_opacity() == 1

    on_stage(Losses, LossesSpec(), tell)


def test_what_is_gained_farther_out_is_shown_while_the_prediction_stays() -> None:
    def tell(film: Losses) -> None:
        losses = [loss for loss in film.results.losses if loss.domain == "prediction"]
        film.prepare()
        film.open_on(losses[0], losses, 4.0)
        film.raise_figure()
        film.pull()
        widths: list[float] = []
        draw = film.gain.draw

        def look(*given: Any, **options: Any) -> None:
            draw(*given, **options)
            widths.append(film.gain.figure.width)

        film.gain.draw = look
        film.push_out()
        assert film.x == 4.0
        assert min(widths) == pytest.approx(3 * film.chart.unit)
        assert max(widths) == pytest.approx(3.3 * film.chart.unit, rel=0.01)
        assert film.gain not in film.picture.get_family()

    on_stage(Losses, LossesSpec(), tell)


class _Reader:
    """Checks in every frame that losses and pulls belong to the losses that are named."""

    def __init__(self, wrote: dict[int, str]) -> None:
        self.wrote = wrote
        self.seen: set[tuple[str, ...]] = set()

    def begin(self, film: Any, ground: Any) -> None: ...

    def end(self, film: Any) -> None: ...

    def frame(self, film: Any, picture: Any, repeat: int) -> None:
        losses = [curve.loss for curve in film.curves] if film.in_chart else []
        if len(losses) == 1 and film.riding.seen > 0 and film.curve.bent == 1:
            riding, x = film.riding, value_of(self.wrote[id(film.chart.number)])
            texts = [self.wrote[id(number)] for number in (riding.loss, riding.pull)]
            values = [float(losses[0](x)), abs(float(losses[0].gradient(x)))]
        elif len(losses) > 1 and film.readout is not None:
            numbers = film.readout.numbers
            shown = {id(part) for each in film.mobjects for part in each.get_family()}
            if id(numbers[-1]) not in shown or not numbers[-1].get_fill_opacity():
                return
            texts = [self.wrote[id(number)] for number in numbers]
            values = [float(loss(film.x)) for loss in losses]
        else:
            return
        assert texts == [by_size(value, DECIMALS) for value in values]
        self.seen.add(tuple(loss.name for loss in losses))


def test_a_loss_that_is_written_is_that_of_the_loss_that_is_named(wrote: Written) -> None:
    spec, reader = LossesSpec(), _Reader(wrote)
    play_film(Losses, {"spec": spec, "results": Losses.compute(spec)}, Quality(96, 54, 8), reader)
    assert {(name,) for name in spec.names} <= reader.seen
    assert len(reader.seen) == len(spec.names) + 1
