"""The space of three units is turned, not stretched, and its cut is the network's own border."""

from functools import cache

import numpy as np
import pytest

from engine.geometry.decisions import classifier
from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.storytelling.lift_director import LiftDirector
from scenes.storytelling.warp_director import WarpDirector

STEP = 600


@cache
def directors() -> tuple[LiftDirector, WarpDirector]:
    """Return two directors of the network with three units."""
    run, shape = Controls.compute(ControlsSpec(steps=STEP)).runs[3], np.array([14.0, 7.0])
    return LiftDirector(run, shape), WarpDirector(run, shape)


@pytest.mark.parametrize("depth", [0, 0.5, 1, 1.7, 2])
def test_distances_between_points_stay_as_they_are(depth: float) -> None:
    turned, plain = (director.points_at(depth, STEP) for director in directors())
    apart = [np.linalg.norm(x[:, None] - x[None], axis=-1) for x in (turned, plain)]
    assert apart[0] == pytest.approx(apart[1], abs=1e-9)


def test_the_plane_begins_as_it_is() -> None:
    lifted, _ = directors()
    assert lifted.points_at(0, STEP)[:, :2] == pytest.approx(lifted.points)


def test_heights_over_the_cut_are_the_classifiers_margins() -> None:
    lifted, plain = directors()
    weights, biases = classifier(plain.recording, STEP)
    logits = plain.points_at(2, STEP) @ weights.T + biases
    margin = logits[:, lifted.inner] - logits[:, 1 - lifted.inner]
    height = lifted.points_at(2, STEP)[:, 2] - lifted.level
    length = np.linalg.norm(weights[1] - weights[0])
    assert height == pytest.approx(margin / length, abs=1e-6)


def test_on_circles_all_of_the_inner_class_is_above_and_all_of_the_outer_below() -> None:
    lifted, _ = directors()
    height = lifted.points_at(2, STEP)[:, 2] - lifted.level
    assert ((height > 0) == (lifted.labels == lifted.inner)).all()
    outer, inner = lifted.loops(2)
    assert lifted.inner == 1
    assert (outer[:, 2] < lifted.level).all()
    assert (inner[:, 2] > lifted.level).all()
    assert (lifted.cut(1.0)[:, 2] == lifted.level).all()


def test_sides_meet_at_the_cut_and_reach_up_and_down_as_seen_from_the_side() -> None:
    lifted, _ = directors()
    view = lifted.orbit(1.0)
    below, above = (ring for (ring,) in lifted.sides(5.0, view))
    assert view.see(below)[0][:, 1].max() == pytest.approx(lifted.level)
    assert view.see(above)[0][:, 1].min() == pytest.approx(lifted.level)
    assert view.see(lifted.cut(1.0))[0][:, 1] == pytest.approx(lifted.level)
