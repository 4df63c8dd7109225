"""What the film of a loss landscape shows: of one run or two, on planes of one size."""

from pathlib import Path

import numpy as np
import pytest

from engine.recordings.opening import load
from scenes.cache.results import trained_run
from scenes.films.landscape.landscape_views import landscape_views
from scenes.films.landscape.specs import LandscapeSpec

SMALL = {"hidden": (4, 2), "samples": 40, "steps": 30, "resolution": 9}


def test_the_whole_run_is_in_the_picture() -> None:
    (view,) = landscape_views(LandscapeSpec(**SMALL))
    seen = view.landscape
    for k, axis in enumerate((seen.x, seen.y)):
        assert axis[0] < seen.shadow.coordinates[:, k].min()
        assert axis[-1] > seen.shadow.coordinates[:, k].max()
    assert seen.loss.shape == (9, 9)
    assert view.parameters == 2 * 4 + 4 + 4 * 2 + 2 + 2 * 2 + 2


def test_a_wider_span_shows_more() -> None:
    near, far = (
        landscape_views(LandscapeSpec(**SMALL, span=span))[0].landscape for span in (1.0, 2.0)
    )
    assert np.ptp(far.x) == pytest.approx(2 * np.ptp(near.x))


def test_two_are_shown_on_squares_of_one_size() -> None:
    one, other = landscape_views(LandscapeSpec(**SMALL, compare="batch=5"))
    assert (one.name, other.name) == ("batch: all", "batch: 5")
    sides = [np.ptp(axis) for v in (one, other) for axis in (v.landscape.x, v.landscape.y)]
    assert sides == pytest.approx(sides[:1] * 4)
    assert one.landscape.shadow.true_loss[0] == pytest.approx(other.landscape.shadow.true_loss[0])


def test_settings_are_named_with_their_defaults_resolved() -> None:
    names = {
        compare: [view.name for view in landscape_views(LandscapeSpec(**SMALL, compare=compare))]
        for compare in ("architecture=residual", "rate=0.05", "hidden=3")
    }
    assert names == {
        "architecture=residual": ["architecture: mlp", "architecture: residual"],
        "rate=0.05": ["rate: 0.01", "rate: 0.05"],
        "hidden=3": ["hidden: 4, 2", "hidden: 3"],
    }


def test_recordings_are_seen_as_they_are(brief_file: Path) -> None:
    spec = LandscapeSpec(recording=brief_file, compare=str(brief_file), resolution=5)
    one, other = landscape_views(spec)
    assert one.name == other.name == "brief"
    assert np.array_equal(one.landscape.loss, other.landscape.loss)
    assert np.array_equal(one.landscape.shadow.steps, load(brief_file).steps)


def test_it_is_computed_once() -> None:
    told: list[str] = []

    def work(what: str, steps: int):
        told.append(what)
        return lambda done, status: None

    spec = LandscapeSpec(**{**SMALL, "seed": 77})
    first = landscape_views(spec, work)
    assert told == ["training the network", "the landscape of the network"]
    second = landscape_views(spec, lambda what, steps: lambda done, status: pytest.fail(what))
    assert np.array_equal(first[0].landscape.loss, second[0].landscape.loss)


def test_planes_of_checkpoints_go_through_the_first_the_middle_and_the_last_step() -> None:
    spec = LandscapeSpec(**SMALL, plane="checkpoints")
    run = trained_run(spec.run)
    (view,) = landscape_views(spec)
    assert view.checkpoints == (0, run.last_step // 2, run.last_step)
    away = view.landscape.shadow.distance
    assert away[list(view.checkpoints)] == pytest.approx([0, 0, 0], abs=1e-5)


def test_random_directions_reach_one_filter_to_each_side() -> None:
    (view,) = landscape_views(LandscapeSpec(**SMALL, plane="random"))
    seen = view.landscape
    assert (seen.x[0], seen.x[-1]) == (-1, 1)
    assert seen.loss[4, 4] == pytest.approx(seen.shadow.true_loss[-1], abs=1e-6)


def test_what_was_measured_is_reported() -> None:
    (view,) = landscape_views(LandscapeSpec(**SMALL))
    shadow = view.landscape.shadow
    report = view.report()
    assert f"{shadow.true_loss[0]:.4f} at step 0" in report
    assert f"{shadow.explained:.1%}" in report
