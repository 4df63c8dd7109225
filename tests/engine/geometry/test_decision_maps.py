"""A map says of each place what the network says of it."""

import numpy as np
import pytest
import torch

from engine.geometry.decision_maps import SIDE, DecisionMaps, decision_maps
from engine.geometry.decisions import decide, probabilities
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train


@pytest.fixture(scope="module")
def run() -> Recording:
    return train(RunSpec(data="moons", samples=40, hidden=(8,), steps=30, record_every=3))


@pytest.fixture(scope="module")
def maps(run: Recording) -> DecisionMaps:
    found = decision_maps(run)
    assert found is not None
    return found


def test_each_cell_has_the_class_that_wins_in_its_middle(
    run: Recording, maps: DecisionMaps
) -> None:
    generator = np.random.default_rng(5)
    for moment in (0, len(maps.steps) // 2, -1):
        rows, columns = generator.integers(0, SIDE, (2, 50))
        share = (np.column_stack([columns, rows]) + 0.5) / SIDE
        places = maps.low + share * (maps.high - maps.low)
        step = float(maps.steps[moment])
        likely = probabilities(run, places, step).max(axis=1)
        sure = likely > 0.5001
        won = decide(run, places, step)
        assert (maps.winners[moment][rows, columns] == won)[sure].all()
        assert maps.shares[moment][rows, columns] / 255 == pytest.approx(likely, abs=3e-3)


def test_all_points_are_inside_a_square(run: Recording, maps: DecisionMaps) -> None:
    size = maps.high - maps.low
    assert size[0] == pytest.approx(size[1])
    assert (run.data.features > maps.low).all()
    assert (run.data.features < maps.high).all()


def test_a_step_has_the_last_map_that_is_not_after_it(maps: DecisionMaps) -> None:
    assert maps.steps[0] == 0
    assert maps.moment_of(0.0) == 0
    for moment, step in enumerate(maps.steps.tolist()):
        assert maps.moment_of(step) == moment
        assert maps.moment_of(step + 0.5) == moment
    assert maps.moment_of(1e6) == len(maps.steps) - 1


def test_other_inputs_have_no_map() -> None:
    run = train(RunSpec(data="iris", hidden=(4,), steps=2))
    assert decision_maps(run) is None
    assert torch.is_grad_enabled()
