"""Compiled kernels are kept, and where nothing can be written they are compiled all the same."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba")
import numba

from scenes.camera.kernels import compiling
from scenes.camera.kernels.compiling import REAL, kernel


@pytest.fixture(autouse=True)
def _asked_anew() -> None:
    compiling._folder.cache_clear()


def doubled(x: float) -> float:
    return 2 * x


def test_a_kernel_is_compiled_at_once_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    before = vars(numba.config)["CACHE_DIR"]
    made = kernel(REAL)(doubled)
    assert (made(3.0), made.nopython_signatures[0].args) == (6.0, (REAL,))
    assert [file.suffix for file in sorted(tmp_path.rglob("*.nb*"))] == [".nbc", ".nbi"]
    assert before == vars(numba.config)["CACHE_DIR"]  # whoever else uses numba keeps its folder


def test_threads_compile_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = []

    def slow(*_: object, **__: object) -> Callable[[Any], Any]:
        folders.append(vars(numba.config)["CACHE_DIR"])
        time.sleep(0.05)
        return lambda function: function

    monkeypatch.setattr(numba, "njit", slow)
    before = vars(numba.config)["CACHE_DIR"]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: kernel(REAL)(doubled), range(4)))
    assert folders == [str(compiling._folder())] * 4
    assert before == vars(numba.config)["CACHE_DIR"]


def test_a_change_of_any_kernel_makes_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "HOME", tmp_path)
    folders = set()
    for text in ("one", "two", "one"):
        (tmp_path / "strokes.py").write_text(text)
        compiling._folder.cache_clear()
        folders.add(compiling._folder())
    assert len(folders) == 2


def test_where_the_package_cannot_be_written_kernels_are_kept_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__pycache__").write_text("a file, not a folder")
    monkeypatch.setattr(compiling, "HOME", tmp_path)
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    folder = compiling._folder()
    assert folder is not None
    assert folder.parent == tmp_path / "cache" / "kernels"
    (tmp_path / "cache").rename(tmp_path / "elsewhere")
    (tmp_path / "cache").write_text("a file as well")
    compiling._folder.cache_clear()
    assert compiling._folder() is None
    assert kernel(REAL)(doubled)(3.0) == 6.0


def test_all_kernels_are_there_once_imported() -> None:
    source = "from scenes.camera.kernels import strokes; print(strokes.paint.nopython_signatures)"
    told = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert "uint32" in told.stdout
