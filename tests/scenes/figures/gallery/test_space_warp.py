"""Pictures of a network over depth and training."""

import numpy as np
import pytest

from engine.geometry.decisions import accuracy
from engine.geometry.warps import Warp
from engine.training.training import train
from scenes.figures.gallery import space_warp
from scenes.figures.specs import SpaceWarpFigureSpec
from tests.support.written_tables import rows_of, table

RUN = {"data": "moons", "samples": 60, "hidden": (6, 2), "steps": 60}


@pytest.fixture(scope="module")
def recording():
    return train(SpaceWarpFigureSpec(**RUN).run)


@pytest.fixture(scope="module")
def pictures():
    return space_warp.compute(SpaceWarpFigureSpec(**RUN))


def test_nothing_leaves_the_pictures_of_a_run(drawn, pictures):
    assert drawn(space_warp, pictures, ratio=0.66).faults == []


def test_the_pictures_show_what_the_network_does(pictures, recording):
    last = Warp(recording).trace(recording.data.features, recording.last_step)

    assert pictures.steps[[0, -1]].tolist() == [0, recording.last_step]
    np.testing.assert_allclose(pictures.points[-1, -1], last[pictures.depths[-1]], atol=1e-6)
    assert pictures.accuracy[-1] == pytest.approx(accuracy(recording, recording.last_step))


def test_classes_and_axes_of_a_table_have_their_names(drawn, tmp_path):
    path = table(tmp_path, ["width,cost in $,kind", *rows_of("{x},{y},{label}")])
    spec = SpaceWarpFigureSpec(data=str(path), hidden=(3,), steps=5)
    picture = drawn(space_warp, space_warp.compute(spec), ratio=0.66)
    assert picture.faults == []
    assert {"A", "B", "width →", r"↑ cost in \$"} <= set(picture.words)


@pytest.mark.parametrize("ratio", [0.66, 1.4])
def test_long_names_stay_within_the_figure_and_over_their_picture(drawn, tmp_path, ratio):
    names = [f"a class of which {n} is said in so many words" for n in ("A", "B", "C", "D")]
    rows = rows_of("{x},{y},{label}", [name for name in names for _ in range(3)])
    head = f"the {'width ' * 9}in mm,the {'height ' * 9}in mm,label"
    spec = SpaceWarpFigureSpec(data=str(table(tmp_path, [head, *rows])), hidden=(3,), steps=5)
    picture = drawn(space_warp, space_warp.compute(spec), ratio=ratio)
    assert picture.faults == []
    assert sum("…" in words for words in picture.words) == 6


def test_of_many_points_some_are_drawn_and_all_are_measured(drawn):
    spec = SpaceWarpFigureSpec(data="moons", samples=3000, hidden=(3,), steps=20, rows=1)
    result, run = space_warp.compute(spec), train(spec.run)
    assert result.points.shape[2] == len(result.labels) == 2000
    assert np.bincount(result.labels).tolist() == [1000, 1000]
    assert result.accuracy[-1] == pytest.approx(accuracy(run, run.last_step))
    assert "input, 2,000 of 3,000 points drawn" in drawn(space_warp, result, ratio=0.5).words
