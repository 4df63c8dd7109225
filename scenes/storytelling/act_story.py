"""A film whose acts each clear the stage of the one before."""

from __future__ import annotations

from manim import FadeIn, FadeOut, VGroup, VMobject

from scenes.storytelling.story import StoryScene


class ActStory(StoryScene):
    """A film of acts: what an act shows stays until the next one enters.

    So a section ends on a full picture, at which slides can pause.
    """

    shown: VGroup

    def setup(self) -> None:
        """Begin with an empty stage."""
        super().setup()
        self.shown = VGroup()

    def enter(self, *shown: VMobject) -> None:
        """Fade out what the previous act showed, and fade in the first mobjects of this one."""
        if len(self.shown):
            self.act(FadeOut(self.shown), seconds=0.5)
        self.shown = VGroup(*shown)
        self.act(FadeIn(self.shown), seconds=0.8)

    def join(self, *shown: VMobject, seconds: float = 0.8) -> None:
        """Fade in more mobjects of the same act."""
        self.act(*(FadeIn(one) for one in shown), seconds=seconds)
        self.shown.add(*shown)
        self.add(self.shown)  # so that all of it leaves as one
