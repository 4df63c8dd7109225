"""Pictures of wide layers: principal components, turned to agree from layer to layer."""

import numpy as np
import pytest
from scipy.linalg import subspace_angles
from scipy.stats import ortho_group
from sklearn.decomposition import PCA

from engine.geometry.decisions import classifier, hidden_depth
from engine.geometry.projections import View, depth_views, exact_view, principal_view, seen_at
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train


def cloud(width: int = 7, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(80, width)) * np.arange(width, 0, -1) @ mixed(width) + 3


def mixed(width: int) -> np.ndarray:
    basis: np.ndarray = ortho_group.rvs(width, random_state=1)
    return basis


def distance(x: np.ndarray, y: np.ndarray) -> float:
    """Compare two pictures, each about its own middle."""
    return float(np.linalg.norm((x - x.mean(axis=0)) - (y - y.mean(axis=0))))


# Principal components


@pytest.mark.parametrize("picture", [2, 3])
@pytest.mark.parametrize("width", [4, 7, 16])
def test_a_principal_view_is_scikit_learn_s(width: int, picture: int) -> None:
    x = cloud(width)
    view, pca = principal_view(x, picture), PCA(picture).fit(x)
    assert view.explained == pytest.approx(pca.explained_variance_ratio_.sum())
    assert view.centre == pytest.approx(pca.mean_)
    assert subspace_angles(view.basis, pca.components_.T).max() < 1e-6
    seen, expected = view.project(x), pca.transform(x)
    np.testing.assert_allclose(np.abs(seen), np.abs(expected), atol=1e-9)


@pytest.mark.parametrize("like", [False, True])
def test_the_directions_of_a_picture_are_orthonormal(like: bool) -> None:
    reference = np.random.default_rng(5).normal(size=(80, 2)) if like else None
    basis = principal_view(cloud(), 2, like=reference).basis
    np.testing.assert_allclose(basis.T @ basis, np.eye(2), atol=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_aligning_a_picture_never_takes_it_further_from_the_reference(seed: int) -> None:
    x = cloud(seed=seed)
    rng = np.random.default_rng(100 + seed)
    reference = rng.normal(size=(80, 2)) + x @ rng.normal(size=(7, 2))
    plain, aligned = principal_view(x, 2), principal_view(x, 2, like=reference)
    assert subspace_angles(plain.basis, aligned.basis).max() < 1e-6
    assert aligned.explained == pytest.approx(plain.explained)
    # No turn or flip of the picture comes nearer.
    nearest = distance(aligned.project(x), reference)
    assert nearest <= distance(plain.project(x), reference) + 1e-9
    for turn in ortho_group.rvs(2, size=50, random_state=seed):
        assert nearest <= distance(aligned.project(x) @ turn, reference) + 1e-9


def test_a_turned_copy_is_turned_back() -> None:
    x = cloud()
    seen = principal_view(x, 3).project(x)
    reference = seen @ ortho_group.rvs(3, random_state=2) + 5
    aligned = principal_view(x, 3, like=reference).project(x)
    np.testing.assert_allclose(aligned, reference - reference.mean(axis=0), atol=1e-9)


def test_the_same_points_always_give_the_same_picture_also_upside_down() -> None:
    x = cloud()
    np.testing.assert_array_equal(principal_view(x, 2).basis, principal_view(x, 2).basis)
    flipped = principal_view(2 * x.mean(axis=0) - x, 2)
    np.testing.assert_allclose(flipped.basis, principal_view(x, 2).basis, atol=1e-9)


def test_points_that_are_all_the_same_are_explained_wholly() -> None:
    assert principal_view(np.ones((10, 5)), 2).explained == 1


# Seeing and lifting


def test_the_share_is_the_fraction_of_the_variance_that_is_seen() -> None:
    x = cloud()
    view = principal_view(x, 2)
    assert view.share(x) == pytest.approx(PCA(2).fit(x).explained_variance_ratio_.sum())
    other = cloud(seed=9)
    expected = (other @ view.basis).var(axis=0).sum() / other.var(axis=0).sum()
    assert view.share(other) == pytest.approx(expected)
    assert exact_view(7, 7).share(x) == pytest.approx(1)
    assert view.share(np.ones((4, 7))) == 1


def test_what_is_lifted_is_seen_where_it_was() -> None:
    view = principal_view(cloud(), 2)
    picture = np.random.default_rng(0).normal(size=(20, 2))
    np.testing.assert_allclose(view.project(view.lift(picture)), picture, atol=1e-12)


def test_lifting_what_is_seen_gives_the_nearest_point_of_the_plane() -> None:
    x = cloud()
    view = principal_view(x, 2)
    lifted = view.lift(view.project(x))
    np.testing.assert_allclose((x - lifted) @ view.basis, np.zeros((80, 2)), atol=1e-9)


def test_a_classifier_is_seen_as_it_acts_on_lifted_points() -> None:
    rng = np.random.default_rng(0)
    weights, biases = rng.normal(size=(3, 7)), rng.normal(size=3)
    view = principal_view(cloud(), 2)
    picture = rng.normal(size=(20, 2))
    seen_weights, seen_biases = view.see_classifier(weights, biases)
    expected = view.lift(picture) @ weights.T + biases
    np.testing.assert_allclose(picture @ seen_weights.T + seen_biases, expected, atol=1e-9)


@pytest.mark.parametrize(("width", "picture"), [(1, 2), (2, 2), (2, 3), (3, 3)])
def test_a_narrow_layer_is_shown_as_it_is(width: int, picture: int) -> None:
    view = exact_view(width, picture)
    x = cloud(width)
    assert view.is_exact
    assert view.explained == 1
    np.testing.assert_array_equal(view.project(x)[:, :width], x)
    np.testing.assert_array_equal(view.project(x)[:, width:], np.zeros((80, picture - width)))
    np.testing.assert_array_equal(view.lift(view.project(x)), x)


def test_a_wide_layer_is_not_exact() -> None:
    assert not principal_view(cloud(), 2).is_exact


# A network's views


@pytest.mark.parametrize("picture", [2, 3])
def test_every_depth_has_its_view(run: Recording, picture: int) -> None:
    views = depth_views(run, picture)
    assert len(views) == run.depth + 1
    for depth, view in enumerate(views):
        assert view.basis.shape == (run.width(depth), picture)
        assert view.is_exact == (run.width(depth) <= picture)
        assert 0.5 < view.explained <= 1 + 1e-12
        assert view.explained == 1 or not view.is_exact


def test_wide_layers_are_turned_to_agree_with_the_layer_before(mlp: Recording) -> None:
    views = depth_views(mlp, 2)
    traces = Warp(mlp).trace(mlp.data.features.astype(float), mlp.last_step)
    before, after = (views[depth].project(traces[depth]) for depth in (1, 2))
    flips = [np.diag(signs) for signs in ([1, 1], [-1, 1], [1, -1], [-1, -1])]
    distances = [distance(after @ flip, before) for flip in flips]
    assert np.argmin(distances) == 0


def test_wide_data_is_seen_through_its_own_components() -> None:
    recording = train(RunSpec(data="iris", hidden=(5,), steps=3))
    view = depth_views(recording, 2)[0]
    pca = PCA(2).fit(recording.data.features)
    assert view.explained == pytest.approx(pca.explained_variance_ratio_.sum(), rel=1e-5)


@pytest.mark.parametrize("picture", [2, 3])
def test_at_a_whole_depth_points_are_seen_through_that_depth_s_view(
    run: Recording, picture: int
) -> None:
    views, warp = depth_views(run, picture), Warp(run)
    points = run.data.features.astype(float)
    traces = warp.trace(points, 9)
    assert len(traces) == run.depth + 1
    for depth, traced in enumerate(traces):
        seen = seen_at(warp, views, points, depth, 9)
        np.testing.assert_allclose(seen, views[depth].project(traced), atol=1e-12)


@pytest.mark.parametrize("picture", [2, 3])
def test_what_is_seen_does_not_jump_along_the_depth(run: Recording, picture: int) -> None:
    views, warp = depth_views(run, picture), Warp(run)
    points = run.data.features[:40].astype(float)
    assert run.depth > 0
    for depth in range(run.depth):
        depths = [depth + 1e-9, *np.linspace(depth, depth + 1, 101)[1:-1], depth + 1 - 1e-9]
        path = [seen_at(warp, views, points, d, run.last_step) for d in [depth, *depths, depth + 1]]
        moved = np.linalg.norm(np.diff(path, axis=0), axis=-1)
        assert moved[0].max() < 1e-6
        assert moved[-1].max() < 1e-6
        assert (moved <= 0.1 * moved.sum(axis=0) + 1e-6).all()


def test_the_classifier_of_a_plane_is_seen_as_it_is(mlp: Recording) -> None:
    view: View = depth_views(mlp, 2)[hidden_depth(mlp.stages)]
    weights, biases = classifier(mlp, mlp.last_step)
    for seen, actual in zip(view.see_classifier(weights, biases), (weights, biases), strict=True):
        np.testing.assert_array_equal(seen, actual)
