"""Regions and borders are where the network decides for one class and where two of them tie."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import nn

from engine.data.make_dataset import make_dataset
from engine.geometry.box import Box
from engine.geometry.decisions import classifier, decide, hidden_depth
from engine.geometry.projections import View, depth_views, exact_view
from engine.geometry.regions import DecisionMap, clip, decision_map, linear_regions, separators
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train

SQUARE = Box(np.array([-2.0, -1.0]), np.array([3.0, 2.0]))
CUBE = Box(np.array([-2.0, -1.0, 0.0]), np.array([3.0, 2.0, 2.0]))


def area(outline: np.ndarray) -> float:
    """Measure a polygon; clockwise ones count negatively."""
    x, y = outline.T if len(outline) else np.zeros((2, 1))
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def inside(points: np.ndarray, outlines: list[np.ndarray]) -> np.ndarray:
    """Tell which points lie inside, by how many edges a ray to the right crosses."""
    crossed = np.zeros(len(points), dtype=int)
    x, y = points.T
    for outline in outlines:
        for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
            if y1 != y2:
                at = x1 + (y - y1) / (y2 - y1) * (x2 - x1)
                crossed += ((y1 <= y) != (y2 <= y)) & (x < at)
    return crossed % 2 == 1


def somewhere(box: Box, count: int = 500, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(box.low, box.high, (count, len(box.low)))


def linear(classes: int, dimensions: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(classes, dimensions)), 0.5 * rng.normal(size=classes)


# Clipping

TRIANGLE = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 2.0]])


def test_a_polygon_is_cut_along_a_line() -> None:
    kept = clip(TRIANGLE, np.array([1.0, 0.0]), -1.0)
    assert area(kept) == pytest.approx(0.5)
    assert kept[:, 0].min() == 1


def test_what_lies_wholly_on_one_side_is_kept_or_dropped_as_a_whole() -> None:
    normal = np.array([1.0, 1.0])
    np.testing.assert_array_equal(clip(TRIANGLE, normal, 1.0), TRIANGLE)
    assert clip(TRIANGLE, normal, -3.0).shape == (0, 2)
    assert clip(np.empty((0, 2)), normal, 1.0).shape == (0, 2)


def test_a_segment_is_cut_at_a_point() -> None:
    segment = np.array([[0.0, 0.0], [4.0, 2.0]])
    np.testing.assert_allclose(clip(segment, np.array([1.0, 0.0]), -1.0), [[1, 0.5], [4, 2]])
    np.testing.assert_allclose(clip(segment, np.array([-1.0, 0.0]), 1.0), [[0, 0], [1, 0.5]])
    assert clip(segment, np.array([1.0, 0.0]), -5.0).shape == (0, 2)


# In a space where classes are linear


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("classes", [2, 3, 7])
def test_regions_tile_the_box(classes: int, seed: int) -> None:
    regions = linear_regions(*linear(classes, 2, seed), SQUARE)
    assert len(regions) == classes
    assert sum(area(region) for region in regions) == pytest.approx(15)
    assert all(area(region) >= 0 for region in regions)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("classes", [2, 3, 7])
def test_a_point_lies_in_the_region_of_the_class_that_wins_there(classes: int, seed: int) -> None:
    weights, biases = linear(classes, 2, seed)
    points = somewhere(SQUARE)
    won = (points @ weights.T + biases).argmax(axis=1)
    regions = linear_regions(weights, biases, SQUARE)
    assert len(regions) == classes
    for k, region in enumerate(regions):
        np.testing.assert_array_equal(inside(points, [region]), won == k)


def test_a_class_that_wins_nowhere_has_no_region() -> None:
    weights = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 0.0]])
    regions = linear_regions(weights, np.array([0.0, 0.0, -1.0]), SQUARE)
    assert [area(region) for region in regions] == pytest.approx([9, 6, 0])


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("classes", [2, 3, 5])
@pytest.mark.parametrize("box", [SQUARE, CUBE], ids=["plane", "space"])
def test_on_a_separator_two_classes_tie_for_the_largest(box: Box, classes: int, seed: int) -> None:
    weights, biases = linear(classes, len(box.low), seed)
    for piece in separators(weights, biases, box):
        assert ((piece >= box.low - 1e-9) & (piece <= box.high + 1e-9)).all()
        mixes = np.random.default_rng(seed).dirichlet(np.ones(len(piece)), 50)
        scores = np.sort(mixes @ piece @ weights.T + biases, axis=1)
        np.testing.assert_allclose(scores[:, -1], scores[:, -2], atol=1e-9)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("box", [SQUARE, CUBE], ids=["plane", "space"])
def test_on_either_side_of_a_separator_points_are_of_its_two_classes(box: Box, seed: int) -> None:
    weights, biases = linear(4, len(box.low), seed)
    seen = set()
    for piece in separators(weights, biases, box):
        middle = piece.mean(axis=0)
        first, second = np.sort(np.argsort(weights @ middle + biases)[-2:])
        towards = 1e-6 * (weights[first] - weights[second])
        assert (weights @ (middle + towards) + biases).argmax() == first
        assert (weights @ (middle - towards) + biases).argmax() == second
        seen.add((first, second))
    points = somewhere(box, 4000)
    scores = points @ weights.T + biases
    order = np.argsort(scores, axis=1)
    near = np.diff(np.sort(scores, axis=1)[:, -2:])[:, 0] < 0.01
    assert {tuple(pair) for pair in np.sort(order[near, -2:], axis=1).tolist()} <= seen


@pytest.mark.parametrize("box", [SQUARE, CUBE], ids=["plane", "space"])
def test_every_way_from_one_class_to_another_crosses_a_separator(box: Box) -> None:
    weights, biases = linear(2, len(box.low), 3)
    (piece,) = separators(weights, biases, box)
    normal, offset = weights[0] - weights[1], biases[0] - biases[1]
    # The cut through the box is as long or as large as a fine grid of the border says.
    points = somewhere(box, 400_000)
    thickness = 0.01
    near = np.abs(points @ normal + offset) / np.linalg.norm(normal) < thickness / 2
    expected = near.mean() * box.size.prod() / thickness
    assert extent(piece) == pytest.approx(expected, rel=0.1)


def extent(piece: np.ndarray) -> float:
    """Measure a segment's length or a convex polygon's area in space."""
    if len(piece) == 2:
        return float(np.linalg.norm(piece[1] - piece[0]))
    fan = np.cross(piece[1:-1] - piece[0], piece[2:] - piece[0])
    return float(np.linalg.norm(fan, axis=1).sum()) / 2


def test_a_separator_outside_the_box_is_left_out() -> None:
    weights = np.array([[1.0, 0.0], [-1.0, 0.0]])
    assert separators(weights, np.array([20.0, 0.0]), SQUARE) == []


def test_classes_that_are_the_same_everywhere_have_no_separator() -> None:
    weights = np.array([[1.0, 2.0], [1.0, 2.0]])
    assert separators(weights, np.zeros(2), SQUARE) == []


def test_the_regions_of_the_last_hidden_space_are_the_network_s_decisions(mlp: Recording) -> None:
    step = mlp.last_step
    hidden = Warp(mlp).trace(somewhere(Box.around(mlp.data.features)), step)[
        hidden_depth(mlp.stages)
    ]
    regions = linear_regions(*classifier(mlp, step), Box.around(hidden, 0.1))
    decided = decide(mlp, somewhere(Box.around(mlp.data.features)), step)
    for k, region in enumerate(regions):
        np.testing.assert_array_equal(inside(hidden, [region]), decided == k)


# In the input space


def three_arms() -> Recording:
    return train(RunSpec(classes=3, samples=90, steps=80, hidden=(16, 16), rate=0.03))


def one_output() -> Recording:
    data = make_dataset("circles", samples=80, seed=1)
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
    recorder = Recorder(network, data)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.1)
    features, labels = torch.tensor(data.features), torch.tensor(data.labels).float()
    for _ in range(80):
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy(network(features).squeeze(-1), labels)
        loss.backward()
        recorder.record(loss)
        optimizer.step()
    return recorder.finish()


MAPPED: dict[str, Callable[[], Recording]] = {
    "residual blocks": lambda: train(RunSpec(hidden=(8, 8), architecture="residual", steps=60)),
    "three classes": three_arms,
    "one output": one_output,
}


@pytest.fixture(scope="module", params=MAPPED.values(), ids=MAPPED)
def mapped(request: pytest.FixtureRequest) -> tuple[Recording, DecisionMap]:
    recording = request.param()
    box = Box.around(recording.data.features, 0.2)
    view = exact_view(2, 2)
    return recording, decision_map(recording, recording.last_step, box, view)


def test_regions_agree_with_the_decisions_away_from_the_borders(
    mapped: tuple[Recording, DecisionMap],
) -> None:
    recording, decided = mapped
    points = somewhere(decided.box, 1500)
    spacing = decided.box.size.max() / 240
    around = [points + spacing * np.array([a, b]) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    classes = np.array([decide(recording, p, recording.last_step) for p in around])
    settled = (classes == classes[0]).all(axis=0)
    assert settled.mean() > 0.8
    assert len(set(classes[0, settled])) == recording.data.classes
    for k, outlines in enumerate(decided.regions):
        within = inside(points[settled], outlines)
        np.testing.assert_array_equal(within, classes[0, settled] == k)


def test_regions_tile_the_rectangle_with_holes_running_the_other_way(
    mapped: tuple[Recording, DecisionMap],
) -> None:
    _, decided = mapped
    areas = [sum(area(outline) for outline in outlines) for outlines in decided.regions]
    assert all(part > 0 for part in areas)
    assert sum(areas) == pytest.approx(decided.box.size.prod(), rel=1e-3)


def test_borders_lie_where_two_classes_tie(mapped: tuple[Recording, DecisionMap]) -> None:
    recording, decided = mapped
    step = recording.last_step
    everywhere = margins(recording, somewhere(decided.box), step)
    assert decided.borders
    for border in decided.borders:
        assert margins(recording, border, step).max() < 0.02 * everywhere.max()


def margins(recording: Recording, points: np.ndarray, step: float) -> np.ndarray:
    """Tell by how much the winner leads."""
    outputs = Warp(recording).trace(points, step)[-1]
    if outputs.shape[1] == 1:
        return 2 * np.abs(outputs[:, 0] - 0.5)
    outputs = np.sort(outputs, axis=1)
    return outputs[:, -1] - outputs[:, -2]


def test_a_finer_map_has_borders_nearer_to_the_tie(residual: Recording) -> None:
    box, step = Box.around(residual.data.features), residual.last_step
    errors = []
    for resolution in (30, 120, 480):
        decided = decision_map(residual, step, box, exact_view(2, 2), resolution)
        errors.append(np.mean([margins(residual, b, step).mean() for b in decided.borders]))
    assert errors[0] > 4 * errors[1] > 16 * errors[2]


def test_a_map_of_wide_data_is_that_of_the_plane_it_is_seen_in() -> None:
    recording = train(RunSpec(data="iris", hidden=(8,), steps=60, rate=0.05))
    view: View = depth_views(recording, 2)[0]
    box = Box.around(view.project(recording.data.features), 0.1)
    decided = decision_map(recording, recording.last_step, box, view)
    points = somewhere(box)
    classes = decide(recording, view.lift(points), recording.last_step)
    regions = np.array([inside(points, outlines) for outlines in decided.regions])
    assert (regions.argmax(axis=0) == classes).mean() > 0.98
    assert set(classes) == {0, 1, 2}


def test_a_picture_in_space_is_mapped_in_its_ground_plane(mlp: Recording) -> None:
    box = Box.around(mlp.data.features)
    flat = decision_map(mlp, 100, box, exact_view(2, 2), 60)
    solid = decision_map(mlp, 100, box, exact_view(2, 3), 60)
    assert flat.borders
    for one, other in zip(flat.borders, solid.borders, strict=True):
        np.testing.assert_array_equal(one, other)


def test_before_training_one_class_may_have_everything() -> None:
    network = nn.Sequential(nn.Linear(2, 3))
    nn.init.zeros_(network[0].weight)
    network[0].bias.data = torch.tensor([0.0, 2.0, 1.0])
    recording = Recorder(network, np.eye(2), np.arange(2)).finish()
    decided = decision_map(recording, 0, SQUARE, exact_view(2, 2), 20)
    assert [len(outlines) for outlines in decided.regions] == [0, 1, 0]
    assert area(decided.regions[1][0]) == pytest.approx(15)
    assert decided.borders == []
