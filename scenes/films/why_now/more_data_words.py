"""What the film of more data says of what was measured."""

from __future__ import annotations

import numpy as np

from engine.experiments.more_data import FEWEST, KNOWN, NOISE, SIGNAL, LearningCurves
from scenes.films.why_now.error_words import RIVALS, error_text, has_peak
from scenes.films.why_now.mobjects.learning_reigns import reigns
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import grouped

FEW = FEWEST
"""Points at which the models are compared for the first time."""
NEAR = 1.03
"""The expert has come down to what it cannot know if it errs no more than this times as much."""


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
        "Who comes near {noise} from {few} points, and who from {most}?",
        {"noise": f"{NOISE:g}", "few": FEW, "most": grouped(most(curves))},
    )


def expert(curves: LearningCurves) -> Phrase:
    """Return where the expert ends, and why, if it has come down to what it cannot know."""
    last = curves.error_at("expert", most(curves))
    values = {"error": error_text(last)}
    lacked = SIGNAL - KNOWN["expert"]  # features of variance 1, coefficients of 1
    least = NOISE + lacked
    if last > NEAR * least:
        return "It comes down to {error}: the feature it lacks is noise to it.", values
    values |= {"noise": f"{NOISE:g}", "lacked": f"{lacked:g}", "least": f"{least:g}"}
    return (
        "More points stop helping: {noise} for the noise, {lacked} for the weight it lacks, "
        "is {least}.",
        values,
    )


def turn(curves: LearningCurves) -> float:
    """Return with how many points the flexible model errs least, of those below its features."""
    below = curves.samples < curves.features
    return float(curves.samples[below][curves.score("flexible")[below].argmax()])


def first_descent(curves: LearningCurves) -> Phrase:
    """Return what more points do for the flexible model, as long as they are few."""
    if turn(curves) > curves.samples[0]:
        return "At first, more points help.", {}
    return "At first, more points do not help.", {}


def peak(curves: LearningCurves) -> Phrase:
    """Return what becomes of the flexible model where points equal features."""
    if has_peak(curves):
        return "One exact fit is left: it bends to all the noise.", {}
    return "One exact fit is left, noise and all.", {}


def climb(curves: LearningCurves) -> Phrase:
    """Return what happens on the way to as many points as features."""
    values = {"features": grouped(curves.features)}
    if has_peak(curves):
        return "Near {features} points, the error explodes.", values
    return "Now up to {features} points, as many as weights.", values


def recovery(curves: LearningCurves) -> Phrase:
    """Return where the flexible model ends, beyond its peak if it has one."""
    last = most(curves)
    values = {"error": error_text(curves.error_at("flexible", last)), "count": grouped(last)}
    if has_peak(curves):
        return "Then it recovers: {error} with {count}.", values
    return "With {count} points, it errs by {error}.", values


def regularised(curves: LearningCurves) -> Phrase:
    """Return whether the lasso comes to beat the expert."""
    return _passing(curves, "regularised")


def price(curves: LearningCurves) -> Phrase:
    """Return what distinguishes the lasso."""
    if curves.selected.sum(axis=1).max() < curves.features / 2:
        return (
            "The lasso, told nothing either, minimises error + price × sizes of weights: "
            "most stay 0.",
            {},
        )
    return "The lasso, told nothing either, minimises error + price × sizes of weights.", {}


def kept(curves: LearningCurves) -> Phrase:
    """Return how many features the lasso uses in the end, and how many of them matter."""
    used = curves.selected[-1]
    hits = int(used[:SIGNAL].sum())
    values = {"kept": grouped(int(used.sum())), "features": grouped(curves.features), "hits": hits}
    if hits == SIGNAL:
        return "It uses {kept} of {features} (ringed), among them all {hits} that matter.", values
    return "It uses {kept} of {features} (ringed), among them {hits} of those that matter.", values


def _passing(curves: LearningCurves, model: str) -> Phrase:
    passes = curves.overtakes(model, "expert")
    if passes is None:
        return "It does not come to beat the expert.", {}
    if passes == curves.samples[0]:
        return "In this run it beats the expert from {count} points on.", {"count": grouped(passes)}
    return "In this run it beats the expert from about {count} points on.", {
        "count": rounded(passes)
    }


def rounded(count: float) -> str:
    """Write a number of points that was read off between two measured ones, to two digits."""
    digits = int(np.floor(np.log10(count))) - 1
    return grouped(round(count, -digits))


def few_points(curves: LearningCurves) -> Phrase:
    """Return who is best with few points, the oracle left aside."""
    best = curves.best(FEW, RIVALS)
    return (
        "Dashed: the oracle. Of the others, {best} is best at first.",
        {"best": name_of(best)},
    )


def lead(curves: LearningCurves) -> Phrase:
    """Return who is best in the end, and whether it was so from the start."""
    best, start, _ = reigns(curves, RIVALS)[-1]
    if start > curves.samples[0]:
        return "From here on, {best} is best of the three.", {"best": name_of(best)}
    return "With more points, {best} stays best of the three.", {"best": name_of(best)}


def takes_over(curves: LearningCurves) -> float:
    """Return from how many points that one is best; a middle number if it is from the first."""
    start = reigns(curves, RIVALS)[-1].start
    if start > curves.samples[0]:
        return start
    return float(np.sqrt(curves.samples[0] * curves.samples[-1]))


def moral(curves: LearningCurves) -> Phrase:
    """Return what knowing beforehand is worth, and what learning is."""
    first, last = curves.best(FEW, RIVALS), curves.best(most(curves), RIVALS)
    if first == "expert" and last != "expert":
        values = {"known": KNOWN["expert"], "best": name_of(last)}
        return "The oracle aside: few points, the expert's {known} win; many, {best}.", values
    if first == last == "expert":
        return "Here what is known beforehand wins, with few points and with many.", {}
    if last == "expert":
        return "Here what is known beforehand wins only with many points.", {}
    return "Here what is learned wins, even with few points.", {}
