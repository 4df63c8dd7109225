"""Named data sets have the right shapes, in the right place."""

import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn import datasets as reference
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from engine.data.dataset import Dataset
from engine.data.datasets import DATASETS
from engine.data.make_dataset import make_dataset

SYNTHETIC = [name for name, kind in DATASETS.items() if not kind.fixed]
REAL = ["digits", "iris"]
CHOOSABLE = ["spirals", "blobs", "gaussian-quantiles"]


def in_order(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points[np.lexsort(np.round(points, 5).T)]


def radii(data: Dataset) -> NDArray[np.float64]:
    return np.hypot(*data.features.T.astype(np.float64))


def test_the_registry_holds_the_promised_names() -> None:
    assert set(DATASETS) >= {
        *("spirals", "circles", "disc-in-ring", "moons", "xor", "halves"),
        *("blobs", "gaussian-quantiles", "digits", "iris"),
    }
    assert all(kind.name == name and kind.summary for name, kind in DATASETS.items())


@pytest.mark.parametrize("name", DATASETS)
def test_every_set_keeps_its_word_about_types_shapes_and_names(name: str) -> None:
    data = make_dataset(name)
    assert data.name == name
    assert data.features.dtype == np.float32
    assert data.labels.dtype == np.int64
    assert data.features.shape == (data.samples, data.dims)
    assert data.samples == DATASETS[name].samples
    assert data.classes == DATASETS[name].classes
    assert set(data.labels.tolist()) == set(range(data.classes))
    assert len(data.feature_names) == data.dims == len(data.centre) == len(data.scale)
    assert len(set(data.feature_names)) == data.dims
    assert len(set(data.class_names)) == data.classes
    assert np.isfinite(data.features).all()


@pytest.mark.parametrize("name", SYNTHETIC)
@pytest.mark.parametrize("samples", [6, 7, 301, 2000])
def test_synthetic_classes_are_balanced_as_far_as_the_number_allows(
    name: str, samples: int
) -> None:
    counts = np.bincount(make_dataset(name, samples=samples).labels)
    assert counts.sum() == samples
    assert np.ptp(counts) <= 1


@pytest.mark.parametrize("name", CHOOSABLE)
@pytest.mark.parametrize(("samples", "classes"), [(14, 7), (300, 7), (43, 20)])
def test_any_number_of_classes_is_balanced_too(name: str, samples: int, classes: int) -> None:
    data = make_dataset(name, samples=samples, classes=classes)
    assert data.classes == classes
    assert np.ptp(np.bincount(data.labels, minlength=classes)) <= 1


@pytest.mark.parametrize("name", SYNTHETIC)
def test_noiseless_points_span_the_square_about_the_origin(name: str) -> None:
    data = make_dataset(name, samples=1000, noise=0)
    assert np.abs(data.features).max() == pytest.approx(2, abs=0.02)
    middle = (data.features.max(axis=0) + data.features.min(axis=0)) / 2
    # three corners of a triangle have the origin as their mean, not as the middle of their box
    centred = data.features.mean(axis=0) if name == "blobs" else middle
    assert np.abs(centred).max() < 0.35
    assert data.centre.tolist() == [0, 0]
    assert data.scale.tolist() == [1, 1]


@pytest.mark.parametrize("name", SYNTHETIC)
def test_points_are_shuffled(name: str) -> None:
    labels = make_dataset(name, samples=400, seed=3).labels
    changes = np.count_nonzero(np.diff(labels))
    expected = 399 * (1 - 1 / (labels.max() + 1))
    assert changes == pytest.approx(expected, rel=0.2)


@pytest.mark.parametrize("name", SYNTHETIC)
def test_noise_is_a_standard_deviation_that_moves_the_same_points(name: str) -> None:
    still = make_dataset(name, samples=4000, noise=0, seed=5)
    moved = make_dataset(name, samples=4000, noise=0.25, seed=5)
    assert np.array_equal(still.labels, moved.labels)
    steps = moved.features - still.features
    assert steps.std(axis=0) == pytest.approx([0.25, 0.25], rel=0.05)
    assert steps.mean(axis=0) == pytest.approx([0, 0], abs=0.02)
    assert abs(np.corrcoef(steps[:, 0], still.features[:, 0])[0, 1]) < 0.06


@pytest.mark.parametrize("name", DATASETS)
def test_one_seed_gives_the_same_bytes_and_another_gives_others(name: str) -> None:
    first, again, other = (make_dataset(name, samples=90, seed=seed) for seed in (1, 1, 2))
    assert first.features.tobytes() == again.features.tobytes()
    assert first.labels.tobytes() == again.labels.tobytes()
    assert first.features.tobytes() != other.features.tobytes()


def test_a_million_points_can_be_had() -> None:
    assert make_dataset("xor", samples=1_000_000).samples == 1_000_000


# The shapes, against independent references


@pytest.mark.parametrize(("classes", "turns"), [(2, 0.9), (3, 0.9), (5, 1.7)])
def test_the_radius_of_a_spiral_arm_grows_linearly_with_its_angle(
    classes: int, turns: float
) -> None:
    data = make_dataset("spirals", samples=100 * classes, classes=classes, turns=turns, noise=0)
    starts = []
    for arm in range(classes):
        points = data.features[data.labels == arm].astype(np.float64)
        points = points[np.argsort(np.hypot(*points.T))]
        angle = np.unwrap(np.arctan2(points[:, 1], points[:, 0]))
        radius = np.hypot(*points.T)
        slope, start = np.polyfit(angle - angle[0], radius, 1)
        assert radius == pytest.approx(start + slope * (angle - angle[0]), abs=1e-5)
        assert angle[-1] - angle[0] == pytest.approx(2 * np.pi * turns, abs=1e-4)
        assert start == pytest.approx(0.2, abs=1e-5)
        starts.append(angle[0])
    gaps = np.diff(np.sort(np.mod(starts, 2 * np.pi)))
    assert gaps == pytest.approx(np.full(classes - 1, 2 * np.pi / classes), abs=1e-4)


def test_circles_are_those_of_scikit_learn() -> None:
    data = make_dataset("circles", samples=101, noise=0)
    points, labels = reference.make_circles(101, shuffle=False, factor=0.5)
    for label in (0, 1):
        ours, theirs = data.features[data.labels == label], 2 * points[labels == label]
        assert in_order(ours) == pytest.approx(in_order(theirs), abs=1e-5)


def test_moons_are_those_of_scikit_learn_centred_and_enlarged() -> None:
    data = make_dataset("moons", samples=101, noise=0)
    points, labels = reference.make_moons(101, shuffle=False)
    for label in (0, 1):
        ours = data.features[data.labels == label] * 0.75 + [0.5, 0.25]
        assert in_order(ours) == pytest.approx(in_order(points[labels == label]), abs=1e-5)


def test_disc_and_ring_are_separated_by_radius_and_uniform_in_area() -> None:
    data = make_dataset("disc-in-ring", samples=4000, noise=0)
    disc, ring = radii(data)[data.labels == 0], radii(data)[data.labels == 1]
    assert disc.max() <= 2 / 3 + 1e-6
    assert ring.min() >= 4 / 3 - 1e-6
    assert ring.max() <= 2 + 1e-6
    # the area within half the radius is a quarter of the disc's
    assert np.mean(disc < 1 / 3) == pytest.approx(1 / 4, abs=0.03)
    assert np.mean(ring**2 < (16 / 9 + 4) / 2) == pytest.approx(1 / 2, abs=0.03)


def test_xor_gives_opposite_quadrants_the_same_class() -> None:
    data = make_dataset("xor", noise=0)
    x, y = data.features.T
    assert np.array_equal(data.labels, x * y < 0)
    quadrants = np.bincount(2 * (x > 0) + (y > 0))
    assert np.ptp(quadrants) <= 1


def test_blobs_are_gaussian_clouds_evenly_spread_on_a_circle() -> None:
    data = make_dataset("blobs", samples=5000, classes=5, noise=0.2)
    clouds = [data.features[data.labels == label] for label in range(5)]
    centres = np.array([cloud.mean(axis=0) for cloud in clouds])
    assert np.hypot(*centres.T) == pytest.approx(np.full(5, 2), abs=0.03)
    sides = np.hypot(*(np.roll(centres, 1, axis=0) - centres).T)
    assert sides == pytest.approx(np.full(5, 4 * np.sin(np.pi / 5)), abs=0.05)
    assert [cloud.std() for cloud in clouds - centres[:, None]] == pytest.approx(
        [0.2] * 5, abs=0.01
    )


def test_gaussian_quantiles_are_a_gaussian_cut_at_the_quantiles_of_its_radius() -> None:
    data = make_dataset("gaussian-quantiles", samples=9000, classes=3)
    sigma = data.features.std()
    # a Rayleigh distribution, so its quantile q is at sigma * sqrt(-2 ln(1 - q))
    for inner, share in ((0, 1 / 3), (1, 2 / 3)):
        expected = sigma * np.sqrt(-2 * np.log(1 - share))
        assert radii(data)[data.labels == inner].max() == pytest.approx(expected, rel=0.05)
        assert radii(data)[data.labels == inner].max() <= radii(data)[data.labels > inner].min()


@pytest.mark.parametrize("name", ["spirals", "circles", "disc-in-ring", "moons", "xor"])
def test_no_line_separates_the_classes(name: str) -> None:
    data = make_dataset(name)
    line = LogisticRegression(C=1e4).fit(data.features, data.labels)
    assert line.score(data.features, data.labels) < 0.95


def test_a_line_separates_the_halves_with_a_gap_between() -> None:
    data = make_dataset("halves", samples=3000)
    along, across = (data.features @ np.array([[np.sqrt(3), 1], [-1, np.sqrt(3)]]) / 2).T
    zero, one = (across[data.labels == label] for label in (0, 1))
    radius = np.ptp(along) / 2
    assert one.min() - zero.max() == pytest.approx(radius / 3, rel=0.05)
    assert np.ptp(one) == pytest.approx(radius, rel=0.05)
    assert np.ptp(zero) == pytest.approx(radius, rel=0.05)
    # half discs: the area within half the radius is a quarter
    height = np.where(data.labels == 1, across - one.min(), zero.max() - across)
    assert (np.hypot(along, height) < radius / 2).mean() == pytest.approx(1 / 4, abs=0.03)


def test_lines_separate_the_blobs() -> None:
    data = make_dataset("blobs", noise=0.2)
    line = LogisticRegression().fit(data.features, data.labels)
    assert line.score(data.features, data.labels) == 1


def test_the_nested_sets_are_those_in_which_a_class_surrounds_another() -> None:
    nested = {name for name in DATASETS if make_dataset(name).nested}
    assert nested == {"circles", "disc-in-ring", "gaussian-quantiles"}


# Real data


@pytest.mark.parametrize("name", REAL)
def test_real_data_is_standardised_as_scikit_learn_does(name: str) -> None:
    raw, labels = getattr(reference, f"load_{name}")(return_X_y=True)
    data = make_dataset(name)
    scaler = StandardScaler().fit(raw)
    np.testing.assert_allclose(data.features, scaler.transform(raw), atol=1e-5)
    assert data.centre == pytest.approx(scaler.mean_)
    assert data.scale == pytest.approx(scaler.scale_)
    np.testing.assert_allclose(data.features * data.scale + data.centre, raw, atol=1e-4)
    assert np.array_equal(data.labels, labels)


def test_iris_bears_its_names() -> None:
    bunch, data = reference.load_iris(), make_dataset("iris")
    assert data.class_names == tuple(bunch.target_names)
    assert data.feature_names == tuple(bunch.feature_names)


def test_pixels_that_never_change_keep_scale_one() -> None:
    data = make_dataset("digits")
    constant = np.ptp(data.features, axis=0) == 0
    assert constant.any()
    assert (data.scale[constant] == 1).all()


@pytest.mark.parametrize("name", REAL)
def test_real_data_can_be_left_as_it_is(name: str) -> None:
    raw, _ = getattr(reference, f"load_{name}")(return_X_y=True)
    data = make_dataset(name, standardise=False)
    np.testing.assert_array_equal(data.features, raw.astype(np.float32))
    assert not data.centre.any()
    assert (data.scale == 1).all()


def test_importing_the_data_sets_does_not_import_scikit_learn() -> None:
    code = "import sys, engine.data.make_dataset; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
