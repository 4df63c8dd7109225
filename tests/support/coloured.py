"""A lecture whose film has a colour for each part, and the page of it in a browser."""

from pathlib import Path
from typing import Any

from manim import RIGHT, Scene, Square
from selenium.webdriver.common.keys import Keys

from scenes.encoding.qualities import Quality
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, Part, TitleSlide
from scenes.rendering.film import render
from scenes.web.captions import Cue, webvtt
from tests.support.browser import Browser

COLOURS = {"red": "#d02020", "green": "#20a040", "blue": "#3050d0"}
SECONDS = 0.8
"""How long each part lasts."""
QUALITY = Quality(320, 180, 25)
LAST_FRAME = 1 / QUALITY.frame_rate


class Coloured(Scene):
    """A square moves before one colour, then before another."""

    def construct(self) -> None:
        square = Square(color="#ffffff", fill_opacity=1)
        self.add(square)
        for name, colour in COLOURS.items():
            self.next_section(name)
            self.camera.background_color = colour
            self.play(square.animate(run_time=SECONDS).shift(RIGHT))


def part(number: int, title: str, *, loop: bool = False) -> Part:
    begin = number * SECONDS
    notes = f"Ask what will be {title}."
    return Part(title, begin, begin + SECONDS, loop, notes, (f"All is {title} now.",))


def coloured_deck(folder: Path, **changes: Any) -> Deck:
    """Render the film, and make a lecture of it in this folder."""
    film = render(Coloured, folder / "films" / "three colours #1.mp4", QUALITY).path
    poster = render(Coloured, folder / "films" / "poster.png", QUALITY).path
    captions = folder / "films" / "colours.vtt"
    cues = [
        Cue(i * SECONDS, (i + 1) * SECONDS, (f"All is {each} now,", "& 1 < 2."))
        for i, each in enumerate(COLOURS)
    ]
    captions.write_text(webvtt(cues), "utf-8")
    figure = folder / "figure.svg"
    figure.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8v4H0z"/></svg>'
    )
    red, green, blue = part(0, "red"), part(1, "green", loop=True), part(2, "blue")
    slides = (
        TitleSlide("Colours", "An hour with\nred, green and blue", "Good morning."),
        FigureSlide("A figure", (figure,), "A black rectangle", "Point at it."),
        FilmSlide(
            "Three colours", film, poster, captions, poster, "A square moves",
            (red, green, blue), "Dim the light.",
        ),
        FilmSlide("Again", film, poster, captions, poster, "It moves again", (red,)),
        TitleSlide("The end"),
    )  # fmt: skip
    facts = {"title": "Colours", "author": "A. Painter", "language": "en", "theme": "dark"}
    return Deck(**{**facts, "aspect": (16, 9), "slides": slides, **changes})


class Page:
    """The page of a deck, as the lecturer handles it.

    Parameters
    ----------
    browser : Browser
    file : Path
    """

    def __init__(self, browser: Browser, file: Path) -> None:
        self.browser = browser
        self.file = file

    def open(self, fragment: str = "", **media: str) -> None:
        self.browser.open(self.file, fragment, **media)
        self.until("document.querySelector('.reveal.ready')")

    def until(self, expression: str) -> Any:
        return self.browser.wait_until(expression)

    def run(self, script: str) -> Any:
        return self.browser.run(script)

    def text(self, selector: str) -> str:
        return str(self.run(f"return document.querySelector({selector!r}).textContent"))

    def press(self, key: str) -> None:
        """Press a key, not so soon after the last one that it would be taken for a nervous one."""
        self.until("performance.now() - pressed > BOUNCE")
        self.browser.press(key)

    def next(self) -> None:
        self.press(Keys.ARROW_RIGHT)

    def previous(self) -> None:
        self.press(Keys.ARROW_LEFT)

    @property
    def address(self) -> str:
        return str(self.run("return location.hash"))

    @property
    def time(self) -> float:
        return float(self.run("return film().video.currentTime"))

    def rests_at_the_end_of(self, number: int) -> bool:
        """Wait until the film rests; tell whether that is on the last frame of a part."""
        self.until("!film().playing && !film().video.seeking")
        end = (number + 1) * SECONDS
        return end - LAST_FRAME < self.time < end

    def colour(self) -> str:
        """Name the colour of the film."""
        red, green, blue = self.browser.screenshot()[60, 60].astype(int)
        brightest = max(red, green, blue)
        return {red: "red", green: "green", blue: "blue"}[brightest]

    def slow_down(self) -> None:
        """Make parts last so long that there is time to do something meanwhile."""
        self.run("for (const each of films) if (each) each.video.defaultPlaybackRate = 0.0625")
        self.run("for (const each of films) if (each) each.video.playbackRate = 0.0625")

    def watch_frames(self) -> None:
        """Note the times of all frames that are shown from now on."""
        self.run(
            "window.frames_shown = []; const video = film().video;"
            "const note = (_, frame) => {"
            "  frames_shown.push(frame.mediaTime); video.requestVideoFrameCallback(note); };"
            "video.requestVideoFrameCallback(note)"
        )

    @property
    def frames(self) -> list[float]:
        return list(self.run("return frames_shown"))
