"""``warpreel embed``: print or write the HTML that shows a film on a web page."""

from __future__ import annotations

import os
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit

from cyclopts import Parameter
from rich.filesize import decimal

from engine.errors import UsageError
from engine.files import check_file, whole_file
from scenes.languages.lookup import language_of
from scenes.theme.lookup import theme_of

if TYPE_CHECKING:
    from scenes.languages.language import Language
    from scenes.web.html import Link


def embed(
    film: Path,
    *,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
    self_contained: Annotated[bool, Parameter(negative="")] = False,
    alt: str | None = None,
    poster: Path | None = None,
    loop: Annotated[bool, Parameter(negative="")] = False,
    base: str | None = None,
    explore: Path | None = None,
    lang: str = "en",
    theme: str = "dark",
) -> None:
    """Print the HTML that shows a film on a page, with poster, captions and transcript.

    Captions and transcripts are those beside it, NAME.en.vtt and NAME.en.txt, in any number of
    languages: `warpreel render --captions` writes them.

    Parameters
    ----------
    film
        An mp4, webm or gif, made by `warpreel render`.
    output
        Write a whole page to this file instead.
    self_contained
        Put everything in that page: film, poster and captions [NAME.html beside the film].
    alt
        What it shows, for those who can't see it [the scene's summary].
    poster
        A picture to show before it is played [NAME.png beside it, made if there is none].
    loop
        Play by itself, over and over, unless the reader prefers less motion.
    base
        Address of the folder where the files will be, e.g. https://example.org/films [the page's].
    explore
        A page in which readers explore what it shows, made by `warpreel explore`.
    lang
        Language of what is said around it: en, zh, or a file, such as fr.toml.
    theme
        Colours of the page: dark, light, or a file of your own.
    """
    language, colours = language_of(lang), theme_of(theme)
    page = output or (film.with_suffix(".html") if self_contained else None)
    if page is not None and page.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"-o {page}: a page is an .html file")
    if page is not None:
        check_file(page)
    if self_contained and base is not None:
        raise UsageError("--base has no effect on a --self-contained page; leave one of them out")
    if base is not None and urlsplit(base).scheme not in ("", "http", "https"):
        raise UsageError(
            f"--base {base}: give the address of a folder, as https://example.org/films"
        )
    from scenes.web.clip import read_clip
    from scenes.web.html import Embed, data_uri
    from scenes.web.page import render_page
    from scenes.web.reading import read_file

    clip = read_clip(film, language, alt)
    if loop and clip.is_picture:
        raise UsageError("--loop: a gif does so by itself; leave it out")
    link = _contained if self_contained else _linked(page, base)
    explored = "" if explore is None else _explored(explore, link, language, self_contained)
    if poster is None:
        place, picture = _poster(film, keep=not self_contained)
    else:
        place, picture = poster, read_file(poster)
    image = data_uri(picture, _kind(place)) if self_contained else link(place, _kind(place))
    shown = Embed(clip, language, link, image, loop, explored)
    if page is None:
        print(shown.figure(), end="")
        return
    _write(page, render_page(shown, colours))
    print(f"{page}: {decimal(page.stat().st_size)}")


def _poster(film: Path, *, keep: bool) -> tuple[Path, bytes]:
    from scenes.web.poster import poster_of

    place, picture = poster_of(film)
    if keep and not (place.exists() and place.read_bytes() == picture):
        with whole_file(place, "--poster", what="the poster") as draft:
            draft.write_bytes(picture)
    return place, picture


def _explored(page: Path, link: Link, language: Language, self_contained: bool) -> str:
    from scenes.web.html import contained_page, link_to_page
    from scenes.web.reading import read_file

    if page.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--explore {page}: name a page, made by `warpreel explore`")
    content = read_file(page).decode("utf-8", "replace")
    if self_contained:
        return contained_page(content, language)
    return link_to_page(link(page, "text/html"), language)


def _kind(picture: Path) -> str:
    kind = guess_type(picture.name)[0] or ""
    if not kind.startswith("image/"):
        raise UsageError(f"--poster {picture}: name a picture, such as a png")
    return kind


def _contained(path: Path, kind: str) -> str:
    from scenes.web.html import data_uri
    from scenes.web.reading import read_file

    return data_uri(read_file(path), kind)


def _linked(page: Path | None, base: str | None) -> Link:
    """Return a function that links to files relative to the page, or below a base address."""

    def link(path: Path, kind: str) -> str:
        if page is not None and kind == "text/vtt":
            return _contained(path, kind)  # browsers do not load captions from a disk
        if base is not None:
            return f"{base.rstrip('/')}/{quote(path.name)}"
        if page is None:
            return quote(path.name)
        return quote(Path(os.path.relpath(path, page.parent)).as_posix())

    return link


def _write(page: Path, text: str) -> None:
    with whole_file(page) as draft:
        draft.write_text(text, "utf-8")
