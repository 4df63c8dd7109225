"""The camera of gradient descent: it never loses the walker, and sees the first steps."""

from typing import Any

import numpy as np
import pytest

from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.gradient_descent import GradientDescent
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.storytelling.stage import area_of
from tests.support.staged import on_stage


def seen_at(story: Any) -> np.ndarray:
    """Where the walker stands in the frame, in halves of it."""
    place = story.place_at(story.pose) if story.now is None else story.place_at(story.now)
    return (place - story.view.centre) * story.view.zoom / (story.stage.frame.size / 2)


@pytest.mark.parametrize("surface", ["bowl", "himmelblau"])
def test_the_walker_stays_in_the_frame_wherever_the_camera_goes(surface: str) -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        found: list[np.ndarray] = []
        drive, draw = story.drive_in_place, story.draw
        story.now = None

        def note(pose: Pose) -> None:
            story.now = pose
            draw(pose)

        def drive_noting(picture: Any, seconds: float, *rate: Any) -> None:
            def both(progress: float) -> None:
                picture(progress)
                found.append(seen_at(story))

            drive(both, seconds, *rate)

        story.draw, story.drive_in_place = note, drive_noting
        story.go(story.near, 2.2)
        assert story.view.zoom > 1.5
        assert not story.picture.hides(story.pose, story.singles)
        story.go(Pose(1e-6, story.pose.turn, 1.0), 2.0)
        assert len(found) > 4
        assert np.abs(found).max() < 1.0

    on_stage(GradientDescent, GradientDescentSpec(surface=surface), look)


def test_the_stem_goes_from_the_floor_to_the_walker() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        start = story.descent.path[0]
        stem = story.picture.stem_of(start, 1.0)
        assert stem[0, :2] == pytest.approx(story.picture.flat_places(start[None])[0])
        assert stem[-1, :2] == pytest.approx(story.picture.place(start[None])[0])

    on_stage(GradientDescent, GradientDescentSpec(), look)


def test_at_the_minimum_whose_loss_is_0_the_surface_meets_the_floor() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        lowest = story.picture.minima[:1]
        assert story.surface.value(lowest) == pytest.approx([0])
        assert story.picture.place(lowest)[0] == pytest.approx(
            story.picture.flat_places(lowest)[0], abs=1e-6
        )

    on_stage(GradientDescent, GradientDescentSpec(), look)


def test_the_first_step_is_seen_with_its_goal_drawn_longer_and_written_beside_it() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        story.go(story.near, 2.2)
        seen = story.picture.place(story.descent.path[: story.singles + 2])
        seen = story.view.shows(seen, story.stage)
        goal = story.view.shows(story.picture.place(story.picture.minima), story.stage)[0]
        assert ((goal > story.stage.hero.low) & (goal < story.stage.hero.high)).all()
        story.show_counts()
        story.step_against_it()
        assert story.times == 10
        box = area_of(story.equation)
        assert not ((seen > box.low) & (seen < box.high)).all(axis=1).any()
        apart = np.maximum(np.maximum(box.low - seen[0], seen[0] - box.high), 0)
        assert np.abs(apart).max() < 1.0
        assert not box.meets(area_of(story.counts))

    on_stage(GradientDescent, GradientDescentSpec(), look)


@pytest.mark.parametrize("surface", ["bowl", "himmelblau", "booth"])
def test_a_surface_is_as_large_as_its_way_can_be_seen(surface: str) -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        seen = story.picture.place(story.descent.path)
        assert ((seen > story.stage.hero.low) & (seen < story.stage.hero.high)).all()
        if surface == "bowl":
            corners = story.picture.place(np.array([[-30, -30], [30, 30], [-30, 30], [30, -30.0]]))
            assert np.ptp(corners[:, 0]) > 0.55 * story.stage.frame.size[0]

    on_stage(GradientDescent, GradientDescentSpec(surface=surface), look)


def test_numbers_stand_along_both_variables_at_home_and_fade_when_the_camera_comes_close() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        relief = story.picture.relief
        assert len(relief.numbers) == 6
        assert {number.get_fill_opacity() for number in relief.numbers} == {1}
        story.go(story.near, 2.2)
        assert {number.get_fill_opacity() for number in relief.numbers} == {0}

    on_stage(GradientDescent, GradientDescentSpec(), look)
