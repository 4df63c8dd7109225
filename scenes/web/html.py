"""A film as HTML that can be embedded in any page."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import indent

from scenes.languages.language import Language
from scenes.web.clip import Clip, TextFile
from scenes.web.reading import read_file

Link = Callable[[Path, str], str]
"""Returns the address, as seen from the page, of a file of a media type."""

REDUCED_MOTION = "matchMedia('(prefers-reduced-motion: reduce)').matches"
EXPLORE = "Explore it yourself"
FIT = "max-width:100%;height:auto"


@dataclass(frozen=True)
class Embed:
    """A clip to be embedded in a page.

    Attributes
    ----------
    clip : Clip
    language : Language
        Of the texts around it.
    link : callable
        Returns the address of a file.
    poster : str
        Address of the picture that is shown before it plays.
    loop : bool
        Whether it plays by itself in a loop, unless the reader prefers reduced motion.
    explored : str
        HTML that leads to a page in which readers explore what it shows, or holds it.
    """

    clip: Clip
    language: Language
    link: Link
    poster: str
    loop: bool = False
    explored: str = ""

    def figure(self) -> str:
        """Return an HTML figure: the film, its caption and its transcripts."""
        shown = self._picture() if self.clip.is_picture else self._video()
        parts = [
            *shown,
            f"<figcaption>{escape(self.clip.caption)}</figcaption>",
            *([self.explored] if self.explored else []),
            *(line for words in self.clip.transcripts for line in _transcript(words)),
        ]
        body = indent("\n".join(parts), "  ")
        start = f'<figure class="warpreel" lang="{escape(self.language.name)}">'
        return f"{start}\n{body}\n</figure>\n"

    def _film(self) -> str:
        return escape(self.link(self.clip.path, self.clip.kind))

    def _size(self) -> str:
        return f'width="{self.clip.width}" height="{self.clip.height}" style="{FIT}"'

    def _video(self) -> Iterator[str]:
        # Playing is started by a handler, so that nothing moves where reduced motion is preferred,
        # nor where handlers are stripped.
        playing = (
            f' muted loop onloadedmetadata="{REDUCED_MOTION}||this.play()"' if self.loop else ""
        )
        yield (
            f'<video controls playsinline{playing} preload="metadata" {self._size()} '
            f'aria-label="{escape(self.clip.alt)}" poster="{escape(self.poster)}">'
        )
        yield f'  <source src="{self._film()}" type="{self.clip.kind}">'
        for words in self.clip.captions:
            yield (
                f'  <track kind="captions" src="{escape(self.link(words.path, "text/vtt"))}" '
                f'srclang="{escape(words.language)}" label="{escape(words.label)}">'
            )
        if not self._film().startswith("data:"):
            yield f'  <a href="{self._film()}">{escape(self.clip.alt)}</a>'
        yield "</video>"

    def _picture(self) -> Iterator[str]:
        """Return an image, or its poster and a play button where reduced motion is preferred."""
        shown = f"this.closest('figure').querySelector('button').hidden=!{REDUCED_MOTION}"
        started = "this.closest('figure').querySelector('source').remove();this.onclick=null"
        yield "<picture>"
        yield (
            f'  <source media="(prefers-reduced-motion: reduce)" srcset="{escape(self.poster)}">'
        )
        yield (
            f'  <img src="{self._film()}" {self._size()} alt="{escape(self.clip.alt)}" '
            f'onload="this.onload=null;{shown}">'
        )
        yield "</picture>"
        play = escape(self.language.say("Play the animation"))
        yield f'<button type="button" hidden onclick="{started};this.hidden=true">{play}</button>'


def _transcript(words: TextFile) -> Iterator[str]:
    known = words.known
    title = f"Transcript ({words.label})" if known is None else known.say("Transcript")
    text = read_file(words.path).decode("utf-8", "replace").strip()
    yield f'<details lang="{escape(words.language)}">'
    yield f"  <summary>{escape(title)}</summary>"
    for block in text.replace("\r\n", "\n").split("\n\n"):
        yield "  <p>" + "<br>".join(map(_marked, block.strip().splitlines())) + "</p>"
    yield "</details>"


def _marked(line: str) -> str:
    """Escape a line, and emphasise it if it is a title, which ends without punctuation."""
    is_title = unicodedata.category(line.rstrip()[-1:] or ".")[0] != "P"
    return f"<strong>{escape(line)}</strong>" if is_title else escape(line)


def link_to_page(address: str, language: Language) -> str:
    """Return HTML that leads to a page in which readers explore what a film shows."""
    return f'<p><a href="{escape(address)}">{escape(language.say(EXPLORE))}</a></p>'


def contained_page(page: str, language: Language) -> str:
    """Return HTML that holds such a page, which begins when it is unfolded."""
    told = escape(language.say(EXPLORE))
    return (
        f"<details>\n  <summary>{told}</summary>\n"
        f'  <iframe srcdoc="{escape(page)}" title="{told}" sandbox="allow-scripts allow-downloads" '
        f'loading="lazy" style="width:100%;height:40rem;border:0"></iframe>\n</details>'
    )


def data_uri(data: bytes, kind: str) -> str:
    """Return data of a media type as a data URI."""
    return f"data:{kind};base64,{b64encode(data).decode()}"
