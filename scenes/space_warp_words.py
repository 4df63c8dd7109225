"""What the film of space warping says, in words that fit what was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.decisions import accuracy, hidden_depth
from engine.recording import Recording
from engine.stages import Activation, Affine, Residual, Stage
from scenes.warp_director import WarpDirector

SEPARATED = 0.99
"""Accuracy from which the film says that the classes are separated."""

SMALL = 0.02
"""A difference in accuracy that the film makes nothing of."""

SUBJECTS = {
    "spirals": "{count} spirals, wound into each other.",
    "circles": "A ring of one class, and a ring of the other around it.",
    "disc-in-ring": "A disc of one class, and a ring of the other around it.",
    "gaussian-quantiles": "A disc of one class, and rings of the others around it.",
    "moons": "Two crescents, each reaching around the other.",
    "xor": "Four squares, of which opposite ones belong together.",
}
COUNTS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}


@dataclass(frozen=True)
class Words:
    """Sentences for the two runs of a film.

    Attributes
    ----------
    network, control_run : Recording
    """

    network: Recording
    control_run: Recording | None

    @property
    def line(self) -> str:
        """What the last classifier draws."""
        many = self.network.data.classes > 2
        width = self.network.width(hidden_depth(self.network.stages))
        name = {3: "plane"}.get(width, "straight line" if width < 3 else "hyperplane")
        return name + ("s" if many else "")

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
    def data(self) -> str:
        """Introduce the points."""
        data = self.network.data
        count = COUNTS.get(data.classes, str(data.classes))
        return SUBJECTS.get(data.name, "{count} classes of points.").format(count=count)

    @property
    def question(self) -> str:
        """Open the film."""
        if self.network.data.classes == 2:
            return "How does a neural network tell these two classes apart?"
        return "How does a neural network tell these classes apart?"

    try_lines = "Could a straight line separate them? Turn it every way."

    def best_line(self, best: float) -> str:
        """Say how the best straight line did."""
        if best == 1:
            return "One straight line does it: this data is linearly separable as it is."
        return f"None does: the best straight line gets {100 * best:.0f}% of the points right."

    before_training = "A network with random weights already moves the plane, to no purpose."
    other_view = "The same points, seen along the main directions of the last layer."
    where_points_are = "Now each point is drawn where the network puts it."

    @property
    def own_line(self) -> str:
        """Say what the line is."""
        own = "are the network's borders" if self.line.endswith("s") else "is the network's border"
        return f"The {self.line} {own}; the loss says how wrong it is."

    training = "Training: each step moves the whole plane a little, so that the loss falls."

    @property
    def trained(self) -> str:
        """Say how training ended."""
        if self.result >= SEPARATED:
            verb = "separate" if self.line.endswith("s") else "separates"
            return f"Now {self.article}{self.line} {verb} the classes."
        return self.failure

    @property
    def article(self) -> str:
        """“a” before one line, nothing before several."""
        return "" if self.line.endswith("s") else "a "

    @property
    def failure(self) -> str:
        """Say why training did not separate the classes."""
        if self.network.data.nested and self.keeps_topology:
            return "Every stage is continuous and one-to-one, so the ring stays closed."
        return f"Training stops at {100 * self.result:.0f}%: the classes are not separated yet."

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
            elif not (isinstance(stage, Activation) and stage.function.is_increasing):
                return False
        return self.network.data.dims == 2

    rewind = "Back to the start. How does the trained network do it? One stage at a time."

    def introduce(self, depth: int) -> str:
        """Introduce a stage, unless the one before was of the same kind."""
        stages = self.network.stages
        kind = type(stages[depth])
        if kind is Residual and depth and depth == hidden_depth(stages) // 2:
            return "No block does much alone; together they untangle the classes."
        if depth and type(stages[depth - 1]) is kind:
            return ""
        return INTRODUCTIONS.get(kind, "")

    @property
    def separated(self) -> str:
        """Say what the last, linear stage has to do."""
        if self.result >= SEPARATED:
            verb = "they are" if self.line.endswith("s") else "it is"
            return f"The last stage: {self.article}{self.line}. Now {verb} enough."
        if self.network.data.nested and self.keeps_topology:
            return "In the plane a closed ring cannot be opened. A third dimension would do."
        return f"Still entangled: the {self.line} found gets {100 * self.result:.0f}% right."

    @property
    def back(self) -> str:
        """Announce the way back."""
        return f"Undo it all, and take the {self.line} along."

    @property
    def border(self) -> str:
        """Say what the line became."""
        verb = "are these curves" if self.line.endswith("s") else "is this curve"
        return f"The {self.line} of the bent space {verb} among the original points."

    control = "The same network again, with every activation removed."

    @property
    def control_trained(self) -> str:
        """Say what the control can do."""
        if self.result - self.control_result > SMALL:
            assert self.control_run is not None
            steps = self.control_run.last_step
            return f"{steps:,} steps: it has turned, stretched and sheared, and could never bend."
        return "It can only turn, stretch, shear and shift; here that is enough."

    @property
    def with_activations(self) -> str:
        """Head the network's picture."""
        name = self.network.spec.activation if self.network.spec else "activations"
        return f"With {name}"

    without_activations = "Without activations"
    compare = "The same points, layers and starting numbers:"

    @property
    def moral(self) -> str:
        """End the film."""
        if self.result - self.control_result > SMALL:
            return "Without bends, layer upon layer is still one straight, affine map."
        return "On this data an affine map does as well: no bending was needed."


INTRODUCTIONS: dict[type[Stage], str] = {
    Residual: "Each block gives every point a push: its old place, plus a bend.",
    Affine: "An affine map turns, stretches and shifts; straight lines stay straight.",
    Activation: "The activation bends: it acts on each axis by itself.",
}


@dataclass(frozen=True)
class StageWords:
    """What stands beside the panel while a stage is at work.

    Attributes
    ----------
    title : str
        The stage's name.
    facts : list of str
        What it measurably does.
    """

    title: str
    facts: list[str]


def stage_words(director: WarpDirector, depth: int) -> StageWords:
    """Name a stage of the trained network and say what it does."""
    stages = director.recording.stages
    stage = stages[depth]
    same = [i for i in range(director.hidden) if type(stages[i]) is type(stage)]
    count = f" {same.index(depth) + 1} of {len(same)}" if len(same) > 1 else ""
    view = director.views[depth + 1]
    facts: list[str] = []
    if isinstance(stage, Residual):
        title = f"Block{count}"
        facts = _area_facts(director, depth)
    elif isinstance(stage, Affine):
        title = f"Affine map{count}"
        facts = [*_affine_facts(director, depth), *(["then shifts"] if stage.bias else [])]
    elif isinstance(stage, Activation):
        title = f"Activation{count}"
        facts = ["acts on each unit by itself"]
    else:
        title = f"Normalisation{count}"
        facts = ["rescales"]
    if not view.is_exact:
        facts.append(
            f"{view.basis.shape[0]} units, seen in {view.basis.shape[1]}:\n"
            f"{100 * view.explained:.0f}% of the variance"
        )
    return StageWords(title, facts)


def _affine_facts(director: WarpDirector, depth: int) -> list[str]:
    stage = director.recording.stages[depth]
    if stage.inputs != stage.outputs or stage.inputs > 3:
        return [f"from {stage.inputs} to {stage.outputs} dimensions"]
    tween = director.warp.linear_part(depth, director.last_step)
    stretches = " and ".join(f"×{s:.2f}" for s in tween.stretches)
    facts = [f"stretches {stretches}"]
    if stage.inputs == 2:
        orientation = np.linalg.det(tween.planes)
        turned = np.degrees(tween.angles[0]) * np.sign(orientation)
        facts.insert(0, f"turns by {turned:.0f}°".replace("-", "−"))
    if tween.reflected:
        facts.append("reflects: the plane turns over")
    return facts


def _area_facts(director: WarpDirector, depth: int) -> list[str]:
    """Say by how much a block makes areas grow and shrink at the data points."""
    if director.recording.width(depth) != 2 or director.recording.data.dims != 2:
        return []
    warp, step = director.warp, director.last_step
    before = np.linalg.det(warp.jacobian(director.points, depth, step))
    after = np.linalg.det(warp.jacobian(director.points, depth + 1, step))
    factors = np.abs(after / before)
    return [f"areas change by ×{factors.min():.2f}\nto ×{factors.max():.2f}"]
