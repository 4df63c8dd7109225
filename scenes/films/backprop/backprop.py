"""Forward and backward: one step of gradient descent on a network whose every number is shown.

The network fills the frame from the first frame to the last: numbers run forwards through it,
derivatives come back, and then every parameter moves.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup

from engine.experiments.small_network import DescentStep, SmallNetwork, descend
from engine.progress import Work, unwatched
from scenes.films.backprop import backprop_words as words
from scenes.films.backprop.digits import FOLLOWED
from scenes.films.backprop.names import symbol
from scenes.films.backprop.nudge import nudge
from scenes.films.backprop.number_moves import Carried, NumberMoves
from scenes.films.backprop.specs import BackpropSpec
from scenes.films.backprop.step_arrows import StepArrows
from scenes.languages.numbers import compact, fixed
from scenes.mobjects.text import formula
from scenes.storytelling.drive import Drive


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
        self.nudged = nudge(self.step, FOLLOWED)
        self.path = [FOLLOWED, "z1", "a1", *(["s"] if self.formulas.has_sum else []), "p", "L"]
        self.way = [*self.path, "v1"]

    def small_network(self) -> None:
        """Ask the question, while every parameter lights up in turn."""
        self.say(words.question(self.step))
        seconds = self.reading_time(3.4)
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
        self.explain(formulas.total("z1", into, "b1"), about=[*into.values(), *into, "b1", "z1"])
        self.carry(
            [
                Carried(weight, formulas.value(x), formulas.value(weight) * formulas.value(x))
                for weight, x in into.items()
            ],
            2.4,
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
        hidden = [f"a{unit}" for unit in network.units]
        self.explain(
            formulas.total(last, network.weights_out, "c"),
            about=[*hidden, *network.weights_out.keys(), "c", last],
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
        change = (f"Delta {symbol(nudged.name)}", f"= {nudged.size:g}")
        self.explain(change, self.way, [graph.values[name] for name in self.way])
        self.go_home()
        draw = self.growing(self.path, nudged.size)
        self.drive(graph, draw, max(3.5, self.reading_time()))
        ends = [graph.values[name] for name in (self.path[0], "L")]
        self.explain(self.formulas.quotient(nudged), about=self.way, bright=ends)
        self.say(words.nudged(step, nudged))
        self.linger(1.0)
        self.say("A forward pass for every single number? There is a faster way.")
        self.drive(graph, lambda p: draw(1 - p), self.reading_time(2.0))

    def backward(self) -> None:
        """Multiply local derivatives on the way back."""
        network, formulas = self.network, self.formulas
        units, last = network.units, network.output_sum
        self.is_backwards = True
        self.say("Backward: ∂L/∂ŷ is how fast the loss changes as ŷ grows.")
        self.explain(formulas.loss_slope(), about=["p", "L"])
        self.go_to("p", "L")
        self.touch(["L"])
        self.hand_back(["L"], ["p"])
        self.go_home()
        if formulas.has_sum:
            self.say("Through the sigmoid: times the slope of its curve.")
            self.explain(formulas.handed_back("s", "p", "sigma'(s)"), about=["s", "p"])
            self.touch(["p"])
            self.hand_back(["p"], ["s"])
            self.linger(0.6)
        arrived = self.step.adjoints[last]
        self.say(words.handed_back(self.step))
        adjoints, values = self.graph.adjoints, self.graph.values
        self.explain(
            formulas.handed_back("a1", last, "v_1"), about=["a1", "v1", last],
            bright=[adjoints[last], values["v1"]],
        )  # fmt: skip
        self.flash("v1")
        self.carry([Carried("v1", arrived, self.step.adjoints["a1"])], 2.0)
        self.reveal(["a1"])
        self.say(words.to_weight(self.step))
        self.explain(
            formulas.handed_back("v1", last, "a_1"), about=["a1", "v1", last],
            bright=[adjoints[last], values["a1"]],
        )  # fmt: skip
        self.flash("a1")
        self.reveal(["v1"])
        self.say("The same for the others, and for the bias: times 1.")
        others = [f"{letter}{unit}" for unit in units[1:] for letter in "av"]
        self.hand_back([last], [*others, "c"])
        self.say("Through the activation function: times the slope of its curve.")
        self.explain(
            formulas.handed_back("z1", "a1", f"{formulas.activation}'(z_1)"), about=["z1", "a1"]
        )
        self.go_to("z1", "a1")
        self.touch(["a1"])
        self.hand_back(["a1"], ["z1"])
        self.touch([f"a{unit}" for unit in units[1:]])
        self.go_home_while([f"a{unit}" for unit in units[1:]])
        self.reveal([f"z{unit}" for unit in units[1:]])
        self.say("And on to the first weights: times their inputs.")
        self.put_away = [
            *(number for name, number in values.items() if name[0] in "zasp"),
            *(number for name, number in adjoints.items() if name[0] in "asp"),
            *self.graph.locals.values(),
        ]
        self.explain(
            formulas.handed_back(FOLLOWED, "z1", "x_1"), about=["x1", FOLLOWED, "z1"],
            bright=[adjoints["z1"], values["x1"]],
        )  # fmt: skip
        self.flash("x1")
        first = [name for name in network.parameters if name[0] in "wb"]
        self.hand_back([f"z{unit}" for unit in units], first)
        slopes = [adjoints[name] for name in network.parameters]
        self.say(words.checked(self.step, self.nudged))
        self.act(*self.lighting([FOLLOWED], slopes), seconds=0.5)
        self.linger()

    def chain(self) -> None:
        """Read the chain rule off one path, factor by factor."""
        graph = self.graph
        self.say("The chain rule: along a path, the slopes of its links multiply.")
        head, *factors = self.chain_columns(self.path, self.way)
        old, self.lines = self.lines, VGroup(head, *factors)
        edges = sorted(graph.among(self.way)[1])
        multiplied = [graph.values["x1"], graph.values["v1"], *(
            graph.locals[name] for name in self.way if name in graph.locals
        )]  # fmt: skip
        self.act(FadeOut(old), *self.lighting(self.way, multiplied), seconds=0.5)
        self.act(FadeIn(head[0]), seconds=0.4)
        for factor, edge in zip(reversed(factors), reversed(edges), strict=True):
            signal = Drive(self.signals, self.signalling([edge]))
            self.act(FadeIn(factor), signal, seconds=1.0)
        found = graph.adjoints[FOLLOWED]
        self.act(FadeIn(head[1]), *self.lighting(self.way, [*multiplied, found]), seconds=0.6)
        self.linger()

    def descent(self) -> None:
        """Move every parameter a step against its derivative."""
        step, graph, parameters = self.step, self.graph, list(self.network.parameters)
        numbers = [graph.values[name] for name in parameters]
        slopes = [graph.adjoints[name] for name in parameters]
        self.say("Against the slope: up where it is negative, down where positive.")
        self.explain(self.formulas.update(FOLLOWED), [FOLLOWED], [*numbers, *slopes])
        self._let_go()
        arrows = StepArrows(graph)
        self.drive(arrows, arrows.draw, 1.2)
        self.linger(1.0)
        self.say("How far: the slope times the learning rate, η = {rate}.", rate=compact(step.rate))
        self.drive(graph, self.changing(step.before, step.after, [parameters]), 2.4)
        self.act(FadeOut(arrows), *map(FadeOut, slopes), seconds=0.5)
        for number in slopes:
            graph.add(number.write(""))

    def _let_go(self) -> None:
        """Empty all units but the inputs: what they hold will not be true of new parameters."""
        graph, formulas = self.graph, self.formulas
        given = {*self.network.parameters, *(name for name in graph.values if name[0] == "x")}
        computed = [name for name in graph.values if name not in given]
        gone = [graph.values[name] for name in computed] + [
            number
            for name, number in (*graph.adjoints.items(), *graph.locals.items())
            if name not in self.network.parameters
        ]
        gone = [number for number in gone if len(number.points)]
        starts = [number.get_fill_opacity() for number in gone]
        at_links = {link: formulas.value(source) for link, source in graph.sources.items()}

        def draw(progress: float) -> None:
            for link, x in at_links.items():
                graph.curves[link].touch(x, 1 - progress).dot_at(x, 1 - progress)
            for number, start in zip(gone, starts, strict=True):
                number.set_fill(opacity=(1 - progress) * start)
            for name in computed:
                graph.fills.shade(name, 1 - progress)

        self.drive(graph, draw, 0.6)
        for number in gone:
            number.write("")
        for name in computed:
            graph.fills.empty(name)

    def again(self) -> None:
        """Go forwards with the new parameters, into empty units."""
        step, units = self.step, self.network.units
        self.is_backwards, self.now, self.put_away = False, step.after, []
        self.say("Forward again, with the new numbers.")
        self.explain((self.formulas.loss()[0], ""))
        self.arrive([f"z{unit}" for unit in units])
        hidden = [f"a{unit}" for unit in units]
        self.grow_dots(hidden)
        self.arrive(hidden)
        self.arrive([self.network.output_sum])
        if self.formulas.has_sum:
            self.grow_dots(["p"])
            self.arrive(["p"])
        self.grow_dots(["L"])
        self.arrive(["L"])
        self.say(words.ended(step))
        before, after = (self.digits.typeset(loss, "L") for loss in step.losses)
        outcome = formula(
            f"L: quad {before} arrow {after}", self.stage.text_size(44), self.theme.loss
        )
        self.show_lines(VGroup(outcome))
        self.drift(2.5)
