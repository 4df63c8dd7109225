"""The outlier goes away for one loss and comes back for the next, and the best is written."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenes.films.outputs_and_losses.losses import POINTS, Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.outlier_act import OutlierAct
from scenes.films.outputs_and_losses.readout import Readout
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
            if 0 < move < 1:  # while it stays, the prediction is turned aside and back
                assert best == pytest.approx(best_of([*POINTS, 4 + 8 * move]), abs=1e-3)


def test_the_sum_that_is_written_is_that_of_the_prediction_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, float, list[str]]] = []
    show = Readout.show_values

    def look(readout: Readout, texts: list[str]) -> None:
        show(readout, texts)
        seen.append((film[0].loss.name, film[0].now[0], texts))

    film: list[OutlierAct] = []
    enter = OutlierAct._enter
    monkeypatch.setattr(
        OutlierAct, "_enter", lambda act, loss: (film.append(act), enter(act, loss))
    )
    monkeypatch.setattr(Readout, "show_values", look)
    spec = LossesSpec(names=("mse", "mae"))
    perform(Losses, spec, Losses.compute(spec), tmp_path)
    sums: dict[str, list[float]] = {}
    for name, move, (prediction, total) in seen:
        errors = np.abs(np.array([*POINTS, 4 + 8 * move]) - float(prediction))
        exact = float((errors**2 if name == "mse" else errors).sum())
        assert float(total) == pytest.approx(exact, abs=0.0051)
        if move == 0 and name == "mse":
            sums.setdefault(prediction, []).append(exact)
    assert min(sums, key=lambda each: sums[each][0]) == f"{np.mean([*POINTS, 4]):.2f}"
    assert len(sums) > 10


def test_the_sum_written_beside_the_name_of_a_loss_is_of_that_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[str]] = []
    sums: list[tuple[float, float]] = []
    show_values, retitle = Readout.show_values, OutlierAct.retitle

    def write(readout: Readout, texts: list[str]) -> None:
        show_values(readout, texts)
        written.append(texts)

    def name(film: OutlierAct, *what: Any) -> None:
        retitle(film, *what)
        sums.append((float(written[-1][0]), float(written[-1][1])))

    monkeypatch.setattr(Readout, "show_values", write)
    monkeypatch.setattr(OutlierAct, "retitle", name)
    spec = LossesSpec(names=("mse", "mae"))
    perform(Losses, spec, Losses.compute(spec), tmp_path)
    ((best, total),) = sums
    assert total == pytest.approx(np.abs(np.array([*POINTS, 12.0]) - best).sum(), abs=0.005)
