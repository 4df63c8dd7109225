"""Loss surfaces by name, each with its known minima and its source."""

from __future__ import annotations

from engine.descent.formulas import parse_formula
from engine.descent.sample_losses import SampleLoss
from engine.descent.surface import Minimum, Point, Surface
from engine.registry import Registry

SURFACES: Registry[Surface] = Registry("surface")


def _add(
    name: str,
    formula: str,
    *,
    domain: tuple[tuple[float, float], ...],
    minima: dict[Point, float],
    start: Point,
    rate: float,
    source: str,
    title: str = "",
    partials: tuple[str, ...] = (),
) -> None:
    """Register a surface that a formula gives, with the places and values of its minima."""
    function = parse_formula(formula)
    surface = Surface(
        title=title or f"{name.replace('-', ' ').capitalize()}",
        function=function,
        domain=domain,
        start=start,
        rate=rate,
        minima=tuple(Minimum(place, value) for place, value in minima.items()),
        names=function.names,
        typst=function.typst,
        source=source,
        partials=partials,
    )
    SURFACES.add(name, surface)


_add(
    "bowl",
    "(a - 8)**2 + (b - 2)**2",
    domain=((-30, 30), (-30, 30)),
    minima={(8, 2): 0},
    start=(28, 27),
    rate=0.01,
    source="Joseph & Tackes 2024, Modern Time Series Forecasting with Python, ch. 11, fig. 11.13",
    partials=("2 * (a - 8)", "2 * (b - 2)"),
)
_add(
    "ravine",
    "(x**2 + 20*y**2) / 2",
    title="Ill-conditioned quadratic",
    domain=((-10, 10), (-4, 4)),
    minima={(0, 0): 0},
    start=(-9, 3),
    rate=0.09,
    source="Goh 2017, Why Momentum Really Works, Distill; condition number 20",
)
_add(
    "saddle",
    "x**2 - y**2",
    domain=((-2, 2), (-2, 2)),
    minima={},
    start=(-1.8, 0.02),
    rate=0.05,
    source="Dauphin et al. 2014, Identifying and attacking the saddle point problem",
)
_add(
    "two-basins",
    "x**2 / 2 + y**4 / 4 - y**2 / 2",
    domain=((-2, 2), (-2, 2)),
    minima={(0, -1): -0.25, (0, 1): -0.25},
    start=(1.8, 0.02),
    rate=0.15,
    source="Nesterov 2004, Introductory Lectures on Convex Optimization, example 1.2.2",
)
_add(
    "rosenbrock",
    "(1 - x)**2 + 100*(y - x**2)**2",
    domain=((-2, 2), (-1, 3)),
    minima={(1, 1): 0},
    start=(-1.2, 1),
    rate=0.001,
    source="Rosenbrock 1960, An automatic method for finding the greatest or least value",
)
_add(
    "himmelblau",
    "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    domain=((-5, 5), (-5, 5)),
    minima={
        (3, 2): 0,
        (-2.805118086952745, 3.131312518250573): 0,
        (-3.779310253377747, -3.2831859912861696): 0,
        (3.5844283403304917, -1.8481265269644036): 0,
    },
    start=(-0.5, -0.6),
    rate=0.01,
    source="Himmelblau 1972, Applied Nonlinear Programming",
)
_add(
    "beale",
    "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    minima={(3, 0.5): 0},
    start=(1, 1.5),
    rate=0.01,
    source="Beale 1958, On an iterative method for finding a local minimum",
)
_add(
    "booth",
    "(x + 2*y - 7)**2 + (2*x + y - 5)**2",
    domain=((-10, 10), (-10, 10)),
    minima={(1, 3): 0},
    start=(-8, -6),
    rate=0.05,
    source="Jamil & Yang 2013, A literature survey of benchmark functions, no. 17",
)
_add(
    "rastrigin",
    "20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)",
    domain=((-5.12, 5.12), (-5.12, 5.12)),
    minima={(0, 0): 0},
    start=(-3.6, 2.4),
    rate=0.002,
    source="Rastrigin 1974, Systems of Extremal Control; as in Mühlenbein et al. 1991",
)
_add(
    "parabola",
    "(a - 8)**2",
    domain=((-30, 30),),
    minima={(8,): 0},
    start=(28,),
    rate=0.1,
    source="The section a ↦ L(a, 2) of the bowl",
)
_add(
    "two-valleys",
    "(3*x**4 + 4*x**3 - 12*x**2) / 32",
    domain=((-3, 2.2),),
    minima={(-2,): -1, (1,): -5 / 32},
    start=(2.1,),
    rate=0.1,
    source="Slope 3x(x − 1)(x + 2)/8: a global minimum at −2, a local one at 1",
)
_add(
    "ripples",
    "10 + x**2 - 10*cos(2*pi*x)",
    domain=((-5.12, 5.12),),
    minima={(0,): 0},
    start=(4.4,),
    rate=0.002,
    source="Rastrigin 1974, in one variable",
)

SURFACES.add(
    "linear-regression",
    Surface(
        title="Mean squared error of a line",
        function=SampleLoss("linear"),
        domain=((-4, 6), (-3, 7)),
        start=(-3.2, 6.2),
        rate=0.1,
        names=("w0", "w1"),
        typst="frac(1, N) sum_i (y_i - w_0 - w_1 x_i)^2",
        source="Least squares over samples of 1 + 2x, with noise of standard deviation 0.8",
    ),
)
SURFACES.add(
    "logistic-regression",
    Surface(
        title="Cross-entropy of a logistic model",
        function=SampleLoss("logistic", slope=1.5, intercept=-0.5),
        domain=((-5, 4), (-2, 7)),
        start=(3.4, -1.4),
        rate=1.0,
        names=("w0", "w1"),
        typst="-frac(1, N) sum_i ln P(y_i | x_i; w_0, w_1)",
        source="Cross-entropy over labels drawn with probability σ(−0.5 + 1.5x)",
    ),
)
