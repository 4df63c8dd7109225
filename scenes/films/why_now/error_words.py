"""How models and their errors are written, in charts and in sentences."""

from __future__ import annotations

from engine.experiments.more_data import LearningCurves
from scenes.languages.language import translate
from scenes.languages.numbers import fixed, power_of_ten

RIVALS = ("expert", "flexible", "regularised")
"""Those who are not told everything."""
DECIMALS = {10: 2, 100: 1}
"""Of errors below each limit; larger ones have none."""
IN_FULL = 1e5
"""From here on errors are written as powers of ten."""
PEAKED = 2.0
"""The flexible model has a peak if it errs so many times as much there as with half the points."""


def short_name(model: str) -> str:
    """Name a model, in the language of the film."""
    names = {
        "oracle": translate("oracle"),
        "expert": translate("expert"),
        "flexible": translate("flexible"),
        "regularised": translate("lasso"),
    }
    return names[model]


def decimals_of(error: float) -> int:
    """Return with how many decimals an error is written."""
    return next((count for limit, count in DECIMALS.items() if error < limit), 0)


def error_text(value: float) -> str:
    """Write an error, in times the noise: 1.11, 11.3, 3,305, 4 × 10⁷."""
    return fixed(value, decimals_of(value)) if value < IN_FULL else power_of_ten(value, 0)


def has_peak(curves: LearningCurves) -> bool:
    """Return whether the flexible model errs most, and far more, where points equal features."""
    errors = 10 ** -curves.score("flexible")
    here, before = (curves.error_at("flexible", curves.features * share) for share in (1, 0.5))
    return bool(curves.samples[errors.argmax()] == curves.features and here > PEAKED * before)
