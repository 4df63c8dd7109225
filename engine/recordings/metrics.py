"""What is measured at every step of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Metrics:
    """Measurements at every step, before the update of that step.

    Attributes
    ----------
    loss : float32 array (steps,)
        Training loss; NaN where the recorder was not told.
    accuracy : float32 array (steps,)
        Fraction of all samples classified rightly; NaN where it was not measured.
    gradient_norm : float32 array (steps, layers)
        L2 norm of the loss's gradient per stage that has parameters.
    layers : tuple of str
        Names of those stages.
    validation_loss, validation_accuracy : float32 array (steps,), optional
        The same of points that were not trained on; NaN where it was not measured.
    """

    loss: np.ndarray
    accuracy: np.ndarray
    gradient_norm: np.ndarray
    layers: tuple[str, ...]
    validation_loss: np.ndarray | None = None
    validation_accuracy: np.ndarray | None = None

    @property
    def are_validated(self) -> bool:
        """Whether there are points that were not trained on."""
        return self.validation_loss is not None

    @property
    def lost_from(self) -> int:
        """The step from which on no loss is finite: where a training that diverged has done so."""
        finite = np.flatnonzero(np.isfinite(self.loss))
        return int(finite[-1]) + 1 if len(finite) else 0


def measured(values: np.ndarray, step: float) -> float:
    """Read a per-step metric at a continuous step, past values that were not measured."""
    known = np.flatnonzero(np.isfinite(values))
    return float(np.interp(step, known, values[known])) if len(known) else float("nan")
