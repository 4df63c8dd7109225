"""The style of a figure: colours, typefaces, language, and Matplotlib's settings."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenes.languages.language import ENGLISH, Language
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme
from scenes.theme.typefaces import families_of, typefaces, use_typefaces

STYLE_SHEET = Path(__file__).parent / "figure.mplstyle"


@dataclass(frozen=True)
class Style:
    """Theme and language of a figure.

    Attributes
    ----------
    theme : Theme
        Colours, shared with the films.
    language : Language
    said : set of str
        English templates that were translated so far.
    """

    theme: Theme
    language: Language = ENGLISH
    said: set[str] = field(default_factory=set, compare=False)

    def say(self, template: str, **values: Any) -> str:
        """Translate a template and fill in its fields.

        Parameters
        ----------
        template : str
            English, with fields such as ``{count}``.
        **values
            Of the fields.

        Raises
        ------
        WarpreelError
            If the language has no translation of it, or no font has its characters.
        """
        self.said.add(template)
        text = self.language.say(template, **values)
        families_of(text)
        return text


@contextmanager
def use_style(theme: Theme) -> Iterator[None]:
    """Use the colours and typefaces of a theme, and no settings of the user, within the block."""
    # That it makes a list of fonts, once, is nobody's business but its own.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.WARNING)
    import matplotlib.style
    from matplotlib.font_manager import fontManager

    with use_typefaces(typefaces_of(theme)):
        for typeface in typefaces():
            for bold in (False, True):
                file = str(typeface.truetype(bold=bold))
                if not any(known.fname == file for known in fontManager.ttflist):
                    fontManager.addfont(file)
        with matplotlib.style.context(["default", STYLE_SHEET, _settings(theme)]):
            yield


def _settings(theme: Theme) -> dict[str, Any]:
    """Return the colours and typefaces of a theme as Matplotlib's settings."""
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
