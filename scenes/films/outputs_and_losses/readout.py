"""Live numbers, each with its name, in the band above the picture."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, VGroup

from scenes.films.outputs_and_losses.loss_axes import Write
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline
from scenes.storytelling.stage import Area, Stage

SIZE = 26
LONGEST = "−00.000"
APART = 0.007
"""Room between a name and its number, at size 1, in frame units."""
BETWEEN = 0.03
"""Room between a number and the next name, so that each is nearest to its own."""


class Readout(VGroup):
    """Named numbers in a row that ends at the right edge of its place.

    Parameters
    ----------
    entries : sequence of (str, str, str)
        Of each: its name, the name's colour, and the number's colour.
    stage : Stage
    write : callable
        Sets words, of a size and a colour.
    longest : str
        The longest number to come.
    place : Area, optional
        By default the stage's place of numbers.
    size : float
        In a frame of 16:9; smaller where there is no room.
    """

    def __init__(
        self, entries: Sequence[tuple[str, str, str]], stage: Stage, write: Write,
        longest: str = LONGEST, place: Area | None = None, size: float = SIZE,
    ) -> None:  # fmt: skip
        super().__init__()
        self.numbers: list[LiveNumber] = []
        place = place or stage.numbers
        size = stage.text_size(size)
        width = self._build(entries, size, write, longest, place)
        if width > place.size[0]:
            self.submobjects = []
            self._build(entries, 0.99 * size * place.size[0] / width, write, longest, place)

    def _build(
        self, entries: Sequence[tuple[str, str, str]], size: float, write: Write, longest: str,
        place: Area,
    ) -> float:  # fmt: skip
        """Set all in one size, from right to left; return how wide they are."""
        right, y = float(place.high[0]), float(place.high[1]) - 0.0165 * size
        room = float(number_outline(longest, size)[:, 0].max())
        self.numbers, x = [], right
        for name, colour, of_number in reversed(entries):
            number = LiveNumber(size, of_number, align=1).place(at(x, y))
            words = write(name, size, colour)
            words.move_to(at(x - room - APART * size, y + 0.0045 * size), aligned_edge=LEFT)
            words.shift(at(-words.width, 0))
            self.add(words, number)
            self.numbers.insert(0, number)
            x = float(words.get_left()[0]) - BETWEEN * size
        return right - x - BETWEEN * size

    def show_values(self, texts: Sequence[str]) -> None:
        """Write the numbers."""
        for number, text in zip(self.numbers, texts, strict=True):
            number.write(text)

    def see(self, opacity: float, first: int = 0) -> None:
        """Show the numbers so clearly; of them only those from one on, if said."""
        for number in self.numbers[first:]:
            number.set_fill(opacity=opacity)
