"""Outlines of many curves: Manim's, which say of themselves how they may be drawn."""

from manim import VMobject

from scenes.mobjects.arrays.contour_lines import ContourLines
from scenes.mobjects.arrays.curve_grid import CurveGrid
from scenes.mobjects.arrays.curves import Curves
from scenes.mobjects.arrays.trail import Trail


def test_grids_contours_and_trails_are_of_such_curves_and_so_are_their_copies() -> None:
    made = [
        CurveGrid(("#fff", "#000"), [0, 0], [1, 1]),
        ContourLines([1, 2], ["#fff"]),
        Trail("#fff").bands,
    ]
    for each in made:
        for part in [*each, *each.copy()]:
            assert isinstance(part, Curves)
            assert part.many_curves
    assert not hasattr(VMobject(), "many_curves")
