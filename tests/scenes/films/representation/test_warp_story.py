"""The plane that fills the frame: its window never loses a point, and mistakes wear rings."""

from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from manim import tempconfig

from engine.geometry.decisions import decide
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.representation.warp_story import Moment, WarpStory, mistakes
from scenes.mobjects.arrays.point_cloud import marker_of
from scenes.mobjects.warp_panel import Picture
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.warp_director import WarpDirector

RUNS = {
    "residual": RunSpec(hidden=(8, 8), architecture="residual", samples=60, steps=40),
    "space": RunSpec(data="circles", hidden=(3,), samples=60, steps=40, rate=0.05),
    "wide": RunSpec(data="blobs", hidden=(6,), samples=60, steps=40),
    "iris": RunSpec(data="iris", hidden=(4, 3), steps=20),
    # Layers that are far smaller in the end than they were in between.
    "shrinking": RunSpec(hidden=(2,), activation="identity", weight_decay=12, samples=60, steps=40),
}
SLACK = 0.35
"""Of a panel of height 6.7, in frame units, by which a point may leave while the window moves."""


class Way(WarpStory):
    """A film that goes through a network, through its training, and home."""

    spec = FilmSpec(tempo=2.0)
    results = ()
    run: ClassVar[RunSpec]
    seen: ClassVar[list[np.ndarray]]

    def construct(self) -> None:
        director = WarpDirector(train(self.run), self.stage.hero.size)
        self.build_panel(director)
        start = Moment(0, 0)
        self.frame_points(director, start)
        self.show(director, start)
        self.open_with(self.panel, hero=(self.panel,))
        deep = director.hidden
        for way in (
            lambda p: Moment(p * deep, 0),
            lambda p: Moment(deep, p * director.last_step, p),
            lambda p: Moment(deep * (1 - p), director.last_step, 1 - p),
        ):
            self.travel(director, way, lambda moment, _: self.plain(director, moment), 4.0)
            assert self.count() == len(director.points)
        self.linger(director, 2.0)

    def show(self, director: WarpDirector, moment: Moment, picture: Picture | None = None) -> None:
        super().show(director, moment, picture)
        points = director.points_at(moment.depth, moment.step)
        self.seen.append(self.panel.place(self.panel.orbit.see(points)[0]))

    def count(self) -> int:
        clouds = (self.panel.points_cloud, self.panel.far_points)
        return sum(
            len(o.points) // (4 * len(marker_of(k))) for c in clouds for k, o in enumerate(c)
        )


@pytest.mark.parametrize("run", RUNS.values(), ids=list(RUNS))
def test_the_window_follows_the_points_and_loses_none(run: RunSpec, tmp_path: Path) -> None:
    frames: list[np.ndarray] = []
    played = type("Played", (Way,), {"run": run, "seen": frames})
    settings = {
        "media_dir": str(tmp_path), "write_to_movie": False, "frame_rate": 8, "pixel_width": 160,
        "pixel_height": 90, "verbosity": "ERROR", "progress_bar": "none",
    }  # fmt: skip
    with tempconfig(settings):
        scene = played()
        scene.render()
    panel = scene.panel
    assert len(frames) > 40
    for points in frames:
        assert (points > panel.low - SLACK).all()
        assert (points < panel.high + SLACK).all()
    assert np.ptp(frames[-1], axis=0).max() > 0.6 * panel.room.min()


def test_the_points_that_wear_rings_are_those_that_the_network_gets_wrong() -> None:
    director = WarpDirector(train(RUNS["residual"]))
    for step in (0, 3.5, director.last_step):
        wrong = decide(director.recording, director.points, step) != director.labels
        assert ((mistakes(director, step) > 0) == wrong).all()
    assert (mistakes(director, 0) > 0).any()
