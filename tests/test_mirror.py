"""Tests mirror the source: a test file of its name for each module, a module for each test file."""

from pathlib import Path

import pytest

from tests.support import mirror, structure

FILMS = "scenes.films."
"""Rooms of films, whose modules do not all have their tests yet; to go when they have."""
ACROSS = {
    "test_structure.py": "how the source is built",
    "test_mirror.py": "this one",
    "documentation/test_commands.py": "commands and links in documents",
    "documentation/test_gallery.py": "pictures of the documentation's gallery",
    "documentation/test_pages.py": "pages of the documentation that are generated",
    "documentation/test_tutorials.py": "tutorials, as their readers do them",
    "engine/geometry/test_warp_jacobians.py": "derivatives of warps",
    "engine/geometry/test_warp_sweeps.py": "warps at many steps at once",
    "engine/recordings/test_damaged_files.py": "recordings that were damaged, or are none",
    "engine/tracing/test_constant_columns.py": "columns that do not depend on the data",
    "engine/tracing/test_picked_output.py": "the output among all that a network returns",
    "engine/training/test_loops.py": "training loops of all kinds",
    "engine/training/test_targets_of_any_shape.py": "targets of any shape",
    "engine/training/test_endings.py": "whatever ends a run",
    "engine/training/test_unruly_networks.py": "networks that change what they are given",
    "engine/training/test_own_activation.py": "an activation from its entry to its picture",
    "examples/test_examples.py": "scripts of the repository",
    "examples/test_example_notebook.py": "notebooks of the repository",
    "packaging/test_distribution.py": "the wheel and the source distribution",
    "packaging/test_recipes.py": "other ways to install, and what a release says of itself",
    "scenes/cli/test_refusals.py": "bad input, through every command",
    "scenes/explore/test_descent_in_a_browser.py": "descents in pages against ours",
    "scenes/explore/test_engine_in_a_browser.py": "the engine of pages against ours",
    "scenes/explore/test_fluency_in_a_browser.py": "how long pages take",
    "scenes/explore/test_page_in_a_browser.py": "the page as its viewers use it",
    "scenes/explore/test_javascript.py": "types of the scripts of pages",
    "scenes/explore/test_playground_data.py": "points of the playground",
    "scenes/explore/test_playground_downloads.py": "what is taken home from the playground",
    "scenes/explore/test_playground_in_a_browser.py": "the playground as its viewers use it",
    "scenes/explore/test_tours_in_a_browser.py": "wide layers turned by hand",
    "scenes/explore/test_training_in_a_browser.py": "training in pages against PyTorch",
    "scenes/explore/test_training_on.py": "training on in pages",
    "scenes/explore/test_unusual_recordings.py": "recordings that are hard to show",
    "scenes/figures/test_every_figure.py": "what holds of all figures",
    "scenes/test_hostile_strings.py": "strings of strangers, in every format",
    "scenes/test_hostile_strings_in_a_browser.py": "strings of strangers, in a browser",
    "scenes/films/test_films.py": "what holds of all films",
    "scenes/films/test_films_in_languages.py": "what holds of all films, in every language",
    "scenes/films/test_continuity.py": "films in other shapes and of other networks",
    "scenes/lecture/test_deck_aids_in_a_browser.py": "notes, captions and overview of the deck",
    "scenes/lecture/test_deck_in_a_browser.py": "the deck as its viewers use it",
    "scenes/lecture/test_themed.py": "a theme through all documents",
    "scenes/mobjects/arrays/test_hidden_surfaces.py": "what surfaces hide",
    "scenes/rendering/test_corruption.py": "films from a cache that was damaged",
    "scenes/web/test_in_a_browser.py": "players as their viewers use them",
}
"""Tests across modules, or of one side of a module, and what each is about."""


def test_every_module_has_a_test_of_its_name() -> None:
    assert [module for module in mirror.untested() if not module.startswith(FILMS)] == []


def test_films_are_excepted_only_as_long_as_some_lack_tests() -> None:
    assert [module for module in mirror.untested() if module.startswith(FILMS)] != []


def test_every_test_file_tests_a_module_or_is_known_to_go_across() -> None:
    stray = [name for name in mirror.without_module() if not name.startswith("scenes/films/")]
    assert set(stray) == {name for name in ACROSS if not name.startswith("scenes/films/")}
    assert set(ACROSS) <= set(mirror.without_module())


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small house of two modules, one of them tested."""
    for name in ("engine/__init__.py", "engine/one.py", "engine/two.py", "engine/__main__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "tests/engine").mkdir(parents=True)
    (tmp_path / "tests/engine/test_one.py").touch()
    monkeypatch.setattr(mirror, "ROOT", tmp_path)
    monkeypatch.setattr(mirror, "TESTS", tmp_path / "tests")
    monkeypatch.setattr(mirror, "module_files", lambda: structure.module_files(tmp_path))
    return tmp_path


def test_a_module_without_a_test_is_found(house: Path) -> None:
    assert sorted(mirror.untested()) == ["engine.__main__", "engine.two"]
    (house / "tests/engine/test_main.py").touch()
    (house / "tests/engine/test_two.py").touch()
    assert list(mirror.untested()) == []


def test_a_test_without_a_module_is_found(house: Path) -> None:
    (house / "tests/engine/test_init.py").touch()
    assert list(mirror.without_module()) == []
    (house / "engine/one.py").rename(house / "engine/another.py")
    (house / "tests/engine/test_three.py").touch()
    assert list(mirror.without_module()) == ["engine/test_one.py", "engine/test_three.py"]
