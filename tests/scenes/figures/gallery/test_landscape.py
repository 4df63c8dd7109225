"""The loss of a network on a plane."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.landscape.network_landscape import loss_landscape
from engine.landscape.sampling import Sample
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
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
    shadow = result.landscape.shadow
    path = page.figure.axes[0].lines[0].get_xydata()

    np.testing.assert_array_equal(path, shadow.coordinates)
    steps, losses = shadow.steps, shadow.true_loss
    ends = {f"step {steps[i]:,}: true loss {losses[i]:.3g}" for i in (0, -1)}
    assert ends <= set(page.words)


@pytest.mark.parametrize("ratio", [0.8, 1.0])
def test_it_says_what_was_measured_on_what(drawn, result, ratio):
    sample = Sample(1_500, 50_000, 0.0123)
    seen = replace(result, landscape=replace(result.landscape, sample=sample), trained_on_it=False)
    page = drawn(landscape, seen, ratio=ratio)
    assert page.faults == []
    words = "\n".join(page.words)
    assert "measured on 1,500 of 50,000 points, standard error 0.012" in words
    assert "plain cross-entropy; training recorded another loss" in words
    assert "measured on" not in "\n".join(drawn(landscape, result, ratio=ratio).words)


def test_a_landscape_that_was_computed_before_is_drawn(drawn, result, tmp_path):
    run = train(RunSpec(**RUN))
    weight = torch.tensor([1.0, 9.0])
    made = loss_landscape(run, loss=torch.nn.CrossEntropyLoss(weight), resolution=9)
    view = landscape.compute(LandscapeFigureSpec(landscape=made.save(tmp_path / "own.safetensors")))
    np.testing.assert_array_equal(view.landscape.loss, made.landscape.loss)
    page = drawn(landscape, view, ratio=0.8)
    assert page.faults == []
    assert "the loss that was given; training recorded another" in "\n".join(page.words)
