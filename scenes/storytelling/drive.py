"""A picture that is a function of progress, and what it may change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from manim import Animation, Mobject, Scene
from manim.utils.family import extract_mobject_family_members


class Drive(Animation):
    """Draw a picture anew for each frame, as a function of progress alone.

    It may be stepped over: nothing but the last call of the function is sure to be made.

    Parameters
    ----------
    mobject : Mobject
        Brought before all others. The function may change anything else on screen, too.
    draw : callable
        Called with progress in [0, 1].
    """

    is_function_of_progress = True

    def __init__(self, mobject: Mobject, draw: Callable[[float], None], **options: Any) -> None:
        self.draw = draw
        super().__init__(mobject, **options)

    def create_starting_mobject(self) -> Any:
        """Skip Manim's copy: nothing is interpolated from the state at the start."""
        return self.mobject

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw one frame."""
        self.draw(self.rate_func(alpha))


def everything(scene: Scene, drawn_last: Sequence[Mobject]) -> list[Mobject]:
    """Return all mobjects on screen with their families, in the order in which they are drawn.

    Parameters
    ----------
    scene : Scene
    drawn_last : sequence of Mobject
        Those that Manim draws over all others, because they move.
    """
    last = set(map(id, drawn_last))
    families = extract_mobject_family_members([*scene.mobjects, *scene.foreground_mobjects])
    return [*(each for each in families if id(each) not in last), *drawn_last]
