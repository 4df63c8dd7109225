"""What a descent may be asked for."""

import subprocess
import sys

import pytest

from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from engine.descent.sample_losses import SampleLoss
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rate": 0.0}, "--rate 0: choose between"),
        ({"rate": -1.0}, "--rate -1: choose between"),
        ({"rate": float("nan")}, "--rate nan: choose between"),
        ({"steps": 0}, "--steps 0: choose between 1 and 100,000"),
        ({"steps": 10**9}, "--steps 1,000,000,000: choose between"),
        ({"decay": 0.0}, "--decay 0: choose between"),
        ({"decay": 1.5}, "--decay 1.5: choose between"),
        ({"period": 0}, "--period 0: choose between"),
        ({"start": (31, 0)}, "--start 31,0 lies outside"),
        ({"start": (1, 2, 3)}, "--start 1,2,3: give two numbers, for a and b"),
        ({"surface": "bowel"}, "no surface named 'bowel'; did you mean bowl"),
        ({"optimizer": "adm"}, "no descent rule named 'adm'; did you mean adam"),
        ({"schedule": "cos"}, "no schedule named 'cos'; did you mean cosine"),
        ({"surface": "booth", "formula": "a"}, "--surface booth has no effect on a --formula"),
        ({"formula": "a + q*c"}, "3 variables"),
        ({"formula": "a", "start": (1, 2)}, "give one number, for a"),
        ({"formula": "a*b", "domain": (1, 2, 3)}, "--domain 1,2,3: give a lowest and a highest"),
        ({"formula": "a*b", "domain": (2, 1)}, "--domain 2,1: give a lower and a higher number"),
        ({"domain": (20, 30)}, None),
        ({"domain": (-5, 5)}, "--start 28,27 lies outside"),
        ({"batch": 5}, "--batch 5 has no effect on a surface without samples"),
        ({"surface": "linear-regression", "batch": 0}, "--batch 0: choose between 1 and 60"),
        ({"surface": "linear-regression", "batch": 61}, "--batch 61: choose between 1 and 60"),
        ({"seed": -1}, "--seed -1"),
        ({"stop_gradient": -1.0}, "--stop-gradient -1"),
        ({"stop_change": float("inf")}, "--stop-change inf"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    options: dict[str, object], told: str | None
) -> None:
    if told is None:
        assert DescentSpec(**options).loss_surface.minima == ()
        return
    with pytest.raises(UsageError) as refusal:
        DescentSpec(**options)
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_domain_of_ones_own_keeps_the_minima_that_lie_in_it() -> None:
    assert len(DescentSpec(surface="himmelblau").loss_surface.minima) == 4
    spec = DescentSpec(surface="himmelblau", domain=(0, 5), start=(1, 1))
    assert [least.place for least in spec.loss_surface.minima] == [(3, 2)]


@pytest.mark.parametrize(
    ("options", "domain"),
    [
        ({"formula": "a*b"}, ((-5, 5), (-5, 5))),
        ({"formula": "a*b", "start": (28, 27)}, ((-30, 30), (-30, 30))),
        ({"formula": "a*b", "domain": (-1, 2)}, ((-1, 2), (-1, 2))),
        ({"formula": "a*b", "domain": (-1, 2, 3, 4)}, ((-1, 2), (3, 4))),
        ({"formula": "sin(x)"}, ((-5, 5),)),
    ],
)
def test_a_formula_is_shown_where_it_is_asked_for(
    options: dict[str, object], domain: tuple[tuple[float, float], ...]
) -> None:
    assert DescentSpec(**options).loss_surface.domain == domain


@pytest.mark.parametrize("optimizer", RULES)
@pytest.mark.parametrize("surface", SURFACES)
def test_every_pair_of_a_surface_and_a_rule_has_a_learning_rate(
    surface: str, optimizer: str
) -> None:
    assert 0 < DescentSpec(surface=surface, optimizer=optimizer).learning_rate() <= 10


def test_the_rate_follows_the_schedule() -> None:
    spec = DescentSpec(rate=0.4, steps=100, schedule="step", decay=0.5)
    assert [spec.rate_at(step) for step in (0, 9, 10, 25)] == [0.4, 0.4, 0.2, 0.1]


def test_asking_loads_nothing_heavy() -> None:
    code = (
        "import sys; from engine.descent.descent_spec import DescentSpec; "
        "DescentSpec(formula='a*b');"
        "print(*{'torch', 'numpy', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_samples_are_as_many_as_asked_for() -> None:
    loss = DescentSpec(surface="linear-regression", samples=200, batch=150).loss_surface.function
    assert isinstance(loss, SampleLoss)
    assert len(loss.data[0]) == 200
    with pytest.raises(UsageError, match="--samples 9 has no effect on a surface without samples"):
        DescentSpec(samples=9)
    with pytest.raises(UsageError, match="--samples 1: choose between 2 and 1,000"):
        DescentSpec(surface="linear-regression", samples=1)
