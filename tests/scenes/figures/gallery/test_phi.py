import numpy as np
import pytest

from engine.errors import UsageError
from scenes.figures.catalogue import FIGURES
from scenes.figures.gallery import phi
from scenes.figures.specs import PhiSpec


@pytest.fixture(scope="module")
def result():
    return phi.compute(PhiSpec(samples=80))


@pytest.mark.parametrize("size", FIGURES["phi"].sizes)
def test_nothing_leaves_the_figure(drawn, result, size):
    width, height = size
    assert drawn(phi, result, width, height / width).faults == []


@pytest.mark.parametrize("side", ["before", "after"])
def test_the_line_gets_what_is_said(result, side):
    seen = getattr(result, side)
    start, end = seen.line
    across = np.array([-(end - start)[1], (end - start)[0]])
    above = (seen.points - start) @ across > 0
    share = (above == (result.labels == 1)).mean()

    assert max(share, 1 - share) == pytest.approx(seen.accuracy)


def test_a_line_separates_only_after_the_map(result):
    assert result.before.accuracy < 0.8
    assert result.after.accuracy > 0.97


def test_a_map_into_more_than_a_plane_is_refused():
    with pytest.raises(UsageError, match="--hidden 4,3: give one to four widths"):
        PhiSpec(hidden=(4, 3))
