"""What a film or figure is made from: all that is loaded for it, and little else."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scenes.cache import dependencies, digests
from scenes.cache.dependencies import HOME, source_files
from scenes.figures.catalogue import FIGURES
from scenes.figures.manifest import input_digest
from scenes.figures.requests import FigureRequest
from scenes.films.catalogue import CATALOGUE
from scenes.languages.language import LANGUAGES
from tests.support import loading_probe
from tests.support.quick_films import QUICK

FILMS = ("softmax", "space-warp")
DRAWN = ("relu",)
CALLS = {
    **{name: ("play", CATALOGUE[name].home, QUICK.get(name, {})) for name in FILMS},
    **{f"figure {name}": ("print_figure", name) for name in DRAWN},
    "training": ("train",),
    "descent": ("descend",),
}
HOMES = {
    **{name: (CATALOGUE[name].module,) for name in FILMS},
    **{f"figure {name}": (FIGURES[name].home, "scenes.figures.build") for name in DRAWN},
    "training": ("engine.training.training",),
    "descent": ("scenes.films.gradient_descent.descents",),
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Tell which modules are loaded when films are played and so on, and nothing is kept yet."""
    probe = Path(loading_probe.__file__)
    done = subprocess.run(
        [sys.executable, probe], input=repr(CALLS), capture_output=True, text=True, check=True,
        env=os.environ | {"WARPREEL_CACHE": str(tmp_path_factory.mktemp("cache"))},
    )  # fmt: skip
    return {name: set(modules) for name, modules in json.loads(done.stdout).items()}


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("name", CALLS)
def test_all_that_is_loaded_counts(name: str, loaded: dict[str, set[str]]) -> None:
    found = {module_of(file) for file in source_files(*HOMES[name])}
    assert len(loaded[name]) > 10
    assert loaded[name] - dependencies.CATALOGUES - found == set()


def test_little_else_counts() -> None:
    found = {module_of(file) for file in source_files("scenes.films.outputs_and_losses.softmax")}
    assert (
        not {
            "scenes.films.representation.space_warp",
            "scenes.notebook.display",
            "engine.training.training",
        }
        & found
    )
    assert not any(name.startswith("scenes.cli") for name in found)


def test_fonts_and_style_sheets_count() -> None:
    assert "Inter-Regular.otf" in {
        file.name for file in source_files("scenes.films.outputs_and_losses.softmax")
    }
    figure = {
        file.suffix
        for file in source_files("scenes.figures.gallery.softmax", "scenes.figures.style")
    }
    assert ".mplstyle" in figure


def test_of_a_module_that_is_none_of_ours_everything_counts() -> None:
    everything = {
        file for package in ("engine", "scenes") for file in HOME.glob(f"{package}/**/*.py")
    }
    catalogues = {
        HOME / "scenes" / "films" / "catalogue.py",
        HOME / "scenes" / "figures" / "catalogue.py",
    }
    assert everything - catalogues <= set(source_files("somebody.elses"))


IMPORTS = {
    "import engine.wanted": True,
    "from engine.wanted import thing": True,
    "from engine import wanted": True,
    "from engine import other, wanted as alias": True,
    "from engine import (\n    other,  # why\n    wanted,\n)": True,
    "def later():\n    from engine.wanted import thing": True,
    "import_module('engine.wanted')": True,
    'HOME = "engine.wanted:thing"': True,
    "from engine import offered": True,
    "import engine": True,
    "from engine import other": False,
    "if TYPE_CHECKING:\n    from engine.wanted import thing": False,
    "if TYPE_CHECKING:\n    import this\n\n    from engine.wanted import thing\n\nx = 1": False,
    '"""As `engine.wanted` does."""': False,
}


@pytest.mark.parametrize("code", IMPORTS)
def test_a_module_counts_if_it_is_imported(code: str, house: Path) -> None:
    write(house / "engine", __init__='LAZY = {"offered": "engine.wanted"}', wanted="", other="")
    write(house / "scenes", __init__="", film=code)
    found = house / "engine" / "wanted.py" in source_files("scenes.film")
    assert found == IMPORTS[code]


def test_what_is_imported_counts_with_all_that_it_imports(house: Path) -> None:
    write(house / "engine", __init__="", near="from engine import far", far="import engine.near")
    write(house / "scenes", __init__="", film="import engine.near")
    names = [file.name for file in source_files("scenes.film")]
    assert names == ["__init__.py", "far.py", "near.py", "__init__.py", "film.py"]
    assert len(source_files("scenes.film", packages=("engine",))) == 3


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package."""
    folder = tmp_path_factory.mktemp("copied")
    for package in dependencies.PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "*.otf", "*.ttf")
        shutil.copytree(HOME / package, folder / package, ignore=ignored)
    return folder


ALL_FIGURES = {f"figure {name}" for name in FIGURES}
"""Their options are those of films, in one module."""
CHANGES = {
    "scenes/films/outputs_and_losses/softmax.py": {"softmax"},
    "scenes/figures/gallery/softmax.py": {"figure softmax"},
    "scenes/films/outputs_and_losses/softmax_spec.py": {"softmax", *ALL_FIGURES},
    "scenes/cli/app.py": set(),
    "scenes/notebook/display.py": set(),
    "engine/experiments/more_data.py": {"more-data", "figure more-data"},
}


@pytest.mark.parametrize("file", CHANGES)
def test_a_change_makes_stale_what_is_made_from_it_alone(
    file: str, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependencies, "HOME", copied)
    before = fresh_identities()
    path = copied / file
    path.write_text(path.read_text().replace(".", ",", 1))
    after = fresh_identities()
    assert {name for name in before if before[name] != after[name]} == CHANGES[file]


def test_the_words_of_a_language_are_those_of_its_films_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def identity_in(lang: str) -> str:
        forget()
        return CATALOGUE["softmax"].identity_of(CATALOGUE["softmax"].spec(lang=lang))

    chinese = LANGUAGES["zh"]
    before = {lang: identity_in(lang) for lang in ("en", "zh")}
    other = tmp_path / "zh.toml"
    other.write_text("[sentences]\n")
    monkeypatch.setitem(LANGUAGES._entries, "zh", type(chinese)("zh", other))
    assert identity_in("en") == before["en"]
    assert identity_in("zh") != before["zh"]


def fresh_identities() -> dict[str, str]:
    """Digest all that decides each film and figure, with the source as it is now."""
    forget()
    films = {name: entry.identity_of(entry.spec()) for name, entry in CATALOGUE.items()}
    figures = {
        f"figure {name}": input_digest(FigureRequest(name, name, entry.spec, ("svg",)))
        for name, entry in FIGURES.items()
    }
    return films | figures


def forget() -> None:
    """Let the source be read again."""
    for function in (*vars(dependencies).values(), *vars(digests).values()):
        if hasattr(function, "cache_clear"):
            function.cache_clear()


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    yield
    forget()


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for packages."""
    forget()
    monkeypatch.setattr(dependencies, "HOME", tmp_path)
    return tmp_path


def write(folder: Path, **modules: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, code in modules.items():
        (folder / f"{name}.py").write_text(f'"""A module."""\n\n{code}\n')
