"""The film of representations is legible in any shape, and for any network."""

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from engine.training.recorder import Recorder
from scenes.films.probed_networks.representation import Representation
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from tests.support.layout import perform

BRIEF: dict[str, Any] = {"steps": 40, "points": 60, "every": 10}


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1", "4:3"])
def test_nothing_is_cut_off_or_written_over(aspect: str, tmp_path: Path) -> None:
    spec = RepresentationSpec(**BRIEF, aspect=aspect)
    film = perform(Representation, spec, Representation.compute(spec), tmp_path)
    assert film.faults == []


def test_points_of_a_network_of_one_s_own_are_piled_up_too(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 4), nn.Tanh(), nn.Linear(4, 2))
    points = torch.randn(60, 3)
    labels = (points[:, 0] * points[:, 1] > 0).long()
    recorder = Recorder(network, points, labels, layers=["0", "1", "3"])
    recorder.record(0.7)
    path = recorder.finish().save(tmp_path / "run.safetensors")
    for layer in (None, "output"):
        spec = RepresentationSpec(recording=path, layer=layer)
        film = perform(Representation, spec, Representation.compute(spec), tmp_path)
        assert film.faults == []
        assert film.markers > 0
