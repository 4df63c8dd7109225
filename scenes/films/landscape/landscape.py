"""A network on the surface of its own loss: a slice through a space of hundreds of dimensions.

Told in acts: the plane that is looked at; the surface of the loss over it; training, followed over
that surface, with what the picture leaves out in numbers; the same as a map.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, FadeIn, FadeOut, Group, Text, VGroup

from engine.landscape.landscape import Shadow
from engine.progress import Work, unwatched
from scenes.films.landscape.landscape_stage import Stage, cut_off, positions, scale_of, share_text
from scenes.films.landscape.landscape_views import LandscapeView, landscape_views
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.language import translate
from scenes.languages.numbers import grouped, significant
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.text import formula
from scenes.storytelling.story import StoryScene

TURN = 0.3
"""The surface turns by so much to either side; radians."""
TILTS = ((1.05, 0.85), (0.8, 0.65))
"""Pairs of tilts between which it turns meanwhile; the second are for deep bowls."""
DIRECTIONS = np.linspace(-np.pi, np.pi, 17)[1:]
"""Among which the one is chosen that hides least of the way."""


class LossLandscape(StoryScene):
    """A network on the surface of its own loss."""

    spec: ClassVar[LandscapeSpec] = LandscapeSpec()
    acts: ClassVar = ("plane", "surface", "training", "map")
    results: ClassVar[tuple[LandscapeView, ...]]

    @classmethod
    def compute(cls, spec: LandscapeSpec, work: Work = unwatched) -> tuple[LandscapeView, ...]:
        """Train the networks and compute their landscapes."""
        return landscape_views(spec, work)

    @classmethod
    def report(cls, results: tuple[LandscapeView, ...]) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return [view.report() for view in results]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.views = self.results
        self.scale = scale_of(self.views, self.spec)
        self.stages = [
            Stage(view, self.scale, place, self.theme)
            for view, place in zip(self.views, positions(len(self.views)), strict=True)
        ]
        self.panels = Group(*(stage.panel for stage in self.stages))
        self.first, self.last = self.best_views()
        self.orbit = self.first

    def best_views(self) -> tuple[Orbit, Orbit]:
        """Choose the views between which the surface turns, so that most of the way is seen."""
        views = [
            (Orbit(azimuth - TURN, flat), Orbit(azimuth + TURN, steep))
            for flat, steep in TILTS
            for azimuth in DIRECTIONS
        ]
        hidden = [
            max(stage.panel.hidden_from(orbit) for stage in self.stages for orbit in pair)
            for pair in views
        ]
        # Rounded, so that a flat view is preferred unless a steep one shows clearly more.
        first, last = views[int(np.argmin(np.round(hidden, 1)))]
        for stage in self.stages:
            stage.panel.face(between(first, last, 0.5))
        return first, last

    def turn(self, orbit: Orbit, seconds: float) -> None:
        """Turn the view, the surfaces as they are."""
        start = self.orbit

        def draw(progress: float) -> None:
            self.view_from(between(start, orbit, progress))

        self.drive(self.panels, draw, seconds)

    def view_from(self, orbit: Orbit) -> None:
        """See all surfaces from a direction."""
        self.orbit = orbit
        for stage in self.stages:
            stage.panel.look(orbit)

    def plane(self) -> None:
        """Explain what the two axes are."""
        counts = sorted({view.parameters for view in self.views})
        shown = translate(" and ").join(grouped(each) for each in counts)
        title = self.write("One loss, {count} parameters", 44, bold=True, count=shown)
        title.move_to((0, 2.2, 0))
        self.act(FadeIn(title), seconds=0.6)
        self.tell("A network's loss depends on all of its parameters at once.")
        law = formula("theta = theta_0 + a u + b v", 76, self.theme.highlight)
        law.move_to((0, 0.75, 0))
        self.tell(
            "Nobody sees {count} dimensions. So we cut a flat slice through them.", count=shown
        )
        self.act(FadeIn(law), seconds=0.6)
        lines = VGroup(
            self.write("θ: all parameters, on the slice; a and b: how far along u and v", 26),
            self.where_it_lies(),
            self.directions(),
        ).arrange(DOWN, buff=0.3)
        lines.move_to((0, -1.2, 0))
        self.act(FadeIn(lines), seconds=0.6)
        self.tell("The slice is a plane: a middle, and two directions among the parameters.")
        self.beat(3.0)
        self.introduction = VGroup(title, law, lines)

    def where_it_lies(self) -> Text:
        """Explain which network is in the middle."""
        steps = {int(view.landscape.plane.step) for view in self.views}
        if len(steps) == 1:
            return self.write("θ₀: the network at step {step}", 26, step=grouped(steps.pop()))
        return self.write("θ₀: each network at its last step", 26)

    def directions(self) -> Text:
        """Explain what the two directions are."""
        view = self.views[0]
        kind = view.landscape.plane.kind
        if kind == "pca":
            return self.write("u and v: the two directions along which training moved most", 26)
        if kind == "random":
            return self.write(
                "u and v: random, each as long as the weights, neuron by neuron; biases stay", 26
            )
        if len({view.checkpoints for view in self.views}) > 1:
            return self.write("u and v: through the network at its first and middle step", 26)
        first, second, _ = view.checkpoints
        return self.write(
            "u and v: through the network at steps {first} and {second}",
            26,
            first=grouped(first),
            second=grouped(second),
        )

    def surface(self) -> None:
        """Raise the loss over the plane."""
        self.view_from(self.first)
        for stage in self.stages:
            stage.panel.follow_none().rise(0)
        names = [stage.title(self.theme) for stage in self.stages if len(self.stages) > 1]
        bar = self.stages[0].bar(self.scale, cut_off(self.views, self.scale), self.theme)
        self.act(FadeOut(self.introduction), seconds=0.5)
        self.act(FadeIn(self.panels), FadeIn(bar), *map(FadeIn, names), seconds=0.8)
        self.say(
            "At {count} places of the plane, the loss was computed on all the data.",
            count=grouped(self.views[0].landscape.loss.size),
        )

        def rise(progress: float) -> None:
            for stage in self.stages:
                stage.panel.rise(progress)

        self.drive(self.panels, rise, 3.0)
        self.key = self.explain()
        self.act(FadeIn(self.key), seconds=0.5)
        self.tell("Height and colour are the loss. Below lie its contour lines.")
        if self.scale.log:
            self.tell("Heights go by factors: 1 lies as far above 0.1 as 0.1 above 0.01.")
        self.say_what_is_cut()
        if len(self.views) > 1:
            self.tell("Both slices are equally large, and a colour is the same loss in both.")
        self.turn(between(self.first, self.last, 0.4), 2.5)

    def explain(self) -> VGroup:
        """Name the parts of the picture beside it, if there is room."""
        if len(self.stages) > 1:
            return VGroup()
        count = grouped(self.views[0].parameters)
        parts = (
            (
                self.write("u and v", 26, bold=True),
                self.write("two directions among\nthe {count} parameters", 24, count=count),
            ),
            (
                self.write("height and colour", 26, bold=True),
                self.write("the loss of a network\nwith these parameters", 24),
            ),
            (
                self.write("lines on the floor", 26, bold=True),
                self.write("places of equal loss", 24),
            ),
        )
        key = VGroup(
            *(VGroup(*part).arrange(DOWN, aligned_edge=LEFT, buff=0.14) for part in parts)
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.45)
        return key.move_to((2.95, 0.9, 0), aligned_edge=LEFT)

    def say_what_is_cut(self) -> None:
        """State which losses are not drawn as high as they are."""
        above, below = cut_off(self.views, self.scale)
        if above:
            self.tell(
                "Losses above {most} are drawn as if they were {most}.",
                most=significant(self.scale.high, 3),
            )
        if below:
            self.tell(
                "Losses below {least} are drawn as if they were {least}.",
                least=significant(self.scale.low, 1),
            )

    def training(self) -> None:
        """Follow the runs over their surfaces."""
        start = self.orbit
        figures = VGroup(*(stage.figures(self.theme) for stage in self.stages))

        def draw(progress: float) -> None:
            self.view_from(between(start, self.last, progress))
            for stage in self.stages:
                stage.draw(progress)

        draw(0)
        if len(self.key):
            self.act(FadeOut(self.key), seconds=0.4)
        self.act(FadeIn(figures), seconds=0.7)
        self.tell("The dot is the network. It never was on this plane exactly…")
        self.tell("… so we draw its shadow: the place of the plane that is nearest to it.")
        self.say("Two losses: at the shadow, on the plane, and the true one.")
        self.drive(Group(self.panels, figures), draw, 12.0)
        self.beat(1.0)
        self.own_up()

    def own_up(self) -> None:
        """State where the picture is furthest from the truth."""
        shadows = [view.landscape.shadow for view in self.views]
        worst = int(np.argmax([np.abs(misled(shadow)).max() for shadow in shadows]))
        shadow = shadows[worst]
        step = int(np.abs(misled(shadow)).argmax())
        values = {
            "step": grouped(shadow.steps[step]),
            "plane": significant(shadow.plane_loss[step], 3),
            "true": significant(shadow.true_loss[step], 3),
        }
        if len(shadows) == 1:
            self.tell("At step {step} the picture says {plane}, the truth was {true}.", **values)
        else:
            self.tell(
                "{name}, step {step}: the picture says {plane}, the truth was {true}.",
                name=self.views[worst].title,
                **values,
            )

    def map(self) -> None:
        """See it from above."""
        self.say("From above, the surface is a map.")

        def draw(progress: float) -> None:
            self.view_from(between(self.last, FROM_ABOVE, progress))
            for stage in self.stages:
                stage.panel.follow_last()

        self.drive(self.panels, draw, 3.0)

        def flatten(progress: float) -> None:
            for stage in self.stages:
                stage.panel.flatten(progress)

        self.drive(self.panels, flatten, 1.0)
        charts = [stage.axes(self.theme) for stage in self.stages]
        self.act(*map(FadeIn, charts), seconds=0.6)
        self.tell("A contour line joins places of equal loss. Where lines crowd, it is steep.")
        if self.views[0].landscape.plane.kind == "random":
            self.tell("On the axes, 1 changes the weights by as much as they are large.")
        else:
            self.tell("Numbers on the axes are distances between settings of the parameters.")
        shares = translate(" and ").join(
            share_text(v.landscape.shadow.explained) for v in self.views
        )
        self.tell(
            "Of all the training moved, the plane shows {share} of the variance.", share=shares
        )
        self.tell("A landscape is a shadow. Another slice would look different.")
        self.beat(2.0)


def misled(shadow: Shadow) -> np.ndarray:
    """Return by how much the plane's loss is above the true one, array (steps,)."""
    return np.nan_to_num(shadow.plane_loss - shadow.true_loss)


def between(first: Orbit, last: Orbit, share: float) -> Orbit:
    """Return a direction of view on the way from one to another."""
    return Orbit(
        first.azimuth + share * (last.azimuth - first.azimuth),
        first.tilt + share * (last.tilt - first.tilt),
    )
