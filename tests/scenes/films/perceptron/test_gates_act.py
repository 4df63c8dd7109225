"""The unit of McCulloch and Pitts: what is written down is what it answers."""

from pathlib import Path

from manim import tempconfig

from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec


def test_the_table_says_or_and_and(tmp_path: Path) -> None:
    class Gates(Perceptron):
        spec = PerceptronSpec(acts=("model",), tempo=4.0, data="blobs", epochs=2)
        results = Perceptron.compute(PerceptronSpec(data="blobs", epochs=2))

        def _fire(self, unit, inputs, threshold, ink):  # type: ignore[no-untyped-def]
            super()._fire(unit, inputs, threshold, ink)
            answers.append((threshold, *inputs.tolist(), int(unit.result_text)))

    answers: list[tuple[int, ...]] = []
    quiet = {"media_dir": str(tmp_path), "progress_bar": "none", "verbosity": "ERROR"}
    still = {"write_to_movie": False, "save_last_frame": True, "format": None}
    with tempconfig({**quiet, **still, "pixel_width": 320, "pixel_height": 180, "frame_rate": 5}):
        Gates().render()
    assert [a | b for _, a, b, _ in answers[:4]] == [answer for *_, answer in answers[:4]]
    assert [a & b for _, a, b, _ in answers[4:]] == [answer for *_, answer in answers[4:]]
    assert len(answers) == 8
