"""A network is made ready whatever it is made of, or refused in one sentence."""

import pytest
import torch
from torch import nn

from engine.errors import NetworkError
from engine.training.users_network import check_outputs, fed, prepared, say_what_is_rounded


def test_the_shell_of_a_compiler_is_taken_off() -> None:
    network = nn.Sequential(nn.Linear(2, 2), nn.Tanh())
    assert prepared(torch.compile(network, backend="eager")) is network  # type: ignore[arg-type]


def test_a_lone_layer_gets_a_name() -> None:
    layer = nn.Linear(2, 3)
    assert dict(prepared(layer).named_parameters()).keys() == {"0.weight", "0.bias"}
    assert prepared(layer)[0] is layer  # type: ignore[index]


def test_nothing_to_record_is_refused() -> None:
    with pytest.raises(NetworkError, match="no parameters, so there is nothing to record"):
        prepared(nn.Tanh())


def test_points_come_in_the_precision_of_the_network_and_words_as_they_are() -> None:
    points, words = torch.zeros(3, 2), torch.zeros(3, 2, dtype=torch.int64)
    assert fed(nn.Linear(2, 2).double(), points).dtype == torch.float64
    assert fed(nn.Linear(2, 2), words).dtype == torch.float32
    assert fed(nn.Sequential(nn.Embedding(4, 2), nn.Linear(2, 2)), words).dtype == torch.int64


def test_other_precisions_are_said_to_be_rounded() -> None:
    with pytest.warns(UserWarning, match="parameters of bfloat16 and float64 are recorded"):
        say_what_is_rounded(nn.Sequential(nn.Linear(2, 2).double(), nn.Linear(2, 2).bfloat16()))


def test_there_is_an_output_for_each_class_or_one_for_two() -> None:
    check_outputs(3, 3)
    check_outputs(1, 2)
    check_outputs(5, 3)
    with pytest.raises(NetworkError, match="the network has 2 outputs for 3 classes"):
        check_outputs(2, 3)
