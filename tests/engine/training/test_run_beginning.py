"""A run begins exactly where the network is a chain, and by a probe where it is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.training.exact_run import ExactRun
from engine.training.judging import LOGIT, Judge
from engine.training.labelled_points import labelled_points
from engine.training.probed_run import ProbedRun
from engine.training.run_beginning import Begun, begun_run

POINTS = torch.randn(60, 2, generator=torch.Generator().manual_seed(0)).numpy()
LABELS = (POINTS[:, 0] > 0.5).astype(int)


class Doubled(nn.Module):
    """Does what no chain does: it looks at its inputs."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.layer(x * 2 if float(x.mean()) > 0 else x)
        return out


def begin(network: nn.Module | None, **options: Any) -> tuple[Begun, Judge]:
    points = labelled_points(POINTS, LABELS, "classification", None)
    judge = Judge(points, LOGIT, None)
    known = {"probe": 20, "every": 1, "budget": 10**9, "parameters": False} | options
    return begun_run(network, judge, None, None, None, **known), judge


def test_a_chain_begins_exactly_with_all_points() -> None:
    begun, _ = begin(nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2)))
    assert isinstance(begun.run, ExactRun)
    assert len(begun.stages) > 0
    assert begun.probe.tolist() == list(range(60))
    assert begun.reason == ""


def test_another_network_begins_by_a_probe_of_all_classes_and_says_why() -> None:
    begun, _ = begin(Doubled())
    assert isinstance(begun.run, ProbedRun)
    assert begun.stages == ()
    assert begun.reason
    assert len(np.unique(begun.probe)) == 20
    share = LABELS[begun.probe].mean()
    assert share == pytest.approx(LABELS.mean(), abs=0.05)


@pytest.mark.parametrize(
    ("last", "threshold"), [([], 0.0), ([nn.Sigmoid()], 0.5)], ids=["logit", "probability"]
)
def test_the_judge_learns_where_a_single_output_parts_the_classes(
    last: list[nn.Module], threshold: float
) -> None:
    _, judge = begin(nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1), *last))
    assert judge.threshold == threshold
