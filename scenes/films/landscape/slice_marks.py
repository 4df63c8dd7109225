"""Marks on a slice: rules across a curve at round losses, and the edge of a surface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from manim import LEFT, RIGHT, UP, Circle, Dot, DoubleArrow, Line, Mobject, VGroup, VMobject

from scenes.films.landscape.landscape_panel import VEIL, Curtain, LandscapePanel
from scenes.films.landscape.landscape_stage import loss_text
from scenes.languages.language import Phrase
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import Stage, area_of, plated
from scenes.theme.theme import Theme

FACTORS = "Heights go by factors: from {most} to {between} is as far down as from there to {least}."
"""Said of logarithmic heights."""
DASH = 0.12
"""Of an outline, in frame units."""
ALONG, TICK = 0.08, 0.05
"""Where brackets stand on rules, as a share of these; and how far from each they end."""
RING = 0.19
"""Radius of a ring around a place, in frame units."""
SIDES = ((1, -1), (1, 0), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))
"""Where the loss of a ringed place may stand, the best first."""
DIRECTIONS = {
    "pca": "… to u and v: the two directions along which training moved most.",
    "random": "… to two random directions, in which all weights change at once.",
    "checkpoints": "… until it goes through the network at three of its steps.",
}
"""What is said of the two directions of a slice, by its kind."""


def factors_of(scale: Axis, most: float) -> list[float]:
    """Return three losses that are equally far from each other on a logarithmic scale, or none.

    Powers of ten, or else of two; the largest is at most `most`, if there are such.
    """
    if not scale.log:
        return []
    for base in (10.0, 2.0):
        powers = [base**k for k in range(40, -41, -1) if scale.low <= base**k <= scale.high]
        while len(powers) > 3 and powers[0] > most:
            del powers[0]
        if len(powers) >= 3:
            return powers[:3]
    return []


def factors_sentence(heights: Sequence[float]) -> Phrase:
    """Say how logarithmic heights go, by three losses that are equally far from each other."""
    names = ("most", "between", "least")
    return FACTORS, dict(zip(names, map(significant, heights), strict=True))


def lowest_sentence(before: np.ndarray, after: np.ndarray) -> Phrase:
    """Say how low the losses of two slices go, arrays (rows, columns)."""
    low, lower = (loss_text(float(np.nanmin(each))) for each in (before, after))
    text = "The lowest loss in sight was {before}; in this slice it is {after}."
    return text, {"before": low, "after": lower}


def cut_sentences(scale: Axis, cut: tuple[bool, bool]) -> list[Phrase]:
    """Say which losses, above or below a scale, are not drawn as high as they are."""
    above, below = cut
    said: list[Phrase] = []
    if above:
        most = significant(scale.high, 3)
        said.append(("Losses above {most} are drawn as if they were {most}.", {"most": most}))
    if below:
        least = significant(scale.low, 1)
        said.append(("Losses below {least} are drawn as if they were {least}.", {"least": least}))
    return said


def rule_at(loss: float, scale: Axis, panel: LandscapePanel, stage: Stage, theme: Theme) -> VGroup:
    """Rule a line across a curve where the loss is so much, with the number at its end."""
    share = float(scale.share(loss))
    ends = panel.mesh.see(panel.place(np.array([[-1, 0, share], [1, 0, share]])))
    start, end = (at(*each) for each in ends)
    number = LiveNumber(stage.text_size(24), theme.muted).write(significant(loss))
    number.next_to(end, RIGHT, buff=0.12 * stage.scale)
    if number.get_right()[0] > stage.numbers.high[0]:  # no room beside the line
        number.next_to(end, UP + LEFT, buff=0.06 * stage.scale)
    return VGroup(Line(start, end, stroke_width=2, color=theme.muted), number)


def brackets_between(
    rules: Sequence[VGroup], heights: Sequence[float], stage: Stage, theme: Theme
) -> list[VGroup]:
    """Return a bracket from each rule down to the next, with the factor between their losses."""
    brackets, half = [], TICK * stage.scale
    for (above, _), (below, _), pair in zip(rules, rules[1:], pairwise(heights), strict=False):
        top, foot = (
            rule.get_start() + ALONG * (rule.get_end() - rule.get_start())
            for rule in (above, below)
        )
        inset = half * UP
        line = DoubleArrow(
            top - inset, foot + inset, buff=0, color=theme.highlight, stroke_width=4,
            tip_length=0.16 * stage.scale, max_tip_length_to_length_ratio=0.3,
        )  # fmt: skip
        words = sentence("÷ {factor}", stage.text_size(30), theme.highlight,
                         factor=significant(pair[0] / pair[1]))  # fmt: skip
        brackets.append(VGroup(line, words.next_to(line, RIGHT, buff=0.12 * stage.scale)))
    return brackets


def profile_of(heights: np.ndarray, panel: LandscapePanel, theme: Theme) -> VMobject:
    """Return the lower outline of heights (rows, columns), seen edge-on as the panel is now."""
    right = np.abs(panel.mesh.orbit.axes[0])
    across = int(right[1] > right[0])  # which axis runs from left to right
    plan, points = panel.plan[across], np.zeros((len(panel.plan[across]), 3))
    points[:, across], points[:, 2] = plan, np.nanmin(heights, axis=across)
    seen = panel.mesh.see(panel.place(points))
    along = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(seen, axis=0), axis=1)))
    ends = np.linspace(0, along[-1], 2 * round(along[-1] / (2 * DASH)) + 1)
    even = np.column_stack([np.interp(ends, along, seen[:, k]) for k in (0, 1)])
    line = VMobject(stroke_color=theme.text, stroke_width=4, fill_opacity=0)
    line.points = as_points(straight(even[:-1:2], even[1::2]))
    return line


def edge_on(losses: np.ndarray, orbit: Orbit) -> Orbit:
    """Return the nearest view along an axis in which the lowest loss is not near to an edge."""
    place = np.unravel_index(int(np.nanargmin(losses)), losses.shape)[::-1]
    room = [min(k, n - 1 - k) / n for k, n in zip(place, losses.shape[::-1], strict=True)]
    turned = np.pi / 2 * int(np.argmax(room))  # by so much if the second axis is to run across
    return Orbit(round((orbit.azimuth - turned) / np.pi) * np.pi + turned, np.pi / 2)


def ring_at_lowest(
    losses: np.ndarray,
    heights: np.ndarray,
    panel: LandscapePanel,
    stage: Stage,
    theme: Theme,
    taken: Sequence[Mobject],
) -> VGroup:
    """Ring the lowest place of losses (rows, columns), drawn at heights; its loss is beside it.

    Where others have taken all room, the ring stands alone.
    """
    row, column = np.unravel_index(int(np.nanargmin(losses)), losses.shape)
    spot = np.array([[panel.plan[0][column], panel.plan[1][row], heights[row, column]]])
    middle = panel.mesh.see(panel.place(spot))[0]
    ring = Circle(RING * stage.scale, color=theme.text, stroke_width=3).move_to(at(*middle))
    number = LiveNumber(stage.text_size(30), theme.text, align=0)
    number.place(at(0, 0)).write(loss_text(float(losses[row, column])))
    label = plated(number, theme, 0.06)
    areas = [area_of(each) for each in taken if len(each.get_all_points())]
    for side in SIDES:
        label.next_to(ring, at(*side), buff=0.1 * stage.scale)
        area = area_of(label)
        inside = (area.low >= stage.hero.low).all() and (area.high <= stage.hero.high).all()
        if inside and not any(area.meets(each) for each in areas):
            return VGroup(ring, label)
    return VGroup(ring)


def way_parts(panel: LandscapePanel) -> list[VMobject]:
    """Return what the way of a network is drawn with, but for where it is."""
    return [panel.halo, panel.way, panel.true_way, panel.stem, panel.truth, panel.curtain]


def way_on(panel: LandscapePanel) -> list[VMobject]:
    """Return what is drawn of that now."""
    return [part for part in way_parts(panel) if len(part.points)]


def see(parts: Iterable[VMobject], share: float) -> None:
    """Draw lines, dots and curtains as clearly as a number from 0 to 1 says."""
    for part in parts:
        part.set_stroke(opacity=share)
        if isinstance(part, Curtain):
            part.set_fill(opacity=VEIL * share)
        elif isinstance(part, Dot):
            part.set_fill(opacity=share)


def fading(parts: Sequence[VMobject], start: float, end: float) -> Drive:
    """Return a play in which parts of a way change from one opacity to another."""

    def draw(progress: float) -> None:
        see(parts, start + progress * (end - start))

    return Drive(VGroup(), draw)
