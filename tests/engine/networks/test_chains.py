"""How wide chains of stages are, what is inside them, and whether one increases or bends."""

import pytest
import torch

from engine.networks.chains import bends, every_stage, is_increasing, widest, width_at
from engine.networks.nonlinearity import Nonlinearity
from engine.networks.stages import (
    Activation,
    Affine,
    Branches,
    Normalisation,
    Residual,
    Scaling,
    Stage,
)

TANH = Nonlinearity("Tanh")


def test_the_width_at_a_depth_is_that_after_so_many_stages() -> None:
    stages = (Affine("a", 2, 16), Activation("b", 16, TANH), Affine("c", 16, 3))
    assert [width_at(stages, depth) for depth in range(4)] == [2, 16, 16, 3]


def test_the_widest_array_may_be_inside() -> None:
    inner = Affine("a", 2, 30), Residual("b", 30, 40, TANH), Affine("c", 30, 2)
    assert widest(Affine("d", 2, 5)) == 5
    assert widest(inner[1]) == 40
    assert widest(Branches("e", 2, 2, ((), inner))) == 40


def test_stages_inside_stages_are_found() -> None:
    innermost = Branches("c", 2, 2, ((), (Affine("d", 2, 2),)))
    outer = Branches("b", 2, 2, ((), (innermost, Activation("e", 2, TANH))))
    names = [stage.name for stage in every_stage([Affine("a", 2, 2), outer])]
    assert names == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("stages", "bent"),
    [
        ((), False),
        ((Affine("a", 2, 2), Scaling("b", 2, 2.0, 1.0)), False),
        ((Normalisation("a", 2, 1e-5, True, True),), False),
        ((Normalisation("a", 2, 1e-5, False, True),), True),
        ((Affine("a", 2, 2), Activation("b", 2, TANH)), True),
        ((Activation("a", 2, Nonlinearity("Identity")),), False),
        ((Residual("a", 2, 3, TANH),), True),
        ((Branches("a", 2, 2, ((), (Affine("b", 2, 2),))),), False),
        ((Branches("a", 2, 2, ((), (Activation("b", 2, TANH),))),), True),
    ],
)
def test_stages_bend_that_are_more_than_one_affine_map(
    stages: tuple[Stage, ...], bent: bool
) -> None:
    assert bends(stages) == bent


@pytest.mark.parametrize(
    ("slopes", "increasing"), [([0.2], True), ([0.2, -0.1], False), ([0.0], False)]
)
def test_a_learned_slope_decides_whether_the_stage_is_increasing(
    slopes: list[float], increasing: bool
) -> None:
    stage = Activation("m", 2, Nonlinearity("PReLU"), learned=True)
    assert is_increasing(stage, {"m.weight": torch.tensor(slopes)}) == increasing
