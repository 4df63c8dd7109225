"""Forward and backward: one step of gradient descent on a network whose every number is shown.

The network fills the frame from the first frame to the last: numbers run forwards through it,
derivatives come back, and then every parameter moves.
"""

from __future__ import annotations

from itertools import chain as joined
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup, linear

from engine.experiments.small_network import DescentStep, SmallNetwork, descend
from engine.progress import Work, unwatched
from scenes.films.backprop import backprop_words as words
from scenes.films.backprop.nudge import nudge
from scenes.films.backprop.number_moves import Carried, NumberMoves
from scenes.films.backprop.specs import BackpropSpec
from scenes.languages.numbers import compact, fixed, typeset
from scenes.mobjects.text import formula
from scenes.storytelling.drive import Drive

NUDGED = "w11"
"""The weight that is followed all through."""


class Backprop(NumberMoves):
    """Numbers flow forwards to the loss, derivatives flow back, and every parameter moves."""

    acts: ClassVar = (
        "small_network", "forward", "nudge", "backward", "chain", "descent", "again"
    )  # fmt: skip

    @classmethod
    def compute(cls, spec: BackpropSpec, work: Work = unwatched) -> DescentStep:
        """Run the network forwards, backwards, and forwards again after one step."""
        network = SmallNetwork(spec.inputs, spec.target, spec.hidden, spec.activation, spec.loss)
        return descend(network, network.start(spec.seed), spec.rate)

    @classmethod
    def report(cls, results: DescentStep) -> list[str]:
        """Return what the step did to the loss, in lines for the terminal."""
        before, after = results.losses
        return [f"loss before the step {fixed(before, 6)}, after it {fixed(after, 6)}"]

    def prepare(self) -> None:
        """Set the stage, and choose the path that is followed."""
        super().prepare()
        self.nudged = nudge(self.step, NUDGED)
        self.path = [NUDGED, "z1", "a1", *(["s"] if self.formulas.has_sum else []), "p", "L"]
        self.way = [*self.path, "v1"]

    def small_network(self) -> None:
        """Ask the question, while every parameter lights up in turn."""
        self.say(words.question(self.step))
        seconds = self.reading_time(4.0)
        numbers = [self.graph.values[name] for name in self.network.parameters]
        size = self.graph.size

        def point(progress: float) -> None:
            for k, name in enumerate(self.network.parameters):
                own = float(np.clip(1.1 * progress * (len(numbers) + 1) - k, 0, 2)) / 2
                numbers[k].size = size * (1 + 0.4 * float(np.sin(np.pi * own)))
                numbers[k].write(compact(self.formulas.value(name)))
                numbers[k].set_fill(self.theme.highlight if 0 < own < 1 else self.theme.text)

        self.move_camera(self.home, point, seconds)
        self.close_strip()

    def forward(self) -> None:
        """Compute every number from the inputs to the loss."""
        network, formulas = self.network, self.formulas
        into = network.weights_into(1)
        self.say("Forward: each input times its weight, plus the bias b, all added up.")
        self.explain(formulas.total("z1", into, "b1"), about=[*into, "z1"])
        self.carry(
            [
                Carried(weight, formulas.value(x), formulas.value(weight) * formulas.value(x))
                for weight, x in into.items()
            ],
            3.2,
        )
        self.reveal_values(["z1"])
        self.arrive([f"z{unit}" for unit in network.units[1:]])
        self.say("The sum goes through the activation function: read off its curve.")
        self.explain(formulas.applied("a1", "z1", formulas.activation), about=["z1", "a1"])
        self.go_to("z1", "a1")
        self.grow_dots(["a1"])
        self.arrive(["a1"])
        others = [f"a{unit}" for unit in network.units[1:]]
        self.go_home_while(others)
        self.grow_dots(others)
        self.reveal_values(others)
        last = network.output_sum
        self.say(words.output(self.step))
        self.explain(
            formulas.total(last, network.weights_out, "c"), about=[*network.weights_out, last]
        )
        self.arrive([last])
        if formulas.has_sum:
            self.linger(0.6)
            self.explain(formulas.applied("p", "s", "sigma"), about=["s", "p"])
            self.grow_dots(["p"])
            self.arrive(["p"])
        self.linger(0.6)
        self.say(words.loss(self.step))
        self.explain(formulas.loss(), about=["p", "L"])
        self.go_to("p", "L")
        self.grow_dots(["L"])
        self.arrive(["L"])
        self.linger()

    def nudge(self) -> None:
        """Let one weight grow a little, and see what that does to the loss."""
        nudged, step, graph = self.nudged, self.step, self.graph
        self.say("Let one weight grow by {size}: the change runs on to the loss.", size=nudged.size)
        self.explain(about=self.way)
        self.go_home()
        waves = [[name] for name in self.path]
        draw = self.changing(step.before, nudged.graph, waves, {"L": nudged.decimals})
        self.drive(graph, draw, max(4.0, self.reading_time()), linear)
        self.explain(("(Delta L) / (Delta w_(11))", f"= {nudged.quotient}"), about=self.way)
        self.say(words.nudged(step, nudged))
        self.linger(1.0)
        self.say("A nudge and a forward pass for every single number? There is a faster way.")
        waves = [list(reversed(self.path))]
        back = self.changing(nudged.graph, step.before, waves, {"L": nudged.decimals})
        self.drive(graph, back, self.reading_time(2.0))

    def backward(self) -> None:
        """Multiply local derivatives on the way back."""
        network, formulas = self.network, self.formulas
        units, last = network.units, network.output_sum
        self.is_backwards = True
        self.say("Backward: the slope of the loss says how it changes as ŷ grows.")
        self.explain(formulas.loss_slope(), about=["p", "L"])
        self.go_to("p", "L")
        self.touch(["L"])
        self.hand_back(["L"], ["p"])
        self.go_home()
        if formulas.has_sum:
            self.say("Through the sigmoid: multiply by its slope.")
            self.explain(formulas.handed_back("s", "p", "sigma'(s)"), about=["s", "p"])
            self.touch(["p"])
            self.hand_back(["p"], ["s"])
            self.linger(0.6)
        arrived = self.step.adjoints[last]
        self.say("To the unit behind: multiply by the weight.")
        self.explain(formulas.handed_back("a1", last, "v_1"), about=["a1", "v1", last])
        self.carry([Carried("v1", arrived, self.step.adjoints["a1"])], 2.4)
        self.reveal(["a1"])
        self.linger(0.6)
        self.say("To the weight itself: multiply by the value of the unit behind.")
        self.explain(formulas.handed_back("v1", last, "a_1"), about=["a1", "v1", last])
        self.linger(1.5)
        self.reveal(["v1"])
        others = [f"{letter}{unit}" for unit in units[1:] for letter in "av"]
        self.hand_back([last], [*others, "c"])
        self.say("Through the activation: multiply by its slope.")
        self.explain(
            formulas.handed_back("z1", "a1", f"{formulas.activation}'(z_1)"), about=["z1", "a1"]
        )
        self.go_to("z1", "a1")
        self.touch(["a1"])
        self.hand_back(["a1"], ["z1"])
        self.touch([f"a{unit}" for unit in units[1:]])
        self.go_home_while([f"a{unit}" for unit in units[1:]])
        self.reveal([f"z{unit}" for unit in units[1:]])
        self.explain(formulas.handed_back(NUDGED, "z1", "x_1"), about=["x1", NUDGED, "z1"])
        first = [name for name in network.parameters if name[0] in "wb"]
        self.hand_back([f"z{unit}" for unit in units], first)
        self.say(words.checked(self.step, self.nudged))
        self.linger()

    def chain(self) -> None:
        """Read the chain rule off one path, factor by factor."""
        self.say("The chain rule: along a path, the slopes of its links multiply.")
        head, *factors, outcome = self.chain_columns(self.path)
        old, was, self.lit = self.lines, self.lit, tuple(self.way)
        self.lines = VGroup(head, *factors, outcome)
        self.act(FadeOut(old), *self.lighting(was, self.lit), seconds=0.4)
        self.act(FadeIn(head), seconds=0.4)
        edges = sorted(self.graph.among(self.way)[1], reverse=True)  # from the loss back
        for factor, edge in zip(factors, edges, strict=True):
            signal = Drive(self.signals, self.signalling([edge]))
            self.act(FadeIn(factor), signal, seconds=1.1)
        self.act(FadeIn(outcome), seconds=0.5)
        self.linger()

    def descent(self) -> None:
        """Move every parameter a step against its derivative."""
        step, graph = self.step, self.graph
        self.say(
            "Every number steps against its slope, times the learning rate η = {rate}.",
            rate=compact(step.rate),
        )
        self.explain(self.formulas.update(NUDGED), about=[NUDGED])
        self.linger(1.0)
        parameters = list(self.network.parameters)
        draw = self.changing(step.before, step.after, [parameters])
        gone = [*graph.adjoints.values(), *graph.locals.values()]
        tangents = {link: self.formulas.value(source) for link, source in graph.sources.items()}

        def let_go(progress: float) -> None:
            for link, x in tangents.items():
                graph.curves[link].touch(x, 1 - progress)
            for number in gone:
                number.set_opacity(1 - progress)

        self.drive(graph, draw, 3.0)
        self.drive(graph, let_go, 0.6)
        for number in gone:
            number.write("")

    def again(self) -> None:
        """Go forwards with the new parameters: numbers move to where they now are."""
        step, units = self.step, self.network.units
        self.is_backwards = False
        self.say("Forward again, with the new numbers.")
        self.explain(about=[])
        waves = [[f"z{u}" for u in units], [f"a{u}" for u in units]]
        waves += [["s"]] if self.formulas.has_sum else []
        self.forget([*joined.from_iterable(waves), "p", "L"])
        for names in waves:
            self.compute_again(names)
        self.go_to("p", "L")
        self.compute_again(["p"], 1.2)
        self.compute_again(["L"])
        self.say(words.ended(step))
        before, after = map(typeset, step.losses)
        outcome = formula(
            f"L: quad {before} arrow {after}", self.stage.text_size(44), self.theme.loss
        )
        self.look_at(self.home, 2.0)
        self.show_lines(VGroup(outcome))
        self.drift(2.0)
