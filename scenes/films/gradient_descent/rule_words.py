"""What films of descents say of the rules by which steps are taken."""

from __future__ import annotations

from engine.descent.rules import Rule, constants_of
from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.languages.language import Phrase

STEP_BY_RULE = {
    "gradient-descent": "Step against it: subtract the learning rate η times the gradient ∇L.",
    "as-printed": "Step against it: learning rate η × gradient ∇L × parameter, as printed.",
    "momentum": "Step against it, keeping nine tenths of the last step's push.",
    "nesterov": "Step against it, keeping nine tenths of the push, and looking ahead.",
    "adagrad": "Step against it, less where the slopes so far were steep.",
    "rmsprop": "Step against it, divided by how steep it was lately.",
    "adam": "Step against its recent mean, divided by how steep it was lately.",
    "adamw": "Step against its recent mean, and shrink the parameters a little.",
    "newton": "Step to where a bowl of the same slope and curvature is level.",
}
"""What a viewer is told of the third part of a step."""
TRAIT_BY_RULE = {
    "gradient-descent": "Gradient descent: every step straight against the slope.",
    "as-printed": "As printed: each slope is multiplied by the parameter itself.",
    "momentum": "Momentum: keeps going. Nine tenths of its last push stay in the next.",
    "nesterov": "Nesterov momentum: keeps going too, but looks ahead before it pushes.",
    "adagrad": "AdaGrad: each coordinate has its own rate, ever lower where it was steep.",
    "rmsprop": "RMSProp: each coordinate has its own rate, lower where it was steep lately.",
    "adam": "Adam: momentum, and a step of its own for each coordinate.",
    "adamw": "AdamW: like Adam, and it shrinks the parameters a little at every step.",
    "newton": "Newton's method: fits a quadratic to slope and curvature, goes where it is level.",
}
"""One sentence for each of `engine.descent.rules.RULES`."""
SYMBOLS_BY_RULE = {
    "momentum": "v: the pushes so far, fading",
    "nesterov": "v: the pushes so far, fading",
    "adagrad": "s: the sum of all squared slopes",
    "rmsprop": "s: a recent mean of squared slopes",
    "adam": "m, s: recent means of slopes and of their squares",
    "adamw": "m, s: recent means of slopes and of their squares",
    "newton": "∇²L: how the slope changes from place to place",
}
"""What the formula of a rule has besides θ, η and ∇L."""
GREEK = {
    "mu": "μ", "alpha": "α", "beta_1": "β₁", "beta_2": "β₂", "epsilon": "ε", "lambda": "λ",
}  # fmt: skip
PART_BY_RULE = {
    "momentum": "what is kept of the last push",
    "nesterov": "what is kept of the last push",
    "adagrad": "the step of each coordinate",
    "rmsprop": "the step of each coordinate",
    "adam": "the step of each coordinate",
    "adamw": "the step of each coordinate",
    "newton": "the fitted quadratic",
}
"""What is drawn into the steps of a rule besides the slope and the step."""


def constants_sentences(rule: Rule) -> list[Phrase]:
    """Return what the constants of a rule are, and what they are for."""
    known = {GREEK[name]: value for name, value in constants_of(rule).items()}
    kept = [f"{name} = {exact_number(value)}" for name, value in known.items() if name in "μαβ₁β₂"]
    said: list[Phrase] = []
    if kept:
        said.append(("kept at each step: {constants}", {"constants": ", ".join(kept)}))
    if "λ" in known:
        said.append(("θ shrinks by η times λ = {value}", {"value": exact_number(known["λ"])}))
    if "ε" in known:
        said.append(("ε = {value}: never divide by 0", {"value": exact_number(known["ε"])}))
    return said
