"""A small lecture, with all that a deck can have, and one of colours in a browser."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from scenes.encoding.encoder import Encoder
from scenes.encoding.formats import FORMATS, codec_for, format_of
from scenes.encoding.join import join
from scenes.encoding.qualities import Quality
from scenes.figures.export import EXPORTERS, Metadata
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, Part, TitleSlide
from scenes.lecture.deck_page import write_html
from tests.support.browser import Browser
from tests.support.coloured import Page, coloured_deck

QUALITY = Quality(256, 144, 5)
SEGMENTS = (7, 4, 8, 5)
"""Of the film, in frames."""


def pictures() -> np.ndarray:
    """Draw a ball that rolls over a ground, after a frame of the ground alone."""
    y, x = np.mgrid[:144, :256]
    drawn = np.full((sum(SEGMENTS), 144, 256, 4), (13, 16, 23, 255), np.uint8)
    for i, picture in enumerate(drawn[1:]):
        picture[np.hypot(x - 20 - 9 * i, y - 70) < 16] = (245, 166, 35, 255)
    return drawn


def encode(path: Path) -> None:
    """Write a film as rendering does, segment by segment."""
    codec = codec_for(FORMATS["mp4"], QUALITY)
    segments: list[bytes] = []
    encoder = Encoder(codec)
    ends = np.cumsum(SEGMENTS)
    for drawn in np.split(pictures(), ends[:-1]):
        for picture in drawn:
            encoder.add(picture)
        encoder.finish(segments.append).result()
    encoder.close()
    join(segments, codec, path, format_of(path))


def draw(folder: Path) -> tuple[Path, ...]:
    """Print a figure in every format."""
    figure = Figure(figsize=(4, 2), facecolor="#141925")
    figure.text(0.2, 0.5, "η is the step", color="white")
    paths = []
    for format, printed in EXPORTERS.items():
        paths.append(folder / f"a figure.{format}")
        paths[-1].write_bytes(printed(figure, 1.0, 50.0, Metadata("", "", "", "")))
    return tuple(paths)


@pytest.fixture(scope="session")
def deck_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which all files of the deck lie."""
    return tmp_path_factory.mktemp("lecture")


@pytest.fixture(scope="session")
def film_slide(deck_folder: Path) -> FilmSlide:
    """A film of three parts; the second has two segments, and loops."""
    folder = deck_folder / "films"
    folder.mkdir()
    encode(folder / "ball.mp4")
    Image.fromarray(pictures()[6, ..., :3]).save(folder / "ball.png")
    Image.new("RGB", (600, 400), "#0d1017").save(folder / "ball-sheet.jpg")
    (folder / "ball.vtt").write_text("WEBVTT\n")
    return FilmSlide(
        title="A ball",
        film=folder / "ball.mp4",
        poster=folder / "ball.png",
        captions=folder / "ball.vtt",
        sheet=folder / "ball-sheet.jpg",
        summary="a ball rolls from left to right",
        parts=(
            Part("start", 0, 1.4, notes="Wait for it.", transcript=("Look left.", "It rolls.")),
            Part("middle", 1.4, 3.8, loop=True, transcript=("It keeps its speed.",)),
            Part("end", 3.8, 4.8, notes="Any questions?"),
        ),
        notes="Ask for guesses first.",
    )


@pytest.fixture(scope="session")
def deck(deck_folder: Path, film_slide: FilmSlide) -> Deck:
    """A lecture of a title, a figure, and a film; its words are no markup."""
    return Deck(
        title="Rolling",
        author="Ada & Grace",
        language="en",
        theme="dark",
        aspect=(16, 9),
        slides=(
            TitleSlide("Rolling", "What <b>rolls</b> & why", "Good morning."),
            FigureSlide("The rule", draw(deck_folder), 'A step, "η" for short', "Point at η."),
            film_slide,
        ),
    )


@pytest.fixture(scope="session")
def deck_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a deck whose film has three colours."""
    folder = tmp_path_factory.mktemp("lecture")
    return write_html(coloured_deck(folder), folder)


@pytest.fixture
def page(browser: Browser, deck_file: Path) -> Iterator[Page]:
    """The deck on its first slide; nothing that is done with it may make the browser complain."""
    page = Page(browser, deck_file)
    page.open()
    yield page
    assert browser.complaints() == []


@pytest.fixture
def film(page: Page) -> Page:
    """The deck on the slide with the film of three parts, resting after the first."""
    page.open("/3/1")
    assert page.rests_at_the_end_of(0)
    return page
