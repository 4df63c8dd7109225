"""Layers answer to the probe just what hooks hear, and nothing is disturbed."""

import pytest
import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.tracing.probing import Probe
from tests.support.users_networks import Recurrent, Siamese, Transformer

IMAGES = torch.randn(7, 1, 8, 8, generator=torch.Generator().manual_seed(0))


def test_a_layer_that_is_used_twice_answers_twice() -> None:
    probe = Probe(Siamese(), IMAGES)
    assert probe.shapes == {"tower": (5,), "tower:2": (5,), "output": (10,)}
    answers = probe.answers()
    assert not torch.equal(answers["tower"], answers["tower:2"])


def test_of_recurrent_layers_the_sequence_is_kept() -> None:
    assert Probe(Recurrent(), IMAGES).shapes == {"lstm": (8, 6), "output": (10,)}


class TimeFirst(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.lstm, self.last = nn.LSTM(1, 3), nn.Linear(3, 2)

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.last(self.lstm(x.T[..., None])[0][-1])
        return logits


@pytest.mark.parametrize("times", [4, 7])
def test_a_layer_that_has_the_time_first_is_heard_point_by_point(times: int) -> None:
    network, points = TimeFirst(), torch.randn(7, times)
    expected = network.lstm(points.T[..., None])[0].transpose(0, 1)
    torch.testing.assert_close(Probe(network, points).answers()["lstm"], expected.detach())


def test_a_transformer_answers_with_its_parts() -> None:
    shapes = Probe(Transformer(), IMAGES).shapes
    assert shapes["output"] == (10,)
    assert any("norm" in name for name in shapes)


def test_modes_and_random_numbers_are_left_as_they_were() -> None:
    network = nn.Sequential(nn.Flatten(), nn.Linear(64, 4), nn.Dropout(0.5), nn.BatchNorm1d(4))
    state = torch.get_rng_state()
    Probe(network, IMAGES).answers()
    assert torch.equal(torch.get_rng_state(), state)
    assert network[2].training
    assert int(network[3].num_batches_tracked) == 0


class Collapsed(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(8, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.layer(x).mean()


def test_an_output_that_is_no_row_for_each_point_is_refused() -> None:
    with pytest.raises(NetworkError, match="is not one row for each of 7 points"):
        Probe(Collapsed(), IMAGES)
