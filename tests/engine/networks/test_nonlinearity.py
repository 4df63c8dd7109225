"""Nonlinearities are functions that the registry knows."""

import msgspec
import pytest

from engine.errors import NetworkError
from engine.networks.nonlinearity import Nonlinearity


@pytest.mark.parametrize("name", ["Linear", "System", "softmax", "Softmax2d"])
def test_a_class_that_is_no_activation_is_refused(name: str) -> None:
    with pytest.raises(NetworkError, match=f"no activation of the class '{name}'"):
        Nonlinearity(name)
    with pytest.raises(NetworkError, match=f"no activation of the class '{name}'"):
        msgspec.json.decode(f'{{"module": "{name}"}}', type=Nonlinearity)
