"""What networks say of the plane while they are trained: a large map for each, and its accuracy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import LEFT, RIGHT, Group, ManimColor, VGroup, VMobject

from engine.experiments.saturation import Comparison, LayerHealth
from engine.geometry.decision_maps import DecisionMaps
from scenes.films.activations.depth.gradient_sizes import size_text
from scenes.films.activations.mobjects.badge import Badge
from scenes.languages.numbers import percent
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

HEAD, ROW, FOOT = 0.72, 0.45, 0.55
"""Heights of a map's heading, of the row for the step above, and below a map for what was left of
its gradient, at scale 1."""
NAME, TOLD = 0.36, 0.34
"""How far above a map the middle of what is written is, and how far below it, at scale 1."""
LINE = 0.62
"""From one line to the next beside a small map, at scale 1."""
EDGE, BETWEEN, GAP = 0.1, 0.35, 0.2
"""Room beside maps, between two of them, and from a small one to its words, at scale 1."""
ASIDE, SMALL = 3.6, 0.42
"""Room for small maps and what is written beside them, at scale 1, and their share of it."""
MOST_ASIDE = 3
"""More maps than these do not stand aside: all are alike then."""
UNSURE, SURE = 0.14, 0.36
"""Strength of a class's colour where another is as likely, and where it is certain."""
POINT = 0.014
"""Radius of a point, as a share of a map's side."""


def decision_pixels(maps: DecisionMaps, moment: int, theme: Theme) -> np.ndarray:
    """Return a map as a picture: the class that wins, the fainter the less sure it is."""
    winners, shares = maps.winners[moment][::-1], maps.shares[moment][::-1] / 255
    classes = int(maps.winners.max()) + 1
    colours = 255 * np.array(
        [ManimColor(theme.colour_of(k)).to_rgb() for k in range(max(classes, 2))]
    )
    ground = 255 * ManimColor(theme.panel).to_rgb()
    sure = np.clip(2 * shares - 1, 0, 1)[..., None]
    strength = UNSURE + (SURE - UNSURE) * sure
    pixels: np.ndarray = np.rint(ground + strength * (colours[winners] - ground))
    return pixels.astype(np.uint8)


class DecisionRow(Group):
    """Networks' maps: two large ones and the others aside, or in rows that let them be largest.

    Parameters
    ----------
    networks : sequence of LayerHealth
        Whose inputs lie in a plane.
    results : Comparison
    colours : sequence of str
        Of the names.
    followed : sequence of LayerHealth
        Whose maps are large if they are two, and others can stand aside.
    stage, theme

    Attributes
    ----------
    badges : list of Badge
        Of the networks, in their places.
    pictures : Group
        Maps and points.
    words : VGroup
        All else.
    reasons : VGroup
        At each map, what was left of its gradient at the first layer before training. No part of
        the row, so that it can come at last.
    borders : VGroup
        Of the maps, not seen until they are lit; no part of the row either.
    """

    def __init__(
        self, networks: Sequence[LayerHealth], results: Comparison, colours: Sequence[str],
        followed: Sequence[LayerHealth], stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        self.networks, self.theme, scale = list(networks), theme, stage.scale
        self.chance = float(np.exp(-results.guess))
        self.maps: list[DecisionMaps] = [n.maps for n in networks if n.maps is not None]
        self.accuracies: list[LiveNumber] = []
        self.heats: list[HeatMap] = []
        self.pictures, self.words = Group(), VGroup()
        large = [k for k, network in enumerate(self.networks) if network in followed]
        aside = len(self.networks) - 2
        self.small: list[int] = []
        if len(large) == 2 and 0 < aside <= MOST_ASIDE and not stage.is_upright:
            self.small = [k for k in range(len(self.networks)) if k not in large]
        areas, place = self._areas(large, stage)
        for maps, area in zip(self.maps, areas, strict=True):
            side = float(area.size[0])
            heat = HeatMap(area.low, area.high, ColourMap((theme.panel, theme.panel)))
            cloud = PointCloud(results.labels, theme, POINT * side)
            inside = (results.features - maps.low) / (maps.high - maps.low)
            cloud.set_positions(area.low + inside * area.size)
            self.heats.append(heat)
            self.pictures.add(heat, cloud)
        self._heads(colours, areas, stage)
        label = sentence("right at training step", stage.text_size(26), theme.muted)
        last = self.networks[0].last_step
        self.step = LiveNumber(stage.text_size(34), theme.text)
        gap = 0.25 * scale
        wide = float(np.ptp(number_outline(f"{last}", self.step.size)[:, 0]))
        label.move_to(at(place[0] - (wide + gap) / 2, place[1]))
        self.step.place(at(float(label.get_right()[0]) + gap, place[1] - 0.14 * scale))
        self.step.write(f"{last}")
        self.words.add(label, self.step)
        self.borders = VGroup(*(_border(area, c) for area, c in zip(areas, colours, strict=True)))
        self.reasons = self._reasons(areas, stage)
        super().__init__(self.pictures, self.words)
        self.draw(0.0)

    def draw(self, step: float) -> None:
        """Show the maps and accuracies of a step, or of the last one before it that has a map."""
        moment = self.maps[0].moment_of(step)
        now = int(self.maps[0].steps[moment])
        self.step.write(f"{now}")
        for network, maps, heat, number in zip(
            self.networks, self.maps, self.heats, self.accuracies, strict=True
        ):
            heat.set_pixels(decision_pixels(maps, moment, self.theme))
            accuracy = float(network.accuracy[now])
            number.write(percent(accuracy, 0))
            number.set_fill(self.colour_of(accuracy))

    def colour_of(self, accuracy: float) -> ManimColor:
        """Return the colour of an accuracy: green is that of what has been learned."""
        green, plain = ManimColor(self.theme.accuracy), ManimColor(self.theme.muted)
        learned = float(np.clip((accuracy - self.chance) / (1 - self.chance), 0, 1))
        found: ManimColor = plain.interpolate(green, learned)
        return found

    def _heads(self, colours: Sequence[str], areas: list[Area], stage: Stage) -> None:
        """Write name and accuracy above each map, or beside small ones; smaller without room."""
        scale, size = stage.scale, stage.text_size(42)
        self.badges = [
            Badge(network, 0.28 * scale, stage.text_size(32), colour, self.theme)
            for network, colour in zip(self.networks, colours, strict=True)
        ]
        wide = float(np.ptp(number_outline("100%", size)[:, 0])) + 0.3 * scale
        for group, rooms in self._groups(areas, stage):
            fit = min(
                1.0,
                *((rooms[k] - wide * (k not in self.small)) / self.badges[k].width for k in group),
            )
            for k in group:
                self.badges[k].scale(fit)
        for k, (badge, area) in enumerate(zip(self.badges, areas, strict=True)):
            is_small = k in self.small
            number = LiveNumber(size, self.theme.accuracy, align=0.0 if is_small else 1.0)
            top, right = float(area.high[1]), float(area.high[0])
            if is_small:
                start = right + GAP * scale
                badge.move_to(at(start, top - 0.28 * scale), aligned_edge=LEFT)
                number.place(at(start, top - 0.48 * scale - LINE * scale))
            else:
                badge.move_to(at(float(area.low[0]), top + NAME * scale), aligned_edge=LEFT)
                number.place(at(right, top + (NAME - 0.2) * scale))
            self.accuracies.append(number.write("100%"))
            self.words.add(number)

    def _groups(self, areas: list[Area], stage: Stage) -> list[tuple[list[int], dict[int, float]]]:
        """Return the large maps and the small ones, with how much room each has for a line."""
        end = float(stage.hero.high[0]) - (EDGE + GAP) * stage.scale
        small = {k: end - float(areas[k].high[0]) for k in self.small}
        large = {k: float(areas[k].size[0]) for k in range(len(areas)) if k not in small}
        return [(list(each), each) for each in (large, small) if each]

    def _reasons(self, areas: list[Area], stage: Stage) -> VGroup:
        """Write what was left of gradients at the first layer, before training, in equal sizes."""
        scale, lines = stage.scale, []
        for k, network in enumerate(self.networks):
            said = "layer 1:" if k in self.small else "left at layer 1 at first:"
            told = sentence(said, stage.text_size(26), self.theme.gradient)
            number = LiveNumber(stage.text_size(33), self.theme.gradient)
            number.write(size_text(float(network.flow.left[0])))
            lines.append(VGroup(told, number).arrange(RIGHT, buff=0.2 * scale))
        for group, rooms in self._groups(areas, stage):
            fit = min(1.0, *(rooms[k] / lines[k].width for k in group))
            for k in group:
                line, (x, y) = lines[k].scale(fit), areas[k].high
                if k in self.small:
                    y = float(y) - (0.3 + 2 * LINE) * scale
                    line.move_to(at(float(x) + GAP * scale, y), aligned_edge=LEFT)
                else:
                    low = float(areas[k].low[1]) - TOLD * scale
                    line.move_to(at(float(areas[k].centre[0]), low))
        return VGroup(*lines)

    def light_those(self, networks: Sequence[LayerHealth]) -> Callable[[float], None]:
        """Return what lights the borders of some networks' maps."""
        lit = [k for k, network in enumerate(self.networks) if network in networks]

        def light(progress: float) -> None:
            for k in lit:
                self.borders[k].set_stroke(opacity=progress)

        return light

    def _areas(self, large: list[int], stage: Stage) -> tuple[list[Area], np.ndarray]:
        """Return squares for the maps, and the middle of the room for the step."""
        scale, count = stage.scale, len(self.networks)
        low = stage.hero.low + np.array([EDGE, 0.08 + FOOT]) * scale
        high = np.array([stage.hero.high[0] - EDGE * scale, stage.frame.high[1] - 0.2 * scale])
        head = HEAD * scale
        place = np.array([(low[0] + high[0]) / 2, high[1] - 0.5 * ROW * scale])
        high = high - [0.0, ROW * scale]
        between, foot = BETWEEN * scale, FOOT * scale
        if self.small:
            return _two_and_others(low - [0.0, foot], high, large, self.small, scale), place

        def side_of(columns: int) -> float:
            rows = -(-count // columns)
            room = (high - low) + [between, foot + between]
            return float(min(room[0] / columns, room[1] / rows - head - foot) - between)

        columns = max(range(1, count + 1), key=side_of)
        rows, side = -(-count // columns), side_of(columns)
        step = np.array([side + between, side + head + foot + between])
        whole = step * [columns, rows] - between - [0.0, foot]
        corner = (low + high - whole) / 2 + [0.0, (rows - 1) * step[1]]
        grid = [divmod(k, columns) for k in range(count)]
        corners = [corner + step * [column, -row] for row, column in grid]
        return [Area(low, low + side) for low in corners], place


def _two_and_others(
    low: np.ndarray, high: np.ndarray, large: list[int], small: list[int], scale: float
) -> list[Area]:
    """Return two large squares beside each other, and small ones below one another on the right."""
    between, aside = BETWEEN * scale, ASIDE * scale
    room = high - low - np.array([aside + 2 * between, (HEAD + FOOT) * scale])
    side = float(min(room[0] / 2, room[1]))
    foot = float(low[1] + high[1] - side + (FOOT - HEAD) * scale) / 2
    spare = (high[0] - low[0] - aside - 2 * (side + between)) / 2
    corner = np.array([low[0] + spare, foot])
    areas: dict[int, Area] = {}
    for k in large:
        areas[k] = Area(corner, corner + side)
        corner = corner + [side + between, 0.0]
    tall = min(SMALL * aside, (side - (len(small) - 1) * between) / len(small))
    way = (side - tall) / max(len(small) - 1, 1)
    for row, k in enumerate(small):
        start = np.array([corner[0], foot + side - tall - row * way])
        areas[k] = Area(start, start + tall)
    return [areas[k] for k in sorted(areas)]


def _border(area: Area, colour: str) -> VMobject:
    """Return the border of a map, not seen yet."""
    corners = area.low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * area.size
    border = VMobject(stroke_color=colour, stroke_width=6, stroke_opacity=0)
    border.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
    return border
