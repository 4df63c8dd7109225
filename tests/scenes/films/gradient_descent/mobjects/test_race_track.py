"""The picture of a race: all ways are in it, and all stand where they are at a step."""

import numpy as np
import pytest
from manim import Rectangle

from engine.geometry.box import Box
from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.films.gradient_descent.mobjects.open_map import CLOSE
from scenes.films.gradient_descent.mobjects.race_track import RaceTrack, best_places, focus_of
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race.results import Race, race_of
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


@pytest.fixture(scope="module")
def race() -> Race:
    return race_of(OptimizerRaceSpec(optimizers=("momentum", "newton"), steps=80))


@pytest.fixture(scope="module")
def track(race: Race) -> RaceTrack:
    rivals = [Rival(name, THEME.colour_of(i), i) for i, name in enumerate("AB")]
    return RaceTrack(race.descents, race.goal, rivals, stage_of_frame(), THEME)


def test_all_ways_and_the_lowest_point_are_in_the_picture(race: Race, track: RaceTrack) -> None:
    area = stage_of_frame().hero
    for points in (track.ways(), track.best):
        assert ((points > area.low) & (points < area.high)).all()
    focus = focus_of(race.descents, race.surface)
    assert (best_places(race.surface) > focus.low).all()


def test_each_stands_where_it_is_at_a_step(race: Race, track: RaceTrack) -> None:
    track.draw(7.0)
    for walker, descent in zip(track.walkers, race.descents, strict=True):
        expected = track.map.place(descent.path[7])
        np.testing.assert_allclose(walker.head.get_center()[:2], expected, atol=0.05)
    track.draw(np.inf)
    assert [walker.shown for walker in track.walkers] == [80, 80]


def test_the_loss_of_the_finish_line_stands_beside_it_and_on_nothing_else(
    track: RaceTrack,
) -> None:
    words = track.name_goal()
    beside = track.side_of_words.copy()
    start = track.finish.points[0, :2]
    loss = float(track.map.surface.value(track.map.seen(Box(start, start)).low))
    assert words[1].original_text == f"loss {exact_number(round(loss, 3))}"
    other = track.name_goal(Rectangle().move_to(words))
    assert (track.side_of_words != beside).any()
    height = other.height
    track.mark(4.0)
    assert other.height == pytest.approx(height / 4)
    track.mark(1.0)
    assert other.height == pytest.approx(height)


def test_room_is_left_on_the_right(race: Race, track: RaceTrack) -> None:
    roomy = RaceTrack(race.descents, race.goal, track.rivals, stage_of_frame(), THEME, room=0.75)
    area = stage_of_frame().hero
    free = [area.high[0] - each.ways()[:, 0].max() for each in (track, roomy)]
    assert free[1] > free[0] + 0.1 * area.size[0]


def test_marks_go_from_their_places_on_one_map_to_those_on_another(
    race: Race, track: RaceTrack
) -> None:
    roomy = RaceTrack(race.descents, race.goal, track.rivals, stage_of_frame(), THEME, room=0.75)
    start = [each.map.place(race.descents[0].path[0]) for each in (track, roomy)]
    for progress in (0.0, 0.5, 1.0):
        track.go_over_to(roomy, progress)
        expected = (1 - progress) * start[0] + progress * start[1]
        for each in (track.start, *(walker.head for walker in track.walkers)):
            np.testing.assert_allclose(each.get_center()[:2], expected, atol=0.05)


def test_the_finish_line_is_where_the_loss_is_the_goal(race: Race, track: RaceTrack) -> None:
    places = track.finish.points.reshape(-1, 4, 3)[:, 0, :2]
    points = (places - track.map.origin) / track.map.unit
    np.testing.assert_allclose(race.surface.value(points), race.goal, rtol=0.02)


def test_the_finish_line_is_whole_to_its_thin_ends(track: RaceTrack) -> None:
    pieces = track.finish.points.reshape(-1, 4, 3)
    starts, ends = (np.sort(pieces[:, k, :2].round(6), axis=0) for k in (0, 3))
    np.testing.assert_allclose(starts, ends, atol=1e-5)


def test_a_close_look_is_taken_where_it_is_asked_for(race: Race) -> None:
    rivals = [Rival("A", THEME.colour_of(0), 0)]
    track = RaceTrack(race.descents[:1], race.goal, rivals, stage_of_frame(), THEME)
    place = track.best[0]
    track.look_closer(place)
    points = np.concatenate([line.points[:, :2] for line in track.map.detail])
    half = CLOSE * track.map.area.size / 2
    assert (np.abs(points - place) < half + 1e-6).all()
    np.testing.assert_allclose(np.abs(points - place).max(axis=0), half, rtol=0.05)
    assert all(line.get_stroke_opacity() == 0 for line in track.map.detail)
