"""Sizes of films: qualities by Manim's letters, and the shapes of frames."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.registry import Registry


@dataclass(frozen=True)
class Quality:
    """Size of a film, in pixels, frames per second, and the preset it is encoded with."""

    width: int
    height: int
    frame_rate: int
    preset: str = "film"

    def shaped(self, aspect: str) -> Quality:
        """Return a frame of this width in another shape; an upright one is this frame turned.

        Parameters
        ----------
        aspect : str
            A name in `ASPECTS`.
        """
        if ASPECTS.key(aspect) == WIDE:
            return self
        across, down = ASPECTS[aspect]
        if (down, across) == ASPECTS[WIDE]:
            return replace(self, width=self.height, height=self.width)
        return replace(self, height=2 * round(self.width * down / across / 2))


WIDE = "16:9"
ASPECTS: Registry[tuple[int, int]] = Registry("aspect")
"""Width to height. All frames of a quality are equally wide, so that nothing gets smaller; but 9:16
is 16:9 turned by a quarter, as telephones are."""
ASPECTS.add(WIDE, (16, 9))
ASPECTS.add("4:3", (4, 3))
ASPECTS.add("1:1", (1, 1))
ASPECTS.add("9:16", (9, 16))

QUALITIES: Registry[Quality] = Registry("quality")
QUALITIES.add("l", Quality(854, 480, 15, "preview"))
QUALITIES.add("m", Quality(1280, 720, 30, "preview"))
QUALITIES.add("h", Quality(1920, 1080, 60))
QUALITIES.add("p", Quality(2560, 1440, 60))
QUALITIES.add("k", Quality(3840, 2160, 60))
