"""Forward and backward: one step of gradient descent on a network whose every number is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from manim import RIGHT, FadeIn, FadeOut, VGroup

from engine.experiments.small_network import DescentStep, SmallNetwork, descend
from engine.progress import Work, unwatched
from scenes.films.backprop.backprop_formulas import Formulas
from scenes.films.backprop.specs import BackpropSpec
from scenes.films.backprop.value_graph import ValueGraph
from scenes.languages.numbers import compact, fixed, typeset
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.drive import Drive
from scenes.storytelling.story import StoryScene

TOP, NEXT = 3.5, 2.78
HEIGHTS = {0: (), 1: (3.1,), 2: (TOP, NEXT)}
"""Of the lines of formulas, by how many there are."""
WIDEST = 13.4


class Backprop(StoryScene):
    """Numbers flow forwards to the loss, derivatives flow back, and every weight takes a step."""

    spec: ClassVar[BackpropSpec] = BackpropSpec()
    acts: ClassVar = ("small_network", "forward", "backward", "chain", "descent", "again")
    results: ClassVar[DescentStep]

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
        """Set up what all acts share."""
        self.step = self.results
        self.network = self.step.network
        self.formulas = Formulas(self.step)
        parameters = self.network.parameters
        strongest = max(
            abs(graph[name].value)
            for graph in (self.step.before, self.step.after)
            for name in parameters
        )
        self.graph = ValueGraph(self.network, self.theme, self.formulas.links, max(strongest, 1.0))
        self.lines = VGroup()
        self.lit: tuple[str, ...] = ()

    def small_network(self) -> None:
        """Show the network, its weights and the inputs."""
        graph, network = self.graph, self.network
        graph.set_parameters({n: self.formulas.value(n) for n in network.parameters})
        self.target = formula(f"y = {typeset(network.target)}", 30, self.theme.text)
        x, y = graph.diagram.place(*graph.units["L"])
        self.target.move_to(at(x, y - graph.radius - 0.35))
        given = self.written(graph.values, (*network.parameters, "x1", "x2"))
        self.act(FadeIn(graph, given, self.target), seconds=0.8)
        self.say("A network small enough to write down every number.")
        self.beat(2.4)
        self.say("Weights stand on the lines: solid is positive, dashed is negative.")
        self.beat(2.8)

    def forward(self) -> None:
        """Compute every number from the inputs to the loss."""
        network, formulas = self.network, self.formulas
        self.say("Forward: inputs times weights, plus the bias b, all added up.")
        self.explain(
            formulas.total("z1", network.weights_into(1), "b1"), about=["w11", "w12", "z1"]
        )
        self.arrive(["z1"])
        self.beat(2.0)
        self.arrive([f"z{unit}" for unit in network.units[1:]])
        self.say("Every sum goes through the activation function.")
        self.explain(formulas.applied("a1", "z1", formulas.activation), about=["z1", "a1"])
        self.arrive([f"a{unit}" for unit in network.units])
        self.beat(1.6)
        last = network.output_sum
        self.say("The same again, with the next weights, gives the output.")
        self.explain(
            formulas.total(last, network.weights_out, "c"), about=[*network.weights_out, last]
        )
        self.arrive([last])
        self.beat(1.6)
        if formulas.has_sum:
            self.explain(formulas.applied("p", "s", "sigma"), about=["s", "p"])
            self.arrive(["p"])
            self.beat(1.2)
        self.say("The loss L tells how far the output is from the target y.")
        self.explain(formulas.loss(), about=["p", "L"])
        self.arrive(["L"])
        self.beat(2.4)

    def backward(self) -> None:
        """Multiply local derivatives on the way back."""
        network, formulas = self.network, self.formulas
        units = network.units
        self.say("Backward: if a number grew a little, how much would the loss change?")
        self.legend = self.write(
            "upper number: the value\nlower number: derivative of the loss", 20, self.theme.muted
        )
        self.legend.move_to(at(6.75, -2.8), aligned_edge=RIGHT)
        self.explain("(partial L) / (partial L) = 1", about=["L"])
        one = self.written(self.graph.adjoints, ["L"], self.step.adjoints)
        self.act(FadeIn(one, self.legend), seconds=0.5)
        self.beat(2.4)
        self.say("Each link has a derivative of its own. Going back, we multiply by it.")
        self.explain(formulas.loss_slope(), about=["p", "L"])
        self.hand_back(["L"], ["p"])
        self.beat(2.2)
        last = network.output_sum
        if formulas.has_sum:
            self.explain(formulas.handed_back("s", "p", "sigma'(s)"), about=["s", "p"])
            self.hand_back(["p"], ["s"])
            self.beat(1.4)
        self.say("On a weight's line: times the weight for the unit behind it …")
        self.explain(formulas.handed_back("a1", last, "v_1"), about=["a1", "v1", last])
        self.hand_back([last], [f"a{unit}" for unit in units])
        self.beat(1.6)
        self.say("… and times what came through the line for the weight itself.")
        self.explain(formulas.handed_back("v1", last, "a_1"), about=["a1", "v1", last])
        self.reveal_adjoints([*network.weights_out, "c"])
        self.beat(1.8)
        self.say("Through the activation: times its slope.")
        self.explain(
            formulas.handed_back("z1", "a1", f"{formulas.activation}'(z_1)"), about=["z1", "a1"]
        )
        self.hand_back([f"a{unit}" for unit in units], [f"z{unit}" for unit in units])
        self.beat(1.4)
        self.say("And so every weight gets its derivative, its share of the blame.")
        self.explain(formulas.handed_back("w11", "z1", "x_1"), about=["x1", "w11", "z1"])
        first = [name for name in network.parameters if name[0] in "wb"]
        self.hand_back([f"z{unit}" for unit in units], first)
        self.beat(2.0)

    def chain(self) -> None:
        """Read the chain rule off one path."""
        formulas = self.formulas
        path = ["w11", "z1", "a1", *(["s"] if formulas.has_sum else []), "p", "L"]
        self.say("The chain rule: along a path, the derivatives of its links multiply.")
        self.explain(*formulas.chain(path), about=[*path, "v1"])
        self.beat(4.5)

    def descent(self) -> None:
        """Move every parameter a step against its gradient."""
        step, graph = self.step, self.graph
        parameters = self.network.parameters
        self.say("Gradient descent: every weight takes a small step against its derivative.")
        self.explain(
            f"theta arrow.l theta - eta nabla L , quad eta = {compact(step.rate)}",
            self.formulas.update("w11"),
            about=["w11"],
        )
        self.beat(2.5)

        def draw(progress: float) -> None:
            now = {
                name: (1 - progress) * step.before[name].value + progress * step.after[name].value
                for name in parameters
            }
            graph.set_parameters(now)
            graph.write(graph.values, now)

        self.drive(graph, draw, 2.4)
        self.beat(1.8)

    def again(self) -> None:
        """Go forwards with the new weights, and measure the loss."""
        graph, formulas = self.graph, self.formulas
        before, after = self.step.losses
        self.explain()
        old = self.write("loss before the step: {loss}", 30, self.theme.muted, loss=compact(before))
        self.act(FadeIn(old.move_to(at(0, TOP))), seconds=0.4)
        computed = [graph.values[name] for name in graph.units if name[0] != "x"]
        self.vanish([*computed, *graph.adjoints.values(), *graph.locals.values()])
        self.say("Forward again, with the new weights.")
        units = self.network.units
        waves = [[f"z{u}" for u in units], [f"a{u}" for u in units]]
        waves += [["s"]] if formulas.has_sum else []
        for names in (*waves, ["p"], ["L"]):
            self.arrive(names, after=True, seconds=0.7)
        new = self.write("loss after the step: {loss}", 34, self.theme.loss, loss=compact(after))
        self.act(FadeIn(new.move_to(at(0, NEXT + 0.1))), seconds=0.4)
        self.compare(before, after)
        self.beat(4.0)

    def vanish(self, numbers: list[LiveNumber]) -> None:
        """Take numbers of the graph, and the legend, away."""

        def fade(progress: float) -> None:
            for number in numbers:
                number.set_opacity(1 - progress)

        self.act(Drive(self.graph, fade), FadeOut(self.legend), seconds=0.6)
        for number in numbers:
            number.write("").set_opacity(1)

    def compare(self, before: float, after: float) -> None:
        """State what became of the loss."""
        old, new = compact(before), compact(after)
        if after == before:
            self.say("The loss stays at {old}: no derivative told a weight to move.", old=old)
        elif after < before:
            self.say(
                "The loss fell from {old} to {new}. Learning is this, repeated.", old=old, new=new
            )
        else:
            self.say(
                "The loss rose from {old} to {new}: the step was too long. Try a smaller rate.",
                old=old,
                new=new,
            )

    def explain(self, *lines: str, about: Iterable[str] = ()) -> None:
        """Replace the formulas at the top, and light up the numbers that they are about."""
        old, was = self.lines, self.lit
        self.lines, self.lit = VGroup(), tuple(about)
        for math, height in zip(lines, HEIGHTS[len(lines)], strict=True):
            line = formula(math, 32, self.theme.text)
            self.lines.add(line.scale(min(1, WIDEST / line.width)).move_to(at(0, height)))
        if len(old):
            self.act(FadeOut(old), *self.lighting(was, lambda p: 1 - p), seconds=0.25)
        if len(self.lines):
            self.act(FadeIn(self.lines), *self.lighting(self.lit, lambda p: p), seconds=0.4)

    def lighting(self, names: tuple[str, ...], strength: Callable[[float], float]) -> list[Drive]:
        """Fade highlights of units and weights in or out; play nothing if there are none."""
        graph = self.graph
        units, edges = graph.among(names)

        def light(progress: float) -> None:
            graph.diagram.highlight(units, edges, strength=strength(progress))

        return [Drive(graph.diagram, light)] if names else []

    def arrive(self, names: list[str], *, after: bool = False, seconds: float = 1.1) -> None:
        """Send signals to units, and show what they make of them."""
        self.travel([edge for name in names for edge in self.graph.way_to(name)], False, seconds)
        graph = self.step.after if after else self.step.before
        values = {name: node.value for name, node in graph.items()}
        self.act(FadeIn(self.written(self.graph.values, names, values)), seconds=0.35)

    def hand_back(self, sources: list[str], names: list[str]) -> None:
        """Send signals back from units, and show the adjoints that they make."""
        graph = self.graph
        linked = [name for name in sources if name in graph.link_edges]
        locals_ = {name: next(iter(self.step.before[name].local.values())) for name in linked}
        if locals_:
            self.act(FadeIn(graph.write(graph.locals, locals_, "× {}")), seconds=0.35)
        self.travel([edge for name in sources for edge in graph.way_to(name)], True, 1.1)
        self.reveal_adjoints(names)

    def reveal_adjoints(self, names: Iterable[str]) -> None:
        """Write derivatives below their numbers."""
        written = self.written(self.graph.adjoints, names, self.step.adjoints)
        self.act(FadeIn(written), seconds=0.5)

    def travel(self, edges: list[tuple[int, int, int]], backwards: bool, seconds: float) -> None:
        """Move signals along the edges of one layer."""
        diagram = self.graph.diagram

        def draw(progress: float) -> None:
            diagram.send(edges[0][0], progress, backwards=backwards, edges=edges)

        self.drive(diagram.signals, draw, seconds)

    def written(
        self,
        numbers: dict[str, LiveNumber],
        names: Iterable[str],
        values: Mapping[str, float] | None = None,
    ) -> VGroup:
        """Write numbers of the graph, by default those before the step."""
        chosen = {n: self.formulas.value(n) if values is None else values[n] for n in names}
        return self.graph.write(numbers, chosen)
