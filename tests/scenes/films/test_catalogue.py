"""All that can be rendered: what folders and other distributions declare is there, and works."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from manim import Scene

import scenes.films
from scenes.cache.dependencies import source_files
from scenes.films.catalogue import CATALOGUE
from scenes.storytelling.film_entry import FilmEntry
from scenes.storytelling.film_spec import FilmSpec

EACH_ENTRY = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))
ROOT = Path(scenes.films.__file__).parents[2]

PLUGIN = {
    "dropout_film/__init__.py": """
from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "dropout": FilmEntry(
        summary="units leave at random",
        section="5 Representation learning",
        home="dropout_film.film:Dropout",
        options="dropout_film.spec:DropoutSpec",
    ),
}
""",
    "dropout_film/spec.py": """
from dataclasses import dataclass

from engine.options import option
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class DropoutSpec(FilmSpec):
    share: float = option(0.5, "Share of units that leave.")
""",
    "dropout_film/film.py": """
from manim import Circle, FadeIn

from dropout_film.spec import DropoutSpec
from scenes.storytelling.story import StoryScene


class Dropout(StoryScene):
    spec = DropoutSpec()
    acts = ("units",)

    def units(self):
        self.act(FadeIn(Circle(radius=self.spec.share)), seconds=0.4)
""",
    "dropout_film-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: dropout\nVersion: 1",
    "dropout_film-1.0.dist-info/entry_points.txt": "[warpreel.films]\ndropout = dropout_film\n",
}


def install(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a distribution."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def warpreel(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with a folder of distributions on Python's path."""
    path = os.pathsep.join((str(ROOT), str(folder)))
    return subprocess.run(
        [sys.executable, "-c", "from scenes.cli import main; main()", *arguments],
        env={**os.environ, "PYTHONPATH": path, "WARPREEL_CACHE": str(folder / "cache")},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def names_in(answer: subprocess.CompletedProcess[str]) -> list[str]:
    return [row["name"] for row in json.loads(answer.stdout) if row["kind"] == "scene"]


@EACH_ENTRY
def test_an_entry_leads_to_a_scene_whose_spec_it_is(entry: FilmEntry) -> None:
    scene = entry.load()
    assert issubclass(scene, Scene)
    assert isinstance(scene.spec, entry.spec)


@EACH_ENTRY
def test_every_option_of_a_spec_has_help(entry: FilmEntry) -> None:
    assert issubclass(entry.spec, FilmSpec)
    assert dataclasses.fields(entry.spec)
    for field in dataclasses.fields(entry.spec):
        assert field.metadata["help"].strip()
        assert field.default is not dataclasses.MISSING


@EACH_ENTRY
def test_looks_change_a_film_but_not_what_it_is_about(entry: FilmEntry) -> None:
    spec = entry.spec()
    other = dataclasses.replace(spec, theme="light", tempo=2.0)
    assert entry.subject_of(other) == entry.subject_of(spec)
    assert entry.identity_of(other) != entry.identity_of(spec)


def test_every_folder_has_films_and_they_come_by_section() -> None:
    folders = {path.parent.name for path in (ROOT / "scenes" / "films").glob("*/__init__.py")}
    assert folders == {entry.module.split(".")[2] for entry in CATALOGUE.values()}
    sections = [entry.order for entry in CATALOGUE.values()]
    assert sections == sorted(sections)


def test_a_film_of_another_distribution_is_listed_in_its_section_and_renders(
    tmp_path: Path,
) -> None:
    install(tmp_path, PLUGIN)
    listed = warpreel(tmp_path, "list", "--json")
    assert listed.stderr == ""
    ours = list(CATALOGUE)
    after = ours.index("controls") + 1
    assert names_in(listed) == [*ours[:after], "dropout", *ours[after:]]
    rendered = warpreel(
        tmp_path, "render", "dropout", "--share", "0.7", "-q", "l", "-o", "dropout.mp4"
    )
    assert rendered.returncode == 0, rendered.stderr
    assert (tmp_path / "dropout.mp4").stat().st_size > 1_000


BROKEN = {
    "a module that is not there": ({"entry": "nowhere"}, "No module named 'nowhere'"),
    "a module that fails": ({"entry": "failing", "failing.py": "1 / 0"}, "division by zero"),
    "a module without films": (
        {"entry": "empty", "empty.py": ""},
        "it names neither a module with FILMS nor a mapping",
    ),
    "something else in FILMS": (
        {"entry": "odd", "odd.py": "FILMS = {'odd': 3}"},
        "odd is not a FilmEntry",
    ),
    "options that are not there": (
        {
            "entry": "bare",
            "bare.py": "from scenes.storytelling.film_entry import FilmEntry\n"
            "FILMS = {'bare': FilmEntry('', '', 'bare:Film', 'bare:Spec')}",
        },
        "module 'bare' has no attribute 'Spec'",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_films_that_cannot_be_read_cost_one_line(kind: str, tmp_path: Path) -> None:
    files, reason = BROKEN[kind]
    entry = files["entry"]
    install(
        tmp_path,
        {
            **{name: text for name, text in files.items() if name != "entry"},
            "other-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: other\nVersion: 1\n",
            "other-1.dist-info/entry_points.txt": f"[warpreel.films]\nother = {entry}\n",
        },
    )
    listed = warpreel(tmp_path, "list", "--json")
    assert listed.returncode == 0
    assert names_in(listed) == list(CATALOGUE)
    assert listed.stderr == f"warpreel: films of {entry} are left out: {reason}\n"


def test_a_name_that_is_taken_stays_with_its_film(tmp_path: Path) -> None:
    taken = PLUGIN["dropout_film/__init__.py"].replace('"dropout":', '"softmax":')
    install(tmp_path, {**PLUGIN, "dropout_film/__init__.py": taken})
    listed = warpreel(tmp_path, "list", "--json")
    assert names_in(listed) == list(CATALOGUE)
    assert listed.stderr == (
        "warpreel: softmax of dropout_film is left out: there is such a film already\n"
    )


def test_all_files_of_another_distributions_package_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, {**PLUGIN, "dropout_film/words.toml": ""})
    monkeypatch.syspath_prepend(tmp_path)
    package = tmp_path / "dropout_film"
    files = {package / name for name in ("__init__.py", "spec.py", "film.py", "words.toml")}
    source_files.cache_clear()
    assert files <= set(source_files("dropout_film.film"))
    assert files <= set(source_files("dropout_film.film", packages=("engine",)))
