"""How descents end is told from their last point and steps, on any surface."""

import pytest

from engine.descent.descent import Descent, descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.endings import ending_of, goes_downhill, overshoots, steps_grow

CONE = "sqrt(x**2 + y**2)"


def ended(**options: object) -> tuple[Descent, str]:
    spec = DescentSpec(**options)
    descent = descend(spec)
    return descent, ending_of(descent, spec.loss_surface)


@pytest.mark.parametrize(
    ("options", "ending"),
    [
        ({}, "minimum"),
        ({"steps": 20}, "under way"),
        ({"formula": CONE, "start": (3, 4), "rate": 1, "steps": 8}, "kink"),
        ({"formula": CONE, "start": (3, 4), "rate": 0.3, "steps": 40}, "leaping"),
        ({"formula": "abs(x)", "start": (3,), "rate": 0.4}, "leaping"),
        ({"formula": "sqrt(x)", "domain": (0, 4), "start": (0.5,), "rate": 0.5}, "undefined"),
        ({"surface": "saddle", "start": (0, 0)}, "saddle"),
        ({"formula": "-x**2 - y**2", "start": (0, 0)}, "peak"),
        ({"formula": "1 - exp(-100*x**2)", "start": (4,), "steps": 50}, "flat"),
        ({"surface": "saddle"}, "diverged"),
        ({"surface": "saddle", "steps": 70}, "outside"),
        ({"surface": "beale", "optimizer": "newton"}, "saddle"),
        ({"formula": "x**3", "start": (1,), "rate": 0.1, "steps": 2000}, "under way"),
        ({"formula": "x**3", "start": (0,)}, "flat"),
        ({"formula": "x**5", "start": (1,), "rate": 0.1, "steps": 2000}, "under way"),
        ({"formula": "x**3 + y**2", "start": (1, 1), "rate": 0.1, "steps": 2000}, "under way"),
        ({"formula": "max(x,0)**3", "start": (1,), "rate": 0.1, "steps": 2000}, "under way"),
        ({"formula": "max(x,0)**3", "start": (-1,)}, "flat"),
        ({"formula": "exp(-1/(x**2+1e-9))", "start": (0.15,)}, "flat"),
        ({"formula": "x**4", "start": (1,), "rate": 0.1, "steps": 3000}, "minimum"),
        ({"formula": "abs(x)**1.5", "start": (1,), "rate": 0.1}, "leaping"),
        ({"formula": "x**6 - x**8", "start": (0,)}, "minimum"),
        ({"formula": "-x**4", "start": (0,)}, "peak"),
        ({"formula": "sin(x)", "start": (1.5707963267948966,)}, "peak"),
        ({"formula": "x**2 * y", "start": (0, -1)}, "flat"),
        (
            {"formula": "x*log(x)", "start": (1,), "rate": 0.5, "domain": (0.01, 3)},
            "minimum",
        ),
        ({"formula": "x**2", "start": (1,), "rate": 0.97, "steps": 20}, "under way"),
        ({"formula": "x**2", "start": (1,), "rate": 1.0, "steps": 20}, "leaping"),
        ({"formula": "x**2", "start": (1,), "rate": 0.9999, "steps": 20}, "under way"),
        ({"formula": "abs(x)", "start": (1,), "optimizer": "newton"}, "under way"),
        ({"formula": "x", "start": (1,), "optimizer": "newton"}, "under way"),
    ],
    ids=str,
)
def test_the_end_of_a_descent(options: dict[str, object], ending: str) -> None:
    assert ended(**options)[1] == ending


def test_steps_that_grow_overshoot_only_if_they_turn_back() -> None:
    leaping = ended(surface="ravine", rate=0.11)[0]
    running = ended(optimizer="as-printed", start=(-5, -5))[0]
    assert steps_grow(leaping)
    assert overshoots(leaping)
    assert steps_grow(running)
    assert not overshoots(running)


def test_downhill_is_where_no_step_raises_the_loss() -> None:
    assert goes_downhill(ended()[0])
    assert not goes_downhill(ended(surface="ravine", optimizer="momentum")[0])
