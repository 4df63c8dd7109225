"""Which core draws: the compiled one where numba is, and fits."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError

import pytest

from scenes.camera import core


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    answer = core.is_compiled
    answer.cache_clear()
    yield
    answer.cache_clear()


def installed(monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    def version(name: str) -> str:
        if name not in versions:
            raise PackageNotFoundError(name)
        return versions[name]

    def requires(name: str) -> list[str]:
        version(name)
        return ["numpy<2.5,>=1.22", 'tomli; extra == "never"']

    monkeypatch.setattr(core, "version", version)
    monkeypatch.setattr(core, "requires", requires)


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        ({"numba": "0.61", "numpy": "2.4"}, "numba 0.61"),
        ({"numba": "0.61", "numpy": "2.5"}, "cairo"),
        ({"numpy": "2.4"}, "cairo"),
    ],
)
def test_kernels_draw_where_numba_is_and_fits(
    monkeypatch: pytest.MonkeyPatch, versions: dict[str, str], told: str
) -> None:
    installed(monkeypatch, **versions)
    assert core.core_version() == told
    assert core.is_compiled() == (told != "cairo")


def test_asking_imports_nothing() -> None:
    source = (
        "import sys; from scenes.camera.core import core_version; core_version();"
        "print('numba' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"


def test_all_kernels_are_compiled_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(core, "import_module", asked.append)
    monkeypatch.setattr(core, "is_compiled", lambda: False)
    core.warm_up()
    assert asked == []
    monkeypatch.setattr(core, "is_compiled", lambda: True)
    core.warm_up()
    assert "scenes.camera.kernels.strokes" in asked
