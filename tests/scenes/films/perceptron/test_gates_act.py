"""The unit of McCulloch and Pitts: what is written down is what it answers."""

from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from scenes.films.perceptron.gates_act import folded_cell
from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec
from tests.support.staged import on_stage


def test_the_table_says_or_and_and(tmp_path: Path) -> None:
    class Gates(Perceptron):
        spec = PerceptronSpec(acts=("model",), tempo=4.0, data="blobs", epochs=2)
        results = Perceptron.compute(PerceptronSpec(data="blobs", epochs=2))

        def _fire(self, unit, inputs, threshold, ink, row):  # type: ignore[no-untyped-def]
            super()._fire(unit, inputs, threshold, ink, row)
            rows.append((self.bar.get_y() - row, ink.get_y() - row))
            answers.append((threshold, *inputs.tolist(), int(unit.result_text)))

    answers: list[tuple[int, ...]] = []
    rows: list[tuple[float, float]] = []
    quiet = {"media_dir": str(tmp_path), "progress_bar": "none", "verbosity": "ERROR"}
    still = {"write_to_movie": False, "save_last_frame": True, "format": None}
    with tempconfig({**quiet, **still, "pixel_width": 320, "pixel_height": 180, "frame_rate": 5}):
        Gates().render()
    assert [a | b for _, a, b, _ in answers[:4]] == [answer for *_, answer in answers[:4]]
    assert [a & b for _, a, b, _ in answers[4:]] == [answer for *_, answer in answers[4:]]
    assert len(answers) == 8
    assert np.allclose(rows, 0, atol=0.05)


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_the_cell_folds_onto_the_unit(aspect: str) -> None:
    def tell(film: Perceptron) -> None:
        cell, unit = film._cell(), film.unit_drawing(["x_1", "x_2"], [])
        folded = folded_cell(cell, unit)
        for name, part in folded.items():
            assert len(part.points) == len(cell.parts[name].points)
        onto = [unit.middle + (place - unit.middle) * np.linspace(0, 1, 200)[:, None]
                for place in unit.places]  # fmt: skip
        wires = np.concatenate(onto)
        for point in folded["dendrites"].points[::9]:
            assert np.linalg.norm(wires - point, axis=1).min() < 0.05
        for outline in folded["dendrites"].get_subpaths():  # none is torn between the wires
            assert len(set(np.sign((outline - unit.middle)[:, 1].round(6))) - {0}) == 1
        axon = folded["axon"].points
        assert np.allclose(axon[:, 1], unit.end[1])
        assert (axon[:, 0].min(), axon[:, 0].max()) == pytest.approx((unit.gate[0], unit.end[0]))

    on_stage(Perceptron, PerceptronSpec(aspect=aspect), tell)
