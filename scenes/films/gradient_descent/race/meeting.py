"""The acts of the race before it begins: the surface and who takes part."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, FadeIn, FadeOut, VGroup, linear, smooth

from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.scoreboard import mark_of
from scenes.films.gradient_descent.race.first_steps import MARK, FirstSteps
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.words import surface_name
from scenes.mobjects.arrays.heat_map import cell_centres
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area, plated, show_plated

NAMES, ROW, LATE = 28, 0.55, 0.4
"""Size of the names of those who take part, how far apart they stand, in frame units of 16:9; and
how much later the last of them sets out, as a share of the time."""
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
        """Open with all who take part, let them gather at the start, and show the finish line."""
        track, descents = self.track, self.results.descents
        track.draw(0.0)
        track.remove(track.crowd)
        marks, names = self.roster()
        self.open_with(track, names, marks, hero=(track.map.heat,))
        self.say(
            "One start, and {count} ways down the same loss. Which is the quickest?",
            count=len(descents),
        )
        self.drive_in_place(self.light_finish, self.reading_time(2.0))
        self.say(
            "Seen from above: lines of equal loss. Thick: the finish line, {goal}.", goal=self.bar
        )
        self.gather(marks, names)
        heights = self.low_and_high()
        self.retitle(self.name_of_surface(self.results), FadeIn(heights))
        self.drift(1.0, self.light_lines)
        named = [] if self.title is None else [self.title]
        self.act(FadeOut(heights), FadeIn(track.name_goal(*named)), seconds=0.4)
        self.drift(1.0, self.light_finish)

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

    def gather(self, marks: VGroup, names: VGroup) -> None:
        """Let the marks go from their list to the start, one after the other."""
        track, size = self.track, MARK * self.stage.scale
        starts = [mark.get_center()[:2] for mark in marks]
        goal = track.map.place(self.results.descents[0].path[0])
        self.drive_in_place(lambda p: show_plated(1 - p, names), 0.5)
        self.remove(names)

        def draw(progress: float) -> None:
            for i, (mark, start) in enumerate(zip(marks, starts, strict=True)):
                late = LATE * i / len(starts)
                share = smooth(float(np.clip((progress - late) / (1 - LATE), 0, 1)))
                place = start + share * (goal - start)
                mark.set_places(place[None], size / self.view.zoom)

        self.drive(marks, draw, 1.2, linear)
        track.draw(0.0, self.view.zoom)
        self.remove(marks)
        self.add(track.crowd)

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

    def light_lines(self, progress: float) -> None:
        """Light up the lines of equal loss, and let them dim again."""
        self.track.map.lines.set_stroke(opacity=0.6 + 0.4 * np.sin(np.pi * progress))

    def light_finish(self, progress: float) -> None:
        """Light up the finish line, and let it dim again."""
        self.track.finish.set_stroke(width=4 + PULSE * np.sin(np.pi * progress) ** 2)
