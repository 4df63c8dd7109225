"""Forward and backward: one step of gradient descent on a network whose every number is shown.

The network fills the frame from the first frame to the last: numbers run forwards through it,
derivatives come back, and then every parameter moves.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import RIGHT, FadeIn, FadeOut, VGroup

from engine.experiments.backprop import Graph
from engine.experiments.small_network import DescentStep, SmallNetwork, descend
from engine.progress import Work, unwatched
from scenes.films.backprop import backprop_words as words
from scenes.films.backprop.backprop_formulas import Formulas
from scenes.films.backprop.curve_moves import CurveMoves
from scenes.films.backprop.digits import FOLLOWED
from scenes.films.backprop.names import symbol
from scenes.films.backprop.nudge import nudge
from scenes.films.backprop.number_moves import Carried
from scenes.films.backprop.specs import BackpropSpec
from scenes.films.backprop.step_arrows import StepArrows
from scenes.languages.numbers import compact, fixed
from scenes.mobjects.text import formula
from scenes.storytelling.drive import Drive


class Backprop(CurveMoves):
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
        self.nudged = nudge(self.step, FOLLOWED)
        self.path = [FOLLOWED, "z1", "a1", *(["s"] if self.formulas.has_sum else []), "p", "L"]
        self.way = [*self.path, "v1"]

    def small_network(self) -> None:
        """Ask the question, while every parameter lights up in turn."""
        self.say(words.question(self.step))
        seconds = self.reading_time(2.4)
        numbers = [self.graph.values[name] for name in self.network.parameters]

        def point(progress: float) -> None:
            for k, name in enumerate(self.network.parameters):
                own = float(np.clip(1.1 * progress * (len(numbers) + 1) - k, 0, 2)) / 2
                text = self.digits.text(self.formulas.value(name))
                self.graph.put(numbers[k], text, 1 + 0.3 * float(np.sin(np.pi * own)))
                numbers[k].set_fill(self.theme.highlight if 0 < own < 1 else self.theme.text)

        self.move_camera(self.home, point, seconds)
        self.close_strip()

    def forward(self) -> None:
        """Compute every number from the inputs to the loss."""
        network, formulas = self.network, self.formulas
        into = network.weights_into(1)
        self.say("Forward: each input times its weight, plus the bias b, all added up.")
        self.explain(
            formulas.total("z1", into, "b1"),
            about=[*into.values(), *into, "b1", "z1"],
            pending=True,
        )
        self.carry(
            [
                Carried(weight, formulas.value(x), formulas.value(weight) * formulas.value(x))
                for weight, x in into.items()
            ],
            2.0,
        )
        self.reveal_values(["z1"])
        self.arrive([f"z{unit}" for unit in network.units[1:]])
        self.say("The sum goes through the activation function: read off its curve.")
        applied = formulas.applied("a1", "z1", formulas.activation)
        self.explain(applied, about=["z1", "a1"], pending=True)
        curve = self.open_curve("a1")
        self.read_off(curve)
        self.act(*self.outcomes(), seconds=0.5)
        self.let_read(0.6)
        self.close_curve(curve)
        self.grow_dots(["a1"])
        self.reveal_values(["a1"])
        others = [f"a{unit}" for unit in network.units[1:]]
        self.explain()
        self.send(others)
        self.grow_dots(others)
        self.reveal_values(others)
        last = network.output_sum
        self.say(words.output(self.step))
        hidden = [f"a{unit}" for unit in network.units]
        self.explain(
            formulas.total(last, network.weights_out, "c"),
            about=[*hidden, *network.weights_out.keys(), "c", last],
            pending=True,
        )
        self.arrive([last])
        if formulas.has_sum:
            self.linger(0.3)
            self.explain(formulas.applied("p", "s", "sigma"), about=["s", "p"], pending=True)
            self.grow_dots(["p"])
            self.arrive(["p"])
        self.linger(0.3)
        self.say(words.loss(self.step))
        self.explain(formulas.loss(), about=["p", "L"], pending=True)
        self.grow_dots(["L"])
        self.arrive(["L"])
        self.linger()

    def nudge(self) -> None:
        """Let one weight grow a little, and see what that does to the loss."""
        nudged, step, graph = self.nudged, self.step, self.graph
        self.say("Let one weight grow by {size}: the change runs on to the loss.", size=nudged.size)
        change = (f"Delta {symbol(nudged.name)}", f"= {nudged.size:g}")
        self.explain(change, self.way, [graph.values[name] for name in self.way])
        draw = self.growing(self.path, nudged.size)
        self.drive(graph, draw, max(3.0, self.reading_time()))
        ends = [graph.values[name] for name in (self.path[0], "L")]
        self.explain(self.formulas.quotient(nudged), about=self.way, bright=ends)
        self.say(words.nudged(step, nudged))
        self.linger(0.4)
        self.say("A forward pass for every single number? There is a faster way.")
        self.explain()
        self.try_each(self.network.parameters, nudged.size, self.reading_time(2.4))

    def backward(self) -> None:
        """Multiply local derivatives on the way back."""
        network, formulas = self.network, self.formulas
        units, last = network.units, network.output_sum
        self.is_backwards = True
        self.say("Backward: ∂L/∂ŷ is how fast the loss changes as ŷ grows.")
        self.explain(formulas.loss_slope(), about=["p", "L"], pending=True)
        self.look_at_slope("L")
        self.hand_back(["L"], ["p"])
        if formulas.has_sum:
            self.say("Through the sigmoid: times the slope of its curve.")
            self.explain(
                formulas.handed_back("s", "p", "sigma'(s)"), about=["s", "p"], pending=True
            )
            self.touch(["p"])
            self.hand_back(["p"], ["s"])
            self.linger(0.3)
        arrived = self.step.adjoints[last]
        self.say(words.handed_back(self.step))
        adjoints, values = self.graph.adjoints, self.graph.values
        self.explain(
            formulas.handed_back("a1", last, "v_1"), about=["a1", "v1", last],
            bright=[adjoints[last], values["v1"]], pending=True,
        )  # fmt: skip
        self.flash("v1")
        self.carry([Carried("v1", arrived, self.step.adjoints["a1"])], 1.6)
        self.reveal(["a1"])
        self.say(words.to_weight(self.step))
        self.explain(
            formulas.handed_back("v1", last, "a_1"), about=["a1", "v1", last],
            bright=[adjoints[last], values["a1"]], pending=True,
        )  # fmt: skip
        self.flash("a1")
        self.reveal(["v1"])
        self.say("The same for the others; for the bias, times 1.")
        for letter, factor in (("a", "v"), ("v", "a")):
            self.explain(
                formulas.handed_back(f"{letter}2", last, symbol(f"{factor}2")),
                about=["a2", "v2", last], bright=[adjoints[last], values[f"{factor}2"]],
                pending=True,
            )  # fmt: skip
            self.reveal([f"{letter}{unit}" for unit in units[1:]])
            self.linger(0.2)
        self.explain(formulas.handed_back("c", last, "1"), about=["c", last], pending=True)
        self.reveal(["c"])
        self.linger(0.2)
        self.say("Through the activation function: times the slope of its curve.")
        self.explain(
            formulas.handed_back("z1", "a1", f"{formulas.activation}'(z_1)"), about=["z1", "a1"],
            pending=True,
        )  # fmt: skip
        self.look_at_slope("a1")
        self.hand_back(["a1"], ["z1"])
        self.touch([f"a{unit}" for unit in units[1:]])
        self.send([f"a{unit}" for unit in units[1:]])
        self.reveal([f"z{unit}" for unit in units[1:]])
        self.say("And on to the first weights: times their inputs.")
        self.explain(
            formulas.handed_back(FOLLOWED, "z1", "x_1"), about=["x1", FOLLOWED, "z1"],
            bright=[adjoints["z1"], values["x1"]], pending=True,
        )  # fmt: skip
        self.flash("x1")
        sums = [f"z{unit}" for unit in units]
        for source in network.weights_into(1).values():
            weights = [f"w{unit}{source[1:]}" for unit in units]
            if weights[0] != FOLLOWED:
                self.explain(
                    formulas.handed_back(weights[0], "z1", symbol(source)),
                    about=[source, *weights, *sums],
                    bright=[*(adjoints[name] for name in sums), values[source]], pending=True,
                )  # fmt: skip
            self.hand_back(sums, weights, 0.4)
            self.linger(0.2)
        self.explain(formulas.handed_back("b1", "z1", "1"), about=sums, pending=True)
        self.reveal([f"b{unit}" for unit in units])
        slopes = [adjoints[name] for name in network.parameters]
        self.say(words.checked(self.step, self.nudged))
        self.act(*self.lighting([FOLLOWED], slopes), seconds=0.5)
        self.linger()

    def chain(self) -> None:
        """Read the chain rule off one path, factor by factor."""
        graph = self.graph
        self.say("The chain rule: along a path, the slopes of its links multiply.")
        *factors, found = self.chain_columns(self.path)
        old, self.lines = self.lines, VGroup(*factors, found)
        edges = sorted(graph.among(self.way)[1])
        multiplied = [graph.values["x1"], graph.values["v1"], *(
            graph.locals[name] for name in self.way if name in graph.locals
        )]  # fmt: skip
        self.act(FadeOut(old), *self.lighting(self.way, multiplied), seconds=0.5)
        for factor, edge in zip(factors, reversed(edges), strict=True):
            signal = Drive(self.signals, self.signalling([edge]))
            self.act(FadeIn(factor), signal, seconds=0.6)
        slope = graph.adjoints[FOLLOWED]
        self.act(FadeIn(found), *self.lighting(self.way, [*multiplied, slope]), seconds=0.6)
        self.linger()

    def descent(self) -> None:
        """Move every parameter a step against its derivative."""
        step, graph, parameters = self.step, self.graph, list(self.network.parameters)
        numbers = [graph.values[name] for name in parameters]
        slopes = [graph.adjoints[name] for name in parameters]
        self.say("Against the slope: up where it is negative, down where positive.")
        self.explain(self.formulas.update(FOLLOWED), [FOLLOWED], [*numbers, *slopes])
        self.let_go()
        arrows = StepArrows(graph)
        self.drive(arrows, arrows.draw, 1.2)
        self.linger(0.4)
        self.say("How far: the slope times the learning rate, η = {rate}.", rate=compact(step.rate))
        self.drive(graph, self.changing(step.before, step.after, [parameters]), 2.0)
        self.act(FadeOut(arrows), *map(FadeOut, slopes), seconds=0.5)
        for number in slopes:
            graph.add(number.write(""))

    def again(self) -> None:
        """Go forwards with the new parameters, into empty units."""
        step, units = self.step, self.network.units
        self.is_backwards, self.now = False, step.after
        self.say("Forward again, with the new numbers.")
        again, last = Formulas(step, step.after), self.network.output_sum
        into = self.network.weights_into(1)
        about = [*into.values(), *into, "b1", "z1"]
        self.explain(again.total("z1", into, "b1"), about, pending=True)
        self.arrive([f"z{unit}" for unit in units])
        hidden = [f"a{unit}" for unit in units]
        self.grow_dots(hidden)
        self.arrive(hidden)
        total = again.total(last, self.network.weights_out, "c")
        self.explain(total, about=[*hidden, *self.network.weights_out, "c", last], pending=True)
        self.arrive([last])
        if again.has_sum:
            self.grow_dots(["p"])
            self.arrive(["p"])
        self.explain(again.loss(), about=["p", "L"], pending=True)
        self.grow_dots(["L"])
        self.arrive(["L"])
        self.say(words.ended(step))
        size = self.stage.text_size(52)
        colours = {"p": self.theme.text, "L": self.theme.loss}
        changes = [
            formula(
                f"{symbol(name)}: quad {self._shown(step.before, name)} arrow"
                f" {self._shown(step.after, name)}", size, colour,
            )
            for name, colour in colours.items()
        ]  # fmt: skip
        self.show_lines(VGroup(*changes).arrange(RIGHT, buff=1.2 * self.stage.scale), ["p", "L"])
        self.drift(2.4)

    def _shown(self, graph: Graph, name: str) -> str:
        return self.digits.typeset(graph[name].value, name)
