"""What the film of gradient descent can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from engine.errors import UsageError
from engine.options import option
from engine.registry import Registry
from scenes.storytelling.film_spec import FilmSpec, acts_option, check_acts

ACTS = ("surface", "steps", "descent", "compare")
NEGATIVE = (-5.0, -5.0)
"""Where the rule that the chapter prints climbs, on the chapter's bowl."""
VIEWS: Registry[str] = Registry("view")
VIEWS.add("both", "the surface in space, and the map of it")
VIEWS.add("surface", "the surface in space alone")
VIEWS.add("contour", "the map alone")


@dataclass(frozen=True, kw_only=True)
class GradientDescentSpec(DescentSpec, FilmSpec):
    """The film of a descent, step by step."""

    view: str = option("both", "How a surface of two variables is seen.", VIEWS)
    compare: str | None = option(
        None,
        "Another rule, shown side by side at the end [as-printed on the chapter's bowl].",
        RULES,
    )
    acts: tuple[str, ...] = acts_option(ACTS)

    def __post_init__(self) -> None:
        DescentSpec.__post_init__(self)
        FilmSpec.__post_init__(self)
        if self.compare == self.optimizer:
            raise UsageError(f"--compare {self.compare}: choose another rule than --optimizer's")
        check_acts(self.acts, ACTS)
        if self.acts == ("compare",) and self.rival is None:
            raise UsageError("--acts compare: name the other rule with --compare")

    @property
    def rival(self) -> DescentSpec | None:
        """The other descent: from the same start, or, of the chapter's rule, from a negative one.

        There that rule shows at once that it is not gradient descent.
        """
        name = self.compare
        chapter = self.formula is None and self.surface == "bowl"
        if name is None and chapter and self.optimizer == "gradient-descent":
            name = "as-printed"
        if name is None:
            return None
        other = replace(self.descent, optimizer=name)
        if chapter and (self.optimizer, name) == ("gradient-descent", "as-printed"):
            is_free = self.start is None and self.domain is None
            other = replace(other, start=NEGATIVE) if is_free else other
        same_pace = other.rule.pace == self.rule.pace
        return replace(other, rate=self.learning_rate()) if same_pace else other

    @property
    def subject(self) -> tuple[Any, ...]:
        """The descents that are shown, however they are seen."""
        return ("descent", self.descent), ("rival", self.rival)
