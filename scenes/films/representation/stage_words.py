"""What the film of space warping says of a stage at work, and of many that do not bend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.networks.stages import Activation, Affine, Branches, Residual, Scaling, Stage
from engine.recordings.recording import Recording
from engine.training.control import one_layer_loss
from scenes.films.representation.data_legend import seen_share
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, grouped
from scenes.storytelling.warp_director import WarpDirector

TITLES = {
    Residual: ("Block", "Block {number} of {count}"),
    Affine: ("Affine map", "Affine map {number} of {count}"),
    Activation: ("Activation", "Activation {number} of {count}"),
    Branches: ("Branches", "Branches {number} of {count}"),
    Scaling: ("Scaling", "Scaling {number} of {count}"),
}
"""Names of the kinds of stages: of the only one, and of one of several."""
NORMALISATION = ("Normalisation", "Normalisation {number} of {count}")
STRETCHES = (
    "stretches ×{first}",
    "stretches ×{first} and ×{second}",
    "stretches ×{first} and ×{second} and ×{third}",
)
"""By the number of dimensions, from one."""
LEARNED = "x: a point; U, V, b: learned numbers"
INTRODUCTIONS: dict[type[Stage], str] = {
    Residual: "Each block nudges every point: its old place plus a bend.",
    Affine: "An affine map turns, stretches and shifts; straight lines stay straight.",
    Activation: "The activation bends: it acts on each axis by itself.",
    Branches: "Here the network branches, and its branches meet again.",
}
"""Said of the first stage of a kind."""
SEEN = "{units} units, seen in {dims}:\n{share} of the variance"


@dataclass(frozen=True)
class StageWords:
    """A stage, in words.

    Attributes
    ----------
    title : Phrase
        Its name.
    facts : list of Phrase
        What it measurably does.
    """

    title: Phrase
    facts: list[Phrase]


def stage_words(director: WarpDirector, depth: int) -> StageWords:
    """Name a stage of the trained network and say what it does."""
    stage, view = director.recording.stages[depth], director.views[depth + 1]
    facts = _facts(director, stage, depth)
    if not view.is_exact:
        facts.append((SEEN, {"units": len(view.basis), **seen_share(director, depth + 1)}))
    return StageWords(_title(director, stage, depth), facts)


def _title(director: WarpDirector, stage: Stage, depth: int) -> Phrase:
    stages = director.recording.stages
    same = [i for i in range(director.hidden) if type(stages[i]) is type(stage)]
    only, one_of_several = TITLES.get(type(stage), NORMALISATION)
    if len(same) == 1:
        return only, {}
    return one_of_several, {"number": same.index(depth) + 1, "count": len(same)}


def _facts(director: WarpDirector, stage: Stage, depth: int) -> list[Phrase]:
    if isinstance(stage, Residual):
        return [(LEARNED, {})]
    if isinstance(stage, Affine):
        shifts: list[Phrase] = [("then shifts", {})] if stage.bias else []
        return [*_affine_facts(director, stage, depth), *shifts]
    if isinstance(stage, Activation):
        return [("acts on each unit by itself", {})]
    if isinstance(stage, Branches):
        kept = "adds a bend to every point" if stage.is_residual else "joins {count} branches"
        return [(kept, {"count": len(stage.paths)})]
    return [("rescales", {})]


def _affine_facts(director: WarpDirector, stage: Affine, depth: int) -> list[Phrase]:
    if stage.inputs != stage.outputs or stage.inputs > 3:
        dimensions = {"inputs": stage.inputs, "outputs": stage.outputs}
        return [("from {inputs} to {outputs} dimensions", dimensions)]
    tween = director.warp.linear_part(depth, director.last_step)
    names = ("first", "second", "third")
    factors = {name: fixed(s, 2) for name, s in zip(names, tween.stretches, strict=False)}
    facts: list[Phrase] = [(STRETCHES[stage.inputs - 1], factors)]
    if stage.inputs == 2:
        turned = np.degrees(tween.angles[0]) * np.sign(np.linalg.det(tween.planes))
        facts.insert(0, ("turns by {angle}°", {"angle": fixed(turned, 0, signed_zero=True)}))
    if tween.reflected:
        facts.append(("reflects: the plane turns over", {}))
    return facts


def depth_without_bends(network: Recording, control: Recording | None) -> Phrase:
    """Compare a control's last loss with the least one that its last layer alone can have.

    Parameters
    ----------
    network, control : Recording
        The run that is filmed, and the same network without activations, if there is one.
    """
    if control is None or control.spec is None or control.spec.loss != "cross-entropy":
        return "Without bends, many layers are no better than one.", {}
    loss = control.measured(control.metrics.loss, control.last_step)
    values = {"loss": fixed(loss, 3), "one": fixed(one_layer_loss(control), 3)}
    if blocks := sum(isinstance(stage, Residual) for stage in network.stages):
        text = "Without bends, {count} blocks reach loss {loss}. The last layer alone: {one}."
        return text, {"count": grouped(blocks), **values}
    hidden = sum(isinstance(stage, Affine) for stage in network.stages) - 1
    text = "Without bends, {count} hidden layers reach loss {loss}. The last layer alone: {one}."
    return text, {"count": grouped(hidden), **values}
