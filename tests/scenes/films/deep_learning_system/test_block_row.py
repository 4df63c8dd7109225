"""Numbered boxes light up block after block, with one brace under all of them."""

from scenes.films.deep_learning_system.block_row import UNLIT, BlockRow
from scenes.theme.theme import THEMES


def lights(row: BlockRow, share: float) -> list[float]:
    row.light(share)
    return [box.get_fill_opacity() for box, _ in row.boxes]


def test_one_block_at_a_time_is_lit_and_those_that_are_passed_keep_some_light() -> None:
    row = BlockRow(3, "tanh", THEMES["dark"], 26)
    assert lights(row, 0.0) == [0, 0, 0]
    first, second, third = lights(row, 0.5)
    assert 0 < first < second
    assert third == 0
    last = lights(row, 1.0)
    assert last[2] > last[0] == last[1] > 0


def test_the_brace_spans_all_blocks() -> None:
    row = BlockRow(4, "tanh", THEMES["dark"], 26)
    assert [name.original_text for _, name in row.boxes] == ["1", "2", "3", "4"]
    bracket, name = row.brace
    assert abs(bracket.width - row.boxes.width) < 0.05
    assert name.original_text == "φ"
    assert bracket.get_top()[1] < row.boxes.get_bottom()[1]


def test_what_happens_in_a_block_is_named_while_it_does() -> None:
    row = BlockRow(2, "tanh", THEMES["dark"], 26)
    for share, seen in ((0.0, ()), (0.125, (0,)), (0.375, (1,)), (0.5, ())):
        row.light(share)
        lit = [word.get_fill_opacity() for word in row.parts]
        assert lit == [1 if part in seen else UNLIT for part in (0, 1)]
