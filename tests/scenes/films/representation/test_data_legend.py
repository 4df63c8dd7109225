"""The legend names classes and axes, in a size that can be read, and says how many points it is."""

from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from manim import Text, VGroup, tempconfig

from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.representation.data_legend import data_legend
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.staged_scene import StagedScene
from scenes.storytelling.warp_director import WarpDirector
from tests.support.written_tables import rows_of, table


class Shown(StagedScene):
    """A scene in which nothing is played."""

    spec = FilmSpec()
    results = ()
    run: ClassVar[Recording]
    legend: VGroup

    def construct(self) -> None:
        self.legend = data_legend(self, WarpDirector(self.run))


def legend_of(path: Path) -> tuple[list[str], float]:
    """Return what a legend says, and how much of the frame's width it takes."""
    run = train(RunSpec(data=str(path), hidden=(2,), steps=1))
    settings = {"media_dir": str(path.parent), "write_to_movie": False, "verbosity": "ERROR"}
    with tempconfig(settings):
        scene = type("Played", (Shown,), {"run": run})()
        scene.render()
    said = [part.original_text for part in scene.legend.get_family() if isinstance(part, Text)]
    return said, float(scene.legend.width / scene.stage.frame.size[0])


def test_classes_and_axes_have_the_names_of_the_table(tmp_path: Path) -> None:
    path = table(tmp_path, ["width,height,kind", *rows_of("{x},{y},{label}")])
    said, _ = legend_of(path)
    assert said == ["A", "B", "→ width", "↑ height", "12 points"]


def test_columns_without_a_name_are_not_named(tmp_path: Path) -> None:
    assert legend_of(table(tmp_path, rows_of("{x},{y},{code}")))[0][-3:] == [
        "class 0",
        "class 1",
        "12 points",
    ]


def test_a_long_name_is_shortened_and_leaves_the_others_readable(tmp_path: Path) -> None:
    long = "a name so long that it runs on and on and on to its end"
    path = table(tmp_path, ["x1,x2,label", *rows_of("{x},{y},{label}", ["A"] * 6 + [long] * 6)])
    said, width = legend_of(path)
    assert said[:2] == ["A", "a name so long that…its end"]
    assert width < 0.4


@pytest.mark.parametrize("samples", [600, 1500])
def test_of_many_points_it_is_said_how_many_are_drawn(tmp_path: Path, samples: int) -> None:
    values = np.random.default_rng(0).normal(size=(samples, 2))
    rows = [f"{x},{y},{'ab'[i % 2]}" for i, (x, y) in enumerate(values.tolist())]
    said, _ = legend_of(table(tmp_path, rows))
    many = f"{samples:,} points measured, 600 drawn"
    assert said[-1] == (many if samples > 600 else "600 points")
