"""Which plays are functions of progress alone, so that any frame may be taken by itself."""

from __future__ import annotations

from typing import Any

from manim import (
    Animation,
    Create,
    FadeIn,
    FadeOut,
    FadeTransform,
    ReplacementTransform,
    Rotate,
    Transform,
    Uncreate,
    Wait,
)
from manim.animation.transform import ApplyMethod, _MethodAnimation

PURE: set[type] = {
    ApplyMethod, Create, FadeIn, FadeOut, FadeTransform, ReplacementTransform, Rotate, Transform,
    Uncreate, Wait, _MethodAnimation,
}  # fmt: skip
"""Animations that depend on progress alone, so that any frame may be taken without the others."""


def is_pure(scene: Any) -> bool:
    """Return whether frames of a play may be left out: nothing counts the steps between."""
    return (
        scene.stop_condition is None
        and not scene.updaters
        and not scene.always_update_mobjects
        and all(_is_function_of_progress(animation) for animation in scene.animations)
        and not any(mobject.updaters for mobject in scene.get_mobject_family_members())
    )


def _is_function_of_progress(animation: Animation) -> bool:
    return type(animation) in PURE or getattr(animation, "is_function_of_progress", False)
