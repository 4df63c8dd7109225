"""Curves as Béziers: through their samples, straight where they should be, cut at a box."""

import numpy as np
import pytest

from scenes.mobjects.arrays.bezier import as_points, clip_to_box, dashes, smooth_curves, straight

LOW, HIGH = np.array([-1.0, -0.5]), np.array([0.8, 0.9])


def along(segments: np.ndarray, parts: int = 400) -> np.ndarray:
    """Sample Bézier segments (n, 4, 2) densely, array (n, parts, 2)."""
    t = ((np.arange(parts) + 0.5) / parts)[:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    return weights @ segments


def lengths(segments: np.ndarray) -> np.ndarray:
    return np.linalg.norm(segments[:, 3] - segments[:, 0], axis=1)


def inside(points: np.ndarray, slack: float = 1e-9) -> np.ndarray:
    return ((points >= LOW - slack) & (points <= HIGH + slack)).all(axis=-1)


@pytest.fixture
def lines() -> np.ndarray:
    a, b = np.random.default_rng(1).uniform(-2, 2, (2, 500, 2))
    b[:20, 0] = a[:20, 0]  # upright
    b[20:40, 1] = a[20:40, 1]  # level
    return straight(a, b)


def test_what_is_kept_lies_in_the_box(lines: np.ndarray) -> None:
    assert inside(along(clip_to_box(lines, LOW, HIGH))).all()


def test_of_a_line_exactly_the_part_in_the_box_is_kept(lines: np.ndarray) -> None:
    shares = inside(along(lines)).mean(axis=1)
    for line, share in zip(lines, shares, strict=True):
        kept = clip_to_box(line[None], LOW, HIGH)
        assert len(kept) <= 1
        assert lengths(kept).sum() == pytest.approx(share * lengths(line[None])[0], abs=0.02)
    assert 0.1 < (shares > 0).mean() < 0.9


def test_what_is_kept_lies_on_the_line_it_was_cut_from(lines: np.ndarray) -> None:
    for line in lines[:100]:
        for kept in clip_to_box(line[None], LOW, HIGH):
            direction = line[3] - line[0]
            across = np.array([-direction[1], direction[0]]) / np.linalg.norm(direction)
            assert (kept - line[0]) @ across == pytest.approx(np.zeros(4), abs=1e-9)
            assert (kept[3] - kept[0]) @ direction > 0


def test_segments_wholly_inside_stay_as_they_are_and_wholly_outside_go() -> None:
    within = np.random.default_rng(2).uniform(LOW, HIGH, (50, 4, 2))
    beyond = within + [5, 0]
    assert (clip_to_box(np.concatenate([within, beyond]), LOW, HIGH) == within).all()


def test_curves_that_cross_the_edge_never_leave_it() -> None:
    wild = np.random.default_rng(3).normal(0, 1.5, (300, 4, 2))
    assert inside(along(clip_to_box(wild, LOW, HIGH))).all()


def test_places_that_are_no_numbers_are_left_out() -> None:
    segments = np.zeros((3, 4, 2))
    segments[0, 2, 1], segments[1, 0, 0] = np.nan, np.inf
    assert len(clip_to_box(segments, LOW, HIGH)) == 1
    assert len(clip_to_box(np.empty((0, 4, 2)), LOW, HIGH)) == 0


def test_smooth_curves_pass_through_their_samples() -> None:
    samples = np.random.default_rng(4).normal(size=(3, 12, 2))
    segments = smooth_curves(samples)
    assert segments.shape == (3, 11, 4, 2)
    assert (segments[:, :, 0] == samples[:, :-1]).all()
    assert (segments[:, :, 3] == samples[:, 1:]).all()


def test_smooth_curves_have_no_corners() -> None:
    segments = smooth_curves(np.random.default_rng(5).normal(size=(3, 12, 2)))
    arriving = segments[:, :-1, 3] - segments[:, :-1, 2]
    leaving = segments[:, 1:, 1] - segments[:, 1:, 0]
    assert arriving == pytest.approx(leaving)


def test_smooth_curves_are_straight_on_straight_lines() -> None:
    ends = np.random.default_rng(6).normal(size=(2, 4, 1, 2))
    samples = ends[0] + np.linspace(0, 1, 9)[:, None] * (ends[1] - ends[0])
    exact = straight(samples[:, :-1].reshape(-1, 2), samples[:, 1:].reshape(-1, 2))
    assert smooth_curves(samples).reshape(-1, 4, 2) == pytest.approx(exact)


def test_smooth_curves_follow_a_sine_closely() -> None:
    x = np.linspace(0, 2 * np.pi, 40)
    points = along(smooth_curves(np.column_stack([x, np.sin(x)])[None])[0]).reshape(-1, 2)
    assert points[:, 1] == pytest.approx(np.sin(points[:, 0]), abs=2e-3)


def test_as_points_lays_segments_into_the_plane_of_the_frame() -> None:
    segments = np.arange(16.0).reshape(2, 4, 2)
    points = as_points(segments)
    assert points.shape == (8, 3)
    assert (points[:, :2] == segments.reshape(-1, 2)).all()
    assert (points[:, 2] == 0).all()
    assert as_points(np.empty((0, 4, 2))).shape == (0, 3)


def test_dashes_lie_on_their_line_and_stay_while_it_grows() -> None:
    line = np.array([[0.0, 1.0], [2.0, 0.0], [5.0, 3.0]])
    all_of_it, less = dashes(line, 0.5), dashes(line[:2], 0.5)
    assert len(all_of_it) == 10
    for end in (0, 3):
        x, y = all_of_it[:, end].T
        assert y == pytest.approx(np.interp(x, *line.T))
    assert all_of_it[:, 3, 0] - all_of_it[:, 0, 0] == pytest.approx(np.full(10, 0.3))
    assert all_of_it[: len(less)] == pytest.approx(less)
    assert dashes(line[:0], 0.5).shape == (0, 4, 2)
