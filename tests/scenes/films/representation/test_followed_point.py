"""The point that is followed: an arrow to its new place, and from close by what it is made of."""

import re
from typing import Any

import numpy as np
import pytest
from manim import MathTypst

from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.representation import followed_point
from scenes.films.representation.followed_point import FollowedPoint, NudgeStory, arrow_lines
from scenes.films.representation.warp_story import Moment
from scenes.mobjects.text import formula
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.stage import area_of
from scenes.storytelling.warp_director import WarpDirector
from tests.support.staged import on_stage

RUN = RunSpec(hidden=(8, 8), architecture="residual", samples=60, steps=40)


def test_an_arrow_ends_where_it_points_and_its_tip_is_no_longer_than_it() -> None:
    start, end = np.array([1.0, 2.0]), np.array([4.0, 6.0])
    lines = arrow_lines(start, end, 0.5)
    assert lines[0, 0] == pytest.approx(start)
    assert lines[0, -1] == pytest.approx(end)
    for side in lines[1:]:
        assert side[0] == pytest.approx(end)
        along = (side[-1] - end) @ (end - start) / 5
        assert along == pytest.approx(-0.5)
    short = arrow_lines(start, start + [0.1, 0.0], 0.5)
    assert np.linalg.norm(short[1:, -1] - short[1:, 0], axis=1).max() < 0.12


class Film(NudgeStory):
    """A film that only follows a point."""

    spec = FilmSpec()

    @classmethod
    def compute(cls, *asked: Any) -> tuple[()]:
        return ()


def test_the_parts_are_those_of_the_block_and_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def note(math: str, size: float, colour: str) -> MathTypst:
        told.append(math)
        return formula(math, size, colour)

    monkeypatch.setattr(followed_point, "formula", note)

    def tell(film: Any) -> None:
        director = WarpDirector(train(RUN), film.stage.hero.size)
        film.current = director
        film.build_panel(director)
        start = Moment(0, director.last_step)
        film.frame_points(director, start)
        film.show(director, start)
        film.open_with(film.panel, hero=(film.panel,))
        film.redraw = lambda: film.plain(director, start)
        path, before = FollowedPoint.of(director), film.panel.window
        film.point_ahead(director, 0, path)
        assert film.panel.window.scale == pytest.approx(before.scale)
        assert film.panel.window.centre == pytest.approx(before.centre)
        parts = [re.fullmatch(r"(.+) = \((.+), (.+)\)", each) for each in told]
        assert [part[1] for part in parts if part] == [
            "x",
            "V tanh(U x + b)",
            "x + V tanh(U x + b)",
        ]
        numbers = np.array(
            [[float(n.replace("−", "-")) for n in part.groups()[1:]] for part in parts if part]
        )
        old, new = (director.points_at(depth, director.last_step)[path.point] for depth in (0, 1))
        assert numbers[0] == pytest.approx(old, abs=0.0051)
        assert numbers[2] == pytest.approx(new, abs=0.0051)
        assert numbers[0] + numbers[1] == pytest.approx(numbers[2])
        plates = [area_of(each) for each in film.parts_of(director, 0, np.array([old, new]))]
        assert not any(plates[i].meets(plates[j]) for i, j in ((0, 1), (0, 2), (1, 2)))

    on_stage(Film, FilmSpec(), tell)


def test_every_point_has_an_arrow_to_where_the_block_takes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[tuple[np.ndarray, np.ndarray]] = []

    def tell(film: Any) -> None:
        director = WarpDirector(train(RUN), film.stage.hero.size)
        film.current = director
        film.build_panel(director)
        start, panel = Moment(0, director.last_step), film.panel
        film.frame_points(director, start)
        film.show(director, start)
        film.open_with(panel, hero=(panel,))
        film.redraw = lambda: film.plain(director, start)

        def note(old: np.ndarray, new: np.ndarray, tip: float) -> np.ndarray:
            window = panel.window
            ends = (np.array([old, new]) - panel.middle) / window.scale + window.centre
            drawn.append((ends[0], ends[1]))
            return arrow_lines(old, new, tip)

        monkeypatch.setattr(followed_point, "arrow_lines", note)
        film.point_ahead(director, 0, FollowedPoint.of(director))
        for side in (0, 1):
            points = director.points_at(side, director.last_step)
            ends = np.array([pair[side] for pair in drawn[-len(points) :]])
            order, expected = np.lexsort(ends.round(6).T), np.lexsort(points.round(6).T)
            assert ends[order] == pytest.approx(points[expected], abs=1e-5)

    on_stage(Film, FilmSpec(), tell)
