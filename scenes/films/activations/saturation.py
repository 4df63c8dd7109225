"""Vanishing gradients: one deep network with several activations, and what reaches its layers.

Told in acts: the activations' slopes; the gradient of each layer before training; the training; the
share of slopes near zero and the dead units; all that was measured, side by side.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, VGroup

from engine.errors import DivergenceError, WarpreelError
from engine.experiments.saturation import NEAR_ZERO, Comparison, LayerHealth, compare
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result, trained_run
from scenes.films.activations import saturation_words as words
from scenes.films.activations.saturation_cards import (
    REACH,
    TALL,
    UPPER,
    GradientCard,
    LossCard,
    ShareCard,
    SlopeCard,
    columns,
)
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_words import title_of
from scenes.languages.numbers import fixed, in_full, percent, significant
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, Readout
from scenes.storytelling.act_story import ActStory


class Saturation(ActStory):
    """A deep network learns or not, depending on the slope of its activation."""

    spec: ClassVar[SaturationSpec] = SaturationSpec()
    acts: ClassVar = ("slopes", "first_gradient", "training", "near_zero", "measured")
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
        """Return what was measured, a line for each network."""
        return [
            f"{network.activation}: first/output layer's gradient "
            f"{significant(network.reach(0), 2)} at the start; at the end "
            f"{percent(network.saturated_share(-1))} of slopes near zero, "
            f"{network.dead_units(-1)} of {network.width.sum()} units dead, "
            f"loss {fixed(network.loss[-1], 4)}, accuracy {percent(network.accuracy[-1])}"
            for network in results.networks
        ]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.networks = self.results.networks
        self.columns = columns(len(self.networks))

    def slopes(self) -> None:
        """Show the activations and their slopes."""
        steepest = max(network.curve.steepest for network in self.networks)
        cards = [
            SlopeCard(network, column, steepest, "slope", self.theme)
            for network, column in zip(self.networks, self.columns, strict=True)
        ]
        self.say("The activation: what a unit puts out, for what comes in.")
        self.enter(*(card.function for card in cards))
        self.beat(1.8)
        self.say("A gradient that goes back through the unit is multiplied by the slope.")
        self.join(*(card.slope for card in cards))
        self.beat(1.5)

        def draw(progress: float) -> None:
            for card in cards:
                card.go_to(REACH * (2 * progress - 1))

        self.drive(VGroup(*cards), draw, 6.0)
        self.beat(0.6)
        self.say(
            "Marked: slopes below {share} of the steepest. There the unit is saturated.",
            share=percent(NEAR_ZERO, 0),
        )
        self.join(*(card.flats for card in cards))
        self.beat(2.6)
        bound = words.bound(self.networks)
        if bound is not None:
            self.say(bound)
            self.beat(3.4)

    def first_gradient(self) -> None:
        """Draw the first gradient layer by layer, from the output back."""
        bars = self.gradient_cards(TALL)
        for card in bars:
            card.set_step(0, 0.0)
        self.say(
            "{depth} hidden layers of {width} units; all start with the same weights.",
            depth=self.spec.depth,
            width=self.spec.width,
        )
        self.enter(*bars)
        self.beat(2.0)
        self.say("The first gradient flows back to layer 1; the scale is logarithmic.")
        self.beat(1.0)

        def draw(progress: float) -> None:
            for card in bars:
                card.set_step(0, progress)

        self.drive(VGroup(*bars), draw, 4.0)
        ratios = []
        for network, column in zip(self.networks, self.columns, strict=True):
            ratio = self.number("layer 1 ÷ output layer", column.left, -2.1, self.theme.gradient)
            ratio.write(in_full(network.reach(0), 2))
            ratios.append(ratio)
        self.join(*ratios)
        self.beat(1.0)
        self.say(words.first_gradient(self.networks))
        self.beat(3.4)

    def training(self) -> None:
        """Train them all."""
        networks, guess = self.networks, self.results.guess
        highest = max(float(network.loss.max()) for network in networks)
        top = float(np.clip(1.05 * highest, 1.5 * guess, 2.5 * guess))
        losses = [
            LossCard(network, column, guess, top, ("loss", "guessing", "accuracy"), self.theme)
            for network, column in zip(networks, self.columns, strict=True)
        ]
        bars = self.gradient_cards(UPPER)
        header, step = self.step_header()
        self.say(
            "Now all are trained alike: {steps} steps of gradient descent, rate {rate}.",
            steps=self.spec.steps,
            rate=significant(self.spec.rate),
        )
        self.enter(*bars, *losses, header)
        self.beat(2.0)

        def draw(progress: float) -> None:
            now = round(self.spec.steps * progress**2)  # most happens early
            step.write(f"{now}")
            for card in (*bars, *losses):
                card.set_step(now)

        self.drive(VGroup(*bars, *losses, step), draw, 13.0)
        self.beat(0.6)
        self.say(words.trained(self.results))
        self.beat(3.4)

    def near_zero(self) -> None:
        """Play the training again, and look at the slopes."""
        theme, networks = self.theme, self.networks
        y = Axis(0, 100, "share of the layer, %", ticks=(0, 50, 100))
        cards, shares, deaths = [], [], []
        for network, column in zip(networks, self.columns, strict=True):
            cards.append(ShareCard(network, column, y, theme))
            shares.append(self.number("slopes near zero", column.left, -0.75, theme.highlight))
            deaths.append(self.number("dead units", column.left, -1.95, theme.text))
        header, step = self.step_header()
        checked = networks[0].checked

        def show(now: int) -> None:
            check = int(np.searchsorted(checked, now, side="right")) - 1
            step.write(f"{checked[check]}")
            for network, card, share, dead in zip(networks, cards, shares, deaths, strict=True):
                card.set_step(check)
                share.write(percent(network.saturated_share(check), keep_zeros=True))
                dead.write(f"{network.dead_units(check)}")

        show(0)
        everything = VGroup(*cards, *shares, *deaths, header)
        self.say("The same training again. How many of the slopes are near zero?")
        self.enter(everything)
        self.beat(2.4)
        self.say("Narrow bars: dead units, whose slope is zero for every sample.")
        self.beat(2.0)
        self.drive(everything, lambda p: show(round(self.spec.steps * p**2)), 8.0)
        self.beat(0.6)
        for sentence in words.slopes(self.results):
            self.say(sentence)
            self.beat(3.4)

    def measured(self) -> None:
        """Show all that was measured side by side."""
        theme = self.theme
        heads = (
            ("layer 1 ÷ output,\nfirst gradient", theme.gradient, -4.0),
            ("slopes near\nzero at the end", theme.highlight, -1.25),
            ("dead units\nat the end", theme.text, 1.25),
            ("loss after\n{steps} steps", theme.loss, 3.35),
            ("accuracy\nat the end", theme.accuracy, 5.45),
        )
        table = VGroup()
        for text, colour, x in heads:
            head = self.write(text, 22, colour, steps=self.spec.steps)
            table.add(head.move_to(at(x, 2.75), aligned_edge=LEFT))
        for row, network in enumerate(self.networks):
            y = 1.5 - 1.15 * row
            name = self.write(title_of(network.activation), 30, bold=True)
            table.add(name.move_to(at(-6.7, y), aligned_edge=LEFT))
            cells = (
                in_full(network.reach(0), 2),
                percent(network.saturated_share(-1), keep_zeros=True),
                f"{network.dead_units(-1)}",
                fixed(network.loss[-1], 4),
                percent(float(network.accuracy[-1])),
            )
            for text, (_, colour, x) in zip(cells, heads, strict=True):
                table.add(LiveNumber(32, colour).place(at(x, y - 0.15)).write(text))
        self.enter(table)
        self.say(words.moral(self.results))
        self.beat(4.5)

    def gradient_cards(self, rows: tuple[float, float]) -> list[GradientCard]:
        """Make the charts of the gradients, between two heights."""
        y = gradient_axis(self.networks)
        return [
            GradientCard(network, column, rows, y, "output", self.theme)
            for network, column in zip(self.networks, self.columns, strict=True)
        ]

    def number(self, label: str, left: float, height: float, colour: str) -> Readout:
        """Make a live number in a column."""
        return Readout(label, self.theme.muted, colour, at(left, height))

    def step_header(self) -> tuple[VGroup, LiveNumber]:
        """Make the line that tells the step, and the number in it."""
        label = self.write("training step", 24, self.theme.muted)
        label.move_to(at(self.columns[0].left, 3.72), aligned_edge=LEFT)
        step = LiveNumber(28, self.theme.text)
        step.place(at(label.get_right()[0] + 0.2, 3.6)).write("0")
        return VGroup(label, step), step


def gradient_axis(networks: tuple[LayerHealth, ...]) -> Axis:
    """Span the gradients of all networks by powers of ten."""
    sizes = np.concatenate([network.gradient.ravel() for network in networks])
    sizes = np.log10(sizes[np.isfinite(sizes) & (sizes > 1e-12)])
    low = np.floor(sizes.min(initial=0))
    high = max(np.ceil(sizes.max(initial=low)), low + 1)
    step = max(int(np.ceil((high - low) / 4)), 1)
    ticks = tuple(float(10.0**k) for k in np.arange(low, high + 0.5, step))
    return Axis(10.0**low, 10.0**high, "gradient of each layer", log=True, ticks=ticks)
