"""What films of descents say of the rules by which steps are taken."""

from __future__ import annotations

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
    "momentum": "Momentum: keeps going, as nine tenths of its last push stay.",
    "nesterov": "Nesterov momentum: keeps going too, but looks ahead before it pushes.",
    "adagrad": "AdaGrad: each coordinate has its own rate, ever lower where it was steep.",
    "rmsprop": "RMSProp: divides by a size that starts at 0, so its first step is its longest.",
    "adam": "Adam: momentum, and a step of its own for each coordinate.",
    "adamw": "AdamW: like Adam, and it shrinks the parameters a little at every step.",
    "newton": "Newton's method: fits a parabola, and goes where that is level.",
}
"""One sentence for each of `engine.descent.rules.RULES`."""
PART_BY_RULE = {
    "momentum": "what is kept of the last push",
    "nesterov": "what is kept of the last push",
    "adagrad": "each part ÷ its size so far",
    "rmsprop": "each part ÷ its recent size",
    "adam": "each part ÷ its recent size",
    "adamw": "each part ÷ its recent size",
    "newton": "here the parabola is level",
}
"""What is drawn into the steps of a rule besides the slope and the step."""
MEAN_RULES = ("adam", "adamw")
"""Rules that step against a recent mean of the slopes."""
