"""A name that is typed for another: the error tells which call is meant."""

import copy
from typing import ClassVar

import pytest
import torch
from torch import nn

from engine.training.hinting import Hinting
from engine.training.recorder import Recorder


class Box(Hinting):
    """Something that is opened, not unlocked."""

    hints: ClassVar = {"unlock": "open()"}

    def open(self) -> str:
        return "open"


def test_a_hint_tells_the_call_that_is_meant() -> None:
    with pytest.raises(AttributeError, match=r"^'Box' object has no attribute 'unlock'; call open"):
        Box().unlock()  # type: ignore[attr-defined]


def test_any_other_name_is_missing_as_ever() -> None:
    with pytest.raises(AttributeError, match=r"^'Box' object has no attribute 'shut'$"):
        Box().shut()  # type: ignore[attr-defined]
    assert not hasattr(Box(), "unlock")
    assert copy.copy(Box()).open() == "open"


def test_who_would_save_a_recorder_is_told_to_finish_it() -> None:
    recorder = Recorder(nn.Linear(2, 2), torch.rand(4, 2), torch.arange(4) % 2)
    with pytest.raises(AttributeError, match=r"; call finish\(\)\.save\(path\)$"):
        recorder.save("run.safetensors")  # type: ignore[attr-defined]
