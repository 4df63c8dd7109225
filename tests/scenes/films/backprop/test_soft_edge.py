"""The soft edge: it covers the rim of its area, most at the edge, and nothing inside."""

import numpy as np

from scenes.films.backprop.soft_edge import SoftEdge
from scenes.storytelling.stage import Area, area_of


def test_it_is_darkest_at_the_edge_and_lets_the_middle_free() -> None:
    area = Area(np.array([-4.0, -1.0]), np.array([4.0, 3.0]))
    edge = SoftEdge(area, 0.5, "#000000")
    edge.hide_edges(1.0)
    opacities = [band.get_fill_opacity() for band in edge]
    assert opacities == sorted(opacities, reverse=True)
    assert opacities[0] > 0.9
    assert (area_of(edge).low == area.low).all()
    inner = min(abs(band.points[::4, 0]).min() for band in edge)  # of corners
    assert inner >= 3.5 - 1e-9
    edge.hide_edges(0.0)
    assert not any(band.get_fill_opacity() for band in edge)
