"""What the film of more data says of what was measured."""

from __future__ import annotations

from engine.experiments.more_data import FEWEST, KNOWN, NOISE, SIGNAL, LearningCurves
from scenes.films.why_now.learning_chart import error_text
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import fixed, grouped

FEW = 5 * FEWEST
"""Points at which the models are compared for the first time."""
RIVALS = ("expert", "flexible", "regularised")
"""Those who are not told everything."""
PEAKED = 2.0
"""The flexible model has a peak if it errs so many times as much there as with half the points."""
NEAR = 1.03
"""The expert has come down to what it cannot know if it errs no more than this times as much."""
FLAT = 1.05
"""A curve has ended on a level if half of the points err no more than this times as much."""


def name_of(model: str) -> str:
    """Name a model within a sentence."""
    names = {
        "expert": translate("the expert"),
        "flexible": translate("the flexible model"),
        "regularised": translate("the lasso"),
    }
    return names[model]


def most(curves: LearningCurves) -> int:
    """Return the greatest number of points."""
    return int(curves.samples[-1])


def question(curves: LearningCurves) -> Phrase:
    """Return the question of the film."""
    return (
        "Who predicts y best from {few} points, and who from {most}?",
        {"few": FEW, "most": grouped(most(curves))},
    )


def least_miss(signal: float, y: float) -> Phrase:
    """Say by how much the true sum misses an output, both as they are written."""
    miss = y - signal
    values = {"miss": fixed(abs(miss), 2), "square": fixed(miss**2, 2)}
    return "Even knowing the sum, we miss y by the noise: here {miss}, squared {square}.", values


def oracle(curves: LearningCurves) -> Phrase:
    """Return how the oracle does with few points."""
    values = {"few": FEW, "error": error_text(curves.error_at("oracle", FEW))}
    return "With {few} points, its squared error is {error} times the noise variance.", values


def expert(curves: LearningCurves) -> Phrase:
    """Return where the expert ends."""
    last = curves.error_at("expert", most(curves))
    values = {"error": error_text(last)}
    if curves.error_at("expert", most(curves) / 2) <= FLAT * last:
        return "More points stop helping, at {error}: the feature it lacks is noise to it.", values
    return "It comes down to {error}: the feature it lacks is noise to it.", values


def floor(curves: LearningCurves) -> Phrase | None:
    """Return why the expert ends where it does, if it has come down to what it cannot know."""
    noise, lacked = NOISE, SIGNAL - KNOWN["expert"]  # features of variance 1, coefficients of 1
    least = noise + lacked
    if lacked != noise or curves.error_at("expert", most(curves)) > NEAR * least / noise:
        return None
    values = {"noise": f"{noise:g}", "lacked": f"{lacked:g}", "least": f"{least:g}"}
    return (
        "That feature's variance is the noise's, and variances add: {noise} + {lacked} = {least}.",
        values,
    )


def peak(curves: LearningCurves) -> Phrase:
    """Return what becomes of the flexible model where points equal features."""
    features = curves.features
    worst = curves.error_at("flexible", features)
    values = {"error": error_text(worst)}
    if worst > PEAKED * curves.error_at("flexible", features / 2):
        text = (
            "As many points as features: the one fit left bends to all the noise. Error: {error}."
        )
        return text, values
    return "As many points as features: its squared error is {error} times the noise's.", values


def flexible(curves: LearningCurves) -> Phrase:
    """Return whether the flexible model comes to beat the expert."""
    return _passing(curves, "flexible")


def regularised(curves: LearningCurves) -> Phrase:
    """Return whether the lasso comes to beat the expert."""
    return _passing(curves, "regularised")


def price(curves: LearningCurves) -> Phrase:
    """Return what distinguishes the lasso."""
    if curves.selected.sum(axis=1).max() < curves.features / 2:
        return "The lasso is told nothing either. Every weight costs it, so it sets most to 0.", {}
    return "The lasso is told nothing either, but pays for the size of every weight.", {}


def kept(curves: LearningCurves) -> Phrase:
    """Return how many features the lasso uses in the end, and how many of them matter."""
    used = curves.selected[-1]
    hits = int(used[:SIGNAL].sum())
    values = {"kept": grouped(int(used.sum())), "features": grouped(curves.features), "hits": hits}
    if hits == SIGNAL:
        return "It uses {kept} of {features}, among them all {hits} that matter.", values
    return "It uses {kept} of {features}, among them {hits} of those that matter.", values


def _passing(curves: LearningCurves, model: str) -> Phrase:
    passes = curves.overtakes(model, "expert")
    if passes is None:
        return "It does not come to beat the expert.", {}
    if passes == curves.samples[0]:
        return "It beats the expert from the first {count} points on.", {"count": grouped(passes)}
    return "With {count} points, it has passed the expert.", {"count": grouped(passes)}


def few_points(curves: LearningCurves) -> Phrase:
    """Return who is best with few points, the oracle left aside."""
    best = curves.best(FEW, RIVALS)
    return (
        "With {few} points, {best} is best, the oracle left aside.",
        {"few": FEW, "best": name_of(best)},
    )


def many_points(curves: LearningCurves) -> Phrase:
    """Return who is best with the most points."""
    best = curves.best(most(curves), RIVALS)
    return (
        "With {most}, {best} is best, the oracle again left aside.",
        {"most": grouped(most(curves)), "best": name_of(best)},
    )


def moral(curves: LearningCurves) -> Phrase:
    """Return what knowing beforehand is worth, and what learning is."""
    first, last = curves.best(FEW, RIVALS), curves.best(most(curves), RIVALS)
    if first == "expert" and last != "expert":
        return "Few points: what is known beforehand wins. Many points: what is learned.", {}
    if first == last == "expert":
        return "Here what is known beforehand wins, with few points and with many.", {}
    if last == "expert":
        return "Here what is known beforehand wins only with many points.", {}
    return "Here what is learned wins, even with few points.", {}


def known(curves: LearningCurves, model: str) -> int:
    """Return how many features a model is told of; all if it is told nothing."""
    return KNOWN.get(model, curves.features)
