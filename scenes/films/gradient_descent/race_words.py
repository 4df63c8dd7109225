"""What the film of racing optimisers says of each of them."""

from __future__ import annotations

TRAIT_BY_RULE = {
    "gradient-descent": "Gradient descent: every step straight against the slope.",
    "as-printed": "As printed: each slope is multiplied by the parameter itself.",
    "momentum": "Momentum: keeps going. Nine tenths of its last push stay in the next.",
    "nesterov": "Nesterov momentum: keeps going too, but looks ahead before it pushes.",
    "adagrad": "AdaGrad: each coordinate has its own step, ever shorter where it was steep.",
    "rmsprop": "RMSProp: each coordinate has its own step, shorter where it was steep lately.",
    "adam": "Adam: momentum, and a step of its own for each coordinate.",
    "adamw": "AdamW: like Adam, and it shrinks the parameters a little at every step.",
    "newton": "Newton's method: uses the curvature to aim for where the slope is zero.",
}
"""One sentence for each of `engine.descent.rules.RULES`."""
