"""Live numbers in a corner: named, in order, and never wider than their place."""

from scenes.films.outputs_and_losses.readout import Readout
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import BAND, stage_of_frame


def test_a_long_row_is_smaller_and_ends_at_the_same_edge() -> None:
    stage = stage_of_frame(BAND)
    for count in (1, 2, 5):
        row = Readout([("prediction", "#fff", "#fff")] * count, stage, sentence)
        row.show_values(["−10.000"] * count)
        assert row.get_left()[0] >= stage.numbers.low[0] - 0.05
        assert row.get_right()[0] <= stage.numbers.high[0] + 0.01


def test_each_number_stands_right_of_its_name() -> None:
    row = Readout([("loss", "#fff", "#fff"), ("gradient", "#fff", "#fff")], stage_of_frame(BAND),
                  sentence)  # fmt: skip
    row.show_values(["−99.99", "0.000"])
    edges = [part.get_left()[0] for part in (row[2], row.numbers[0], row[0], row.numbers[1])]
    assert edges == sorted(edges)
