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
    recording: Recording | str | Path,
    /,
    *,
    theme: str = "dark",
    lang: str = "en",
    height: int = HEIGHT,
) -> Shown:
    """Show a page in which a recording is explored.

    Parameters
    ----------
    recording : Recording, str or Path
        An exact recording of a classification, or its file.
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
    from engine.recordings.opening import check_classes, load
    from scenes.explore.page import render_page
    from scenes.explore.payload import Explored

    if isinstance(recording, (str, Path)):
        path, recording = recording, load(recording)
        check_classes(recording, path)
    page = render_page(Explored(recording), language, colours)
    frame = (
        f'<iframe srcdoc="{escape(page)}" sandbox="allow-scripts" title="Warpreel" '
        f'style="width:100%;height:{height:d}px;border:0"></iframe>'
    )
    return Shown(recording.data.name, "text/html", page.encode(), {"text/html": frame})
