"""All points go once more through the trained blocks, as a sheet that they bend."""

from __future__ import annotations

from itertools import pairwise

from manim import LEFT, UP, FadeIn

from engine.geometry.decisions import accuracy
from scenes.films.deep_learning_system import system_words as words
from scenes.films.deep_learning_system.block_row import BlockRow
from scenes.films.deep_learning_system.block_walk import Aim
from scenes.films.deep_learning_system.system_stage import SystemStage
from scenes.languages.numbers import percent
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn

LOOK, MOVE = 0.9, 1.2
"""Seconds in which it is looked from elsewhere, and of each of a block's two parts."""


class WalkStage(SystemStage):
    """The act in which the learned representation is seen to come about."""

    def representation(self) -> None:
        """Watch each block turn and bend the sheet, draw the line, and see it among the inputs."""
        pictures, walk, panel = self.pictures, self.pictures.walk, self.pictures.panels[0]
        row = self.row_of_blocks(len(walk.depths) - 1)
        self.say("What has it learned? Here is the raw input again, as a sheet.")
        self.aim = walk.start
        pictures.show_walk(0.0, self.aim)
        self.exchange(pictures.panels[-1], panel)
        self.come_nearer(0.6)
        for block, depths in enumerate(pairwise(walk.depths)):
            self.through_block(block, depths, row)
        learned = percent(accuracy(self.recording, self.recording.last_step))
        self.say(
            "All blocks are one map, φ: it brings the points to where a line gets {share}.",
            share=learned,
        )
        self.act(*in_turn([row.parts], [row.brace]), seconds=0.7)

        def judge(progress: float) -> None:
            pictures.show_walk(walk.depths[-1], self.aim.towards(walk.end, progress), progress)

        self.drive_in_place(judge, max(2.0, self.reading_time()), gentle)
        self.say("Deep learning learns both from data: the map φ, and the line.")
        pictures.show_answer()
        self.exchange(panel, pictures.panels[-1])
        self.come_nearer(2.0)

    def through_block(self, block: int, depths: tuple[int, int], row: BlockRow) -> None:
        """Say what a block does, and let it: its linear map, then its activation."""
        walk, (start, end), count = self.pictures.walk, depths, len(row.boxes)
        widths = self.widths[1:-1]
        if block == 0:
            self.say(words.drawn_as(widths))
            self.act(FadeIn(row.ground), FadeIn(row.boxes), FadeIn(row.parts), seconds=0.4)
        else:
            self.say(words.block_said(block + 1, widths[block], widths[block - 1]))
        for part, (before, after) in enumerate(((start, start + 1), (start + 1, end))):
            self.look_from(walk.aim(block, part, 0.0), before)

            def move(p: float, part: int = part, before: int = before, after: int = after) -> None:
                self.aim = walk.aim(block, part, p)
                self.pictures.show_walk(before + p * (after - before), self.aim)
                row.light((block + (part + p) / 2) / count)

            self.drive_in_place(move, MOVE, gentle)

    def look_from(self, aim: Aim, depth: float) -> None:
        """Look at the sheet, which stands still, from elsewhere."""
        start, self.aim = self.aim, aim
        if start.orbit != aim.orbit:
            self.drive_in_place(
                lambda p: self.pictures.show_walk(depth, start.towards(aim, p)), LOOK, gentle
            )

    def row_of_blocks(self, count: int) -> BlockRow:
        """Make the row in which the blocks light up, in the upper left."""
        row = BlockRow(count, self.spec.activation, self.theme, self.stage.text_size(26))
        row.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(row)
        return row
