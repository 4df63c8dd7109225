"""Films to be embedded, rendered once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.encoding.formats import FORMATS, codec_for
from scenes.languages.language import ENGLISH
from scenes.rendering.film import render
from scenes.rendering.timeline import Section, Sentence, Timeline
from scenes.web.captions import keep_captions
from tests.support.films import SMALL, Moving

TIMELINE = Timeline(
    2.0,
    (Section("training", 0.0, 1.0), Section("curve", 1.0, 2.0)),
    (Sentence(0.0, 0.8, "A square & a <wall>."), Sentence(1.2, 1.9, "It has moved.")),
)

MakeFilm = Callable[..., Path]


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a white square that moves for two seconds, in every format."""
    folder = tmp_path_factory.mktemp("films")
    made = {}
    for format in ("mp4", "webm", "gif"):
        codec = codec_for(FORMATS[format], SMALL, transparent=format == "webm")
        path = render(Moving, folder / f"film.{format}", SMALL, codec=codec).path
        made[format] = path.read_bytes()
    return made


@pytest.fixture
def film(films: dict[str, bytes], workplace: Path) -> MakeFilm:
    """Put a film in the workplace, named after the scene `affine`, with captions or without."""

    def make(name: str = "affine.mp4", *, captions: bool = False) -> Path:
        path = workplace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(films[path.suffix[1:]])
        if captions:
            keep_captions(TIMELINE, ENGLISH, path)
        return path.relative_to(workplace)

    return make
