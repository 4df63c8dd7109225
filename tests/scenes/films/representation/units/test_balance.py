"""What the units add up to is the lead of class 1, computed by torch's own layers."""

from functools import cache

import numpy as np
import pytest
import torch

from engine.recordings.recording import Recording
from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.units.balance import Balance

PLACES = np.random.default_rng(3).uniform(-1.5, 1.5, (40, 2))


@cache
def run() -> Recording:
    return Controls.compute(ControlsSpec()).runs[3]


def leads(places: np.ndarray) -> np.ndarray:
    theta = {name: rows.float() for name, rows in run().parameters(run().last_step).items()}
    layers = [
        (theta[f"{k}.weight"], theta[f"{k}.bias"])
        for k in sorted({int(name.split(".")[0]) for name in theta})
    ]
    (first, shift), (second, offset) = layers
    x = torch.tensor(places, dtype=torch.float32)
    hidden = torch.tanh(torch.nn.functional.linear(x, first, shift))
    scores = torch.nn.functional.linear(hidden, second, offset)
    lead: np.ndarray = (scores[:, 1] - scores[:, 0]).numpy()
    return lead


def test_the_sum_is_the_lead_of_class_1() -> None:
    balance = Balance.of(run())
    sums = [balance.parts(place).sum() for place in PLACES]
    assert sums == pytest.approx(leads(PLACES), abs=1e-4)


def test_what_is_written_adds_up_and_is_off_by_less_than_its_last_digit() -> None:
    balance = Balance.of(run())
    for place in PLACES:
        *parts, total = np.round(100 * balance.written(place))
        assert sum(parts) == total
        exact = balance.parts(place)
        assert np.abs(np.array([*parts, total]) / 100 - [*exact, exact.sum()]).max() < 0.0101


def test_on_the_border_the_written_sum_is_0_between_the_classes() -> None:
    balance, middle = Balance.of(run()), run().data.features.mean(axis=0).astype(float)
    for unit in range(3):
        foot = balance.foot(unit, middle)
        assert balance.inner[unit] @ foot + balance.outer[unit] == pytest.approx(0, abs=1e-9)
        edge = balance.border(middle, middle + 1.45 * (foot - middle))
        assert balance.written(edge)[-1] == 0
        assert leads(np.array([edge]))[0] == pytest.approx(0, abs=1e-4)
