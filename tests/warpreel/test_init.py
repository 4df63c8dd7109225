"""What ``import warpreel`` offers, what it costs, and that type checkers see it."""

import ast
import subprocess
import sys
import textwrap
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import engine
import warpreel

HOME = Path(warpreel.__file__).parents[1]
PACKAGES = ("warpreel", "warpreel.integrations", "warpreel.mobjects")
HEAVY = ("torch", "sklearn", "scipy", "numpy", "manim", "matplotlib", "safetensors", "cyclopts")


def imported_for_type_checkers(module: str) -> dict[str, str]:
    """Return the names that a module re-exports to type checkers, with where they come from."""
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text("utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    found = {}
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        (alias,) = node.names
        assert alias.name == alias.asname  # only such names are exported under mypy --strict
        found[alias.name] = str(node.module)
    return found


@pytest.mark.parametrize("module", PACKAGES)
def test_importing_it_imports_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_promised_name_is_there() -> None:
    promised = "Recorder Recording RunSpec ResidualBlock Surface Descent Warp train load descend"
    promised += " make_dataset show figure render speed_up mobjects"
    assert set(promised.split()) <= set(dir(warpreel))
    for name in warpreel.__all__:
        assert getattr(warpreel, name).__name__.rpartition(".")[2] == name


def test_it_offers_all_that_the_engine_offers() -> None:
    for name in engine.__all__:
        assert getattr(warpreel, name) is getattr(engine, name)


@pytest.mark.parametrize("module", PACKAGES)
@pytest.mark.parametrize("name", ["trian", "__wrapped__"])
def test_a_name_that_is_not_there_is_missed_as_in_any_module(module: str, name: str) -> None:
    package = import_module(module)
    with pytest.raises(AttributeError, match=f"module '{module}' has no attribute '{name}'"):
        getattr(package, name)


@pytest.mark.parametrize("module", PACKAGES)
def test_type_checkers_see_the_names_that_are_loaded_later(module: str) -> None:
    package = import_module(module)
    seen = imported_for_type_checkers(module)
    assert sorted(seen) == package.__all__
    assert {name: seen[name] for name in package._HOMES} == package._HOMES


def test_a_users_code_is_checked_strictly(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "own.py").write_text(
        textwrap.dedent(
            """\
            from warpreel import Recorder, RunSpec, Warp, load, render, speed_up, train
            from warpreel.mobjects import CurveGrid, HeatMap

            warp = Warp(load("run.safetensors"))
            spec: int = RunSpec()
            path: int = render("affine")
            """
        )
    )
    # In our own settings, so that what was found out of our own modules serves again.
    command = [sys.executable, "-m", "mypy", "--config-file", str(HOME / "pyproject.toml")]
    command += ["--cache-dir", str(HOME / ".mypy_cache"), "own.py"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env={"MYPYPATH": str(HOME)}
    )
    lines = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert len(lines) == 2, done.stdout + done.stderr
    assert 'has type "RunSpec"' in lines[0]
    assert 'has type "Path"' in lines[1]


@pytest.mark.parametrize("package", ["engine", "scenes", "warpreel"])
def test_every_package_says_that_it_is_typed_and_is_shipped(package: str) -> None:
    assert (HOME / package / "py.typed").is_file()
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    assert package in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def test_the_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    source = HOME / project["tool"]["hatch"]["version"]["path"]
    assert f'__version__ = "{warpreel.__version__}"' in source.read_text("utf-8")
