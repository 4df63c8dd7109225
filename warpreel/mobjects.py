"""Mobjects whose data is an array, for scenes of one's own, and what they are coloured by.

They are loaded, and Manim with them, when they are first used.
"""

from typing import TYPE_CHECKING

from engine.lazy_names import lazy_names

if TYPE_CHECKING:
    from scenes.mobjects.arrays.colour_map import ColourMap as ColourMap
    from scenes.mobjects.arrays.colour_map import decision_colours as decision_colours
    from scenes.mobjects.arrays.colour_map import height_colours as height_colours
    from scenes.mobjects.arrays.curve_grid import CurveGrid as CurveGrid
    from scenes.mobjects.arrays.heat_map import HeatMap as HeatMap
    from scenes.mobjects.arrays.orbit import Orbit as Orbit
    from scenes.mobjects.arrays.point_cloud import PointCloud as PointCloud
    from scenes.mobjects.arrays.surface_mesh import MeshLines as MeshLines
    from scenes.mobjects.arrays.surface_mesh import SurfaceMesh as SurfaceMesh
    from scenes.mobjects.arrays.trail import Trail as Trail
    from scenes.theme.theme import THEMES as THEMES
    from scenes.theme.theme import Theme as Theme

_HOMES = {
    "ColourMap": "scenes.mobjects.arrays.colour_map",
    "CurveGrid": "scenes.mobjects.arrays.curve_grid",
    "HeatMap": "scenes.mobjects.arrays.heat_map",
    "MeshLines": "scenes.mobjects.arrays.surface_mesh",
    "Orbit": "scenes.mobjects.arrays.orbit",
    "PointCloud": "scenes.mobjects.arrays.point_cloud",
    "SurfaceMesh": "scenes.mobjects.arrays.surface_mesh",
    "THEMES": "scenes.theme.theme",
    "Theme": "scenes.theme.theme",
    "Trail": "scenes.mobjects.arrays.trail",
    "decision_colours": "scenes.mobjects.arrays.colour_map",
    "height_colours": "scenes.mobjects.arrays.colour_map",
}

__getattr__, __dir__, __all__ = lazy_names(__name__, _HOMES)
