"""Formulas of layers one after another."""

import pytest

from scenes.films.linear_algebra.stack_formulas import layer_name, nested, product_of


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


def test_each_layer_s_matrix_has_its_number() -> None:
    assert layer_name(8) == "W₈"
