"""Numbers and easing of the films of space warping."""

import numpy as np
import pytest

from scenes.languages.numbers import percent
from scenes.storytelling.easing import gentle


@pytest.mark.parametrize(
    ("fraction", "written"),
    [(0.0, "0.0%"), (0.5, "50.0%"), (0.9994, "99.9%"), (0.99999, "99.9%"), (1.0, "100%")],
)
def test_a_percentage_never_rounds_up_to_all(fraction: float, written: str) -> None:
    assert percent(fraction) == written


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
