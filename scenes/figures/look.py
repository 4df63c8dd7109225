"""How a figure looks: its colours, its language, its style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenes.language import ENGLISH, Language
from scenes.theme import THEMES, Theme
from scenes.typefaces import FAMILIES, families_of, truetype_file

STYLES = Path(__file__).parent / "styles"


@dataclass(frozen=True)
class Look:
    """What a figure is drawn with.

    Attributes
    ----------
    theme : Theme
        The films' colours.
    language : Language
    said : set of str
        The English templates that were asked for.
    """

    theme: Theme
    language: Language = ENGLISH
    said: set[str] = field(default_factory=set, compare=False)

    def say(self, template: str, **values: Any) -> str:
        """Translate a template, then fill in its fields.

        Raises
        ------
        WarpreelError
            If the language has no words for it, or no font its characters.
        """
        self.said.add(template)
        text = self.language.say(template, **values)
        families_of(text)
        return text


@contextmanager
def style_of(theme: str) -> Iterator[None]:
    """Draw by the style sheet of a theme, and by nothing that a user has configured."""
    import matplotlib.style
    from matplotlib.font_manager import fontManager

    for family in FAMILIES:
        for bold in (False, True):
            file = str(truetype_file(family, bold=bold))
            if not any(known.fname == file for known in fontManager.ttflist):
                fontManager.addfont(file)
    with matplotlib.style.context(["default", STYLES / f"{THEMES.key(theme)}.mplstyle"]):
        yield
