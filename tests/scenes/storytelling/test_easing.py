"""Easing: slow at both ends, even in between."""

import numpy as np
import pytest

from scenes.storytelling.easing import early, gentle, late, within


def test_gentle_goes_from_start_to_end_evenly_in_between() -> None:
    progress = np.linspace(0, 1, 1001)
    eased = np.array([gentle(p) for p in progress])
    assert (eased[0], eased[500], eased[-1]) == pytest.approx((0, 0.5, 1))
    assert (np.diff(eased) >= 0).all()
    speeds = np.diff(eased) / np.diff(progress)
    assert speeds[110:890] == pytest.approx(np.full(780, speeds[500]))
    assert speeds[0] < 0.1 * speeds[500]
    assert speeds[-1] < 0.1 * speeds[500]
    assert np.abs(np.diff(speeds)).max() < 0.02  # no jerk where easing begins or ends


def test_what_comes_late_begins_when_what_goes_early_has_gone() -> None:
    assert [early(p) for p in (0.0, 0.25, 0.5, 1.0)] == pytest.approx([0, 0.5, 1, 1])
    assert [late(p) for p in (0.0, 0.5, 0.75, 1.0)] == pytest.approx([0, 0, 0.5, 1])
    assert all(early(p) == 1 or late(p) == 0 for p in np.linspace(0, 1, 21).tolist())


def test_what_is_done_within_a_stretch_of_time_begins_and_ends_with_it() -> None:
    done = [within(p, 0.2, 0.6) for p in (0.0, 0.2, 0.4, 0.6, 1.0)]
    assert done == pytest.approx([0, 0, 0.5, 1, 1])
