"""Acts clear the stage: whatever an act brought in is gone when the next one has entered."""

from pathlib import Path
from typing import ClassVar

from manim import Dot, VGroup, tempconfig

from scenes.storytelling.act_story import ActStory
from scenes.storytelling.film_spec import FilmSpec


def test_what_an_act_showed_leaves_as_one_when_the_next_enters(tmp_path: Path) -> None:
    first, joined, moved, later = VGroup(Dot()), VGroup(Dot()), VGroup(Dot()), VGroup(Dot())

    class TwoActs(ActStory):
        spec: ClassVar[FilmSpec] = FilmSpec()
        results = ()

        def construct(self) -> None:
            self.enter(first)
            self.join(joined)
            self.drive(first, lambda progress: None, 0.1)
            self.join(moved, seconds=0.1)
            self.in_first_act = set(self.get_mobject_family_members())
            self.enter(later)
            self.in_second_act = set(self.get_mobject_family_members())

    settings = {"write_to_movie": False, "save_last_frame": True, "media_dir": str(tmp_path),
                "progress_bar": "none", "verbosity": "ERROR"}  # fmt: skip
    with tempconfig(settings):
        scene = TwoActs()
        scene.render()
    assert {first, joined, moved} <= scene.in_first_act
    assert later in scene.in_second_act
    assert not {first[0], joined[0], moved[0]} & scene.in_second_act
