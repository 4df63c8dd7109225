"""The page's descents are the engine's: formulas, derivatives, nine rules, and how they end."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.formulas import FUNCTIONS, OF_TWO, parse_formula
from engine.descent.rules import RULES
from engine.descent.surface import Surface
from engine.descent.surfaces import SURFACES
from scenes.explore.descent_payload import tree_of
from tests.support.browser import Browser
from tests.support.js_engine import open_modules

ALL = "const f = new made.Formula(arguments[0], arguments[1]), x = arguments[2];"
CLOSE = 1e-9


@pytest.fixture(scope="module")
def modules(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """The page's modules, opened once."""
    open_modules(
        browser,
        tmp_path_factory.mktemp("modules"),
        Formula="descent/formula.js",
        walk="descent/walk.js",
        limitOf="descent/curvature.js",
        solved="descent/curvature.js",
    )
    return browser


def numbers(values: Any) -> np.ndarray:
    """Read numbers that came as text, since JSON has neither infinities nor NaN."""
    return np.array([float(value.replace("Infinity", "inf")) for value in values])


def jet(browser: Browser, tree: Any, dims: int, point: list[float]) -> np.ndarray:
    """Give value, gradient and second derivatives, computed in the page."""
    script = f"{ALL} return [f.value(x), ...f.gradient(x), ...f.hessian(x), f.value(x)].map(String)"
    found = numbers(browser.run(script, tree, dims, point))
    assert np.array_equal(found[0], found[-1], equal_nan=True)
    return found[:-1]


def reference(surface: Surface, point: list[float]) -> np.ndarray:
    return np.concatenate(
        [[surface.value(point)], surface.gradient(point), surface.hessian(point).ravel()]
    )


def of_formula(text: str) -> Surface:
    function = parse_formula(text)
    domain = ((-9.0, 9.0),) * len(function.names)
    return Surface(
        title=text, function=function, domain=domain, start=(0.0,) * len(domain),
        names=function.names,
    )  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("point", [[0.4, 0.7], [0.7, 0.4], [1.7, -0.6], [-2.0, 25.0], [0.3, 0.3]])
def test_every_function_has_its_values_and_derivatives(
    modules: Browser, name: str, point: list[float]
) -> None:
    surface = of_formula(f"{name}(a, b)" if name in OF_TWO else f"{name}(a*b) + b")
    found = jet(modules, tree_of(surface), 2, point)
    np.testing.assert_allclose(found, reference(surface, point), rtol=CLOSE, atol=CLOSE)


@pytest.mark.parametrize(
    "text",
    ["a/b", "a**b", "a**2 - b**0.5", "2**a + b", "a**-2 + b", "(a*b)**0", "-a + +b", "a^3*b^3",
     "sqrt(a) * b", "abs(a) + relu(b)", "max(a, b) * min(a, b)", "log(a)*b"],
)  # fmt: skip
@pytest.mark.parametrize("point", [[0.4, 0.7], [-1.5, 2.0], [0.0, 2.0], [0.0, 0.0], [1.0, 1.0]])
def test_every_operation_has_those_of_torch_at_odd_places_too(
    modules: Browser, text: str, point: list[float]
) -> None:
    surface = of_formula(text)
    found = jet(modules, tree_of(surface), 2, point)[:3]
    expected = reference(surface, point)[:3]
    np.testing.assert_allclose(found, expected, rtol=CLOSE, atol=CLOSE)


leaves = st.one_of(
    st.sampled_from(["a", "b", "pi", "e"]), st.integers(0, 9).map(str),
    st.floats(0.01, 5).map(lambda x: f"{x:.3f}"),
)  # fmt: skip


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    of_one = [name for name in FUNCTIONS if name not in OF_TWO]
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner),
        st.builds("{}({})".format, st.sampled_from(of_one), inner),
        st.builds("{}({}, {})".format, st.sampled_from(OF_TWO), inner, inner),
        st.builds("(-{})".format, inner),
    )


formulas = st.recursive(leaves, _wider, max_leaves=8).map(lambda text: f"{text} + 0*a")
places = st.floats(-3, 3).map(lambda x: round(x, 3))


@settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=formulas, a=places, b=places)
def test_random_formulas_have_the_values_and_gradients_of_the_engine(
    modules: Browser, text: str, a: float, b: float
) -> None:
    surface = of_formula(text)
    point = [a, b][: surface.dims]
    expected = reference(surface, point)[: 1 + surface.dims]
    found = jet(modules, tree_of(surface), surface.dims, point)[: 1 + surface.dims]
    # What the formula itself makes of a rounding error of its variables is not the page's.
    moved = [reference(surface, [x * (1 + e) for x in point])[: 1 + surface.dims]
             for e in (1e-14, -1e-14)]  # fmt: skip
    with np.errstate(invalid="ignore", over="ignore"):
        blur = np.nan_to_num(np.abs(np.stack(moved) - expected).max(axis=0), nan=0, posinf=0)
        near = np.isclose(found, expected, rtol=CLOSE, atol=CLOSE, equal_nan=True)
        near |= np.abs(found - expected) <= 100 * blur
    assert near.all(), (text, point, found, expected)


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_by_name_has_them(modules: Browser, name: str) -> None:
    surface = SURFACES[name]
    tree = tree_of(surface)
    for share in (0.1, 0.45, 0.8):
        point = [low + share * (high - low) for low, high in surface.domain]
        found, expected = jet(modules, tree, surface.dims, point), reference(surface, point)
        np.testing.assert_allclose(found, expected, rtol=CLOSE, atol=CLOSE * np.abs(expected).max())


def walked(browser: Browser, spec: DescentSpec) -> dict[str, Any]:
    surface = spec.loss_surface
    return browser.run(
        f"""{ALL} const w = made.walk(f, arguments[3], arguments[4], x, arguments[5]);
        return {{path: w.path.map((p) => [...p].map(String)), losses: w.losses.map(String),
        stopped: w.stopped}}""",
        tree_of(surface), surface.dims, list(spec.start or surface.start), spec.optimizer,
        spec.learning_rate(), spec.steps,
    )  # fmt: skip


@pytest.mark.parametrize("surface", ["ravine", "himmelblau", "logistic-regression", "two-valleys"])
@pytest.mark.parametrize("rule", RULES)
def test_each_rule_takes_a_hundred_steps_as_the_engine_does(
    modules: Browser, rule: str, surface: str
) -> None:
    spec = DescentSpec(surface=surface, optimizer=rule, steps=100)
    descent, page = descend(spec), walked(modules, spec)
    path = np.array([numbers(point) for point in page["path"]])
    assert path.shape == descent.path.shape
    np.testing.assert_allclose(path, descent.path, rtol=CLOSE, atol=CLOSE)
    np.testing.assert_allclose(numbers(page["losses"]), descent.loss, rtol=CLOSE, atol=CLOSE)
    assert page["stopped"] == descent.stopped


@pytest.mark.parametrize(
    ("spec", "stopped"),
    [
        (DescentSpec(rate=1.5, steps=400), "diverged"),
        (DescentSpec(formula="exp(a**2)", start=(2.0,), domain=(-3, 3), rate=1.0), "diverged"),
        (
            DescentSpec(formula="a*sqrt(a) + b", start=(0.5, 1), domain=(0, 1), rate=0.5),
            "undefined",
        ),
        (DescentSpec(formula="sqrt(abs(a)) + b**2", start=(0.0, 1.0)), "no gradient"),
    ],
)
def test_it_ends_where_the_engine_ends(modules: Browser, spec: DescentSpec, stopped: str) -> None:
    descent, page = descend(spec), walked(modules, spec)
    assert (page["stopped"], len(page["path"])) == (stopped, len(descent.path))
    assert descent.stopped == stopped


@pytest.mark.parametrize("rule", ["gradient-descent", "momentum", "nesterov", "newton"])
def test_a_rate_below_the_limit_arrives_and_one_above_it_leaves(
    modules: Browser, rule: str
) -> None:
    surface = SURFACES["ravine"]
    script = f"{ALL} return made.limitOf(arguments[3], f, x)"
    limit = modules.run(script, tree_of(surface), 2, [0.0, 0.0], rule)
    below, above = (
        descend(DescentSpec(surface="ravine", optimizer=rule, rate=share * limit, steps=3000))
        for share in (0.99, 1.01)
    )
    assert np.linalg.norm(below.final) < 1e-3
    assert np.linalg.norm(above.final) > np.linalg.norm(above.path[0])


def test_no_limit_is_told_where_none_is_known(modules: Browser) -> None:
    script = f"{ALL} return made.limitOf(arguments[3], f, x)"
    assert modules.run(script, tree_of(SURFACES["ravine"]), 2, [0, 0], "adam") is None
    saddle = tree_of(SURFACES["saddle"])
    assert modules.run(script, saddle, 2, [0, 0], "gradient-descent") is None


@pytest.mark.parametrize(
    ("matrix", "gradient"),
    [([2, 1, 1, 3], [1, 4]), ([1, 1, 1, 1], [3, 1]), ([0, 0, 0, 0], [1, 2]), ([4], [2]), ([0], [2]),
     ([1e-9, 0, 0, 1], [1, 1]), ([-2, 0.5, 0.5, 1], [1, -1])],
)  # fmt: skip
def test_newtons_step_is_that_of_least_squares(
    modules: Browser, matrix: list[float], gradient: list[float]
) -> None:
    solve = (
        "return [...made.solved(Float64Array.from(arguments[0]), Float64Array.from(arguments[1]))]"
    )
    dims = math.isqrt(len(matrix))
    expected = np.linalg.lstsq(np.reshape(matrix, (dims, dims)), np.array(gradient), rcond=None)[0]
    assert modules.run(solve, matrix, gradient) == pytest.approx(expected.tolist(), rel=1e-9)


@pytest.mark.parametrize(
    "tree",
    [
        {"op": "eval", "of": [{"op": "number", "value": 1}]},
        {"op": "constructor", "of": [{"op": "number", "value": 1}]},
    ],
)
def test_an_operation_that_is_not_known_is_refused(modules: Browser, tree: Any) -> None:
    told = modules.run(
        "try { new made.Formula(arguments[0], 1) } catch (e) { return e.message }", tree
    )
    assert told == f"a formula cannot have {tree['op']}"
