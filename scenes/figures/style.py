"""How a figure looks: its colours, its language, its style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenes.languages.language import ENGLISH, Language
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme
from scenes.theme.typefaces import families_of, typefaces, use_typefaces

STYLE = Path(__file__).parent / "figure.mplstyle"


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
def style_of(theme: Theme) -> Iterator[None]:
    """Draw in the colours and typefaces of a theme, and by nothing that a user has configured."""
    import matplotlib.style
    from matplotlib.font_manager import fontManager

    with use_typefaces(typefaces_of(theme)):
        for typeface in typefaces():
            for bold in (False, True):
                file = str(typeface.truetype(bold=bold))
                if not any(known.fname == file for known in fontManager.ttflist):
                    fontManager.addfont(file)
        with matplotlib.style.context(["default", STYLE, _settings(theme)]):
            yield


def _settings(theme: Theme) -> dict[str, Any]:
    """Say in Matplotlib's words what a theme looks like."""
    from cycler import cycler

    return {
        **dict.fromkeys(("figure.facecolor", "savefig.facecolor"), theme.background),
        "legend.facecolor": theme.background,
        "axes.facecolor": theme.panel,
        **dict.fromkeys(("axes.edgecolor", "legend.edgecolor", "grid.color"), theme.edge),
        **dict.fromkeys(("xtick.color", "ytick.color"), theme.edge),
        **dict.fromkeys(("xtick.labelcolor", "ytick.labelcolor"), theme.muted),
        **dict.fromkeys(("text.color", "axes.labelcolor", "axes.titlecolor"), theme.text),
        "axes.prop_cycle": cycler("color", theme.classes),
        "font.family": [typeface.family for typeface in typefaces()],
    }
