"""Every figure there is, in both themes and every language: readable, complete, as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure

from scenes.figures.catalogue import FIGURES, chapter_figures
from scenes.figures.entry import INCHES_PER_MM, SMALLEST
from scenes.figures.style import use_style
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES
from tests.support.drawn_figures import drawn_at, quick_result, style_for

OTHERS = ["space-warp", "attention", "descent", "landscape", "training-curves"]
DRAWN = [*chapter_figures(), *OTHERS]
EACH_FIGURE = pytest.mark.parametrize("name", DRAWN)


@EACH_FIGURE
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_words_are_readable_and_apart_in_every_language(name: str, language: str) -> None:
    entry = FIGURES[name]
    assert entry.sizes
    for size in entry.sizes:
        with use_style(THEMES["light"]):
            page = drawn_at(entry.load(), quick_result(name), style_for("light", language), size)
            assert page.faults == []
            assert page.smallest >= SMALLEST


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_every_caption_is_translated(language: str) -> None:
    captions = {entry.caption() for entry in FIGURES.values()}
    assert captions
    assert captions.isdisjoint(entry.caption(LANGUAGES[language]) for entry in FIGURES.values())


@pytest.mark.parametrize("theme", THEMES)
@EACH_FIGURE
@pytest.mark.mpl_image_compare(
    tolerance=6, style="default", savefig_kwargs={"dpi": 70, "facecolor": "auto"}
)
def test_it_looks_as_it_did(name: str, theme: str) -> Figure:
    entry = FIGURES[name]
    width, height = entry.sizes[0]
    with use_style(THEMES[theme]):
        figure = Figure(figsize=(width * INCHES_PER_MM, height * INCHES_PER_MM))
        entry.load().draw(figure, quick_result(name), style_for(theme, "en"))
        figure.draw_without_rendering()
        figure.set_layout_engine(None)  # what was laid out in this style stays
    return figure


def test_every_baseline_belongs_to_a_figure() -> None:
    folder = Path(__file__).parent / "baseline"
    wanted = {f"test_it_looks_as_it_did_{n}-{t}.png" for n in DRAWN for t in THEMES}
    assert {path.name for path in folder.iterdir()} == wanted
