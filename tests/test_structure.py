"""The house is in order: no circles, nothing imports upward, nothing is too large."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import structure

LARGEST = 1_500_000
"""Bytes of a committed file: the fonts of Chinese have 1.1 MB, and everybody clones all of it."""


def test_the_house_has_no_faults() -> None:
    assert list(structure.faults()) == []


def test_all_of_the_house_is_looked_at() -> None:
    files = structure.module_files()
    found = structure.imports(files)
    assert len(files) > 300
    assert len(found) > 2000
    assert {"engine.errors", "scenes.camera.marks", "scenes.films.backprop"} <= files.keys()


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., list[str]]:
    """Build a small house of modules, and tell its faults."""

    def build(**modules: str) -> list[str]:
        for name, source in modules.items():
            path = tmp_path / "scenes" / f"{name.replace('__', '/')}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        return list(structure.faults(tmp_path))

    return build


def test_a_circle_is_found_at_module_level(house: Callable[..., list[str]]) -> None:
    told = house(a="from scenes.b import x", b="import scenes.a")
    assert told == ["circle of modules: scenes.a, scenes.b"] + [
        "circle of rooms: scenes.a, scenes.b"
    ]


@pytest.mark.parametrize(
    "hidden",
    ["def f():\n    from scenes.a.one import x", "if TYPE_CHECKING:\n    import scenes.a.one"],
)
def test_a_circle_is_found_where_it_is_hidden(hidden: str, house: Callable[..., list[str]]) -> None:
    told = house(a__one="from scenes.a.two import y", a__two=hidden)
    assert told == ["circle of modules: scenes.a.one, scenes.a.two"]


def test_rooms_that_import_each_other_are_a_circle(house: Callable[..., list[str]]) -> None:
    told = house(
        a__one="from scenes.b.one import x", b__one="", b__two="import scenes.a.two", a__two=""
    )
    assert told == ["circle of rooms: scenes.a, scenes.b"]


def test_a_long_module_and_a_full_folder_are_told(house: Callable[..., list[str]]) -> None:
    assert house(long="x = 1\n" * 301) == ["scenes.long has 301 lines"]
    many = {f"m{i}": "" for i in range(20)}
    assert house(long="", **many) == ["scenes has 21 modules"]


def test_a_long_module_of_tests_is_told(tmp_path: Path) -> None:
    (tmp_path / "tests" / "scenes").mkdir(parents=True)
    (tmp_path / "tests" / "scenes" / "test_long.py").write_text("x = 1\n" * 321)
    (tmp_path / "tests" / "test_short.py").write_text("x = 1\n" * 320)
    assert list(structure.faults(tmp_path)) == ["tests/scenes/test_long.py has 321 lines"]


@pytest.mark.skipif(not (structure.ROOT / ".git").exists(), reason="not a checkout")
def test_what_is_committed_is_small() -> None:
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=structure.ROOT, capture_output=True, check=True, text=True)
    files = [structure.ROOT / name for name in listed.stdout.split("\0") if name]
    assert len(files) > 1000
    assert [f.name for f in files if f.is_file() and f.stat().st_size > LARGEST] == []


def test_no_test_module_of_the_engine_imports_scenes() -> None:
    tests = sorted((structure.ROOT / "tests" / "engine").rglob("*.py"))
    upward = [
        path.name
        for path in tests
        for line in path.read_text("utf-8").splitlines()
        if line.lstrip().startswith(("from scenes", "import scenes"))
    ]
    assert len(tests) > 50
    assert upward == []
