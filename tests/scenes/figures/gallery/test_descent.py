import numpy as np
import pytest

from scenes.figures.gallery import descent
from scenes.figures.specs import DescentFigureSpec

SPECS = {
    "bowl": DescentFigureSpec(),
    "ravine": DescentFigureSpec(surface="ravine", optimizer="momentum", steps=60),
    "one variable": DescentFigureSpec(formula="x**2 + sin(3*x)", steps=40, rate=0.02),
}


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_nothing_leaves_the_map(drawn, spec):
    assert drawn(descent, descent.compute(spec), ratio=0.75).faults == []


def test_the_path_is_that_of_gradient_descent_by_hand(drawn):
    axes = drawn(descent, descent.compute(DescentFigureSpec()), ratio=0.75).figure.axes[0]
    steps = 0.98 ** np.arange(501)[:, None]

    np.testing.assert_allclose(
        axes.lines[0].get_xydata(), [8, 2] + steps * ([28 - 8, 27 - 2]), rtol=1e-12
    )
