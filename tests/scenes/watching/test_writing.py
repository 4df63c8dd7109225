"""What is written on screen, of anybody's kinds of writing."""

import numpy as np
import pytest
from manim import (
    Circle,
    DecimalNumber,
    MarkupText,
    MathTypst,
    Paragraph,
    Scene,
    Square,
    Text,
    VGroup,
    tempconfig,
)

from scenes.mobjects.text import LiveNumber
from scenes.watching.writing import area_of, name_of, unwritten, writing_on


def texts() -> list[VGroup]:
    number = LiveNumber(40, "#ffffff").write("0.5")
    decimal = DecimalNumber(0.25, mob_class=Text)
    return [Text("a"), MarkupText("<b>b</b>"), Paragraph("c d"), MathTypst("x"), decimal, number]


def test_all_kinds_are_found_once_wherever_they_are() -> None:
    with tempconfig({"dry_run": True}):
        scene, written = Scene(), texts()
        scene.add(VGroup(VGroup(*written[:3]), Circle()), *written[3:])
    assert {id(each) for each in writing_on(scene)} == {id(each) for each in written}
    assert all(isinstance(each, Circle) for each in unwritten(scene.mobjects))


def test_it_goes_by_its_words_or_its_place() -> None:
    assert name_of(Text("a word")) == "'a word'"
    assert "x^2" in name_of(MathTypst("x^2"))
    assert name_of(LiveNumber(40, "#ffffff").write("1")).startswith("the number at")


def test_what_is_nearly_clear_is_not_there() -> None:
    with tempconfig({"dry_run": True}):
        scene = Scene()
    words = Text("here", color="#ff0000")
    found = area_of(scene, words)
    assert found is not None
    low, high, colours = found
    np.testing.assert_allclose(high - low, [words.width, words.height], rtol=1e-6)
    assert colours == ["#FF0000"]
    assert area_of(scene, words.copy().set_opacity(0.5)) is None
    assert area_of(scene, Square(fill_opacity=0)) is None


@pytest.mark.parametrize("share", [0.59, 0.61])
def test_words_that_come_are_there_from_an_opacity_on(share: float) -> None:
    with tempconfig({"dry_run": True}):
        assert (area_of(Scene(), Text("a").set_opacity(share)) is not None) == (share > 0.6)
