"""Colours with a meaning, the same in every scene and figure; one palette per background.

Class colours derive from Okabe & Ito's palette for colour-blind viewers (2008), lightened or
darkened for at least 3:1 contrast against the background; a class also has a shape.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from engine.registry import Registry


@dataclass(frozen=True)
class Attachment:
    """A file of a theme with its content: worker machines may lack the file.

    Attributes
    ----------
    name : str
        Without its folder.
    data : bytes
    """

    name: str
    data: bytes = field(repr=False)
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(self.data).hexdigest())


@dataclass(frozen=True)
class Fonts:
    """The typeface of a theme; ours stand in for the characters that it lacks.

    Attributes
    ----------
    family : str
        As the font file calls it.
    regular, bold : Attachment
        Font files; one that is variable may be both.
    """

    family: str
    regular: Attachment
    bold: Attachment


@dataclass(frozen=True)
class Logo:
    """A small picture in every frame of a film.

    Attributes
    ----------
    picture : Attachment
        PNG or SVG.
    corner : str
        ``bottom left`` or ``bottom right``: where every story has room.
    height : float
        As a share of the frame's.
    """

    picture: Attachment
    corner: str
    height: float


@dataclass(frozen=True)
class Theme:
    """What each meaning looks like.

    Attributes
    ----------
    background, panel, edge : str
        Behind everything, behind a picture, and around it.
    text, muted : str
        Sentences and numbers; labels of lesser rank.
    grid : tuple of str
        Lines that began horizontal, lines that began vertical.
    border : str
        What separates classes: line, plane, decision border.
    loss, accuracy : str
        Their curves.
    highlight : str
        The stage at work.
    gradient : str
        Gradients, and whatever flows backwards.
    positive, negative : str
        Weights and values by their sign; also the first and the second axis.
    classes : tuple of str
        One colour per class, reused from the front after the last.
    fonts : Fonts, optional
        Our own by default.
    logo : Logo, optional
    """

    background: str
    panel: str
    edge: str
    text: str
    muted: str
    grid: tuple[str, str]
    border: str
    loss: str
    accuracy: str
    highlight: str
    gradient: str
    positive: str
    negative: str
    classes: tuple[str, ...]
    fonts: Fonts | None = None
    logo: Logo | None = None

    def colour_of(self, label: int) -> str:
        """Return the colour of a class."""
        return self.classes[label % len(self.classes)]


THEMES: Registry[Theme] = Registry("theme")
THEMES.add(
    "dark",
    Theme(
        background="#0d1017",
        panel="#141925",
        edge="#2b3446",
        text="#f2f4f8",
        muted="#9aa7bd",
        grid=("#5d7393", "#7c6c97"),
        border="#ffffff",
        loss="#ff8f6b",
        accuracy="#5fd3a5",
        highlight="#ffd166",
        gradient="#d59cff",
        positive="#6cbcf5",
        negative="#ff9d5c",
        classes=(
            "#56b4e9",
            "#f5a623",
            "#2ec99a",
            "#e58fc0",
            "#f0e442",
            "#ff7043",
            "#8f9bff",
            "#b8e986",
            "#d0d6e2",
            "#c49a6c",
        ),
    ),
)
THEMES.add(
    "light",
    Theme(
        background="#ffffff",
        panel="#f5f7fa",
        edge="#c9d1dc",
        text="#12161d",
        muted="#525d6e",
        grid=("#8fa3bd", "#a899bd"),
        border="#10151c",
        loss="#c03d12",
        accuracy="#00734f",
        highlight="#a85b00",
        gradient="#8a2fc0",
        positive="#0067a8",
        negative="#b84a00",
        classes=(
            "#0072b2",
            "#c44e00",
            "#00795a",
            "#a8478a",
            "#7d6b00",
            "#b3202c",
            "#4a4fc4",
            "#4f7a12",
            "#56606e",
            "#7a5324",
        ),
    ),
)
