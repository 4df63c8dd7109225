"""Descents: the chapter's numbers to the last digit, real mini-batches, and reasons to stop."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.descent.descent import Descent, descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.surface import Surface
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.results import load_result, save_result

CHAPTER = {"surface": "bowl", "start": (28.0, 27.0), "rate": 0.01, "steps": 500}


# The chapter


def test_gradient_descent_ends_where_the_chapter_should_have_ended() -> None:
    descent = descend(DescentSpec(optimizer="gradient-descent", **CHAPTER))
    assert descent.final.tolist() == [8.00082047970291, 2.0010255996286364]
    assert (descent.steps, descent.stopped, descent.diverged_at) == (500, "all steps done", None)


def test_the_rule_as_printed_ends_where_the_chapter_did() -> None:
    descent = descend(DescentSpec(optimizer="as-printed", **CHAPTER))
    assert descent.final.tolist() == [8.000000000000005, 2.000000002230101]


def test_the_rule_as_printed_diverges_where_a_parameter_is_negative() -> None:
    spec = DescentSpec(optimizer="as-printed", start=(-5, -5), rate=0.01)
    descent = descend(spec)
    assert descent.diverged_at == 11
    assert descent.stopped == "diverged"
    assert abs(descent.path[11, 0]) > 1e6 > abs(descent.path[10, 0])
    plain = descend(DescentSpec(start=(-5, -5), rate=0.01))
    assert plain.diverged_at is None


# What is written down


def test_loss_and_gradient_are_those_of_every_point() -> None:
    descent = descend(DescentSpec(surface="beale", steps=50, optimizer="adam"))
    assert np.array_equal(descent.loss, SURFACES["beale"].value(descent.path))
    assert np.array_equal(descent.gradient, SURFACES["beale"].gradient(descent.path))
    assert len(descent.rate) == 50
    assert {name: array.shape for name, array in descent.state.items()} == {
        "exp_avg": (50, 2),
        "exp_avg_sq": (50, 2),
    }
    np.testing.assert_allclose(descent.state["exp_avg"][0], 0.1 * descent.gradient[0])


def test_a_schedule_scales_the_steps() -> None:
    spec = DescentSpec(surface="booth", schedule="cosine", steps=20, rate=0.05)
    descent = descend(spec)
    moved = descent.path[1:] - descent.path[:-1]
    expected = -descent.rate[:, None] * descent.gradient[:-1]
    np.testing.assert_allclose(moved, expected, rtol=1e-9, atol=1e-14)
    assert descent.rate[0] == 0.05
    assert descent.rate[10] == pytest.approx(0.025)


def test_it_is_kept_bit_for_bit(tmp_path: Path) -> None:
    spec = DescentSpec(surface="logistic-regression", batch=4, steps=6, optimizer="momentum")
    descent = descend(spec)
    again = load_result(Descent, save_result(descent, tmp_path / "descent.safetensors"))
    assert again.spec == spec
    assert again.stopped == descent.stopped
    for name in ("path", "loss", "gradient", "rate", "order"):
        assert np.array_equal(getattr(again, name), getattr(descent, name))
    assert np.array_equal(again.state["momentum_buffer"], descent.state["momentum_buffer"])


def test_whoever_waits_is_told_how_far_it_is() -> None:
    told: list[int] = []
    descend(DescentSpec(steps=250), advance=lambda step, words: told.append(step))
    assert told == [0, 100, 200]


# Samples


@pytest.mark.parametrize("name", ["linear-regression", "logistic-regression"])
@pytest.mark.parametrize("batch", [1, 8])
def test_a_step_follows_the_gradient_of_its_own_samples(name: str, batch: int) -> None:
    descent = descend(DescentSpec(surface=name, batch=batch, steps=40, rate=0.02))
    loss = SURFACES[name].function
    assert descent.order.shape == (40, batch)
    for step in (0, 7, 39):
        place = torch.tensor(descent.path[step], requires_grad=True)
        loss(*place, rows=descent.order[step]).backward()
        np.testing.assert_allclose(descent.gradient[step], place.grad.numpy(), rtol=1e-12)
        moved = descent.path[step + 1] - descent.path[step]
        np.testing.assert_allclose(moved, -0.02 * place.grad.numpy(), rtol=1e-9)
    np.testing.assert_allclose(descent.loss, SURFACES[name].value(descent.path), rtol=1e-13)


def test_a_batch_of_all_samples_is_the_whole() -> None:
    whole = descend(DescentSpec(surface="linear-regression", steps=30))
    batch = descend(DescentSpec(surface="linear-regression", steps=30, batch=60))
    assert whole.order.shape == (30, 0)
    assert batch.order.shape == (30, 60)
    np.testing.assert_allclose(batch.path, whole.path, rtol=1e-12)


def test_the_seed_decides_the_order_of_the_samples() -> None:
    one, same, other = (
        descend(DescentSpec(surface="linear-regression", steps=9, batch=2, seed=seed))
        for seed in (1, 1, 2)
    )
    assert np.array_equal(one.path, same.path)
    assert not np.array_equal(one.path, other.path)


# Stopping


def test_it_stops_where_the_gradient_is_small() -> None:
    descent = descend(DescentSpec(stop_gradient=1.0))
    lengths = np.linalg.norm(descent.gradient, axis=1)
    assert descent.stopped == "gradient small"
    assert lengths[-1] <= 1 < lengths[-2]


def test_it_stops_where_the_loss_settles() -> None:
    descent = descend(DescentSpec(stop_change=0.01))
    changes = np.abs(np.diff(descent.loss))
    assert descent.stopped == "loss settled"
    assert changes[-1] < 0.01 <= changes[-2]


def test_a_start_at_the_bottom_takes_no_step() -> None:
    descent = descend(DescentSpec(start=(8, 2), stop_gradient=1e-9, optimizer="adam"))
    assert (descent.steps, descent.state) == (0, {})


@pytest.mark.parametrize("rule", ["gradient-descent", "newton", "momentum"])
def test_a_step_to_where_there_is_no_loss_ends_a_descent_that_has_not_diverged(rule: str) -> None:
    spec = DescentSpec(formula="log(a) + b**2", domain=(0.1, 5), start=(1, 1), rate=9.0)
    descent = descend(replace(spec, optimizer=rule))
    if rule == "newton":  # uphill on a logarithm
        assert (descent.stopped, descent.diverged_at) == ("diverged", descent.steps)
        assert np.abs(descent.path[-1]).max() > 1e6
    else:
        assert (descent.stopped, descent.diverged_at) == ("undefined", None)
        assert np.isnan(descent.loss[-1])
    assert np.isfinite(descent.loss[:-1]).all()


def test_a_descent_ends_at_a_kink_which_has_a_loss_but_no_gradient() -> None:
    descent = descend(DescentSpec(formula="sqrt(x**2 + y**2)", start=(3, 4), rate=1, steps=8))
    assert (descent.stopped, descent.steps, descent.loss[-1]) == ("no gradient", 5, 0)


# Surfaces of one's own


def test_anybodys_function_can_be_descended() -> None:
    own = Surface(
        title="Mine", function=lambda a, b: torch.cosh(a - 1) + b**2, domain=((-3, 3),) * 2,
        start=(-2, 2), rate=0.1,
    )  # fmt: skip
    descent = descend(DescentSpec(steps=300), own)
    assert descent.path[0].tolist() == [-2, 2]
    assert descent.rate[0] == 0.1
    assert descent.final == pytest.approx((1, 0), abs=1e-8)
    with pytest.raises(UsageError, match="--start 5,0 lies outside"):
        descend(DescentSpec(start=(5, 0)), own)


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("0*a*b + 3", "is 3 everywhere"),
        ("log(a) + b", "no finite value at (-5, -5)"),
        ("a/0 + b", "no finite value anywhere"),
        ("sqrt(-1)*a", "no finite value anywhere"),
        ("log(-1)*a + b", "no finite value anywhere"),
    ],
)
def test_a_surface_without_slope_or_value_is_refused(formula: str, told: str) -> None:
    with pytest.raises(UsageError) as refusal:
        descend(DescentSpec(formula=formula))
    assert told in str(refusal.value)
