"""A stage to try the parts of a film on, without telling it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scenes.encoding.qualities import Quality
from scenes.watching.playing import play_film

SMALL = Quality(96, 54, 2)


class _Silent:
    """An observer that looks at nothing."""

    def begin(self, scene: Any, ground: Any) -> None: ...

    def frame(self, scene: Any, picture: Any, repeat: int) -> None: ...

    def end(self, scene: Any) -> None: ...


def on_stage(scene: type[Any], spec: Any, tell: Callable[[Any], None]) -> None:
    """Set up a film, and tell something else with it.

    Parameters
    ----------
    scene : type
        A `StagedScene`.
    spec : FilmSpec
    tell : callable
        Called with the scene.
    """
    told = {"spec": spec, "results": scene.compute(spec), "construct": tell}
    play_film(scene, told, SMALL, _Silent())
