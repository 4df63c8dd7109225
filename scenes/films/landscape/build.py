"""How a surface of losses is drawn: as a curve, a surface, or between the two."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Build:
    """How a surface is drawn: a curve, a surface, or between the two.

    Attributes
    ----------
    across, depth, height : float
        Factors of its size; a surface without depth is a curve.
    drop : float
        By how much it stands lower, in frame units.
    """

    across: float = 1.0
    depth: float = 1.0
    height: float = 1.0
    drop: float = 0.0

    def towards(self, other: Build, share: float) -> Build:
        """Return a build on the way to another one."""
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Build(*(a + share * (b - a) for a, b in pairs))


WHOLE = Build()
"""The surface in its full size."""
