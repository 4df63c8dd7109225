"""The camera of gradient descent: it never loses the walker, and sees the first steps."""

from typing import Any

import numpy as np
import pytest

from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.descent_stage import grid_of
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


def test_the_written_step_stands_where_it_covers_neither_the_steps_nor_their_end() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        story.go(story.near, 2.2)
        story.show_equation()
        box = area_of(story.equation)
        seen = story.picture.place(story.descent.path[[0, 1, -1]])
        seen = (seen - story.view.centre) * story.view.zoom + story.stage.frame.centre
        assert not ((seen > box.low) & (seen < box.high)).all(axis=1).any()
        assert (np.abs(seen - story.stage.frame.centre) < story.stage.frame.size / 2).all()

    on_stage(GradientDescent, GradientDescentSpec(), look)


def test_the_first_step_on_a_surface_is_seen_in_the_middle_and_the_surface_is_not_covered() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin()
        story.go(story.near, 2.2)
        story.show_equation()
        story.now = None
        assert np.abs(seen_at(story))[0] < 0.2
        box, points = area_of(story.equation), grid_of(story.surface, 60)
        seen = (story.picture.place(points) - story.view.centre) * story.view.zoom
        seen = seen + story.stage.frame.centre
        assert not ((seen > box.low) & (seen < box.high)).all(axis=1).any()

    on_stage(GradientDescent, GradientDescentSpec(), look)
