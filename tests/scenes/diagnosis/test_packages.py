"""Packages: those that are missing, too old or not to be loaded are told, with what to do."""

from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
import torch

from scenes.diagnosis.finding import State
from scenes.diagnosis.packages import extras, loading, packages, requirements, torch_build


def made(folder: Path, *lines: str) -> Distribution:
    """Make a distribution with some lines of metadata."""
    text = "\n".join(("Metadata-Version: 2.4", "Name: own", "Version: 1", *lines))
    (folder / "METADATA").write_text(text + "\n")
    return Distribution.at(folder)


def test_here_nothing_is_missing_and_the_version_comes_first() -> None:
    found = list(packages())
    assert found[0].told.startswith(distribution("warpreel").version)
    assert {each.state for each in found} <= {State.OK, State.NOTE}
    assert any(f"torch {torch.__version__}" in each.told for each in found)


def test_what_is_missing_or_of_another_version_is_told(tmp_path: Path) -> None:
    lines = ("no-such-package>=2", "numpy<1", "scipy>=1")
    found = list(requirements(made(tmp_path, *(f"Requires-Dist: {line}" for line in lines))))
    missing, other, rest = found
    assert (missing.state, other.state, rest.state) == (State.FAULT, State.FAULT, State.OK)
    assert "pip install 'no-such-package>=2'" in missing.told
    assert f"numpy is {distribution('numpy').version}" in other.told
    assert rest.told == f"scipy {distribution('scipy').version}"


def test_what_another_system_needs_is_not_missed_here(tmp_path: Path) -> None:
    need = 'Requires-Dist: no-such-package; sys_platform == "elsewhere"'
    assert [each.state for each in requirements(made(tmp_path, need))] == [State.OK]


def test_a_module_that_cannot_be_loaded_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_library.py").write_text("raise OSError('libown.so: cannot open')\n")
    monkeypatch.syspath_prepend(tmp_path)
    (found,) = loading(["math", "broken_library"])
    assert found.state is State.FAULT
    assert "libown.so: cannot open" in found.told


def test_an_extra_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    lines = (
        "Provides-Extra: there",
        "Provides-Extra: absent",
        "Provides-Extra: dev",
        'Requires-Dist: numpy; extra == "there"',
        'Requires-Dist: no-such-package; extra == "absent"',
    )
    there, absent = extras(made(tmp_path, *lines))
    assert (there.about, there.state) == ("extra there", State.OK)
    assert absent.state is State.NOTE
    assert "pip install 'warpreel[absent]' for no-such-package" in absent.told


def test_a_torch_for_cuda_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(torch.version, "cuda", None)
    assert list(torch_build()) == []
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    (found,) = torch_build()
    assert (found.state, "CUDA 13.0" in found.told) == (State.NOTE, True)
