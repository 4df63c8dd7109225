"""What the film of four networks concludes, from their measured accuracies alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scenes.languages.language import listed
from scenes.languages.numbers import grouped, percent


@dataclass(frozen=True)
class Verdict:
    """Sentences that sum up a comparison.

    Attributes
    ----------
    text : str
        With fields in braces.
    values : dict
        What stands in them.
    reason : str
        Why it is so, where that is known; else empty.
    """

    text: str
    values: dict[str, str]
    reason: str = ""


RING = "Two tanh units keep the ring closed; a third gives it room to open."
CLOSED = "Two tanh units bend the plane, but the ring stays closed: no line cuts it out."
LIFTED = "A third unit is a third dimension: the plane is lifted out of itself."
CUT = "In space, a plane now has one ring on each side."
ANSWER = "One unit more is one dimension more: that made the difference."


def verdict(names: Sequence[str], accuracies: list[float], steps: int, *, ring: bool) -> Verdict:
    """Conclude, and no more than was measured.

    Parameters
    ----------
    names : sequence of str
        Of the networks: the first has no activation, the last a unit more than the others.
    accuracies : list of float
    steps : int
        That each was trained.
    ring : bool
        Whether one class surrounds the other and the narrower networks map plane to plane.
    """
    able = [accuracy == 1 for accuracy in accuracies]
    best = max(accuracies[:-1])
    if able == [False, False, False, True]:
        text = "The unit more separates the classes: {most}. The others get {best} at best."
        values = {"most": percent(accuracies[-1]), "best": percent(best)}
        return Verdict(text, values, RING if ring else "")
    if all(able):
        return Verdict("All four separate the classes: here the difference does not matter.", {})
    if able == [False, True, True, True]:
        text = "With an activation each separates the classes; without, it gets {least}."
        return Verdict(text, {"least": percent(accuracies[0])})
    if not any(able):
        top = max(accuracies)
        text = "None separates the classes in {steps} steps. The best, {name}, gets {most}."
        values = {
            "steps": grouped(steps),
            "name": names[accuracies.index(top)],
            "most": percent(top),
        }
        return Verdict(text, values)
    text = "These separate the classes: {names}."
    return Verdict(text, {"names": listed(n for n, a in zip(names, able, strict=True) if a)})
