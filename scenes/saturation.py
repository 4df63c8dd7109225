"""Vanishing gradients: one deep network with several activations, and what reaches its layers.

Told in acts: the activations' slopes; the gradient of each layer before training; the training; the
share of slopes near zero and the dead units; all that was measured, side by side.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, FadeIn, FadeOut, VGroup

from engine.errors import DivergenceError, WarpreelError
from engine.progress import Work, unwatched
from engine.saturation import NEAR_ZERO, Comparison, LayerHealth, compare
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, Readout
from scenes.results import kept_result, trained_run
from scenes.saturation_cards import (
    REACH,
    GradientCard,
    LossCard,
    ShareCard,
    SlopeCard,
    columns,
    title_of,
)
from scenes.specs.saturation import SaturationSpec
from scenes.story import StoryScene

LEARNED = 0.9
"""A network whose loss has come below this share of guessing has learned something."""


class Saturation(StoryScene):
    """A deep network learns or not, depending on the slope of its activation."""

    spec: ClassVar[SaturationSpec] = SaturationSpec()
    results: ClassVar[Comparison]

    @classmethod
    def compute(cls, spec: SaturationSpec, work: Work = unwatched) -> Comparison:
        """Train a network for each activation, and measure it."""

        def measure() -> Comparison:
            runs = {}
            for activation in spec.activations:
                try:
                    name = f"{title_of(activation)} network"
                    runs[activation] = trained_run(spec.run_of(activation), work, name)
                except DivergenceError as error:
                    raise WarpreelError(
                        f"with {activation}, {str(error).partition(';')[0]}; lower --rate or "
                        f"--gain, or leave {activation} out of --activations"
                    ) from error
            return compare(runs)

        return kept_result(Comparison, (spec.subject, spec.data), measure)

    @classmethod
    def report(cls, results: Comparison) -> list[str]:
        """Say what was measured, a line for each network."""
        return [
            f"{network.activation}: first/output layer's gradient {network.reach(0):.2g} at the "
            f"start; at the end {network.saturated_share(-1):.1%} of slopes near zero, "
            f"{network.dead_units(-1)} of {network.width.sum()} units dead, "
            f"loss {network.loss[-1]:.4f}, accuracy {network.accuracy[-1]:.1%}"
            for network in results.networks
        ]

    def construct(self) -> None:
        """Tell the acts."""
        self.networks = self.results.networks
        self.columns = columns(len(self.networks))
        self.planned = 80 / self.spec.tempo
        for act in (self.slopes, self.first_step, self.training, self.near_zero, self.summary):
            self.next_section(act.__name__.replace("_", " "))
            act()

    def slopes(self) -> None:
        """Show the activations and their slopes."""
        steepest = max(network.curve.steepest for network in self.networks)
        cards = [
            SlopeCard(network, column, steepest, "slope", self.theme)
            for network, column in zip(self.networks, self.columns, strict=True)
        ]
        self.say("What a unit puts out, for what comes in: its activation.")
        self.act(*(FadeIn(card.function) for card in cards), seconds=0.8)
        self.beat(1.4)
        self.say("On its way back, a gradient is multiplied by the slope, layer after layer.")
        self.act(*(FadeIn(card.slope) for card in cards), seconds=0.8)

        def draw(progress: float) -> None:
            for card in cards:
                card.go_to(REACH * (2 * progress - 1))

        self.drive(VGroup(*cards), draw, 6.0)
        self.beat(0.6)
        self.say(
            "Marked: the slope is below {share} of the steepest. There a unit is saturated.",
            share=f"{NEAR_ZERO:.0%}",
        )
        self.act(*(FadeIn(card.flats) for card in cards), seconds=0.8)
        self.beat(2.6)
        gentlest = min(self.networks, key=lambda network: network.curve.steepest)
        if gentlest.curve.steepest < 1:
            self.say(
                "{name} is never steeper than {slope}: {depth} layers multiply to {product} at most.",
                name=title_of(gentlest.activation),
                slope=f"{gentlest.curve.steepest:.3g}",
                depth=self.spec.depth,
                product=small(gentlest.curve.steepest**self.spec.depth),
            )
            self.beat(3.2)
        self.act(*(FadeOut(card, card.flats) for card in cards), seconds=0.5)

    def first_step(self) -> None:
        """Let the first gradient flow back."""
        theme, networks = self.theme, self.networks
        y = gradient_axis(networks)
        self.bars = [
            GradientCard(network, column, y, "output", theme)
            for network, column in zip(networks, self.columns, strict=True)
        ]
        for card in self.bars:
            card.show(0, 0.0)
        self.say(
            "{depth} hidden layers of {width} units; same data, same first weights.",
            depth=self.spec.depth,
            width=self.spec.width,
        )
        self.act(*(FadeIn(card) for card in self.bars), seconds=0.8)
        self.beat(1.6)
        self.say(
            "The first gradient flows back, from the output to layer 1. Each tick is ten-fold."
        )

        def draw(progress: float) -> None:
            for card in self.bars:
                card.show(0, progress)

        self.drive(VGroup(*self.bars), draw, 4.0)
        ratios = VGroup()
        for network, column in zip(networks, self.columns, strict=True):
            ratio = self.number("layer 1 ÷ output layer", column.left, -0.75, theme.gradient)
            ratio.write(small(network.reach(0)))
            ratios.add(ratio)
        self.act(FadeIn(ratios), seconds=0.6)
        self.beat(1.0)
        self.tell_reach(min(networks, key=lambda network: network.reach(0)))
        self.beat(2.8)
        self.act(FadeOut(ratios), seconds=0.4)

    def tell_reach(self, worst: LayerHealth) -> None:
        """Say how much of the gradient reaches the first layer of the network with the least."""
        name, reach = title_of(worst.activation), worst.reach(0)
        if reach == 0:
            self.say("{name}: no gradient at all reaches layer 1.", name=name)
        elif reach < 0.1:
            self.say(
                "{name}: the gradient of layer 1 is {times} times smaller than the output layer's.",
                name=name,
                times=f"{float(f'{1 / reach:.2g}'):,.0f}",
            )
        else:
            self.say("In every network, a tenth or more of the gradient reaches layer 1.")

    def training(self) -> None:
        """Train them all."""
        networks, guess = self.networks, self.results.guess
        top = min(max(float(network.loss.max()) for network in networks), 2.5 * guess) * 1.05
        words = ("loss", "guessing", "accuracy")
        losses = [
            LossCard(network, column, guess, max(top, 1.5 * guess), words, self.theme)
            for network, column in zip(networks, self.columns, strict=True)
        ]
        header, step = self.step_header()
        self.say(
            "Now all are trained alike: gradient descent, rate {rate}.", rate=f"{self.spec.rate:g}"
        )
        self.act(*(FadeIn(card) for card in losses), FadeIn(header), seconds=0.8)
        self.beat(1.2)

        def draw(progress: float) -> None:
            now = round(self.spec.steps * progress**2)
            step.write(f"{now}")
            for card in (*self.bars, *losses):
                card.show(min(now, card.network.last_step))

        self.drive(VGroup(*self.bars, *losses, step), draw, 13.0)
        self.beat(0.6)
        stuck = [title_of(n.activation) for n in networks if n.loss[-1] > LEARNED * guess]
        if stuck:
            self.say(
                "Still no better than guessing (loss {guess}): {names}.",
                guess=f"{guess:.3f}",
                names=", ".join(stuck),
            )
        else:
            self.say("After {steps} steps all have learned something.", steps=self.spec.steps)
        self.beat(3.0)
        self.act(*(FadeOut(card) for card in (*self.bars, *losses)), FadeOut(header), seconds=0.5)

    def near_zero(self) -> None:
        """Play the training again, and look at the slopes."""
        theme, networks = self.theme, self.networks
        y = Axis(0, 100, "share of the layer, %", ticks=(0, 50, 100))
        cards, shares, deaths = [], [], []
        for network, column in zip(networks, self.columns, strict=True):
            cards.append(ShareCard(network, column, y, theme))
            shares.append(self.number("slopes near zero", column.left, -0.75, theme.highlight))
            deaths.append(self.number("dead units", column.left, -1.95, theme.negative))
        header, step = self.step_header()
        checked = networks[0].checked

        def show(now: int) -> None:
            check = int(np.searchsorted(checked, now, side="right")) - 1
            step.write(f"{checked[check]}")
            for network, card, share, dead in zip(networks, cards, shares, deaths, strict=True):
                card.show(check)
                share.write(f"{100 * network.saturated_share(check):.1f}%")
                dead.write(f"{network.dead_units(check)}")

        show(0)
        everything = VGroup(*cards, *shares, *deaths, header)
        self.say("The same training again. How many of the slopes are near zero, in each layer?")
        self.act(FadeIn(everything), seconds=0.8)
        self.beat(2.4)
        self.say("Narrow bars: units that are dead. Their slope is zero for every sample.")
        self.beat(2.0)
        self.drive(everything, lambda p: show(round(self.spec.steps * p**2)), 8.0)
        self.beat(0.6)
        self.tell_slopes()
        self.act(FadeOut(everything), seconds=0.5)

    def tell_slopes(self) -> None:
        """Say what the slopes near zero did, and did not do."""
        worst = min(self.networks, key=lambda network: network.reach(0))
        if worst.reach(0) < 0.1 and worst.saturated_share(0) < 0.1 and worst.curve.steepest < 1:
            self.say(
                "{name}: {share} near zero, and still little gets through: every slope is small.",
                name=title_of(worst.activation),
                share=f"{worst.saturated_share(0):.1%}",
            )
            self.beat(3.2)
        deadest = max(self.networks, key=lambda network: network.dead_units(-1))
        dead, learned = deadest.dead_units(-1), deadest.loss[-1] < LEARNED * self.results.guess
        if dead and learned:
            self.say(
                "{name}: {dead} of {units} units are dead. The others pass the gradient on.",
                name=title_of(deadest.activation),
                dead=dead,
                units=int(deadest.width.sum()),
            )
            self.beat(3.2)
        elif dead:
            self.say(
                "{name}: {dead} of {units} units are dead, and it has not learned.",
                name=title_of(deadest.activation),
                dead=dead,
                units=int(deadest.width.sum()),
            )
            self.beat(3.2)

    def summary(self) -> None:
        """Put all that was measured side by side."""
        theme = self.theme
        heads = (
            ("layer 1 ÷ output,\nfirst gradient", theme.gradient),
            ("slopes near\nzero at the end", theme.highlight),
            ("dead units\nat the end", theme.negative),
            ("loss after\n{steps} steps", theme.loss),
            ("accuracy", theme.accuracy),
        )
        places = (-3.3, -0.7, 1.6, 3.6, 5.6)
        table = VGroup()
        for (text, colour), x in zip(heads, places, strict=True):
            head = self.write(text, 22, colour, steps=self.spec.steps)
            table.add(head.move_to(at(x, 2.75), aligned_edge=LEFT))
        for row, network in enumerate(self.networks):
            y = 1.5 - 1.15 * row
            name = self.write(title_of(network.activation), 30, bold=True)
            table.add(name.move_to(at(-6.3, y), aligned_edge=LEFT))
            cells = (
                small(network.reach(0)),
                f"{100 * network.saturated_share(-1):.1f}%",
                f"{network.dead_units(-1)}",
                f"{network.loss[-1]:.4f}",
                f"{100 * network.accuracy[-1]:.1f}%",
            )
            for text, (_, colour), x in zip(cells, heads, places, strict=True):
                table.add(LiveNumber(32, colour).place(at(x, y - 0.15)).write(text))
        self.act(FadeIn(table), seconds=0.8)
        self.tell_moral()
        self.beat(4.5)

    def tell_moral(self) -> None:
        """Say what became of the network that got the least gradient."""
        worst = min(self.networks, key=lambda network: network.reach(0))
        name = title_of(worst.activation)
        if worst.loss[-1] > LEARNED * self.results.guess:
            self.say("{name} got the least gradient into layer 1, and has not learned.", name=name)
        else:
            self.say(
                "{name} got the least gradient into layer 1; it learned all the same.", name=name
            )

    def number(self, label: str, left: float, height: float, colour: str) -> Readout:
        """Make a live number in a column."""
        return Readout(label, self.theme.muted, colour, at(left, height))

    def step_header(self) -> tuple[VGroup, LiveNumber]:
        """Make the line that tells the step, and the number in it."""
        words = self.write("training step", 24, self.theme.muted)
        words.move_to(at(self.columns[0].left, 3.72), aligned_edge=LEFT)
        step = LiveNumber(28, self.theme.text)
        step.place(at(words.get_right()[0] + 0.2, 3.6)).write("0")
        return VGroup(words, step), step


def gradient_axis(networks: tuple[LayerHealth, ...]) -> Axis:
    """Span all gradients of all networks by powers of ten."""
    sizes = np.concatenate([network.gradient.ravel() for network in networks])
    sizes = sizes[np.isfinite(sizes) & (sizes > 1e-12)]
    low, high = (np.floor(np.log10(sizes.min())), np.ceil(np.log10(sizes.max())))
    step = max(int(np.ceil((high - low) / 4)), 1)
    ticks = tuple(float(10.0**k) for k in np.arange(low, high + 0.5, step))
    return Axis(10.0**low, 10.0**high, "gradient", log=True, ticks=ticks)


def small(value: float) -> str:
    """Write a positive number of any size with two digits, in full unless it is tiny."""
    if value == 0 or value >= 100:
        return f"{value:.0f}"
    return (
        f"{value:.2g}"
        if value < 1e-9
        else np.format_float_positional(float(f"{value:.2g}"), trim="-")
    )
