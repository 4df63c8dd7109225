"""The end: why training is not at the lowest place, and three slices with a place for each."""

import numpy as np
import pytest

from scenes.films.landscape.ending_acts import lower_ahead, stopped_above
from scenes.films.landscape.landscape import LossLandscape
from scenes.films.landscape.landscape_stage import loss_text, shares_of
from scenes.films.landscape.slice_marks import profile_of
from scenes.films.landscape.specs import LandscapeSpec
from scenes.storytelling.stage import area_of
from tests.support.staged import on_stage


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_three_surfaces_share_the_place_of_one(aspect: str) -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        areas, whole = film.thirds(), film.stage.hero
        assert sum(np.prod(area.size) for area in areas) < np.prod(whole.size)
        for i, area in enumerate(areas):
            assert (area.low >= whole.low - 1e-9).all()
            assert (area.high <= whole.high + 1e-9).all()
            assert not any(area.meets(other) for other in areas[:i])

    spec = LandscapeSpec(hidden=(8, 2), samples=40, steps=40, resolution=15, aspect=aspect)
    on_stage(LossLandscape, spec, tell)


def test_where_training_stopped_is_said_with_the_lowest_loss_of_the_slice() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        seen = film.views[0].landscape
        assert lower_ahead(seen) == (seen.loss.min() < 0.8 * seen.shadow.true_loss[-1])
        text, values = stopped_above(seen)
        assert text.format(**values) == (
            f"We stopped at step {seen.shadow.steps[-1]}, "
            f"above this slice's lowest loss, {loss_text(float(seen.loss.min()))}."
        )

    on_stage(LossLandscape, LandscapeSpec(hidden=(8, 2), samples=40, steps=40, resolution=15), tell)


def test_the_outline_of_the_earlier_slice_is_named_above_all() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        seen = film.views[0].landscape
        film.look_edge_on(seen.loss)
        outline = profile_of(shares_of(seen.loss, film.scale), film.panel, film.theme)
        box = area_of(film.name_of(outline))
        vertices = film.panel.mesh.see(film.panel.mesh.vertices)
        assert box.low[1] > max(vertices[..., 1].max(), outline.get_top()[1])
        assert box.high[1] < film.stage.hero.high[1]

    on_stage(LossLandscape, LandscapeSpec(hidden=(8, 2), samples=40, steps=40, resolution=15), tell)
