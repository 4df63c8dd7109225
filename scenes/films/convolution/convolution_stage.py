"""The stage of the film of convolution: a digit, its map, and a layer as it is trained."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, UP, Line

from engine.experiments.filters import FilterRun, record_filters, worked_response
from engine.geometry.pace import pace_by_distance
from engine.progress import Work, each_training_step, unwatched
from scenes.cache.results import kept_result
from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.convolution_spec import ConvolutionSpec
from scenes.films.convolution.digit_and_map import DigitAndMap
from scenes.films.convolution.digit_bars import DigitBars
from scenes.films.convolution.filter_and_map import FilterAndMap
from scenes.films.convolution.filter_card import FilterCard
from scenes.films.convolution.layer_layout import LayerLayout, Onward, divided
from scenes.films.convolution.worked_cells import WorkedCells
from scenes.languages.language import translate
from scenes.languages.numbers import grouped, percent
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.easing import gentle
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import EDGE, Area
from scenes.storytelling.staged_scene import StagedScene

LAID = 0.92
"""Opacity of the filter where it lies on the pixels."""
HEADROOM = 1.1
"""The response that has the full colour, relative to the strongest: numbers stand out on all."""
NUMBERS = 0.4
"""Share of the way to where the camera is close on which the pixels' numbers go."""
SUMS, SUMS_UPRIGHT = 46.0, 31.0
"""Size of the sum, the bias and the response in 16:9, beside the pixels or above them."""


class ConvolutionStage(StagedScene):
    """A digit under a filter, the map that it makes, and all filters with their maps.

    Attributes
    ----------
    which : int
        The filter that is shown at work.
    place : (int, int)
        Where its response is worked out.
    layer_layout : LayerLayout
        Where one of its filters stands as it learns.
    laid : FilterCard
        The filter that lies on the digit,
    laid_which : int
        which one it is,
    spot : (int, int)
        and where it responds to what it finds.
    own : FilterAndMap
        The same, where it is watched as it learns.
    """

    spec: ClassVar[ConvolutionSpec] = ConvolutionSpec()
    results: ClassVar[FilterRun]
    layer_layout: LayerLayout
    laid: FilterCard

    @classmethod
    def compute(cls, spec: ConvolutionSpec, work: Work = unwatched) -> FilterRun:
        """Train the network, or find what was recorded of it."""
        request = spec.filters

        def record() -> FilterRun:
            advance = each_training_step(work("training on digits", request.steps))
            return record_filters(request, advance)

        return kept_result(FilterRun, ("filters", request), record)

    @classmethod
    def report(cls, results: FilterRun) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        before, after = (percent(float(results.accuracy[i])) for i in (0, -1))
        return [
            f"digits that are read rightly: {before} before training, {after} after "
            f"{results.last_step} steps; this {results.label} is taken for a {results.read_as}"
        ]

    def prepare(self) -> None:
        """Build the digit, the filter and all that comes of them."""
        run, stage, theme = self.results, self.stage, self.theme
        self.last = run.last_step
        self.which, self.place = words.chosen_filter(run), words.chosen_place(run)
        self.laid_which, self.spot = self.which, self.place
        self.responses = words.chosen_map(run)
        limit = HEADROOM * float(np.abs(self.responses).max())
        weights, _ = run.filters(self.last)
        self.strongest = strongest = float(np.abs(weights).max())
        self.picture = DigitAndMap(run.image, limit, stage, theme)
        self.card = self.laid = FilterCard(weights[self.which], strongest, theme)
        self.worked = worked_response(run, self.which, *self.place)
        self.cells = WorkedCells(self.worked, self.picture, self.place)
        self.sums = self.corner_numbers()
        left, right = stage.title.corner(UP + LEFT), stage.numbers.corner(UP + RIGHT)
        edge = EDGE * stage.scale
        names = translate("training step"), translate("new digits read correctly")
        self.step = LabelledNumber(names[0], theme.text, grouped(self.last), left, 0, stage)
        self.accuracy = LabelledNumber(names[1], theme.accuracy, "100.0%", right, 1, stage)
        low = stage.hero.low + np.array([1.5, 0.5]) * edge
        high = stage.hero.high - np.array([1.2, 1.0]) * edge
        high[1] = min(float(each.get_bottom()[1]) for each in (self.step, self.accuracy)) - edge
        self.layer_layout = layout = divided(Area(low, high), stage.is_upright)
        self.own = FilterAndMap(run.image.shape, (strongest, limit), theme)
        self.bars = DigitBars(run.label, layout.outputs, theme)
        self.read_bars = DigitBars(run.label, self.picture.map_box, theme)
        self.onward = Onward(layout, stage, theme)
        self.rule = self.rule_of_sum()
        self.pin(self.sums, self.rule)
        self.show_step(self.last)

    def corner_numbers(self) -> CornerNumbers:
        """Return the sum, the bias and the response, in a corner."""
        worked, theme, stage = self.worked, self.theme, self.stage
        widest = max(map(words.number_text, (-88.88, worked.total, worked.response)), key=len)
        rows = [
            ("sum", widest, theme.text),
            ("bias", widest, theme.text),
            ("response", widest, theme.highlight),
        ]
        corner = stage.numbers.corner(UP + RIGHT)[:2]
        if not stage.is_upright:  # beside the middle of the pixels
            corner = np.array([corner[0] - 0.6, stage.hero.centre[1] + 1.4])
        size = SUMS_UPRIGHT if stage.is_upright else SUMS
        return CornerNumbers(rows, corner, stage.text_size(size), theme)

    def rule_of_sum(self) -> Line:
        """Return the line between what is added up and what it comes to."""
        (_, upper), (_, lower) = self.sums[0][1][1:]
        y = (upper.get_bottom()[1] + lower.get_top()[1]) / 2
        left, right = (float(end[0]) for end in (self.sums.get_left(), lower.get_right()))
        return Line(at(left, y), at(right, y), color=self.theme.muted, stroke_width=3)

    @property
    def home(self) -> View:
        """What the camera sees at first."""
        middle, _, _ = self.following.home
        return View(middle[:2].copy(), 1.0)

    @property
    def seen(self) -> Area:
        """The part of the picture that the camera sees now."""
        return self.in_picture(self.stage.hero)

    def in_picture(self, area: Area) -> Area:
        """Return the part of the picture that is seen in an area of the frame now."""
        view, middle = self.view, self.home.centre
        low, high = (view.centre + (edge - middle) / view.zoom for edge in (area.low, area.high))
        return Area(low, high)

    def close_in(self, closeness: float) -> None:
        """Let the pixels that the filter does not lie on fade, once their numbers have gone.

        Parameters
        ----------
        closeness : float
            From 0 to 1, how close the camera is to where nothing else is looked at.
        """
        place = np.array(self.place)
        under = [self.picture.window_at(place)]
        seen = max(1 - closeness / NUMBERS, 0.0)
        self.picture.show_numbers(seen, inside=self.seen, under=under)
        self.picture.dim_around(max((closeness - NUMBERS) / (1 - NUMBERS), 0.0), place)

    def train(self, seconds: float) -> None:
        """Go through the training, at an even pace of the maps."""
        run = self.results
        courses = np.array([np.maximum(run.maps(step), 0) for step in run.steps])
        moved = np.abs(np.diff(courses, axis=0)).mean(axis=(1, 2, 3))
        pace = pace_by_distance(run.steps, np.append(0.0, moved))
        self.drive_in_place(lambda p: self.show_step(pace.step_at(p)), seconds, gentle)

    def untrain(self, progress: float) -> None:
        """Let filter, map and outputs turn from the trained ones into those of the start."""
        run = self.results
        trained, begun = (self.learned(step) for step in (self.last, 0))
        mixed = [one + progress * (other - one) for one, other in zip(trained, begun, strict=True)]
        self.own.display(*mixed)
        self.bars.turn(run.shares[-1], run.shares[0], progress)

    def learned(self, step: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the weights of the filter that is watched, and its map, at a step."""
        run, which = self.results, self.laid_which
        return run.filters(step)[0][which], np.maximum(run.maps(step)[which], 0)

    def show_step(self, step: float) -> None:
        """Show the filter and its map at a step; numbers are those of the recorded one."""
        run = self.results
        self.own.display(*self.learned(step))
        place = float(np.interp(step, run.steps, np.arange(len(run.steps))))
        before = min(int(place), len(run.steps) - 2)
        share = place - before
        told = round(place)
        self.step.write(grouped(int(run.steps[told])))
        self.accuracy.write(percent(run.accuracy[told], keep_zeros=True))
        shares = (1 - share) * run.shares[before] + share * run.shares[before + 1]
        self.bars.display(shares, run.shares[told])

    def lay(self, place: np.ndarray, written: float = 0.0, numbers: float = 1.0) -> None:
        """Lay filter, window and marker over a place, a row and a column.

        Parameters
        ----------
        place : array (2,)
        written, numbers : float
            Opacities of its weights, and of the values of pixels beside it.
        """
        picture, card = self.picture, self.laid
        picture.put_window(place)
        card.put(picture.pixel_middle(place), picture.pitch, written=written)
        picture.show_numbers(numbers, under=[card.area])
        picture.show_rim(numbers, under=[card.area])

    def slide(self, places: np.ndarray, seconds: float) -> None:
        """Move the window through places (n, 2); each response is filled in when it arrives."""
        picture, before = self.picture, self.picture.filled.copy()
        legs = len(places) - 1

        def draw(progress: float) -> None:
            way = legs * progress
            leg = min(int(way), legs - 1)
            place = places[leg] + (way - leg) * (places[leg + 1] - places[leg])
            self.lay(place)
            filled = before.copy()
            rows, columns = places[: leg + 1].T
            filled[rows, columns] = 1.0
            row, column = places[leg + 1]
            # It is written when it is worked out, not by halves.
            reached = 1.0 if progress == 1 else min(way - leg, 0.5)
            filled[row, column] = max(filled[row, column], reached)
            picture.fill(self.responses, filled)

        self.drive_in_place(draw, seconds, gentle)

    def snake(self) -> np.ndarray:
        """Return all places, rows in turn from left to right and back, array (places, 2)."""
        rows, columns = self.results.image.shape
        return np.array(
            [
                (row, column if row % 2 == 0 else columns - 1 - column)
                for row in range(rows)
                for column in range(columns)
            ]
        )
