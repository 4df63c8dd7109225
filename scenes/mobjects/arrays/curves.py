"""An outline of very many curves, such as the lines of a grid."""

from typing import ClassVar

from manim import VMobject


class Curves(VMobject):
    """Lines of one colour, which the fast camera strokes all at once, as it does no other outline.

    They look the same to the eye, not to the last bit, as Manim's own camera draws them.
    """

    many_curves: ClassVar[bool] = True
