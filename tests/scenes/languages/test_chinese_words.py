"""Words that stay whole are found wherever they stand."""

import pytest

from scenes.languages.chinese_words import WORDS, inside_words


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("每个样本", {1, 3}), ("中位数", {1, 2}), ("三条直线", {1}), ("第二步之后", {1, 2}),
        ("直线", set()), ("", set()),
    ],
)  # fmt: skip
def test_positions_inside_words_are_told(text: str, inside: set[int]) -> None:
    assert inside_words(text) == inside


def test_the_list_has_each_word_once_and_no_single_characters() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert all(len(word) > 1 for word in WORDS)
