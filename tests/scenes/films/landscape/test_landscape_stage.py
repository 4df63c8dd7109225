"""One network of the film: its numbers, its scale of heights, its place."""

import numpy as np
import pytest

from scenes.films.landscape.landscape_stage import (
    NetworkStage,
    cut_off,
    loss_text,
    places,
    scale_of,
    shares_of,
)
from scenes.films.landscape.landscape_views import LandscapeView, landscape_views
from scenes.films.landscape.specs import LandscapeSpec
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture(scope="module")
def view() -> LandscapeView:
    spec = LandscapeSpec(hidden=(8, 2), samples=40, steps=40, resolution=15)
    return landscape_views(spec)[0]


def stage_of(view: LandscapeView) -> NetworkStage:
    stage = stage_of_frame()
    scale = scale_of([view.landscape.loss], LandscapeSpec())
    return NetworkStage(view, scale, stage.hero, stage, THEMES["dark"])


def test_the_numbers_are_those_of_the_step_that_is_shown(view: LandscapeView) -> None:
    stage = stage_of(view)
    written: list[str] = []
    for number in stage.corner.numbers:
        number.write = written.append
    shadow = view.landscape.shadow
    for progress in (0.0, 0.37, 1.0):
        written.clear()
        stage.draw(progress)
        step, plane, true = written
        i = int(step)
        assert shadow.steps[i] <= stage.pace.step_at(progress) + 1e-5
        assert plane == f"{shadow.plane_loss[i]:.4f}"
        assert true == f"{shadow.true_loss[i]:.4f}"
    assert i == shadow.steps[-1]


def test_a_step_is_shown_at_its_share_of_the_film(view: LandscapeView) -> None:
    stage = stage_of(view)
    for step in (0, 5, 20, int(view.landscape.shadow.steps[-1])):
        assert stage.pace.step_at(stage.share_of(step)) == pytest.approx(step, abs=0.6)


def test_the_surface_is_as_high_as_the_loss(view: LandscapeView) -> None:
    stage, loss = stage_of(view), view.landscape.loss
    heights = stage.panel.mesh.vertices[..., 2] / stage.panel.peak
    expected = np.log(loss / loss.min()) / np.log(loss.max() / loss.min())
    assert heights == pytest.approx(expected, abs=1e-5)


def with_loss(view: LandscapeView, odd: float) -> list[np.ndarray]:
    loss = view.landscape.loss.copy()
    loss.flat[0] = odd
    return [loss]


def test_nothing_is_cut_off_silently(view: LandscapeView) -> None:
    spec, capped = LandscapeSpec(), LandscapeSpec(cap=0.6)
    losses = [view.landscape.loss]
    assert cut_off(losses, scale_of(losses, spec)) == (False, False)
    assert cut_off(losses, scale_of(losses, capped)) == (True, False)
    for odd in (np.inf, np.nan):
        strange = with_loss(view, odd)
        assert cut_off(strange, scale_of(strange, spec)) == (True, False)
        assert shares_of(strange[0], scale_of(strange, spec)).flat[0] == 1
    tiny = with_loss(view, 1e-12)
    scale = scale_of(tiny, spec)
    assert cut_off(tiny, scale) == (False, True)
    assert scale.high / scale.low == pytest.approx(1e6)
    linear = scale_of(tiny, LandscapeSpec(heights="linear"))
    assert cut_off(tiny, linear) == (False, False)


def test_one_scale_holds_all(view: LandscapeView) -> None:
    scale = scale_of([view.landscape.loss, *with_loss(view, 50.0)], LandscapeSpec())
    assert (scale.low, scale.high) == pytest.approx((view.landscape.loss.min(), 50))


def test_two_networks_share_the_hero_without_meeting() -> None:
    stage = stage_of_frame()
    one, other = places(stage, 2)
    assert one.share_of(stage.hero) == other.share_of(stage.hero) == pytest.approx(0.5)
    assert one.high[0] == other.low[0]


def test_numbers_are_short_and_never_rounded_to_all_or_nothing() -> None:
    assert [loss_text(x) for x in (0.0123, 12.5, 250.0, 3e12, np.nan)] == [
        "0.0123",
        "12.500",
        "2.5e2",
        "3.0e12",
        "∞",
    ]


def test_how_far_the_network_is_beside_the_slice_is_what_was_measured(view: LandscapeView) -> None:
    stage, seen = stage_of(view), view.landscape
    half = (seen.x[-1] - seen.x[0]) / 2
    assert stage.away[0] * half == pytest.approx(seen.shadow.distance[0])
    assert stage.away[-1] * half == pytest.approx(seen.shadow.distance[-1], abs=1e-6)
    assert len(stage.away) == len(stage.panel.way_plan)
