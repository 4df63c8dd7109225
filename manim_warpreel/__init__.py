"""Warpreel's plugin for Manim: mobjects whose data is an array, and a faster camera.

Manim imports every installed plugin whenever it is imported itself. This one is therefore a package
of its own and loads Warpreel only when a name is first used; it never loads torch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warpreel import speed_up as speed_up
    from warpreel.mobjects import THEMES as THEMES
    from warpreel.mobjects import ColourMap as ColourMap
    from warpreel.mobjects import CurveGrid as CurveGrid
    from warpreel.mobjects import HeatMap as HeatMap
    from warpreel.mobjects import MeshLines as MeshLines
    from warpreel.mobjects import Orbit as Orbit
    from warpreel.mobjects import PointCloud as PointCloud
    from warpreel.mobjects import SurfaceMesh as SurfaceMesh
    from warpreel.mobjects import Theme as Theme
    from warpreel.mobjects import Trail as Trail
    from warpreel.mobjects import decision_colours as decision_colours
    from warpreel.mobjects import height_colours as height_colours

__all__ = [
    "THEMES",
    "ColourMap",
    "CurveGrid",
    "HeatMap",
    "MeshLines",
    "Orbit",
    "PointCloud",
    "SurfaceMesh",
    "Theme",
    "Trail",
    "decision_colours",
    "height_colours",
    "speed_up",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import warpreel

    return getattr(warpreel if name == "speed_up" else warpreel.mobjects, name)


def __dir__() -> list[str]:
    return sorted(__all__)
