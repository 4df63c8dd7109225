"""The plane of two weights shows the fits where they are, on the lines of their points."""

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, UP

from engine.experiments.curve_fit.exact_fits import exact_fits
from scenes.films.why_now.mobjects.fit_plane import FitPlane
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES

FITS = exact_fits()


@pytest.fixture
def plane() -> FitPlane:
    stage = stage_of_frame(BAND)
    return FitPlane(FITS, stage.hero, stage, THEMES["dark"], THEMES["dark"].loss)


def test_each_line_is_where_the_weights_fit_its_point(plane: FitPlane) -> None:
    for k, (inputs, output) in enumerate(zip(FITS.inputs, FITS.outputs, strict=True)):
        if (ends := plane.ends_of(k)) is not None:
            weights = (ends - plane.origin) / plane.unit
            assert weights @ inputs == pytest.approx([output, output])


def test_lines_end_at_the_edge_of_the_place(plane: FitPlane) -> None:
    for k in range(len(FITS.outputs)):
        if (ends := plane.ends_of(k)) is None:
            corners = np.array([[x, y] for x in (0, 1) for y in (0, 1)])
            places = plane.area.low + corners * plane.area.size
            off = (places - plane.origin) / plane.unit @ FITS.inputs[k] - FITS.outputs[k]
            assert (off > 0).all() or (off < 0).all()
            continue
        assert (ends > plane.area.low - 1e-6).all()
        assert (ends < plane.area.high + 1e-6).all()
        at_edge = np.isclose(ends, plane.area.low) | np.isclose(ends, plane.area.high)
        assert at_edge.any(axis=1).all()


@pytest.mark.parametrize("count", [1, 2, 5, 10])
def test_the_dot_is_the_fit_and_as_many_lines_are_seen_as_points(
    plane: FitPlane, count: int
) -> None:
    plane.draw(count, 1.0)
    assert plane.dot.get_center()[:2] == pytest.approx(plane.place(FITS.fits[count]))
    seen = [plane.ends_of(k) is not None for k in range(count)]
    assert [len(line.points) > 0 for line in plane.lines[:count]] == seen
    assert not any(len(line.points) for line in plane.lines[count:])
    assert all(seen[:5])


def test_before_the_smallest_weights_are_taken_only_the_line_is_seen(plane: FitPlane) -> None:
    plane.draw(1.0)
    assert plane.dot.get_fill_opacity() == 0
    plane.draw(1.0, 1.0)
    assert plane.norm.points[-1, :2] == pytest.approx(plane.place(FITS.fits[1]), abs=0.2)


def test_the_first_points_have_their_equations_beside_their_lines(plane: FitPlane) -> None:
    plane.draw(1.0)
    assert [words.get_fill_opacity() for _, words in plane.equations] == [1, 0]
    plane.draw(2.0)
    assert [words.get_fill_opacity() for _, words in plane.equations] == [1, 1]
    for k, equation in enumerate(plane.equations):
        (left, foot), (right, top) = (edge[:2] for edge in
            (equation.get_corner(DOWN + LEFT), equation.get_corner(UP + RIGHT)))  # fmt: skip
        corners = np.array([[x, y] for x in (left, right) for y in (foot, top)])
        off = (corners - plane.origin) / plane.unit @ FITS.inputs[k] - FITS.outputs[k]
        assert (off > 0).all() or (off < 0).all()  # on one side of its line
    plane.draw(3.0)
    assert {words.get_fill_opacity() for _, words in plane.equations} == {0}


def test_from_the_first_fit_to_the_second_it_goes_along_the_line(plane: FitPlane) -> None:
    plane.draw(1.4, 1.0)
    weights = (plane.dot.get_center()[:2] - plane.origin) / plane.unit
    assert weights @ FITS.inputs[0] == pytest.approx(FITS.outputs[0])


def test_all_fits_are_in_the_place(plane: FitPlane) -> None:
    places = plane.place(FITS.fits)
    assert (places > plane.area.low).all()
    assert (places < plane.area.high).all()
