"""What the films of activation functions say of what was measured."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from engine.experiments.activation_facts import SMALL, ActivationFacts, Bound, Interval
from engine.experiments.learned_slope import RANDOM_SLOPES
from scenes.films.activations.activation_words import WORDS, ActivationWords
from scenes.languages.language import Phrase, translate
from scenes.languages.numbers import fixed, fixed_or_zero, percent, significant, trimmed

SATURATED = "Where {where}, shaded, the slope is under {small} in size: at most {share} passes."
BOTH_SATURATED = "Beyond ±{end}, shaded, it saturates: at most {share} of a gradient passes."
DEAD = "Where {where}, shaded, the slope is exactly 0: no gradient passes."
DEAD_EVERYWHERE = "Its slope is 0 wherever it has one: no gradient ever passes."
GENTLE = "Its slope is never below {least}: some gradient passes everywhere."
GENTLE_AT_FIRST = "Its slope is never below {least}, as long as α is what it was at first."
GENTLE_ON_AVERAGE = (
    "After training its slope is never below {least}; in training, never below {drawn}."
)
LITTLE = {"small": significant(SMALL), "share": percent(SMALL, 0)}
"""How little of a gradient a flat part lets through at most."""
BEGIN = "Begin with ReLU: above {edge} a gradient passes whole, below not at all."
FLAT_SPOT = "It never saturates: its slope is small only near 0."


def steepest_sentence(facts: ActivationFacts) -> Phrase:
    """Return how much of a gradient gets through at most."""
    if facts.steepest == 0:
        return "Here the slope is 0 at every point.", {}
    digits = 2 - int(np.floor(np.log10(facts.steepest)))
    above = np.ceil(facts.steepest * 10**digits - 1e-6) / 10**digits
    known = facts.slope_curve[1]
    kinds = np.unique(known[np.isfinite(known)].round(9))
    if len(kinds) == 2 and kinds[0] >= 0:
        ends = {"least": significant(float(kinds[0]), 3), "steepest": significant(float(above), 3)}
        return "The slope is {least} or {steepest}.", ends
    return "The slope is never above {steepest}.", {"steepest": significant(float(above), 3)}


def passing_sentence(slope: float) -> Phrase:
    """Return what becomes of a gradient where the slope is known."""
    written = trimmed(slope, 3)
    if slope in (0, 1):
        whole = "Here the slope is {slope}: the gradient passes whole."
        return whole if slope else "Here the slope is {slope}: nothing passes.", {"slope": written}
    if slope < 0:
        return "Here the slope is {slope}: the gradient turns round.", {"slope": written}
    if slope > 1:
        return "Here the slope is {slope}: the gradient grows.", {"slope": written}
    return "Here the slope is {slope}: a gradient of 1 comes out as {slope}.", {"slope": written}


def range_sentence(facts: ActivationFacts) -> Phrase:
    """Return what can come out."""
    low, high = facts.range
    ends = {"low": end_of(low.value), "high": end_of(high.value)}
    if takes_few_values(facts):
        return "Whatever goes in, only {low} or {high} comes out.", ends
    if len(facts.outputs) > 1:
        return "Not every number can come out: there is a gap.", {}
    if np.isfinite(low.value) and np.isfinite(high.value):
        return "Whatever goes in, what comes out lies between {low} and {high}.", ends
    if np.isfinite(low.value):
        known = {"low": ends["low"]}
        if low.reached:
            return "What comes out is never below {low}, and has no upper limit.", known
        return "What comes out is always above {low}, and has no upper limit.", known
    if np.isfinite(high.value):
        return "What comes out is always below {high}, and has no lower limit.", {
            "high": ends["high"]
        }
    return "What comes out has no limits: every number can.", {}


def mean_sentence(facts: ActivationFacts) -> Phrase:
    """Return the mean output of standard normal inputs, and what it is called."""
    if facts.is_centred:
        return "… and the mean output is 0 too: the function is zero-centred.", {}
    mean = fixed_or_zero(facts.mean)
    if not mean.strip("−0."):  # it is no 0, however small
        mean = significant(facts.mean, 2)
    if facts.range[0].value >= 0:
        return "… and the mean output is {mean}: the next layer gets no number below 0.", {
            "mean": mean
        }
    return "… and the mean output is {mean}, not 0: it pushes the next layer to one side.", {
        "mean": mean
    }


def flat_sentence(facts: ActivationFacts) -> Phrase:
    """Return where the function is flat."""
    if facts.steepest == 0:
        return DEAD_EVERYWHERE, {}
    if facts.dead:
        return DEAD, {"where": where(facts.dead)}
    if len(facts.saturated) == 2 and np.nanmin(facts.slope_curve[1]) >= 0:
        below, above = facts.saturated[0].high, facts.saturated[1].low
        if abs(below + above) < 1e-9:
            return BOTH_SATURATED, {"end": end_of(above), "share": LITTLE["share"]}
    if facts.saturated:
        return SATURATED, {"where": where(facts.saturated), **LITTLE}
    if facts.gentlest > 0 and facts.kind.module == "RReLU":
        drawn = str(Fraction(RANDOM_SLOPES[0]).limit_denominator(100))
        return GENTLE_ON_AVERAGE, {
            "least": significant(floored(facts.gentlest), 3),
            "drawn": drawn,
        }
    if facts.gentlest > 0 and facts.kind.module == "PReLU":
        return GENTLE_AT_FIRST, {"least": significant(floored(facts.gentlest), 3)}
    if facts.gentlest > 0:
        return GENTLE, {"least": significant(floored(facts.gentlest), 3)}
    return FLAT_SPOT, {}


def floored(value: float) -> float:
    """Return a number above 0 with three significant digits, and not above it."""
    digits = 2 - int(np.floor(np.log10(value)))
    return float(np.floor(value * 10**digits + 1e-6) / 10**digits)


def below_sentence(title: str, facts: ActivationFacts) -> Phrase:
    """Return what a function that rounds off ReLU's corner does on the left."""
    low = facts.range[0]
    if low.reached:
        return "{name} dips below 0, down to {low}.", {"name": title, "low": end_of(low.value)}
    if low.value < 0:
        return "{name} goes on below 0, but never reaches {low}.", {
            "name": title, "low": end_of(low.value),
        }  # fmt: skip
    return "{name} comes near 0, and never reaches it.", {"name": title}


def rounded_sentence(title: str, steepest: float) -> Phrase:
    """Return what a rounded corner does to the slope, and how high it gets where that is most."""
    if steepest > 1 + SMALL:
        return "Their slopes do not jump any more. That of {name} even exceeds 1: {most}.", {
            "name": title, "most": slope_text(steepest),
        }  # fmt: skip
    return "Their slopes do not jump any more.", {}


def slope_text(value: float) -> str:
    """Write how steep a slope gets: a whole number if it comes as near to it as that is written."""
    return fixed(round(value), 0) if abs(value - round(value)) < 1e-3 else fixed(value, 2)


def dead_sentence(edge: float) -> Phrase:
    """Return when a unit is dead that passes no gradient below an input."""
    return "A unit is dead if its x is below {edge} for every example: it does not learn.", {
        "edge": end_of(edge)
    }


def reason_of(facts: ActivationFacts) -> Phrase:
    """Return why one begins with a function whose slope is either 0 or as large as it gets."""
    return BEGIN, {"edge": end_of(facts.dead[0].high)}


def plane_sentence(words: ActivationWords, facts: ActivationFacts) -> Phrase:
    """Return what becomes of the plane, with the constant that the function has."""
    alpha = facts.kind.alpha_value
    if facts.kind.module == "LeakyReLU" and alpha == 0:
        return WORDS["relu"].plane, {}
    if facts.kind.module == "LeakyReLU" and alpha == 1:
        return "With α = 1 nothing changes: every point stays where it is.", {}
    known = {
        "alpha": "" if alpha is None else significant(alpha),
        "turn": fixed_or_zero(facts.turns[0]) if facts.turns else "",
    }
    return words.plane, {name: text for name, text in known.items() if f"{{{name}}}" in words.plane}


def moral_of(words: ActivationWords, facts: ActivationFacts) -> str:
    """Return what matters about the function, with the constant that it has."""
    if facts.kind.module == "LeakyReLU" and facts.kind.alpha_value == 0:
        return "A leaky ReLU that leaks nothing is ReLU: a unit that stays below 0 is dead."
    if facts.kind.module == "LeakyReLU" and facts.kind.alpha_value == 1:
        return "A leaky ReLU that leaks all is the identity: it bends nothing."
    if words is WORDS["prelu"] and (facts.kind.alpha_value or 0.0) < 0:
        return "Parametric ReLU learns its α from the data: here it even turned negative."
    return words.moral


def end_of(value: float) -> str:
    """Write the end of an interval, with two decimals where that is not exact."""
    is_exact = np.isinf(value) or value == round(value, 2)
    return significant(value) if is_exact else fixed(value, 2, signed_zero=True)


def range_of(facts: ActivationFacts) -> str:
    """Write the range, with square brackets where an end is reached."""
    if takes_few_values(facts):
        return "{" + ", ".join(end_of(low.value) for low, _ in facts.outputs) + "}"
    return ", ".join(_part(low, high) for low, high in facts.outputs)


def range_in_words(facts: ActivationFacts) -> str:
    """Write the range as people say it, in the language of the film that plays."""
    if len(facts.outputs) > 1 and not takes_few_values(facts):
        return range_of(facts)
    low, high = facts.range
    if takes_few_values(facts):
        template = "{low} or {high}"
    elif np.isinf(low.value) and np.isinf(high.value):
        template = "every number"
    elif np.isinf(high.value):
        template = "{low} and up" if low.reached else "above {low}"
    elif np.isinf(low.value):
        template = "{high} and down" if high.reached else "below {high}"
    else:
        template = "{low} to {high}" if low.reached and high.reached else "between {low} and {high}"
    ends = {"low": end_of(low.value), "high": end_of(high.value)}
    return translate(
        template, **{end: text for end, text in ends.items() if f"{{{end}}}" in template}
    )


def takes_few_values(facts: ActivationFacts) -> bool:
    """Return whether only single numbers can come out."""
    return all(low == high for low, high in facts.outputs)


def _part(low: Bound, high: Bound) -> str:
    if low == high:
        return "{" + end_of(low.value) + "}"
    opening, closing = "[" if low.reached else "(", "]" if high.reached else ")"
    return f"{opening}{end_of(low.value)}, {end_of(high.value)}{closing}"


def where(parts: tuple[Interval, ...]) -> str:
    """Write intervals as conditions on x, in the language of the film that plays."""
    if len(parts) == 2:
        low, high = parts[0].high, parts[1].low
        template = "x < {low} or x > {high}"
        if low == high:
            template = "x ≠ {low}"
        elif abs(low + high) < 1e-9:
            template = "|x| > {high}"
        return translate(template, low=end_of(low), high=end_of(high))
    (part,) = parts
    template = "{low} < x < {high}"
    if part.low == -part.high:
        template = "|x| < {high}"
    elif np.isneginf(part.low):
        template = "x < {high}"
    elif np.isposinf(part.high):
        template = "x > {low}"
    return template.format(low=end_of(part.low), high=end_of(part.high))
