"""The picture of a regression shows points, curves and hinges where they are."""

import numpy as np
import pytest
from manim import VMobject

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.fit_picture import FitPicture
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES

AREA = Area(np.array([-6.0, -2.0]), np.array([6.0, 3.0]))


def picture_of(fit: FittedCurve) -> FitPicture:
    return FitPicture(fit, AREA, stage_of_frame(), THEMES["dark"])


def centres(points: np.ndarray, count: int) -> np.ndarray:
    corners = points.reshape(count, -1, 3)[..., :2]
    return (corners.min(axis=1) + corners.max(axis=1)) / 2


def test_points_stand_where_they_are(overfitted: FittedCurve) -> None:
    picture = picture_of(overfitted)
    picture.draw(0)
    assert overfitted.held_out is not None
    for markers, points in (
        (picture.points_drawn, overfitted.points),
        (picture.held, overfitted.held_out),
    ):
        expected = picture.place(*points.T)
        np.testing.assert_allclose(centres(markers.points, len(points)), expected, atol=0.02)
        assert (expected > picture.box.low).all()
        assert (expected < picture.box.high).all()


def test_the_curve_runs_through_its_corners(overfitted: FittedCurve) -> None:
    picture, last = picture_of(overfitted), overfitted.recording.last_step
    for step in (last, 0.5):
        picture.draw(step)
        x, y = overfitted.curve(step)
        places = picture.place(x, y)
        inside = ((places >= picture.box.low) & (places <= picture.box.high)).all(axis=1)
        assert inside.sum() > 3
        drawn = picture.curve.points[:, :2]
        gaps = np.linalg.norm(drawn[None] - places[inside][:, None], axis=2).min(axis=1)
        assert gaps.max() < 1e-9


def test_hinges_are_marked_at_the_foot_below_their_bends(overfitted: FittedCurve) -> None:
    picture, last = picture_of(overfitted), overfitted.recording.last_step
    picture.draw(last)
    places = overfitted.hinges(last).places
    count = int((np.abs(places) < 1).sum())
    middles = centres(picture.hinges.points, count)
    expected = picture.place(places[np.abs(places) < 1], 0.0)
    np.testing.assert_allclose(middles[:, 0], expected[:, 0], atol=1e-6)
    assert picture.hinges.points[:, 1].min() == pytest.approx(picture.box.low[1])


def test_the_parts_of_units_bend_at_their_hinges(overfitted: FittedCurve) -> None:
    picture, last = picture_of(overfitted), overfitted.recording.last_step
    picture.draw(last)
    units = overfitted.hinges(last)
    assert 0 < len(picture.chosen) <= 3
    middles = np.concatenate([centres(each.points, 1) for each in picture.unit_hinges])
    expected = picture.place(units.places[picture.chosen], 0.0)
    np.testing.assert_allclose(middles, expected, atol=1e-6)
    for line in picture.units:
        assert (line.points[:, 1] <= picture.box.high[1] + 1e-9).all()


def test_units_come_one_after_another_and_those_before_stand_back(
    overfitted: FittedCurve,
) -> None:
    picture = picture_of(overfitted)
    for shown, seen in ((1.0, [1.0, 0.0]), (1.5, [0.675, 0.5]), (2.0, [0.35, 1.0])):
        picture.units_shown = shown
        picture.draw(3)
        assert [ink(line) for line in picture.units[:2]] == pytest.approx(seen)
        assert [ink(hinge) for hinge in picture.unit_hinges[:2]] == pytest.approx(seen)


def test_the_curve_is_the_sum_of_the_fan(overfitted: FittedCurve) -> None:
    picture, last = picture_of(overfitted), overfitted.recording.last_step
    units = overfitted.hinges(last)
    x, y = overfitted.curve(last)
    added = sum(units.unit(i, x) for i in range(len(units.weights)))
    np.testing.assert_allclose(added + units.offset, y, atol=1e-9)
    picture.fan_shown = 1.0
    picture.draw(last)
    drawn = picture.fan.points.reshape(-1, 3)[:, :2]
    assert (drawn >= picture.box.low - 1e-6).all()
    assert (drawn <= picture.box.high + 1e-6).all()


def test_units_are_added_until_their_sum_is_the_curve(overfitted: FittedCurve) -> None:
    picture, last = picture_of(overfitted), overfitted.recording.last_step
    picture.sum_shown = 1.0
    picture.added = 0.0
    picture.draw(last)
    assert np.ptp(picture.sum.points[:, 1]) == pytest.approx(0, abs=1e-9)
    picture.added = float(len(overfitted.hinges(last).weights))
    picture.draw(last)
    np.testing.assert_allclose(picture.sum.points, picture.curve.points, atol=1e-6)


def test_the_curve_stands_back_behind_its_units(overfitted: FittedCurve) -> None:
    picture = picture_of(overfitted)
    picture.dimmed = 1.0
    picture.draw(3)
    assert 0.1 < picture.curve.get_stroke_opacity() < 0.4


def test_gaps_reach_from_unseen_points_to_the_curve(overfitted: FittedCurve) -> None:
    picture, last = picture_of(overfitted), overfitted.recording.last_step
    picture.draw(last)
    assert overfitted.held_out is not None
    x, y = overfitted.held_out.T
    ends = picture.gaps.points.reshape(len(x), 4, 3)[:, [0, 3], :2]
    curve = overfitted.hinges(last).output(x)
    np.testing.assert_allclose(ends[:, 0], picture.place(x, y), atol=1e-6)
    np.testing.assert_allclose(ends[:, 1], picture.place(x, curve), atol=1e-6)


def ink(mobject: VMobject) -> float:
    stroke = mobject.get_stroke_opacity() if mobject.get_stroke_width() else 0.0
    return float(max(mobject.get_fill_opacity(), stroke))


@pytest.mark.parametrize(
    "part", ["held", "gaps", "truth", "ghost", "hinges", "fan", "fresh", "sum"]
)
def test_what_comes_and_goes_is_invisible_until_it_is_shown(
    overfitted: FittedCurve, part: str
) -> None:
    picture = picture_of(overfitted)
    mobject = getattr(picture, part)
    picture.draw(3)
    assert ink(mobject) == 0
    setattr(picture, f"{part}_shown", 1.0)
    picture.draw(3)
    assert ink(mobject) > {"fan": 0.2, "hinges": 0.5}.get(part, 0.7)
    assert len(mobject.points)


def test_marks_are_smaller_the_nearer_the_camera_is(overfitted: FittedCurve) -> None:
    picture = picture_of(overfitted)
    picture.draw(0)
    first = slice(len(picture.points_drawn.points) // len(overfitted.points))
    before = np.ptp(picture.points_drawn.points[first, 0])
    picture.nearness = 4.0
    picture.draw(0)
    assert np.ptp(picture.points_drawn.points[first, 0]) == pytest.approx(before / 4**0.6, rel=0.01)


def test_a_network_without_known_hinges_has_none_drawn(own: FittedCurve) -> None:
    picture = picture_of(own)
    picture.draw(5)
    assert len(picture.chosen) == len(picture.hinges.points) == len(picture.held.points) == 0
    assert len(picture.curve.points) > 1_000


def test_parts_of_units_are_seen_where_the_outputs_are_far_from_0(far: FittedCurve) -> None:
    picture = picture_of(far)
    picture.draw(far.recording.last_step)
    assert len(picture.chosen)
    drawn = np.concatenate([each.points[:, :2] for each in picture.units])
    assert (drawn >= picture.box.low - 1e-6).all()
    assert (drawn <= picture.box.high + 1e-6).all()
    assert np.ptp(drawn[:, 0]) > 0.9 * picture.box.size[0]
