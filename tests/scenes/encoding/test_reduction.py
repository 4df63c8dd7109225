"""What was given up for a limit, in words."""

import pytest

from scenes.encoding.reduction import Reduced


@pytest.mark.parametrize(
    ("reduced", "words"),
    [
        (Reduced(7.5, 32, 427, 240, 999_400), "427×240, 7.5 frames a second, 32 colours, 0.999 MB"),
        (
            Reduced(15.0, 256, 854, 480, 12_345_678),
            "854×480, 15 frames a second, 256 colours, 12.3 MB",
        ),
    ],
)
def test_it_is_told_in_numbers_that_a_reader_can_use(reduced: Reduced, words: str) -> None:
    assert str(reduced) == words
