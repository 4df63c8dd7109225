"""Mobjects for scenes of the user's own, loaded when they are used."""

import subprocess
import sys

import numpy as np
from manim import Camera, Mobject

import warpreel
from warpreel import mobjects


def test_every_promised_mobject_is_there() -> None:
    promised = {"CurveGrid", "PointCloud", "HeatMap", "SurfaceMesh", "Trail", "decision_colours"}
    assert promised <= set(dir(warpreel.mobjects))
    for name in warpreel.mobjects.__all__:
        assert getattr(warpreel.mobjects, name) is not None


def test_manim_is_loaded_with_the_first_one_that_is_used_and_not_before() -> None:
    code = (
        "import sys; from warpreel import mobjects; before = 'manim' in sys.modules;"
        "mobjects.THEMES; theme = 'manim' in sys.modules; mobjects.HeatMap;"
        "print(before, theme, 'manim' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]


def test_a_heat_map_of_a_user_s_is_drawn_in_the_colours_of_a_theme() -> None:
    theme = mobjects.THEMES["dark"]
    heights = np.array([[-1.0, -1.0], [3.0, 3.0]])
    heat = mobjects.HeatMap(
        np.array([-4.0, -3.0]), np.array([4.0, 3.0]), mobjects.height_colours(theme, -1, 3)
    )
    assert isinstance(heat.set_values(heights), Mobject)
    camera = Camera(pixel_width=80, pixel_height=60, frame_width=8, frame_height=6)
    camera.capture_mobjects([heat])
    low, high = (camera.pixel_array[row, 40, :3] for row in (-1, 0))
    assert "#" + bytes(low).hex() == theme.classes[6]
    assert "#" + bytes(high).hex() == theme.highlight


def test_names_are_listed_in_order_and_each_comes_from_the_room_that_has_it() -> None:
    assert dir(mobjects) == sorted(mobjects.__all__)
    for name in {"HeatMap", "PointCloud", "Trail", "Theme", "ColourMap"}:
        assert getattr(mobjects, name).__qualname__ == name
        assert getattr(mobjects, name).__module__ == mobjects._HOMES[name]
