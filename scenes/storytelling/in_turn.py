"""Words that take the place of others: those go first, so that none stand upon each other."""

from __future__ import annotations

from collections.abc import Iterable

from manim import Animation, FadeIn, FadeOut, Mobject, smooth

from scenes.storytelling.easing import early, late


def in_turn(gone: Iterable[Mobject], come: Iterable[Mobject]) -> list[Animation]:
    """Return animations, to be played together, that fade some out and then others in.

    Parameters
    ----------
    gone, come : iterable of Mobject
        With nothing in one of them, the others have all the time.
    """
    leaving, coming = list(gone), list(come)
    both = leaving and coming
    return [
        *(FadeOut(each, rate_func=early if both else smooth) for each in leaving),
        *(FadeIn(each, rate_func=late if both else smooth) for each in coming),
    ]
