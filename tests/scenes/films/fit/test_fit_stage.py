"""The picture shares its place with the losses, and the film runs evenly in log(1 + step)."""

import numpy as np
import pytest
from manim import tempconfig

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.fit_spec import FitSpec
from scenes.films.fit.fit_stage import FitStage
from scenes.mobjects.text import LiveNumber


@pytest.fixture
def stage(overfitted: FittedCurve):
    class Told(FitStage):
        spec = FitSpec()
        results = overfitted

        def construct(self) -> None:
            self.prepare()
            self.add(self.fit, self.chart)
            self.seen = []
            draw = self.fit.draw

            def noted(step: float) -> None:
                self.seen.append(step)
                draw(step)

            self.fit.draw = noted
            self.run(0, self.last, 1.0)
            self.resize(self.beside)
            self.fade(truth_shown=0.5)

    with tempconfig(
        {
            "pixel_width": 192,
            "pixel_height": 108,
            "frame_rate": 20,
            "write_to_movie": False,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }
    ):
        told = Told()
        told.render()
        return told


def test_early_steps_are_given_more_time(stage) -> None:
    last = stage.results.recording.last_step
    run = np.array(stage.seen[: int(np.argmax(stage.seen)) + 1])
    assert run[-1] == pytest.approx(last)
    assert run[0] < 0.1
    assert (np.diff(run) >= 0).all()
    middle = np.log1p(run)[5:-5]
    assert np.diff(middle).max() / np.diff(middle).min() == pytest.approx(1, abs=0.05)
    assert stage.step_at(0.5) == pytest.approx(np.sqrt(1 + last) - 1)


def test_the_picture_makes_room_for_the_losses(stage) -> None:
    assert stage.fit.area.high == pytest.approx(stage.beside.high)
    assert stage.beside.high[0] < stage.chart.box.low[0] < stage.whole.high[0]
    assert stage.beside.size[1] == pytest.approx(stage.whole.size[1])
    assert stage.fit.truth.get_stroke_opacity() == 0.5


def test_the_ring_lies_round_the_point(stage) -> None:
    fit = stage.results
    assert stage.ring(3).get_center()[:2] == pytest.approx(stage.fit.place(*fit.points[3]))


def test_a_bar_goes_from_the_ring_round_a_point_to_the_true_curve(stage) -> None:
    fit = stage.results
    x, y = fit.points[3]
    bar, number = stage.gap(3, fit.truth, "#ffffff")
    true = float(np.sin(np.pi * x + 0.4))
    on_curve = stage.fit.place(x, true)
    assert bar.get_end()[:2] == pytest.approx(on_curve, abs=0.01)
    away = np.linalg.norm(bar.get_start()[:2] - stage.fit.place(x, y))
    assert away == pytest.approx(min(stage.ring(3).width / 2, bar.height + away))
    assert number.get_right()[0] < bar.get_x()
    expected = LiveNumber(number.size, "#ffffff").write(f"{abs(true - y):.2f}")
    assert number.width == pytest.approx(expected.width)
