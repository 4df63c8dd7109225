"""A colour for each of several functions, and their names in these colours."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, UP, VGroup

from scenes.films.activations.activation_words import WORDS
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

TINTS = (0, 1, 2, 9, 4, 5, 8, 7)
"""Which colours of classes are taken: none of them is like that of gradients."""
COLUMNS = 2
SIZE = 30


def tints_of(names: Sequence[str], theme: Theme) -> dict[str, str]:
    """Return a colour for each function, in their order; the first come again after the last."""
    return {name: theme.colour_of(TINTS[k % len(TINTS)]) for k, name in enumerate(names)}


def names_in(tints: dict[str, str], stage: Stage, theme: Theme) -> VGroup:
    """Write the names of functions in their colours, in the upper left corner."""
    names = VGroup(
        *(
            verbatim(WORDS[name].title, stage.text_size(SIZE), colour, bold=True)
            for name, colour in tints.items()
        )
    )
    rows = -(-len(names) // COLUMNS)
    gaps = 0.5 * stage.scale, 0.22 * stage.scale
    tallest = [max(name.height for name in names)] * rows  # some reach below the line, some do not
    names.arrange_in_grid(
        rows, COLUMNS, buff=gaps, cell_alignment=UP + LEFT, flow_order="dr", row_heights=tallest
    )
    low, high = stage.title.low, stage.title.high
    names.move_to(at(low[0] + names.width / 2, high[1] - names.height / 2))
    return plated(names, theme, 0.12 * stage.scale)
