"""What is said of stacks follows what was measured."""

import numpy as np
import pytest

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.linear_stacks import compare, seeded_stack
from engine.geometry.plane_maps import plane_points
from engine.networks.activations import ACTIVATIONS
from scenes.films.linear_algebra.stack_words import (
    bending,
    called,
    conclusion,
    layer_name,
    missing,
    nearest_name,
    nested,
    product_of,
    squeezing,
)


def test_an_input_is_written_with_what_becomes_of_it() -> None:
    assert called("tanh", 2.0, float(np.tanh(2.0))) == "tanh(2) = 0.96"


def test_a_bend_is_only_told_of_where_there_is_one() -> None:
    stack = seeded_stack(2, 4)
    bent = compare(stack, plane_points(), "tanh").miss
    flat = compare(stack, plane_points(), "identity").miss
    assert flat < 1e-9 < bent
    assert bending(bent) == "Straight lines bend. No matrix can do that."
    assert "stay straight" in bending(flat)
    assert "need activations" in conclusion(bent)
    assert "need activations" not in conclusion(flat)
    assert missing(bent, (2.04, 3.16))[1] == {
        "miss": f"{bent:.2f}", "width": "2.0", "height": "3.2"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "known"),
    [("tanh", (-1, 1)), ("sigmoid", (0, 1)), ("relu6", (0, 6)), ("relu", None), ("gelu", None)],
)
def test_a_box_is_told_of_where_outputs_are_bounded(
    name: str, known: tuple[float, float] | None
) -> None:
    assert ActivationFacts(ACTIVATIONS.find(name)).limits == known
    if known is not None:
        low, high = (str(value).replace("-", "−") for value in known)
        assert squeezing(name, known)[1] == {"name": name, "low": low, "high": high}


@pytest.mark.parametrize(
    ("count", "inside", "product"),
    [
        (1, "W₁ v", "W₁"),
        (3, "W₃ (W₂ (W₁ v))", "W₃ W₂ W₁"),
        (8, "W₈ (… (W₂ (W₁ v)))", "W₈ … W₂ W₁"),
    ],
)
def test_they_nest_on_one_side_and_multiply_on_the_other(
    count: int, inside: str, product: str
) -> None:
    assert (nested(count), product_of(count)) == (inside, product)


def test_what_the_nearest_layer_adds_is_named_only_where_it_adds_something() -> None:
    points, stack = plane_points(), seeded_stack(2, 4)
    odd, lopsided = (compare(stack, points, name) for name in ("tanh", "relu"))
    extended = np.column_stack([points, np.ones(len(points))])
    for found, name in ((odd, "A v"), (lopsided, "A v + b")):
        bent = found.pair.with_activations(points, found.activation)
        shift = (np.linalg.pinv(extended) @ bent)[2]
        assert (np.abs(shift).max() > 0.1) == (name != "A v")
        assert nearest_name(found.shift) == name


def test_each_layer_s_matrix_has_its_number() -> None:
    assert layer_name(8) == "W₈"
