"""The cube's edges are where outputs are −1 or +1, and a name stands at an edge of its unit."""

import numpy as np
import pytest

from scenes.films.representation.units.output_cube import CORNERS, EDGES, OutputCube
from scenes.mobjects.arrays.orbit import Orbit
from scenes.theme.theme import THEMES


def test_a_cube_has_eight_corners_and_twelve_edges_each_of_one_unit() -> None:
    assert len(CORNERS) == 8
    assert len(EDGES) == 12
    assert (np.abs(CORNERS) == 1).all()
    along = EDGES[:, 1] - EDGES[:, 0]
    assert (np.sort(along, axis=1) == [0, 0, 2]).all()


@pytest.mark.parametrize("turn", [0.0, 0.4, 2.0])
def test_each_unit_has_an_edge_with_its_ends_in_order(turn: float) -> None:
    cube, orbit = OutputCube(THEMES["dark"], 24.0, 1.0), Orbit(turn, 1.1)
    cube.place(lambda outputs: orbit.see(outputs)[0])
    for k, (edge, (name, low, high)) in enumerate(zip(cube.named, cube.axes, strict=True)):
        start, end = orbit.see(EDGES[edge])[0]
        assert EDGES[edge, 1, k] - EDGES[edge, 0, k] == 2
        assert np.linalg.norm(low.get_center()[:2] - start) < 0.6
        assert np.linalg.norm(high.get_center()[:2] - end) < 0.6
        assert np.linalg.norm(name.get_center()[:2] - (start + end) / 2) < 0.8


def test_the_named_edges_stay_the_same_while_the_cube_turns() -> None:
    cube = OutputCube(THEMES["dark"], 24.0, 1.0)
    named = []
    for turn in (0.0, 0.7, 1.4):
        cube.place(lambda outputs, turn=turn: Orbit(turn, 1.1).see(outputs)[0])
        named.append(list(cube.named))
    assert named[0] == named[1] == named[2]
