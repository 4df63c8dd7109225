"""Rendering a film of the catalogue: the one way that commands, notebooks and lectures go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.progress import Work, unwatched
from scenes.encoding.codec import Codec
from scenes.encoding.formats import codec_for, format_of
from scenes.encoding.qualities import Quality
from scenes.languages.lookup import language_of
from scenes.rendering.contact_sheet import contact_sheet
from scenes.rendering.expected_length import Watch
from scenes.rendering.film import Outcome, render, unchanged
from scenes.rendering.job import Film
from scenes.rendering.known_films import is_unchanged
from scenes.rendering.workers import Workers
from scenes.storytelling.film_entry import FilmEntry
from scenes.storytelling.film_spec import FilmSpec
from scenes.theme.lookup import theme_of

Kind = Literal["film", "contact sheet"]


@dataclass(frozen=True)
class Rendered:
    """What a request for a film came to.

    Attributes
    ----------
    outcome : Outcome
    report : list of str
        What was measured, a line each; nothing of a film that is unchanged.
    """

    outcome: Outcome
    report: list[str]


def render_scene(
    entry: FilmEntry,
    spec: FilmSpec,
    path: Path,
    quality: Quality,
    *,
    kind: Kind = "film",
    codec: Codec | None = None,
    limit: int | None = None,
    workers: Callable[[], Workers | None] = lambda: None,
    work: Work = unwatched,
    watch: Watch | None = None,
    fresh: bool = False,
    dry_pass: bool = False,
) -> Rendered:
    """Compute what a film shows, and render it, unless it stands in its place already.

    Parameters
    ----------
    entry : FilmEntry
    spec : FilmSpec
    path : Path
        Where it is to stand; its suffix chooses the format.
    quality : Quality
        Already in the shape of the spec's aspect.
    kind : {"film", "contact sheet"}
        A contact sheet shows the first, middle and last frame of every section.
    codec : Codec, optional
        By default the quality's own.
    limit : int, optional
        Most bytes, of formats that can be limited.
    workers : callable
        Gathers those who draw; called only if there is something to draw.
    work : callable, optional
        Called with how far computing is.
    watch : callable, optional
        Called with seconds of film, done and expected.
    fresh : bool
        Whether to draw everything anew, whatever was kept.
    dry_pass : bool
        Whether to find out how long the film will be, if it is not known.

    Raises
    ------
    WarpreelError
        If the film cannot be computed, drawn or written.
    """
    codec = codec or codec_for(format_of(path), quality)
    identity, subject = entry.identity_of(spec), entry.subject_of(spec)
    if kind == "film" and not fresh and is_unchanged(identity, path, codec, limit):
        return Rendered(unchanged(identity, path, codec), [])
    team = workers()
    results = entry.prepare(spec, work)
    # Theme and language themselves are carried along: other machines may lack their files.
    theme = theme_of(spec.theme)
    attributes = {
        "spec": spec,
        "results": results,
        "given_theme": theme,
        "given_language": language_of(spec.lang),
    }
    film = Film(entry.load(), attributes, *((None, None) if fresh else (identity, subject)))
    if kind == "contact sheet":
        outcome = contact_sheet(film, path, codec, theme, watch)
    else:
        outcome = render(
            film, path, quality, codec=codec, workers=team, watch=watch, limit=limit,
            dry_pass=dry_pass,
        )  # fmt: skip
    return Rendered(outcome, entry.load().report(results))
