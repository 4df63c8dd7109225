"""The network is drawn as far beside its slice as it is."""

import numpy as np
import pytest

from scenes.films.landscape.landscape import LossLandscape
from scenes.films.landscape.landscape_panel import LIFT
from scenes.films.landscape.specs import LandscapeSpec
from scenes.films.landscape.stem_acts import Beside
from scenes.mobjects.arrays.orbit import Orbit
from tests.support.staged import on_stage

SMALL = {"samples": 40, "steps": 40, "resolution": 15, "hidden": (8, 2)}


def test_the_way_beside_the_slice_is_as_far_off_as_was_measured() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        panel = film.panel
        panel.look(Orbit(0.0, np.pi / 2))  # edge-on: what is up is up in the frame
        seen, beside = film.views[0].landscape, Beside(film)
        half = (seen.x[-1] - seen.x[0]) / 2
        for share, step in ((0.0, 0), (1.0, -1)):
            beside.draw(share, 1.0)
            away = float(seen.shadow.distance[step]) / half * panel.side / 2
            flat = panel.mesh.see(panel.place(np.zeros((1, 3))) + [0, 0, LIFT])[0, 1]
            assert beside.dot.get_y() - flat == pytest.approx(away, abs=0.01)
        beside.draw(0.0, 0.5)
        assert not len(beside.way.points) or np.ptp(beside.way.points[:, 1]) < 0.01

    on_stage(LossLandscape, LandscapeSpec(**SMALL), tell)


def test_the_distance_that_is_told_is_that_of_the_run() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        distance = film.views[0].landscape.shadow.distance
        for share, step in ((0.0, 0), (1.0, -1)):
            assert film.distance_at(share) == f"{float(distance[step]):.2f}"

    on_stage(LossLandscape, LandscapeSpec(**SMALL), tell)
