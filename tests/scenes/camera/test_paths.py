"""Outlines for Cairo: what Manim would have drawn curve by curve, in one array."""

from collections.abc import Callable, Iterator

import cairo
import numpy as np
import pytest
from manim import Arc, Camera, Circle, Dot, Line, Square, Star, Text, VMobject

from scenes.camera import paths
from scenes.camera.paths import best_lay, cairo_paths, lay_slowly


def context() -> cairo.Context:
    return cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 8, 8))


def elements(lay: paths.Lay, path: np.ndarray) -> list[object]:
    ground = context()
    lay(ground, path)
    return list(map(tuple, ground.copy_path()))


def by_manim(vmobject: VMobject) -> list[object]:
    ground = context()
    Camera().set_cairo_context_path(ground, vmobject)
    return list(map(tuple, ground.copy_path()))


def broken_line() -> VMobject:
    """Two open parts, and a closed one."""
    line = VMobject()
    line.start_new_path(np.array([-1.0, 0, 0])).add_line_to(np.array([0.0, 1, 0]))
    line.start_new_path(np.array([2.0, 0, 0])).add_line_to(np.array([3.0, 1, 0]))
    line.append_points(Square(side_length=0.3).points)
    return line


OUTLINES: dict[str, Callable[[], VMobject]] = {
    "closed": lambda: Circle(radius=1.5),
    "closed, of straight lines": lambda: Star(),
    "open": lambda: Arc(angle=2),
    "straight": lambda: Line(),
    "of several parts": broken_line,
    "a letter with a hole": lambda: Text("B").submobjects[0],
    "tiny": lambda: Dot(radius=1e-4),
}


@pytest.mark.parametrize("name", OUTLINES)
def test_an_outline_is_the_one_that_manim_draws(name: str) -> None:
    outline = OUTLINES[name]()
    (path,) = cairo_paths(outline.points[:, :2], np.array([len(outline.points) // 4]))
    expected = by_manim(outline)
    assert len(expected) > 1
    assert elements(lay_slowly, path.items) == expected
    assert elements(best_lay(), path.items) == expected


def test_many_outlines_at_once_are_those_one_by_one() -> None:
    outlines = [make() for make in OUTLINES.values()]
    outlines.insert(2, VMobject())
    counts = np.array([len(each.points) // 4 for each in outlines])
    together = cairo_paths(np.concatenate([each.points[:, :2] for each in outlines]), counts)
    assert [elements(lay_slowly, path.items) for path in together] == [
        by_manim(each) if len(each.points) else [] for each in outlines
    ]


def test_outlines_that_touch_are_not_joined() -> None:
    first, second = Line([0, 0, 0], [1, 0, 0]), Line([1, 0, 0], [1, 1, 0])
    points = np.concatenate([first.points, second.points])[:, :2]
    assert len(cairo_paths(points, np.array([2]))[0].starts) == 1
    assert [len(path.starts) for path in cairo_paths(points, np.array([1, 1]))] == [1, 1]


def test_an_outline_divides_into_its_parts() -> None:
    line = broken_line()
    (path,) = cairo_paths(line.points[:, :2], np.array([len(line.points) // 4]))
    assert len(path.parts()) == 3
    apart = [element for part in path.parts() for element in elements(lay_slowly, part)]
    assert apart == by_manim(line)


def test_gaps_are_told_from_joints_by_the_mobject_s_own_tolerance() -> None:
    points = np.array([[0, 0], [0, 1], [1, 1], [1, 0], [1.01, 0], [2, 0], [3, 0], [4, 1]])
    parts = [len(cairo_paths(points, np.array([2]), wide)[0].starts) for wide in (1e-6, 0.1)]
    assert parts == [2, 1]


def test_equal_outlines_are_equal_to_the_last_byte() -> None:
    a, b = (cairo_paths(broken_line().points[:, :2], np.array([6]))[0] for _ in range(2))
    assert a.items.tobytes() == b.items.tobytes()


def test_nothing_is_drawn_of_nothing() -> None:
    (path,) = cairo_paths(np.zeros((0, 2)), np.array([0]))
    assert elements(best_lay(), path.items) == []


@pytest.fixture
def chosen_anew() -> Iterator[None]:
    best_lay.cache_clear()
    yield
    best_lay.cache_clear()


def test_paths_are_handed_over_whole_where_that_works(chosen_anew: None) -> None:
    assert best_lay() is not lay_slowly


def missing() -> paths.Lay:
    raise OSError("no such library")


def garbling() -> paths.Lay:
    return lambda ground, path: lay_slowly(ground, path[:2])


@pytest.mark.parametrize("native", [missing, garbling])
def test_where_it_does_not_they_are_handed_over_bit_by_bit(
    chosen_anew: None, monkeypatch: pytest.MonkeyPatch, native: Callable[[], paths.Lay]
) -> None:
    monkeypatch.setattr(paths, "_native", native)
    assert best_lay() is lay_slowly
