"""Lines: as few as can be, even, and never broken inside a word."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenes.languages.line_breaking import wrapped


def test_lines_are_even() -> None:
    assert wrapped("one two three four five six", 20) == ["one two three", "four five six"]


def test_no_line_begins_with_what_closes_a_number() -> None:
    text = "它分对 55.3%，最佳直线 70.7%：训练降低的是损失"
    for width in range(8, len(text)):
        assert not any(line[0] in "，：" for line in wrapped(text, width))


def test_chinese_is_broken_between_characters_but_not_before_a_comma_or_in_a_word() -> None:
    lines = wrapped("激活函数把平面弯曲，ReLU 把负的一半折叠到零，其余保持不变。", 20)
    assert len(lines) == 2
    assert all(len(line) <= 20 and line[0] not in "，。" for line in lines)
    assert any("ReLU" in line for line in lines)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text("abc激活函数，。", min_size=1, max_size=12), min_size=1, max_size=40))
def test_wrapping_loses_nothing_and_keeps_within_the_width(words: list[str]) -> None:
    text = " ".join(words)
    lines = wrapped(text, 42)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(0 < len(line) <= 42 for line in lines)


def test_chinese_words_stay_whole() -> None:
    text = "每个样本都有权重，螺旋线的平均值在等高线图上，而中位数停在两个样本之间。"
    for width in range(6, len(text)):
        broken = "|".join(wrapped(text, width))
        for word in ("样本", "权重", "螺旋线", "平均值", "等高线图", "中位数", "两个", "之间"):
            assert broken.count(word) == text.count(word), broken


def test_a_word_that_is_longer_than_the_line_is_broken() -> None:
    assert wrapped("等高线图", 2) == ["等高", "线图"]


def test_brackets_and_quotation_marks_stay_with_their_words() -> None:
    text = "这叫“过拟合”（训练损失很小，验证损失却很大）。"
    for width in range(7, len(text)):
        lines = wrapped(text, width)
        assert not any(line[-1] in "“（" or line[0] in "”）。" for line in lines)


def test_words_of_other_scripts_stay_whole() -> None:
    for text in ("It doesn’t rise by ×2.00 or −0.3 α", "斜率是 −0.30，损失为 ×2.00"):
        for width in range(7, len(text)):
            words = " ".join(wrapped(text, width)).split()
            assert all(word.rstrip("，") in text for word in words)
            assert {"×2.00"} <= set(words)


def test_a_name_stays_with_its_number_and_a_number_with_its_power_of_ten() -> None:
    for text in ("Step 11: a = −1.5 × 10⁶, b = −208.9.", "第 11 步：a = −1.5 × 10⁶，b = −208.9。"):
        for width in range(15, len(text)):
            lines = wrapped(text, width)
            assert any("a = −1.5 × 10⁶" in line for line in lines)
            assert any("b = −208.9" in line for line in lines)
