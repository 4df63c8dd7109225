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
    "gradient-descent": "Gradient descent: straight against the slope; all are told the slope.",
    "as-printed": "As printed: each slope is multiplied by the parameter itself.",
    "momentum": "Momentum: keeps going, with nine tenths of its last push.",
    "nesterov": "Nesterov momentum: keeps going too, but looks ahead before it pushes.",
    "adagrad": "AdaGrad: each coordinate has its own rate, ever lower where it was steep.",
    "rmsprop": "RMSProp: divides each part of the slope by its recent size.",
    "adam": "Adam: divides the recent mean of the slopes by their recent size.",
    "adamw": "AdamW: like Adam, and it shrinks the parameters a little at every step.",
    "newton": "Newton's method: told the curvature too, it goes where its parabola is level.",
}
"""One sentence for each of `engine.descent.rules.RULES`."""
PART_BY_RULE = {
    "momentum": "what is kept of the last push",
    "nesterov": "what is kept of the last push",
    "newton": "here the parabola is level",
}
"""What is drawn into the steps of a rule besides the slope and the step."""
SIZE_BY_RULE = {
    "rmsprop": "Size: √({share} × {slope}²) = {size}: from 0, it takes in {percent} a step.",
    "adam": "Sizes: nearly the root mean squares of the {count} slopes so far.",
}
"""What the sizes are by which a rule divides: in its first step, or in a later one."""
MEAN_RULES = ("adam", "adamw")
"""Rules that step against a recent mean of the slopes."""
