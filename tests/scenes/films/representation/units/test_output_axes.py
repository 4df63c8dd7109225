"""The axes meet where the inner class's outputs are, and each carries its unit's name and ends."""

import numpy as np
import pytest

from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.units.output_axes import OutputAxes, corner_of
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.text import LiveNumber
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
MIXED = np.array([1.0, -1.0, 1.0])


def text_of(number: LiveNumber) -> str:
    lengths = {len(LiveNumber(24.0, "#ffffff").write(each).points): each for each in ("−1", "+1")}
    return lengths[len(number.points)]


def test_the_corner_is_the_one_to_which_the_outputs_of_a_class_are_nearest() -> None:
    run = Controls.compute(ControlsSpec()).runs[3]
    theta = run.parameters(run.last_step)
    weights, biases = theta["0.weight"].numpy(), theta["0.bias"].numpy()
    outputs = np.tanh(run.data.features[run.data.labels == 1] @ weights.T + biases)
    corners = np.array(np.meshgrid(*3 * [[-1, 1]])).reshape(3, -1).T
    far = ((outputs.mean(axis=0) - corners) ** 2).sum(axis=1)
    assert corner_of(run, 1).tolist() == corners[far.argmin()].tolist()


def test_each_edge_leads_to_where_one_unit_answers_the_opposite() -> None:
    axes = OutputAxes(MIXED, THEME, 24.0, 1.0)
    assert axes.corners[0].tolist() == MIXED.tolist()
    assert (axes.corners[1:] - MIXED).tolist() == np.diag(-2 * MIXED).tolist()


@pytest.mark.parametrize("turn", [0.0, 0.4, 2.0])
def test_names_and_ends_stand_beside_their_edges(turn: float) -> None:
    axes, orbit = OutputAxes(MIXED, THEME, 24.0, 1.0), Orbit(turn, 1.1)
    axes.place(lambda outputs: orbit.see(outputs)[0])
    common, *ends = orbit.see(axes.corners)[0]
    for name, number, end, value in zip(axes.names, axes.ends, ends, -MIXED, strict=True):
        assert text_of(number) == ("+1" if value > 0 else "−1")
        assert np.linalg.norm(number.get_center()[:2] - end) < 0.5
        along = (end - common) / np.linalg.norm(end - common)
        reached = along @ (name.get_center()[:2] - common)
        assert 0 < reached < np.linalg.norm(end - common)
    assert [text_of(each) for each in axes.common] == ["+1", "−1", "+1"]


def test_a_corner_of_equal_outputs_is_named_once() -> None:
    axes = OutputAxes(np.ones(3), THEME, 24.0, 1.0)
    assert [text_of(each) for each in axes.common] == ["+1"]
    assert [text_of(each) for each in axes.ends] == ["−1", "−1", "−1"]
