"""What the picture of a data set is of: its classes, its axes, how many points, and how seen."""

from __future__ import annotations

from typing import Any

from manim import DOWN, LEFT, Text, VGroup, VMobject

from scenes.languages.names import UNNAMED, shortened
from scenes.languages.numbers import grouped, percent
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.text import verbatim
from scenes.storytelling.staged_scene import StagedScene
from scenes.storytelling.warp_director import WarpDirector

SIZE = 24


def data_legend(scene: StagedScene, director: WarpDirector) -> VGroup:
    """Name the classes, each with its colour and shape, and the axes; tell how the data is seen."""
    data, theme, size = director.recording.data, scene.theme, scene.stage.text_size(SIZE)
    rows, scale = VGroup(), scene.stage.scale
    for k, name in ((k, data.class_names[k]) for k in data.present):
        mark = class_mark(k, theme, 0.1 * scale)
        rows.add(VGroup(mark, _class_name(scene, name, size).next_to(mark, buff=0.2 * scale)))
    if len(rows) > 5:
        rows.arrange_in_grid(cols=2, flow_order="dr", cell_alignment=LEFT, buff=(0.5, 0.2))
    else:
        rows.arrange(DOWN, aligned_edge=LEFT, buff=0.18 * scale)
    parts: list[VMobject] = [rows]
    if data.dims == 2 and data.feature_names not in UNNAMED:
        across, up = map(shortened, data.feature_names)
        parts += [
            verbatim(f"→ {across}", size, theme.muted),
            verbatim(f"↑ {up}", size, theme.muted),
        ]
    drawn = len(director.points)
    text = "{count} points measured, {drawn} drawn" if drawn < data.samples else "{count} points"
    parts.append(scene.write(text, size, theme.muted, count=grouped(data.samples), drawn=drawn))
    if not director.views[0].is_exact:
        text = "{count} features,\nseen in {dims}: {share} of the variance"
        values = seen_share(director, 0)
        parts.append(scene.write(text, size, theme.muted, count=data.dims, **values))
    return VGroup(*parts).arrange(DOWN, aligned_edge=LEFT, buff=0.25 * scale)


def seen_share(director: WarpDirector, depth: int) -> dict[str, Any]:
    """Return in how many dimensions a wide layer is seen, and how much that shows of it."""
    view = director.views[depth]
    return {"dims": view.basis.shape[1], "share": percent(view.explained, 0)}


def _class_name(scene: StagedScene, name: str, size: float) -> Text:
    """Name a class, which may have but a number."""
    if name.isdigit():
        return scene.write("class {number}", size, number=name)
    return verbatim(shortened(name), size, scene.theme.text)
