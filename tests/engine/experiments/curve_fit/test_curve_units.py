"""A network that was trained on numbers of about 1 is told as one of the data's own numbers."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from engine.experiments.curve_fit.curve_fit import curve_fit
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.experiments.curve_fit.curve_points import curve_points
from engine.experiments.curve_fit.curve_units import CurveUnits
from engine.experiments.curve_fit.fitted_curve import FittedCurve


@pytest.fixture
def table(tmp_path: Path) -> str:
    rng = np.random.default_rng(3)
    x = rng.uniform(1990, 2020, 60)
    y = 5_000 + 800 * np.sin(x / 4) + rng.normal(0, 100, 60)
    path = tmp_path / "years.csv"
    np.savetxt(path, np.column_stack([x, y]), delimiter=",", header="year,sold", comments="")
    return str(path)


def test_inputs_fill_one_unit_and_outputs_have_variance_one() -> None:
    points = np.random.default_rng(0).normal([50, -3], [4, 0.1], (100, 2))
    x, y = CurveUnits.of(points).standardised(points).T
    assert (x.min(), x.max()) == pytest.approx((-1, 1))
    np.testing.assert_allclose(y, StandardScaler().fit_transform(points[:, 1:])[:, 0])


def test_losses_are_mean_squared_errors_in_the_units_of_the_file(table: str) -> None:
    spec = CurveFitSpec(data=table, units=20, steps=300)
    run, points = curve_fit(spec, lambda *_: None), curve_points(spec)
    fit = FittedCurve(run, points.held_out, names=points.names)
    assert fit.names == ("year", "sold")
    assert run.data.feature_names == ("year",)
    assert fit.is_squared
    for step in (0, 150, 300):
        x, y = fit.curve(step)
        for of, told in (
            (points.training, fit.training_loss(step)),
            (points.held_out, fit.validation_loss(step)),
        ):
            gaps = np.interp(of[:, 0], x, y) - of[:, 1]
            inside = (of[:, 0] >= x[0]) & (of[:, 0] <= x[-1])
            assert inside.all()
            assert told == pytest.approx(np.mean(gaps**2), rel=1e-3)


def test_the_training_is_that_of_standardised_points_whatever_their_units(table: str) -> None:
    spec = CurveFitSpec(data=table, units=20, steps=60)
    points = curve_points(spec)
    other = Path(table).with_name("thousands.csv")
    rows = np.loadtxt(table, delimiter=",", skiprows=1) * [1, 1e-3]
    np.savetxt(other, rows, delimiter=",", header="year,sold", comments="")
    both = [curve_fit(s, lambda *_: None) for s in (spec, CurveFitSpec(
        data=str(other), units=20, steps=60))]  # fmt: skip
    np.testing.assert_allclose(both[0].metrics.loss, 1e6 * both[1].metrics.loss, rtol=1e-3)
    variance = points.training[:, 1].var()
    assert both[0].metrics.loss[0] / variance == pytest.approx(1, abs=1.5)
    assert np.isnan(both[0].metrics.gradient_norm).all()
