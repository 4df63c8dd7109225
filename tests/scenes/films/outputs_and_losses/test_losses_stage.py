"""The numbers in the corner are those of the prediction that is written beside them."""

from pathlib import Path

import numpy as np
import pytest

from scenes.films.outputs_and_losses.losses import Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.losses_stage import DECIMALS, LossesStage
from scenes.languages.numbers import by_size
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
