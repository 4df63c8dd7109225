"""Both losses are drawn where they are, and told where they are furthest apart."""

from dataclasses import replace

import numpy as np
import pytest

from scenes.films.landscape.curve_acts import LossCurves
from scenes.films.landscape.landscape import LossLandscape
from scenes.films.landscape.landscape_stage import loss_text
from scenes.films.landscape.specs import LandscapeSpec
from tests.support.staged import on_stage

SPEC = LandscapeSpec(hidden=(8, 2), samples=40, steps=40, resolution=15)


def test_dots_are_at_the_losses_of_the_step_and_words_have_them() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        shadow = film.views[0].landscape.shadow
        curves, step = LossCurves(film.stages[0], film.stage, film.theme), int(shadow.steps[7])
        curves.draw(step)
        losses = shadow.plane_loss[7], shadow.true_loss[7]
        for dot, loss in zip(curves.dots, losses, strict=True):
            assert dot.get_center()[:2] == pytest.approx(curves.chart.place(step, loss))
        said = [word.original_text for word in curves.named(step)]
        assert [words.split(": ")[1] for words in said] == [loss_text(loss) for loss in losses]
        first, second = curves.named(int(shadow.steps[-1]))
        apart = first.get_bottom()[1] - second.get_top()[1]
        assert max(apart, second.get_bottom()[1] - first.get_top()[1]) > 0

    on_stage(LossLandscape, SPEC, tell)


def test_the_film_stops_where_losses_are_off_by_most_if_it_is_by_much() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        view = film.views[0]
        shadow = view.landscape.shadow

        def with_true(losses: np.ndarray) -> None:
            seen = replace(view.landscape, shadow=replace(shadow, true_loss=losses))
            film.views = (replace(view, landscape=seen),)

        off = shadow.plane_loss.copy()
        off[20] *= 9
        with_true(off)
        assert film.stops() == [shadow.steps[20]]
        with_true(shadow.plane_loss.copy())
        assert film.stops() == []

    on_stage(LossLandscape, SPEC, tell)
