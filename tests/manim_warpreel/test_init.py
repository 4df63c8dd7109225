"""The plugin for Manim: it costs nothing until it is used, and offers all array mobjects."""

import subprocess
import sys

import pytest

import manim_warpreel
import warpreel


def python(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_importing_it_imports_nothing_of_ours_and_nothing_heavy() -> None:
    code = (
        "import sys, manim_warpreel; "
        "print(*({'warpreel', 'scenes', 'engine', 'torch', 'numpy'} & set(sys.modules)))"
    )
    assert python(code) == []


def test_using_all_of_it_does_not_load_torch() -> None:
    code = (
        "import sys; from manim_warpreel import *; print('torch' in sys.modules, HeatMap.__name__)"
    )
    assert python(code) == ["False", "HeatMap"]


def test_it_offers_the_mobjects_and_the_fast_camera_as_warpreel_does() -> None:
    assert set(manim_warpreel.__all__) == {*warpreel.mobjects.__all__, "speed_up"}
    assert manim_warpreel.speed_up is warpreel.speed_up
    for name in warpreel.mobjects.__all__:
        assert getattr(manim_warpreel, name) is getattr(warpreel.mobjects, name)
    assert dir(manim_warpreel) == sorted(manim_warpreel.__all__)


def test_a_name_that_is_not_there_is_missed() -> None:
    with pytest.raises(AttributeError, match="no attribute 'HeatMaps'"):
        manim_warpreel.HeatMaps  # noqa: B018
