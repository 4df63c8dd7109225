"""Options of figures: their defaults, and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import UsageError
from scenes.figures.specs import (
    ActivationFigureSpec,
    DescentPathSpec,
    LandscapeFigureSpec,
    LossSurfaceSpec,
    MoreDataFigureSpec,
    PhiSpec,
    SoftmaxFigureSpec,
    SpaceWarpFigureSpec,
)


@pytest.mark.parametrize(
    ("kind", "options", "sentence"),
    [
        (ActivationFigureSpec, {"name": "rleu"}, "did you mean relu"),
        (ActivationFigureSpec, {"name": "relu", "alpha": 1}, "--alpha: relu has none; leave it"),
        (ActivationFigureSpec, {"name": "prelu", "alpha": 1}, "--alpha: prelu learns its α"),
        (ActivationFigureSpec, {"name": "elu", "alpha": -1}, "--alpha -1: choose between"),
        (SoftmaxFigureSpec, {"logits": (1.0,)}, "--logits: give 2 to 6 numbers instead of 1"),
        (SoftmaxFigureSpec, {"logits": (1.0, 51.0)}, "--logits 51: choose between -50 and 50"),
        (MoreDataFigureSpec, {"seeds": 0}, "--seeds 0: choose between 1 and 100"),
        (PhiSpec, {"samples": 5}, "--samples 5: choose between 10 and 2,000"),
        (PhiSpec, {"hidden": (4, 3)}, "--hidden 4,3: give one to four widths"),
        (PhiSpec, {"seed": -1}, "--seed -1: choose between"),
        (PhiSpec, {"activation": "tnah"}, "did you mean tanh"),
        (LossSurfaceSpec, {"surface": "parabola"}, "has one variable, and the figure shows two"),
        (DescentPathSpec, {"rate": 0.0}, "--rate 0: choose between"),
        (DescentPathSpec, {"optimizer": "adm"}, "did you mean adam"),
        (SpaceWarpFigureSpec, {"depths": 1}, "--depths 1: choose between 2 and 10"),
        (LandscapeFigureSpec, {"resolution": 3}, "--resolution 3: choose between 5 and 201"),
        (LandscapeFigureSpec, {"plane": "pac"}, "did you mean pca"),
    ],
)
def test_an_option_that_cannot_be_drawn_is_refused(
    kind: type, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UsageError) as caught:
        kind(**options)
    assert sentence in str(caught.value)


def test_alpha_is_that_of_the_function() -> None:
    assert ActivationFigureSpec(name="elu").kind.alpha_value == 1
    assert ActivationFigureSpec(name="elu", alpha=0.5).kind.alpha_value == 0.5


def test_the_path_is_a_descent_with_the_same_options() -> None:
    descent = DescentPathSpec(surface="ravine", optimizer="momentum", steps=7).descent
    assert (descent.surface, descent.optimizer, descent.steps) == ("ravine", "momentum", 7)
