"""The output of a network is found among all that it returns."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import NamedTuple

import pytest
import torch
from torch import Tensor

from engine.errors import NetworkError
from engine.tracing.tracing import picked_output


def test_the_output_is_picked_by_its_name_or_place() -> None:
    tensor = torch.zeros(3, 2)
    assert picked_output(tensor, None) is tensor
    assert picked_output((torch.ones(3), tensor), 1) is tensor
    assert picked_output({"a": 1, "logits": tensor}, None) is tensor
    assert picked_output({"a": tensor, "b": 1}, "a") is tensor


class Named(NamedTuple):
    hidden: Tensor
    logits: Tensor


@pytest.mark.parametrize("output", [None, "logits"])
@pytest.mark.parametrize("kind", [Named, SimpleNamespace])
def test_the_output_is_picked_by_its_attribute(
    kind: Callable[..., object], output: str | None
) -> None:
    tensor = torch.zeros(3, 2)
    returned = kind(hidden=torch.ones(3), logits=tensor)
    assert picked_output(returned, output) is tensor
    with pytest.raises(NetworkError, match="of 'hidden', 'logits', which has no such part"):
        picked_output(returned, "count")


@pytest.mark.parametrize(
    ("result", "output", "message"),
    [
        ((1, 2), None, r"the network returns a tuple of 2; name the part that is its output"),
        ({"a": 1}, None, r"a dict of 'a'; name the part that is its output, .*output='a'\)"),
        ((1, 2), None, r"as in Recorder\(…, output=0\)"),
        ((1, 2), 7, r"output=7: the network returns a tuple of 2, which has no such part"),
        ({"a": 1}, "b", r"output='b': the network returns a dict of 'a'"),
        ("text", None, "the network returns str"),
    ],
)
def test_an_output_that_cannot_be_found_is_asked_for(
    result: object, output: int | str | None, message: str
) -> None:
    with pytest.raises(NetworkError, match=message):
        picked_output(result, output)
