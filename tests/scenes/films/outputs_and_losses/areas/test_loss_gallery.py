"""All figures side by side: none upon another, each with its loss and its pull."""

from itertools import combinations

import numpy as np
import pytest
from manim import config, tempconfig

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.areas.loss_gallery import TALL, LossGallery
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.area import Area


def gallery_of(*losses: LossFunction) -> LossGallery:
    return LossGallery(losses, stage_of_frame(BAND), THEMES["dark"], sentence)


@pytest.mark.parametrize("height", [9 / 16, 3 / 4, 1, 16 / 9])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_figures_and_words_keep_apart(count: int, height: float) -> None:
    with tempconfig({"frame_height": config.frame_width * height}):
        gallery = gallery_of(
            *(LossFunction(name, delta=3.0) for name in LossesSpec().names[:count])
        )
        gallery.draw(1.0)
        hero = gallery.stage.hero
        parts = [*gallery.areas, *gallery.scenery[1::5], *gallery.scenery[2::5]]
        boxes = []
        for part in parts:
            points = np.concatenate([each.points for each in part.get_family()])[:, :2]
            assert (points > hero.low - 1e-6).all()
            assert (points < hero.high + 1e-6).all()
            boxes.append(Area(points.min(axis=0), points.max(axis=0)))
        assert not any(a.meets(b) for a, b in combinations(boxes, 2))


def test_losses_and_pulls_recompute_from_the_errors_that_are_written_and_drawn(
    written: list[str],
) -> None:
    losses = [LossFunction(name, target=-3.0) for name in LossesSpec().names]
    gallery = gallery_of(*losses)
    for progress in (0.0, 0.4, 1.0):
        written.clear()
        gallery.draw(progress)
        for k, (loss, ground) in enumerate(zip(losses, gallery.grounds, strict=True)):
            edge = gallery.areas[k].edge.points[0, 0]
            x = gallery.prediction(loss, 0.35 + 0.65 * progress)
            assert ground.place(x, 0.0)[0] == pytest.approx(edge)
            start = -3.0 if loss.domain == "prediction" else 0.0
            mistake, price, pull = (float(text.replace("−", "-")) for text in written[3 * k :][:3])
            assert mistake == pytest.approx(x - start, abs=0.005)
            x = start + mistake
            assert price == pytest.approx(float(loss(x)), abs=0.00501)
            assert pull == pytest.approx(abs(float(loss.gradient(x))), abs=0.00501)


@pytest.mark.parametrize("delta", [1.0, 3.0])
def test_areas_of_all_are_on_one_scale(delta: float) -> None:
    losses = [LossFunction(name, delta=delta) for name in LossesSpec().names]
    gallery = gallery_of(*losses)
    gallery.draw(1.0)
    units = [float(grid.points[:, 1].max() - grid.points[:, 1].min()) for grid in gallery.paper]
    rows = int(TALL * gallery.far + 1e-6)
    for loss, area, height in zip(losses, gallery.areas, units, strict=True):
        x, y = area.figure.points[::4, :2].T
        drawn = abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2
        price = float(loss(gallery.prediction(loss, 1.0)))
        assert drawn / (height / rows) ** 2 == pytest.approx(price, rel=0.01)
