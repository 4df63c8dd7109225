"""The numbers in the corner are those of the prediction that is written beside them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenes.encoding.qualities import Quality
from scenes.films.outputs_and_losses.losses import Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.losses_stage import DECIMALS, LossesStage
from scenes.languages.numbers import by_size
from scenes.mobjects.text import LiveNumber
from scenes.watching.playing import play_film
from tests.support.layout import perform
from tests.support.staged import on_stage


@pytest.mark.parametrize("name", LossesSpec().names)
def test_loss_and_gradient_recompute_from_the_prediction_that_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    show = LossesStage.show

    def look(stage: LossesStage, x: float) -> None:
        show(stage, x)
        curve = stage.curve
        if stage.readout is None or len(stage.curves) > 1 or curve.bent < 1:
            return
        written: list[str] = []
        for number in stage.readout.numbers:
            number.write = written.append  # type: ignore[assignment]
        show(stage, x)
        for number in stage.readout.numbers:
            del number.write
        shown = float(written[0].replace("−", "-"))
        assert written[1] == by_size(float(curve.loss(shown)), DECIMALS)
        if len(written) > 2:
            assert written[2] == by_size(float(curve.loss.gradient(shown)), DECIMALS)
        seen.append(written)

    monkeypatch.setattr(LossesStage, "show", look)
    spec = LossesSpec(names=(name,))
    assert perform(Losses, spec, Losses.compute(spec), tmp_path).faults == []
    assert len(seen) > 20
    assert any(len(written) == 3 for written in seen)
    assert len(np.unique([written[0] for written in seen])) > 5


def test_heights_are_shown_once_there_is_a_curve() -> None:
    def tell(film: Losses) -> None:
        losses = [loss for loss in film.results.losses if loss.domain == "prediction"]
        film.open_on(losses[0], losses, 3.0)
        assert {part.get_fill_opacity() for part in film.chart.heights} == {0}
        assert len(film.errors.cells.points) > 0
        film.lower_square()
        assert {part.get_fill_opacity() for part in film.chart.heights} == {1}
        assert film.errors.cells.get_stroke_opacity() == 0

    on_stage(Losses, LossesSpec(), tell)


class _Reader:
    """Checks in every frame that losses and gradients belong to the losses that are named."""

    def __init__(self, wrote: dict[int, str]) -> None:
        self.wrote = wrote
        self.seen: set[tuple[str, ...]] = set()

    def begin(self, film: Any, ground: Any) -> None: ...

    def end(self, film: Any) -> None: ...

    def frame(self, film: Any, picture: Any, repeat: int) -> None:
        shown = {id(part) for each in film.mobjects for part in each.get_family()}
        if film.readout is None or not film.in_chart or id(film.readout.numbers[-1]) not in shown:
            return
        texts = [self.wrote[id(number)] for number in film.readout.numbers]
        first = len(film.curves) == 1  # a prediction stands before them
        if not any(number.get_fill_opacity() for number in film.readout.numbers[first:]):
            return
        losses = [curve.loss for curve in film.curves]
        if first:
            x = float(texts.pop(0).replace("−", "-"))
            values = [float(losses[0](x)), float(losses[0].gradient(x))][: len(texts)]
        else:
            values = [float(loss(film.x)) for loss in losses]
        assert texts == [by_size(value, DECIMALS) for value in values]
        self.seen.add(tuple(loss.name for loss in losses))


def test_a_loss_that_is_written_is_that_of_the_loss_that_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write, wrote = LiveNumber.write, dict[int, str]()

    def note(number: LiveNumber, text: str) -> LiveNumber:
        wrote[id(number)] = text
        return write(number, text)

    monkeypatch.setattr(LiveNumber, "write", note)
    spec, reader = LossesSpec(), _Reader(wrote)
    play_film(Losses, {"spec": spec, "results": Losses.compute(spec)}, Quality(96, 54, 8), reader)
    assert {(name,) for name in spec.names} <= reader.seen
    assert len(reader.seen) == len(spec.names) + 2
