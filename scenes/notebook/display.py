"""Films and figures in the cells of a notebook."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.files import whole_file
from engine.options import spec_of
from scenes.encoding.qualities import QUALITIES, Quality
from scenes.figures.catalogue import resolve_name
from scenes.figures.manifest import input_digest
from scenes.figures.requests import FigureRequest, OutputOptions, spec_from
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import Language
from scenes.languages.lookup import language_key, language_of
from scenes.notebook.progress import CellProgress
from scenes.storytelling.film_spec import FilmSpec
from scenes.theme.lookup import theme_key

KEPT = 16
"""Films, and figures, that are at hand at once when a cell is run again."""


@dataclass(frozen=True)
class Shown:
    """A film or a figure, which a notebook displays and anybody can save.

    Attributes
    ----------
    caption : str
        What it shows.
    kind : str
        Its MIME type, such as ``video/mp4``.
    data : bytes
        Its file.
    page : dict
        What a notebook displays, by MIME type.
    """

    caption: str
    kind: str
    data: bytes = field(repr=False)
    page: dict[str, str] = field(repr=False)

    def save(self, path: str | Path) -> Path:
        """Write it to a file.

        Raises
        ------
        WarpreelError
            If the disk refuses.
        """
        path = Path(path)
        with whole_file(path, "save(path)") as draft:
            draft.write_bytes(self.data)
        return path

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {**self.page, "text/plain": self.caption}


def show(scene: str, /, *, quality: str = "l", **options: Any) -> Shown:
    """Render a film, or find it where it was kept, and show it in a notebook.

    Parameters
    ----------
    scene : str
        Its name, as `warpreel list` gives it.
    quality : str
        l 480p15, m 720p30, h 1080p60, p 1440p60 or k 2160p60.
    **options
        Those of its spec, such as ``lang="zh"``; `warpreel render SCENE --help` lists them.

    Returns
    -------
    Shown
        With captions and transcript; the film itself is part of the notebook.

    Raises
    ------
    UsageError
        If there is no such scene, quality or option, or a value can't be meant.
    """
    name = CATALOGUE.key(scene)
    entry = CATALOGUE[name]
    spec = spec_of(entry.spec, options)
    size = QUALITIES.find(quality).shaped(spec.aspect)
    return _film(name, spec, size, entry.identity_of(spec))


@lru_cache(maxsize=KEPT)
def _film(name: str, spec: FilmSpec, size: Quality, identity: str) -> Shown:
    # Imported late, so that invalid requests fail fast.
    from scenes.films.render import render_scene
    from scenes.web.captions import keep_captions

    entry, language = CATALOGUE[name], language_of(spec.lang)
    with TemporaryDirectory() as folder, CellProgress() as progress, _undisturbed():
        path = Path(folder) / f"{name}.mp4"
        watch = progress.rendering(name)
        outcome = render_scene(entry, spec, path, size, work=progress.work, watch=watch).outcome
        assert outcome.timeline is not None
        keep_captions(outcome.timeline, language, path)
        return _shown(path, language)


def _shown(path: Path, language: Language) -> Shown:
    """Return a film with its captions, transcript and poster embedded in HTML."""
    from scenes.web.clip import read_clip
    from scenes.web.html import Embed, data_uri
    from scenes.web.poster import poster_of
    from scenes.web.reading import read_file

    def link(file: Path, kind: str) -> str:
        return data_uri(read_file(file), kind)

    clip = read_clip(path, language)
    poster = data_uri(poster_of(path)[1], "image/png")
    page = Embed(clip, language, link, poster).figure()
    return Shown(clip.caption, clip.kind, read_file(path), {"text/html": page})


def figure(
    name: str,
    /,
    *,
    theme: str = "light",
    lang: str = "en",
    width: float | None = None,
    **options: Any,
) -> Shown:
    """Draw a figure of the chapter, and show it in a notebook.

    Parameters
    ----------
    name : str
        Its name or number, such as ``11.8``, as `warpreel list` gives them.
    theme, lang : str
        Colours and language.
    width : float, optional
        Printed width in millimetres; the figure's own by default.
    **options
        Those of its spec; `warpreel figures --help` lists them.

    Returns
    -------
    Shown
        An SVG.

    Raises
    ------
    UsageError
        If there is no such figure or option, or a value can't be meant.
    """
    name = resolve_name(name)
    output = OutputOptions(theme_key(theme), language_key(lang), width)
    request = FigureRequest(name, name, spec_from(name, options), ("svg",), output)
    return _figure(request, input_digest(request))


@lru_cache(maxsize=KEPT)
def _figure(request: FigureRequest, digest: str) -> Shown:
    from scenes.figures.build import build_figures

    with TemporaryDirectory() as folder, CellProgress() as progress:
        build_figures([request], Path(folder), work=progress.work)
        data = (Path(folder) / request.file_name("svg")).read_bytes()
    caption = request.entry.caption(language_of(request.output.language))
    return Shown(caption, "image/svg+xml", data, {"image/svg+xml": data.decode()})


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Restore random states, thread counts and Manim's log level after the block."""
    import numpy as np
    import torch
    from manim import logger
    from threadpoolctl import threadpool_limits

    chance, numpy_chance = random.getstate(), np.random.get_state()
    threads, level = torch.get_num_threads(), logger.level
    with threadpool_limits(limits=None):  # which sets none, and restores those there were
        try:
            yield
        finally:
            random.setstate(chance)
            np.random.set_state(numpy_chance)
            torch.set_num_threads(threads)
            logger.setLevel(level)
