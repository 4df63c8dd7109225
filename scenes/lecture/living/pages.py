"""The pages of a lecture that are explored, each made anew only when what it shows changes."""

from __future__ import annotations

from pathlib import Path

from engine.descent.descent_spec import DescentSpec
from engine.errors import make_folder
from engine.files import whole_file
from scenes.cache.digests import digest_of, request_digest, source_version
from scenes.figures.requests import FigureRequest
from scenes.languages.language import Language
from scenes.lecture.documents import Record
from scenes.lecture.lecture_spec import LectureSpec
from scenes.theme.lookup import theme_of
from scenes.theme.theme import Theme

FOLDER = "pages"
SOURCES = ("scenes.explore.page", "scenes.explore.descent_page")
"""Modules whose source decides how pages are."""


def page_path(folder: Path, request: FigureRequest) -> Path:
    """Return where the page is that goes with a still.

    Parameters
    ----------
    folder : Path
        Of the lecture.
    request : FigureRequest
    """
    return folder / FOLDER / f"{request.stem}.html"


def keep_pages(script: LectureSpec, folder: Path) -> dict[Path, bool]:
    """Write the pages of a lecture that are missing or stale.

    Parameters
    ----------
    script : LectureSpec
    folder : Path

    Returns
    -------
    dict of Path to bool
        Whether each page had to be written.

    Raises
    ------
    WarpreelError
        If a recording cannot be explored, or a page cannot be written.
    """
    record, theme = Record(folder), theme_of(script.theme)
    states = {}
    for slide in script.explored.values():
        spec, path = slide.request.spec, page_path(folder, slide.request)
        recording, data = getattr(spec, "recording", None), getattr(spec, "data", None)
        inputs = digest_of(
            request_digest("scenes.lecture.living.pages", spec, recording, data),
            theme,
            source_version(*SOURCES, language=script.language.key),
        )
        name = path.relative_to(folder).as_posix()
        states[path] = not record.has(name, inputs)
        if states[path]:
            page = _page(slide.request, script.language, theme)
            make_folder(path.parent)
            with whole_file(path) as draft:
                draft.write_text(page, "utf-8")
            record.note(name, inputs)
    return states


def _page(request: FigureRequest, language: Language, theme: Theme) -> str:
    spec = request.spec
    if isinstance(spec, DescentSpec):
        from scenes.explore.descent_page import render_descent_page

        return render_descent_page(spec, language, theme)
    from scenes.explore.page import render_page
    from scenes.explore.payload import Explored
    from scenes.figures.recorded import recording_of

    return render_page(Explored(recording_of(spec)), language, theme)
