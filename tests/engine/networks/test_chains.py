"""How wide chains of stages are, and what is inside them."""

from engine.networks.chains import every_stage, widest, width_at
from engine.networks.nonlinearity import Nonlinearity
from engine.networks.stages import Activation, Affine, Branches, Residual

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
