"""How long work tells how far it is: whoever shows progress gives callbacks, the engine calls."""

from __future__ import annotations

from collections.abc import Callable

Advance = Callable[[int, str], None]
"""Called with the number of steps done and a few words on how things stand."""

Work = Callable[[str, int], Advance]
"""Called with what begins and how many steps it may take; gives what to call as it goes on."""

TrainingStep = Callable[[int, float, float], None]
"""Called with a training step, the loss and the accuracy."""


def unwatched(what: str, steps: int) -> Advance:
    """Begin work that nobody watches."""
    return lambda done, status: None


def each_training_step(advance: Advance) -> TrainingStep:
    """Tell of a training, now and then."""

    def tell(step: int, loss: float, accuracy: float) -> None:
        advance(step, f"step {step}  loss {loss:.4f}  accuracy {100 * accuracy:.1f}%")

    return tell
