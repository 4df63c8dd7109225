"""Layers of a probed network are seen through fixed, aligned projections."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from engine.geometry.answer_views import answer_views, class_views
from engine.recordings.probed import ProbedRecording
from engine.training.recorder import Recorder


@pytest.fixture(scope="module")
def told() -> ProbedRecording:
    rng = np.random.default_rng(0)
    labels = np.arange(60) % 3
    hidden = rng.normal(size=(2, 60, 5)) + 3 * labels[:, None] * np.array([1, 0, 1, 0, 0])
    wide = hidden @ rng.normal(size=(5, 300))
    recorder = Recorder(None, np.zeros((60, 2)), labels)
    for step in range(2):
        layers = {"hidden": hidden[step], "wide": wide[step], "flat": hidden[step][:, :2]}
        recorder.record(1.0, layers={**layers, "out": hidden[step][:, :3]})
    recording = recorder.finish()
    assert isinstance(recording, ProbedRecording)
    return recording


@pytest.mark.parametrize("layer", ["hidden", "wide"])
def test_views_show_as_much_as_principal_components_can(told: ProbedRecording, layer: str) -> None:
    view = answer_views(told, 2)[layer]
    pooled = np.concatenate([told.flat_answer(layer, step) for step in (0, 1)]).astype(float)
    expected = PCA(2).fit(pooled).explained_variance_ratio_.sum()
    assert view.explained == pytest.approx(expected, rel=1e-5)
    np.testing.assert_allclose(view.basis.T @ view.basis, np.eye(2), atol=1e-9)


def test_a_layer_of_two_units_is_seen_as_it_is(told: ProbedRecording) -> None:
    assert answer_views(told, 2)["flat"].is_exact


def test_class_views_part_the_means_as_far_as_can_be(told: ProbedRecording) -> None:
    labels = told.labels
    view = class_views(told, 2)["hidden"]
    answers = told.flat_answer("hidden", told.last_step).astype(float)
    means = np.array([answers[labels == k].mean(axis=0) for k in range(3)])
    # Three means lie in a plane: it is shown whole.
    shown = view.project(means)
    for i, j in ((0, 1), (0, 2), (1, 2)):
        apart = np.linalg.norm(means[i] - means[j])
        assert np.linalg.norm(shown[i] - shown[j]) == pytest.approx(apart)
    assert view.explained == pytest.approx(view.share(answers))
