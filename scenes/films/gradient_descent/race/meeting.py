"""The acts of the race before it begins: the surface and who takes part."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, FadeIn, FadeOut, VGroup

from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.scoreboard import mark_of
from scenes.films.gradient_descent.race.first_steps import MARK, FirstSteps
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.words import surface_name
from scenes.mobjects.arrays.heat_map import cell_centres
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area, plated

NAMES, ROW = 28, 0.55
"""Size of the names of those who take part, and how far apart they stand, in frame units of
16:9."""
OPENING, BACK = 3.0, 0.9
"""Seconds in which all run their ways at first, and back to the start."""
ASIDE = 0.2
"""From the corner to their list, likewise: there is room for a camera that comes closer."""
HEIGHTS = 30
"""Size of the words for where the loss is low and high, in 16:9."""
SOUGHT = 0.1, 0.75
"""Where places for them are sought, as shares of the frame's height."""
PULSE = 5.0
"""Stroke width that is added to lines that a sentence is about."""


class RaceMeeting(FirstSteps):
    """Introduces the surface and the optimisers."""

    def show_surface(self) -> None:
        """Open with all on their ways, run them back to the start, and show the finish line."""
        track, descents = self.track, self.results.descents
        track.draw(0.0)
        pace = self.pace_of(track)
        marks, names = self.roster()
        self.open_with(track, names, marks, hero=(track.map.heat,))

        def run(progress: float) -> None:
            track.draw(pace.step_at(progress), self.view.zoom)

        self.say(
            "One start, and {count} ways down the same loss. Which is the quickest?",
            count=len(descents),
        )
        self.drive_in_place(run, self.reading_time(OPENING))
        self.say(
            "Seen from above: lines of equal loss. Thick: the finish line, {goal}.", goal=self.bar
        )
        gone = VGroup(names, marks)
        self.drive_in_place(lambda p: run(1 - p), BACK)
        track.remove(track.crowd)
        self.add(track.crowd)
        heights = self.low_and_high()
        self.act(FadeOut(gone), seconds=0.3)
        self.retitle(self.name_of_surface(self.results), FadeIn(heights))
        named = [] if self.title is None else [self.title]
        self.act(FadeIn(track.name_goal(*heights, *named)), seconds=0.4)
        self.drift(1.4, self.light_finish)
        self.act(FadeOut(heights), seconds=0.3)

    def roster(self) -> tuple[VGroup, VGroup]:
        """List the marks of all who take part, and their names beside them, on a ground.

        The list stands in a corner on the left in which it covers least of the ways.
        """
        scale = self.stage.scale
        marks, names = VGroup(), VGroup()
        for i, rival in enumerate(self.rivals):
            mark, place = mark_of(rival, self.theme), np.array([0.0, -ROW * i * scale])
            mark.set_places(place[None], MARK * scale)
            name = self.write(rival.name, self.stage.text_size(NAMES), rival.colour, bold=True)
            marks.add(mark)
            names.add(name.move_to(at(0.3 * scale, place[1]), aligned_edge=LEFT))
        ground, _ = listed = plated(VGroup(marks, names), self.theme, 0.12 * scale)
        corner = min(
            (UP + LEFT, DOWN + LEFT), key=lambda each: self.crossed(listed, each, self.home_view())
        )
        edge = self.inner.corner(corner) - ASIDE * scale * corner
        listed.move_to(edge, aligned_edge=corner)
        return marks, VGroup(ground, names)

    def low_and_high(self) -> VGroup:
        """Write where the loss is low, and where it is high."""
        inner, view, size = self.inner, self.track.map, self.stage.text_size(HEIGHTS)
        edge = np.array([1.0, 0.4]) * self.stage.scale
        low, high = inner.low + edge, inner.high - edge
        bounds = [low[1] + share * (high[1] - low[1]) for share in SOUGHT]
        sought = Area(np.array([low[0], bounds[0]]), np.array([high[0], bounds[1]]))
        places = cell_centres(sought.low, sought.high, (24, 48))
        losses = view.surface.value((places - view.origin) / view.unit)
        tags = VGroup()
        for word, index in (("low", np.nanargmin(losses)), ("high", np.nanargmax(losses))):
            tag = chip_of(self.write(word, size, self.theme.text), self.stage, self.theme)
            tags.add(tag.move_to(at(*places.reshape(-1, 2)[index])))
        tags[0].shift(at(0, -0.5 * self.stage.scale))  # below the mark of the minimum
        return tags

    def name_of_surface(self, race: Race) -> VGroup:
        """Write the name of the surface of a race."""
        size = self.stage.text_size(NAMES)
        template, values = surface_name(race)
        return self.titled(self.write(template, size, self.theme.text, **values))

    def light_finish(self, progress: float) -> None:
        """Light up the finish line, and let it dim again."""
        self.track.finish.set_stroke(width=4 + PULSE * np.sin(np.pi * progress) ** 2)
