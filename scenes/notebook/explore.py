"""A page in which a recording is explored, in the cell of a notebook."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from scenes.languages.lookup import language_of
from scenes.notebook.display import Shown
from scenes.theme.lookup import theme_of

if TYPE_CHECKING:
    from engine.recordings.recording import Recording

HEIGHT = 620
"""Pixels."""


def explore(
    recording: Recording | str | Path | None = None,
    /,
    *,
    theme: str = "dark",
    lang: str = "en",
    height: int = HEIGHT,
) -> Shown:
    """Show a page in which a recording is explored, or the playground.

    Parameters
    ----------
    recording : Recording, str or Path, optional
        An exact recording of a classification, or its file; without it, networks are built and
        trained in the page.
    theme, lang : str
        Colours and language.
    height : int
        Of the page in the notebook, in pixels.

    Returns
    -------
    Shown
        The page itself is part of the notebook, and ``.save("page.html")`` keeps it.

    Raises
    ------
    WarpreelError
        If there is no such recording, theme or language, or the network does not end with a linear
        classifier.
    """
    language, colours = language_of(lang), theme_of(theme)
    if recording is None:
        from scenes.explore.playground import render_playground

        page = render_playground(language, colours)
        return _framed("playground", page, height, "allow-scripts allow-downloads")
    from engine.recordings.opening import check_classes, load
    from scenes.explore.page import render_page
    from scenes.explore.payload import Explored

    if isinstance(recording, (str, Path)):
        path, recording = recording, load(recording)
        check_classes(recording, path)
    page = render_page(Explored(recording), language, colours)
    return _framed(recording.data.name, page, height)


def _framed(name: str, page: str, height: int, rights: str = "allow-scripts") -> Shown:
    frame = (
        f'<iframe srcdoc="{escape(page)}" sandbox="{rights}" title="Warpreel" '
        f'style="width:100%;height:{height:d}px;border:0"></iframe>'
    )
    return Shown(name, "text/html", page.encode(), {"text/html": frame})
