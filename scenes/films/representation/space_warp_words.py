"""What the film of space warping says, in words that fit what was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.geometry.decisions import accuracy, found_by_class, hidden_depth
from engine.networks.chains import bends, is_increasing
from engine.networks.stages import Affine, Residual
from engine.recordings.recording import Recording
from scenes.films.representation.space_warp_lines import (
    ALL_IN_ONE,
    ONE_SIDE,
    TRAINING,
    LineWords,
    line_words,
)
from scenes.films.representation.stage_words import INTRODUCTIONS, depth_without_bends
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, percent

NEARLY = 0.99
"""Accuracy from which the film says how many points are still wrong."""
SMALL = 0.02
"""A difference in accuracy that the film makes nothing of."""
MISSED = 0.5
"""A class of which less is found is spoken of."""


@dataclass(frozen=True)
class SpaceWarpWords:
    """Sentences for the two runs of a film.

    Attributes
    ----------
    network, control_run : Recording
    """

    network: Recording
    control_run: Recording | None

    @property
    def line(self) -> LineWords:
        """What is said of the line that the last classifier draws."""
        width = self.network.width(hidden_depth(self.network.stages))
        return line_words(width, self.network.data.classes)

    @property
    def is_single(self) -> bool:
        """Whether the network is its classifier alone, with no stage before it."""
        return hidden_depth(self.network.stages) == 0

    @property
    def bends(self) -> bool:
        """Whether a stage before the classifier does more than an affine map."""
        return bends(self.network.stages[: hidden_depth(self.network.stages)])

    @property
    def has_classes(self) -> bool:
        """Whether there are points of more than one class."""
        return len(self.network.data.present) > 1

    @property
    def result(self) -> float:
        """The trained network's accuracy."""
        return accuracy(self.network, self.network.last_step)

    @property
    def control_result(self) -> float:
        """The trained control's accuracy."""
        assert self.control_run is not None
        return accuracy(self.control_run, self.control_run.last_step)

    @property
    def missed(self) -> dict[str, str] | None:
        """The class that the trained network finds least of, if that is little."""
        return missed_class(self.network)

    @property
    def control_missed(self) -> dict[str, str] | None:
        """The class that the trained control finds least of, if that is little."""
        assert self.control_run is not None
        return missed_class(self.control_run)

    try_lines = "Could a straight line? Turn it and shift it. Each ring is a mistake."

    def best_line(self, best: float, *, is_best: bool = True) -> Phrase:
        """Return the sentence on how the best straight line did, or the best of those tried."""
        if best == 1:
            return "One straight line does it: this data is linearly separable as it is.", {}
        if not is_best:
            text = "None does: of all lines tried, the best gets {share} of the points right."
            return text, {"share": percent(best)}
        text = "None does: the best straight line gets {share} of the points right."
        return text, {"share": percent(best)}

    @property
    def bend(self) -> str:
        """Say what can bend, where no straight line does it."""
        if self.bends:
            return "A straight line cannot bend. But the plane can."
        return "A straight line cannot bend, and neither can this network."

    where_points_are = "Now each point is drawn where the network puts it."

    tries = "Now an untrained network puts its line. The loss says how wrong it is."

    out_of_sight = "At first, the network's border lies outside the picture."

    @property
    def training(self) -> str:
        """Announce training, and what came of it."""
        losses = self.network.metrics.loss
        known = losses[np.isfinite(losses)]
        falls = len(known) > 1 and bool(known[-1] < known[0])
        return TRAINING[self.is_single, falls]

    @property
    def trained(self) -> Phrase:
        """Return the sentence on how training ended, and, where that is known, why."""
        if self.result == 1:
            return (self.line.separates if self.has_classes else ALL_IN_ONE), {}
        if self.network.data.nested and self.keeps_topology:
            return "Every stage is continuous and one-to-one, so the ring stays closed.", {}
        if self.missed:
            return (
                "Training ends: {found} of {there} points of class {name} are found.",
                self.missed,
            )
        if self.result >= NEARLY:
            text = "Now all but {wrong} of {count} points are on their class's side."
            return text, self.mistakes
        text = "Training ends: {share} of the points are on their class's side."
        return text, {"share": percent(self.result)}

    @property
    def keeps_topology(self) -> bool:
        """Whether the trained network maps the plane one-to-one, without tearing or folding."""
        stages = self.network.stages[: hidden_depth(self.network.stages)]
        theta = self.network.parameters(self.network.last_step)
        for stage in stages:
            if isinstance(stage, Affine):
                weight = theta[f"{stage.name}.weight"].numpy()
                if weight.shape != (2, 2) or abs(np.linalg.det(weight)) < 1e-9:
                    return False
            elif not is_increasing(stage, theta):
                return False
        return self.network.data.dims == 2

    @property
    def mistakes(self) -> dict[str, str]:
        """How many points the trained network gets wrong, of how many."""
        count = self.network.data.samples
        return {"wrong": grouped(round((1 - self.result) * count)), "count": grouped(count)}

    def rewind(self, *, followed: bool) -> str:
        """Go back to the input, and from there through the stages, with a point or without."""
        if self.is_single:
            return "This network is a single stage: it moves no point, and draws its border."
        if followed:
            return "Rewind. Follow one point through the network, stage by stage."
        return "Rewind. How does the trained network do it? One stage at a time."

    def introduce(self, depth: int, share: float | None) -> Phrase | None:
        """Introduce a stage, unless the one before was of the same kind.

        Parameters
        ----------
        depth : int
        share : float, optional
            What the best straight line gets right there.
        """
        stages = self.network.stages
        kind = type(stages[depth])
        if depth and type(stages[depth - 1]) is kind:
            if share is None or kind is not Residual:
                return None
            text = "After {count} of {total} blocks, a straight line gets {share} right."
            total = sum(isinstance(stage, Residual) for stage in stages)
            return text, {"count": depth, "total": total, "share": percent(share)}
        return (INTRODUCTIONS[kind], {}) if kind in INTRODUCTIONS else None

    @property
    def separated(self) -> Phrase:
        """Return the sentence on what the last, linear stage has to do."""
        if self.result == 1:
            return (self.line.enough if self.has_classes else ONE_SIDE), {}
        if self.network.data.nested and self.keeps_topology:
            return "In the plane a closed ring cannot be opened. A third dimension would do.", {}
        return self.line.reached, {"share": percent(self.result)}

    @property
    def bender(self) -> Phrase:
        """Name what makes the bend."""
        if self.network.spec is None:
            return "The activation makes the bend.", {}
        text = "{name} makes the bend: it is the activation."
        return text, {"name": self.network.spec.activation}

    def remaining(self, count: int, share: float, enough: int | None = None) -> Phrase:
        """Return what the best straight line gets right after so many more blocks, or `enough`."""
        if enough is not None:
            text = "After block {count}, a straight line gets {share}."
            return text, {"count": enough, "share": percent(share)}
        text = "One more block: {share}." if count == 1 else "{count} more blocks: {share}."
        return text, {"count": count, "share": percent(share)}

    @property
    def back(self) -> str:
        """Announce the way back to the input."""
        if self.is_single:
            return "No point was moved: the border lies among the original points."
        return self.line.back

    def border(self, *, in_sight: bool) -> str:
        """Return what the border is among the original points, if it is drawn there."""
        if not in_sight:
            return "No border crosses this picture: the network answers the same everywhere in it."
        if self.network.data.dims == 1:
            return "Carried back, it cuts the axis where the network's answer changes."
        if not self.bends:
            return "Nothing was bent: among the original points every border is straight."
        return self.line.border

    @property
    def control(self) -> Phrase:
        """Introduce the control."""
        if not self.bends:
            return "This network bends nothing. For comparison, a linear one is trained anew.", {}
        if self.network.spec is None:
            return "The same network with every activation removed: nothing can bend.", {}
        text = "The same network with every {name} removed: nothing can bend."
        return text, {"name": self.network.spec.activation}

    @property
    def control_trained(self) -> Phrase:
        """Return the sentence on what the control can do."""
        if self.result - self.control_result > SMALL:
            assert self.control_run is not None
            text = "{steps} steps: it has turned, stretched and sheared, and could never bend."
            return text, {"steps": grouped(self.control_run.last_step)}
        if self.control_result == 1:
            return "It can only turn, stretch, shear and shift; here that is enough.", {}
        if self.control_missed:
            text = "It gets {share} right, and finds {found} of {there} points of class {name}."
            return text, {"share": percent(self.control_result), **self.control_missed}
        text = "It can only turn, stretch, shear and shift; it gets {share} right."
        return text, {"share": percent(self.control_result)}

    @property
    def moral(self) -> Phrase:
        """End the film."""
        with_bends, without = self.result, self.control_result
        if with_bends - without > SMALL and self.bends:
            return depth_without_bends(self.network, self.control_run)
        if self.control_missed and not self.missed and self.bends:
            text = "Without bends, {found} of {there} points of class {name} are found."
            return text, self.control_missed
        values = {"bent": percent(with_bends), "straight": percent(without)}
        if not self.bends:
            return "Neither of the two bends: the first gets {bent}, the second {straight}.", values
        if with_bends > without:
            return "On this data bending adds little: {bent} against {straight}.", values
        if without == with_bends == 1:
            return "On this data no bending was needed: {bent} against {straight}.", values
        if without == with_bends:
            return "On this data bending changed nothing: {bent} against {straight}.", values
        return "On this data bending did not help: {bent} against {straight}.", values

    @property
    def takeaway(self) -> str | None:
        """Answer the question that the film began with, if training has."""
        if self.bends and self.result == 1 and self.result - self.control_result > SMALL:
            return self.line.answer
        return None


def missed_class(run: Recording) -> dict[str, str] | None:
    """Return the class of which a trained network finds least, if it finds little of it.

    Returns
    -------
    dict or None
        Its ``name``, how many points are ``there``, and how many of them are ``found``.
    """
    found, there = found_by_class(run, run.last_step)
    recall = np.where(there > 0, found / np.maximum(there, 1), 1.0)
    least = int(recall.argmin())
    if recall[least] >= MISSED:
        return None
    name = run.data.class_names[least]
    return {"name": name, "found": grouped(int(found[least])), "there": grouped(int(there[least]))}
