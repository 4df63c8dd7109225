"""The names that a film's sections can have, known before anything is computed or drawn."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SectionNames:
    """What is known of a film's sections from its source.

    Attributes
    ----------
    names : tuple of str
        In the order in which the story tells of them; some may be told only sometimes. Words are
        joined by hyphens.
    complete : bool
        Whether there can be no others; some films name sections after what they show.
    """

    names: tuple[str, ...]
    complete: bool


def section_names(scene: Any, spec: Any) -> SectionNames:
    """Return the sections that a scene can have with a spec.

    They are the acts that spec or scene list, unless the scene has a `story` of its own; then they
    are the names that stand in its source.

    Parameters
    ----------
    scene : type of StoryScene
    spec : FilmSpec
    """
    acts = tuple(getattr(spec, "acts", scene.acts))
    own = next(kind for kind in scene.__mro__ if "story" in vars(kind))
    if own.__module__ == "scenes.storytelling.story":
        return SectionNames(_hyphened(acts), complete=True)
    tree = ast.parse(textwrap.dedent(inspect.getsource(vars(own)["story"])))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call.args[0] for call in calls if _called(call) == "Act" and call.args]
    listed = any(_called(call) in ("act_named", "story") for call in calls)
    literal = [
        name.value
        for name in named
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
    ]
    names = (*(acts if listed else ()), *literal)
    return SectionNames(_hyphened(names), complete=len(literal) == len(named))


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _hyphened(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.replace("_", "-").replace(" ", "-") for name in names))
