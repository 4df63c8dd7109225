"""One function renders a film, whoever asks: the command line, a notebook, a lecture."""

import pickle
from pathlib import Path

import pytest

from scenes.encoding.qualities import Quality
from scenes.films.catalogue import CATALOGUE
from scenes.films.render import render_scene
from scenes.languages.language import LANGUAGES
from scenes.rendering.job import Film
from scenes.rendering.known_films import file_digest
from scenes.theme.theme_file import read_theme
from tests.support.theme_files import theme_file

SMALL = Quality(96, 54, 3)
AFFINE = CATALOGUE["affine"]


def test_a_film_is_computed_drawn_and_then_known(tmp_path: Path) -> None:
    path, spec = tmp_path / "film.mp4", AFFINE.spec(tempo=15)
    first = render_scene(AFFINE, spec, path, SMALL)
    assert not first.outcome.unchanged
    assert first.outcome.timeline is not None
    again = render_scene(AFFINE, spec, path, SMALL, workers=lambda: pytest.fail("nothing to draw"))
    assert again.outcome.unchanged
    assert again.outcome.timeline == first.outcome.timeline
    assert again.report == []


def test_what_was_measured_is_reported(tmp_path: Path) -> None:
    entry = CATALOGUE["backprop"]
    rendered = render_scene(entry, entry.spec(tempo=20), tmp_path / "film.mp4", SMALL)
    assert rendered.report == entry.load().report(entry.prepare(entry.spec()))
    assert "loss before the step" in rendered.report[0]


def test_a_film_carries_its_theme_along_to_machines_without_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, cast = theme_file(tmp_path), []
    perform = Film.cast
    monkeypatch.setattr(Film, "cast", lambda self, **more: cast.append(self) or perform(self))
    spec = AFFINE.spec(theme=str(file), tempo=15)
    render_scene(AFFINE, spec, tmp_path / "film.mp4", SMALL)
    assert cast[0].attributes["given_theme"] == read_theme(file)


def test_a_film_carries_its_language_along_to_machines_without_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, cast = tmp_path / "fr.toml", []
    file.write_bytes(LANGUAGES["zh"].file.read_bytes())
    perform = Film.cast
    monkeypatch.setattr(Film, "cast", lambda self, **more: cast.append(self) or perform(self))
    render_scene(AFFINE, AFFINE.spec(lang=str(file), tempo=15), tmp_path / "film.mp4", SMALL)
    sent = pickle.dumps(cast[0].attributes["given_language"])
    file.unlink()
    assert pickle.loads(sent).sentences == LANGUAGES["zh"].sentences


def test_a_film_is_another_one_when_its_language_file_is_edited(tmp_path: Path) -> None:
    file = tmp_path / "fr.toml"
    file.write_text('[sentences]\n"accuracy" = "justesse"\n', "utf-8")
    spec = AFFINE.spec(lang=str(file))
    before = AFFINE.identity_of(spec)
    assert AFFINE.identity_of(spec) == before
    file.write_text('[sentences]\n"accuracy" = "exactitude"\n', "utf-8")
    assert AFFINE.identity_of(spec) != before


def test_a_fresh_film_is_drawn_though_it_is_known(tmp_path: Path) -> None:
    path, spec = tmp_path / "film.mp4", AFFINE.spec(tempo=15)
    render_scene(AFFINE, spec, path, SMALL)
    fresh = render_scene(AFFINE, spec, path, SMALL, fresh=True)
    assert not fresh.outcome.unchanged
    assert fresh.outcome.drawn == fresh.outcome.segments


def test_a_contact_sheet_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    rendered = render_scene(AFFINE, AFFINE.spec(tempo=15), path, SMALL, kind="contact sheet")
    assert rendered.outcome.timeline is None
    assert path.read_bytes().startswith(b"\x89PNG")
    assert file_digest(path)
