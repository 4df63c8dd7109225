"""Sentences, formulas and live numbers."""

import numpy as np
import pytest
from manim import DOWN, LEFT, tempconfig

from engine.errors import WarpreelError
from scenes.languages.language import LANGUAGES, use_language
from scenes.mobjects.text import GLYPHS, LiveNumber, formula, number_outline, sentence


@pytest.fixture(autouse=True)
def workshop(tmp_path, monkeypatch):
    with tempconfig({"media_dir": str(tmp_path)}):
        yield


def tail(text: str, last: int) -> np.ndarray:
    """Write a number and give the last outline points of it."""
    return LiveNumber(38, "#ffffff").write(text).points[-last:]


def test_digits_are_equally_wide_so_that_nothing_after_them_moves() -> None:
    sign = len(LiveNumber(38, "#ffffff").write("%").points)
    places = [tail(f"8{digit}.{digit}%", sign) for digit in "0123456789"]
    for place in places[1:]:
        assert place == pytest.approx(places[0])


def test_exponents_stand_as_close_as_their_own_size_asks_for() -> None:
    def width(text: str) -> float:
        return float(np.ptp(number_outline(text, 40)[:, 0]))

    assert width("10⁻¹⁰") < 0.85 * width("10−10")
    assert width("⁴⁴⁴") - width("⁴⁴") == pytest.approx(width("⁷⁷⁷") - width("⁷⁷"))
    assert width("⁰⁰") < 1.25 * 2 * width("⁰")


def test_a_longer_number_is_wider_by_a_digit_each() -> None:
    widths = [LiveNumber(38, "#ffffff").write("8" * n).width for n in (1, 2, 3, 4)]
    steps = np.diff(widths)
    assert steps == pytest.approx(steps[0])
    assert steps[0] > widths[0]  # they do not touch


def test_it_stands_where_it_is_put_and_grows_to_the_right() -> None:
    number = LiveNumber(38, "#ffffff").place(np.array([1.0, 2.0, 0.0]))
    corners = [number.write(text).get_corner(DOWN + LEFT)[:2] for text in ("8", "88.8", "800%")]
    assert corners[0] == pytest.approx([1, 2], abs=0.06)
    assert corners == [pytest.approx(corners[0], abs=0.03)] * 3


def test_size_scales_it() -> None:
    small, large = (LiveNumber(size, "#ffffff").write("0.5").width for size in (20, 40))
    assert large == pytest.approx(2 * small)


def test_every_sign_it_knows_can_be_written_and_a_hyphen_is_a_minus() -> None:
    number = LiveNumber(30, "#ffffff")
    assert len(number.write(GLYPHS + " ").points)
    assert (number.write("-1").points == LiveNumber(30, "#ffffff").write("−1").points).all()


def test_a_sentence_has_the_colour_and_size_asked_for() -> None:
    small, large = (sentence("Space bends", size, "#56b4e9") for size in (20, 40))
    assert large.width == pytest.approx(2 * small.width, rel=0.02)
    assert str(small.get_fill_color()).lower() == "#56b4e9"


def test_writing_does_not_depend_on_the_size_of_the_film() -> None:
    text = "A sentence that is rather long for so small a film as this one"
    with tempconfig({"pixel_width": 128, "pixel_height": 72}):
        small = sentence(text, 30, "#fffffe").width
    assert small == pytest.approx(sentence(text, 30, "#ffffff").width)


def test_bold_is_heavier_than_plain() -> None:
    plain, bold = (sentence("Space", 40, "#ffffff", bold=heavy) for heavy in (False, True))
    assert bold.width > plain.width


def test_words_of_a_formula_are_said_in_the_language_of_the_film_and_names_are_kept() -> None:
    with use_language(LANGUAGES["zh"]):
        assert '"错误数" <= 1' in formula('"mistakes" <= 1', 40, "#ffffff").typst_code
        assert '"softplus"(x)' in formula('"softplus"(x)', 40, "#ffffff").typst_code


def test_a_formula_is_set_as_mathematics() -> None:
    assert formula("sigma(W x + b)", 40, "#ffffff").width > 0


def test_a_number_can_end_where_it_is_put_and_then_does_not_move_when_it_grows() -> None:
    number = LiveNumber(30, "#ffffff", align=1).place(np.array([2.0, 1.0, 0]))
    short, long = (number.write(text).get_right()[0] for text in ("8.0", "2,348.0"))
    assert short == pytest.approx(long)
    assert short == pytest.approx(2.0, abs=0.05)


def test_an_empty_number_shows_nothing() -> None:
    assert len(LiveNumber(30, "#ffffff").write("").points) == 0


def test_chinese_is_set_in_glyphs_of_its_own_and_latin_as_ever() -> None:
    one, other = (sentence(text, 40, "#ffffff") for text in ("激活", "函数"))
    assert len(one.points) != len(other.points)  # no boxes that stand for what is missing
    mixed, plain = sentence("σ(x) 激活", 40, "#ffffff"), sentence("σ(x)", 40, "#ffffff")
    shared = mixed.points[: len(plain.points)]
    assert np.ptp(shared, axis=0) == pytest.approx(np.ptp(plain.points, axis=0), abs=1e-3)


def test_a_character_that_no_font_holds_is_refused_in_a_film_too() -> None:
    with pytest.raises(WarpreelError, match=r"U\+1F600"):
        sentence("😀", 40, "#ffffff")
