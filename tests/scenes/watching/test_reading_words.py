"""How long words have to be there."""

import pytest

from scenes.watching.reading_words import WordsRead, is_sentence, reading_seconds


def test_labels_are_no_sentences() -> None:
    assert not is_sentence("the loss")
    assert not is_sentence("损失")
    assert is_sentence("where it bends")
    assert is_sentence("网络弯曲了空间")


def test_chinese_takes_longer_a_character() -> None:
    assert reading_seconds("x" * 40) == pytest.approx(2.0)
    assert reading_seconds("弯" * 9) == pytest.approx(1.0)


def test_times_of_the_same_words_add_up() -> None:
    read = WordsRead()
    words = "w " * 10  # a second
    read.add({words}, 3.0, 0.4)
    assert list(read.unread()) == [(words, 3.0, 0.4)]
    read.add({words}, 5.0, 0.7)
    assert list(read.unread()) == []
