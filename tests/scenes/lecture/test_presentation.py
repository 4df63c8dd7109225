"""Presentations under construction."""

from pathlib import Path

import pytest
from pptx import Presentation

from scenes.lecture.presentation import Slides, fitted
from scenes.theme.theme import THEMES


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((200, 100), (10, 20 + 25, 100, 50)),
        ((100, 200), (10 + 25, 20, 50, 100)),
        ((3, 3), (10, 20, 100, 100)),
    ],
)
def test_a_picture_is_as_large_as_its_box_allows_and_centred(
    size: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    assert fitted(size, (10, 20, 100, 100)) == box


@pytest.mark.parametrize("aspect", [(16, 9), (4, 3), (1, 1)])
def test_slides_have_the_shape_of_the_films(tmp_path: Path, aspect: tuple[int, int]) -> None:
    slides = Slides(THEMES["dark"], aspect)
    slides.add_title("Title", "", "")
    slides.save(tmp_path / "deck.pptx", "Title", "Author", "en")
    saved = Presentation(str(tmp_path / "deck.pptx"))
    assert saved.slide_width is not None
    assert saved.slide_height is not None
    assert saved.slide_width / saved.slide_height == pytest.approx(aspect[0] / aspect[1], rel=1e-6)


def test_a_title_without_text_leaves_no_placeholder(tmp_path: Path) -> None:
    slides = Slides(THEMES["dark"], (16, 9))
    slides.add_title("Alone", "", "")
    slides.add_title("Title", "and text", "said")
    slides.save(tmp_path / "deck.pptx", "Title", "Author", "en")
    alone, both = Presentation(str(tmp_path / "deck.pptx")).slides
    assert [shape.text for shape in alone.placeholders] == ["Alone"]
    assert [shape.text for shape in both.placeholders] == ["Title", "and text"]
    assert not alone.has_notes_slide
    assert both.notes_slide.notes_text_frame.text == "said"
