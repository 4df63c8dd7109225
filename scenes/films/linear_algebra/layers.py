"""A picture of layers, each shown to a degree: what comes and goes does so in its place."""

from __future__ import annotations

from typing import Any

from manim import Group, Mobject, VMobject


class LayeredPicture(Group):
    """Layers over each other, of which none is seen at first.

    They are all on screen from the start, so that none pops in, or comes before those over it.
    """

    def __init__(self) -> None:
        self._shares: dict[int, float] = {}
        self._opacities: dict[int, tuple[float, float, float]] = {}
        super().__init__()

    def add_layer(self, layer: Mobject) -> None:
        """Add a layer before all others, not seen yet."""
        for part in layer.get_family():
            if isinstance(part, VMobject):
                self._opacities[id(part)] = (
                    part.get_fill_opacity(),
                    part.get_stroke_opacity(),
                    part.get_stroke_opacity(background=True),
                )
        self.add(layer)
        self.present(layer, 0.0)

    def present(self, layer: Any, share: float) -> None:
        """Set to which degree a layer is seen, from 0 to 1."""
        self._shares[id(layer)] = share
        self.fade_layer(layer, share)

    def share_of(self, layer: Mobject) -> float:
        """Return to which degree a layer has been set to be seen."""
        return self._shares[id(layer)]

    def fade_layer(self, layer: Any, share: float) -> None:
        """Draw a layer to another degree than it has been set to, until it is drawn again."""
        if not isinstance(layer, VMobject):
            layer.set_opacity(share)
            return
        for part in layer.get_family():
            fill, line, edge = self._opacities[id(part)]
            part.set_fill(opacity=fill * share).set_stroke(opacity=line * share)
            if edge:
                part.set_stroke(opacity=edge * share, background=True)
