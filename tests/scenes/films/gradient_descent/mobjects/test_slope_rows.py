"""The partial derivatives on screen give the gradient's numbers."""

import pytest

from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.gradient_descent import GradientDescent
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.films.gradient_descent.mobjects.slope_rows import slope_texts


def test_at_the_start_of_the_bowl_they_are_40_and_50() -> None:
    spec = GradientDescentSpec(steps=3)
    descent = GradientDescent.compute(spec).first
    first, second = slope_texts(DescentWords(spec.loss_surface, descent))
    (a, b), shown = descent.path[0], [float(text.split(" = ")[-1]) for text in (first, second)]
    assert shown == pytest.approx([2 * (a - 8), 2 * (b - 2)])
    assert "(a - 8)" in first
    assert "(b - 2)" in second
