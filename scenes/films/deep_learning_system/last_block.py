"""The last block from near: how softmax makes shares of its raw outputs, and what the loss asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from manim import FadeIn, FadeOut, VMobject, linear, smooth

from engine.geometry.layers import SamplePass, layer_weights
from scenes.films.deep_learning_system import system_words as words
from scenes.films.deep_learning_system.system_stage import SystemStage
from scenes.films.deep_learning_system.worked_rows import WorkedRows
from scenes.languages.numbers import fixed
from scenes.mobjects.network_diagram import Edge, Unit
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import swell
from scenes.storytelling.stage import Area, area_of
from scenes.storytelling.staged_scene import NEARER

BESIDE, BELOW = 0.68, 0.4
"""Room for rows of numbers, left of the last block or below it, as a share of its extent."""


class LastBlock(SystemStage):
    """What happens at the outputs, worked out with numbers."""

    def close_view(self) -> View:
        """Return the view of the last block and the loss, with room for rows of numbers."""
        box, judge = area_of(self.system.blocks[-1]), area_of(self.system.judge)
        low = np.array([float(self.places.xs[-3]) - self.system.reach, box.low[1]])
        high = np.array([max(judge.high[0], area_of(self.system.names).high[0]), box.high[1]])
        room = [0, BELOW] if self.stage.is_upright else [BESIDE, 0]
        return view_of(Area(low - room * (high - low), high), self.stage, 0.04)

    def come_close(self) -> None:
        """Go to the last block, while the others go."""
        last = len(self.system.blocks) - 1
        self.move_camera(self.close_view(), lambda p: self.system.single_out(last, p), 1.4)

    def go_back(self) -> None:
        """Go home from there, while the others come again."""
        last, home = len(self.system.blocks) - 1, self.following.home[0]
        end = View(home[:2].copy(), 1.0)
        self.move_camera(end, lambda p: self.system.single_out(last, 1 - p), 1.4)

    def stay_close(self, least: float = 0.6) -> None:
        """Come a little nearer, or go back, until the sentence has been read."""
        view = self.close_view()
        nearer = View(view.centre, (1 + NEARER) * view.zoom)
        self.look_at(nearer if self.view.is_near(view) else view, self.reading_time(least))

    def rows_of(self, lines: list[str], colour: str) -> WorkedRows:
        """Set rows of numbers beside the last block."""
        left = np.inf if self.stage.is_upright else float(self.stage.title.low[0])
        worked = WorkedRows(lines, left, self.stage, self.theme, colour=colour)
        self.pin(worked)
        return worked

    def judge_outputs(self, passed: SamplePass) -> None:
        """Make shares of the raw outputs, and compare them with the desired ones."""
        last, system = len(self.widths) - 1, self.system
        self.say("Softmax makes shares of the raw outputs: e to the power of each, over the sum.")
        self.come_close()
        worked = self.rows_of(words.share_lines(passed.scores.tolist()), self.theme.highlight)
        for line in worked.rows:
            self.act(FadeIn(line), seconds=0.55)
        self.exchange_values(last, passed.values[last])
        self.stay_close()
        self.say(words.untrained(float(passed.values[-1][self.label]), passed.loss))
        system.loss_number.write(fixed(passed.loss, 2))
        self.act(FadeOut(worked), FadeIn(system.loss_number), seconds=0.4)
        self.judge(self.theme.highlight)
        self.stay_close(0.1)

    def carry_back(self, passed: SamplePass) -> None:
        """Work out the loss's slopes by the raw outputs, and by one unit of the layer before."""
        last, violet = len(self.widths) - 1, self.theme.gradient
        self.say("Backward: the slope of the loss by each raw output is output minus desired.")
        self.judge(violet)
        errors = self.rows_of(words.error_lines(passed.values[last].tolist(), self.label), violet)
        errors.rows.set_fill(violet)
        for line in errors.rows:
            self.act(FadeIn(line), seconds=0.6)
        self.exchange_values(last, passed.gradients[last], colour=violet)
        self.stay_close()
        weights = layer_weights(self.recording, 0)[-1][:, 0]
        self.say("Back through the block: each weight times the slope behind it, summed.")
        lines = words.carried_lines(weights.tolist(), passed.gradients[last].tolist())
        worked = self.rows_of(lines, violet)
        unit = (last - 1, 0)
        self.act(FadeOut(errors), self.ring(last - 1, unit, smooth), seconds=0.4)
        for row, line in enumerate(worked.rows):
            targets = range(len(weights))[row : row + 1]
            glow = self.glow(last - 1, unit, [(last - 1, 0, target) for target in targets])
            self.act(FadeIn(line), Drive(VMobject(), glow, rate_func=linear), seconds=0.9)
        self.act(self.ring(last - 1, unit, lambda t: 1 - smooth(t)), seconds=0.3)
        self.exchange_values(last - 1, passed.gradients[last - 1], colour=violet)
        self.stay_close()
        self.act(FadeOut(worked), seconds=0.3)

    def ring(self, block: int, unit: Unit, rate: Callable[[float], float]) -> Drive:
        """Ring a unit in a block alone, or let the ring go, as the rate says."""

        def draw(strength: float) -> None:
            self.network.highlight([unit])
            self.network.rings.set_stroke(opacity=strength)
            self.system.single_out(block, 1.0)

        return Drive(VMobject(), draw, rate_func=rate)

    def glow(self, block: int, unit: Unit, edges: Iterable[Edge]) -> Callable[[float], None]:
        """Return what rings a unit and lights up weights for a moment, in a block alone."""
        lit = list(edges)

        def draw(progress: float) -> None:
            self.network.highlight([unit], lit, strength=swell(progress))
            self.network.rings.set_stroke(opacity=1)
            self.system.single_out(block, 1.0)

        return draw

    def exchange_values(self, layer: int, values: np.ndarray, *, colour: str | None = None) -> None:
        """Let other values, such as derivatives in their colour, take the place of a layer's."""
        levels, numbers = self.network.levels[layer], self.network.numbers[layer]
        self.act(FadeOut(levels), FadeOut(numbers), seconds=0.15)
        numbers.set_fill(colour or self.theme.text)
        levels.set_fill(opacity=(0.5 if colour else 1.0) * self.system.fill)
        self.network.set_values(layer, values)
        self.act(FadeIn(levels), FadeIn(numbers), seconds=0.3)
