"""The loss of a network on a plane."""

import numpy as np
import pytest

from scenes.figures.gallery import landscape
from scenes.figures.specs import LandscapeFigureSpec

RUN = {"data": "moons", "samples": 60, "hidden": (6, 2), "steps": 60}


@pytest.fixture(scope="module")
def result():
    return landscape.compute(LandscapeFigureSpec(**RUN, resolution=11))


def test_nothing_leaves_the_map_of_a_landscape(drawn, result):
    assert drawn(landscape, result, ratio=0.8).faults == []


def test_the_path_is_the_projected_training_with_its_true_losses(drawn, result):
    page = drawn(landscape, result, ratio=0.8)
    path = page.figure.axes[0].lines[0].get_xydata()

    np.testing.assert_array_equal(path, result.shadow.coordinates)
    steps, losses = result.shadow.steps, result.shadow.true_loss
    ends = {f"step {steps[i]:,}: true loss {losses[i]:.3g}" for i in (0, -1)}
    assert ends <= set(page.words)
