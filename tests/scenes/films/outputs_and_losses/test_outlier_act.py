"""The outlier goes away for one loss and comes back for the next, and the best is written."""

from pathlib import Path

import numpy as np
import pytest

from scenes.films.outputs_and_losses.losses import POINTS, Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.outlier_act import OutlierAct
from tests.support.layout import perform


def test_each_loss_sees_the_outlier_go_all_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[float, float, float]] = []
    display = OutlierAct._display

    def look(film: OutlierAct, move: float, prediction: float, spread: float) -> None:
        display(film, move, prediction, spread)
        seen.append(film.now)

    monkeypatch.setattr(OutlierAct, "_display", look)
    spec = LossesSpec(names=("mse", "mae"))
    assert perform(Losses, spec, Losses.compute(spec), tmp_path).faults == []
    ill = np.array([best for _, best, _ in seen])
    first = int(np.flatnonzero(np.abs(ill - np.mean([*POINTS, 4])) < 1e-3)[0])
    assert first > 0  # it begins with a line that fits badly
    assert abs(ill[0] - np.mean([*POINTS, 4])) > 0.5
    seen = seen[first:]
    squares = [(move, best) for move, best, spread in seen if spread == 0]
    bars = [(move, best) for move, best, spread in seen if spread == 1]
    for told, best_of in ((squares, np.mean), (bars, np.median)):
        moves = [move for move, _ in told]
        assert (min(moves), max(moves)) == pytest.approx((0, 1))
        for move, best in told:
            assert best == pytest.approx(best_of([*POINTS, 4 + 8 * move]), abs=1e-3)
