"""The sentences that the page's script says, for it to have in one language."""

from __future__ import annotations

from collections.abc import Iterable

from scenes.languages.language import Language

WORDS = (
    "unit {number}",
    "{shown} of {count} units",
    "decided: {name}, {share}",
    "a point of your own",
    "a point of class {name}",
    "input",
    "{shown} of {count} points are drawn.",
    "The training diverged at step {step}: it is shown until then.",
    "step {step} of {count}",
    "depth {depth} of {count}",
    "{units} units, of whose variance {share} is seen.",
    "variance seen: {share}",
    "the axis of unit {number}",
    "Stage {number} of {count}: {formula}",
    "The input space, coloured by what the network decides.",
    "The last hidden space, divided by a plane: {share} of the points are on their side.",
    "The last hidden space, divided by planes: {share} of the points are on their side.",
    "The last hidden space, divided by a line: {share} of the points are on their side.",
    "The last hidden space, divided by lines: {share} of the points are on their side.",
    "The last hidden space, as a shadow.",
    "This network is not trained on here.",
    "The training diverged at step {step}.",
    "all",
    "as in the recording",
)
"""Templates in English; a test compares them with what the script says."""


def words_in(language: Language, templates: Iterable[str] = WORDS) -> dict[str, str]:
    """Return templates in a language, by the English ones.

    Raises
    ------
    WarpreelError
        If it lacks words for one of them.
    """
    return {template: language.template(template) for template in templates}
