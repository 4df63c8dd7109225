"""The package costs nothing until one of its names is used."""

import subprocess
import sys

import pytest

import engine

HEAVY = ("torch", "sklearn", "scipy", "numpy", "manim", "matplotlib", "safetensors")


@pytest.mark.parametrize(
    "module",
    ["engine", "engine.recordings.run_spec", "engine.networks.activations", "engine.errors"],
)
def test_importing_what_a_command_line_needs_imports_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


HEAVY_WORK = (
    "engine.training.training",
    "engine.geometry.warps",
    "engine.geometry.regions",
    "engine.geometry.pace",
)


def test_training_and_warping_need_no_manim_and_no_matplotlib() -> None:
    modules = ", ".join(HEAVY_WORK)
    code = f"import sys, {modules}; print(*({{'manim', 'matplotlib'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_promised_name_is_there() -> None:
    assert dir(engine) == engine.__all__
    assert {"Recorder", "Recording", "RunSpec", "Warp", "load", "train"} <= set(engine.__all__)
    for name in engine.__all__:
        assert getattr(engine, name).__name__ == name


def test_a_name_that_is_not_there_is_missed_as_in_any_module() -> None:
    with pytest.raises(AttributeError, match="module 'engine' has no attribute 'trian'"):
        _ = engine.trian
