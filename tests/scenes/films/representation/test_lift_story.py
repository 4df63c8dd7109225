"""The space of three units is entered without a jump, and its last picture shows both sides."""

from pathlib import Path

import numpy as np
from manim import tempconfig

from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.warp_story import Moment

SPEC = ControlsSpec()


class Inside(Controls):
    """Only enters the space, and looks at its end."""

    spec = SPEC

    def construct(self) -> None:
        """Open up the last network, then look from the side."""
        director = self.open_up(self.results.runs[-1])
        end = Moment(director.hidden, director.last_step, 1.0)
        self.show(director, end, self._parted(director, end, sides=1.0))
        self.add(self.panel, *self.loops)


def test_from_the_side_each_class_lies_on_its_side_of_a_level_line(tmp_path: Path) -> None:
    Inside.results = Controls.compute(SPEC)
    settings = {"media_dir": str(tmp_path), "dry_run": True, "verbosity": "ERROR"}
    with tempconfig({**settings, "pixel_width": 160, "pixel_height": 90, "progress_bar": "none"}):
        film = Inside()
        film.render()
    line = film.panel.separator.points[:, 1]
    assert np.ptp(line) < 1e-6
    blue, orange = (cloud.points[:, 1] for cloud in film.panel.points_cloud)
    hidden_blue, hidden_orange = (cloud.points[:, 1] for cloud in film.panel.far_points)
    assert (np.append(blue, hidden_blue) < line[0] + film.panel.points_cloud.radius).all()
    assert (np.append(orange, hidden_orange) > line[0] - 2 * film.panel.points_cloud.radius).all()
    outer, inner = film.loops
    assert outer.points[:, 1].max() < line[0] < inner.points[:, 1].min()
