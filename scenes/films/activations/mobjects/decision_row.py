"""What networks say of the plane while they are trained: a large map for each, and its accuracy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, Group, ManimColor, VGroup, VMobject

from engine.experiments.saturation import Comparison, LayerHealth
from engine.geometry.decision_maps import DecisionMaps
from scenes.films.activations.mobjects.badge import Badge
from scenes.films.activations.saturation_words import size_text
from scenes.languages.numbers import percent
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

HEAD, ROW = 0.85, 0.75
"""Heights of a map's heading, and of the row for the step above, at scale 1."""
FOOT, RIGHT_AT, TOLD_AT, LEFT_AT = 1.5, 0.32, 0.82, 1.22
"""Height below each of many maps, for its accuracy and what was left of its gradient; and how far
below it the middles of these stand, of words and a number, at scale 1."""
FEW = 2
"""So many maps have their accuracies beside their names; of more they stand below."""
BESIDE, BETWEEN = 1.9, 0.3
"""Room between two maps with the step there, and without it, at scale 1."""
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
    """Networks' maps in a row, or in rows, whichever lets them be larger.

    Parameters
    ----------
    networks : sequence of LayerHealth
        Up to four, whose inputs lie in a plane.
    results : Comparison
    colours : sequence of str
        Of the names.
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
        What was left of each gradient at the first layer before training; no part of the row, so
        that it can come at last.
    borders : VGroup
        Of the maps, not seen until they are lit; no part of the row either.
    """

    def __init__(
        self, networks: Sequence[LayerHealth], results: Comparison, colours: Sequence[str],
        stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        self.networks, self.theme, scale = list(networks), theme, stage.scale
        self.maps: list[DecisionMaps] = [n.maps for n in networks if n.maps is not None]
        self.badges: list[Badge] = []
        self.accuracies: list[LiveNumber] = []
        self.rights: list[VMobject] = []
        self.heats: list[HeatMap] = []
        self.pictures, self.words = Group(), VGroup()
        self.is_many = len(self.networks) > FEW
        areas, place = self._areas(stage)
        for network, maps, colour, area in zip(networks, self.maps, colours, areas, strict=True):
            side = float(area.size[0])
            heat = HeatMap(area.low, area.high, ColourMap((theme.panel, theme.panel)))
            cloud = PointCloud(results.labels, theme, POINT * side)
            inside = (results.features - maps.low) / (maps.high - maps.low)
            cloud.set_positions(area.low + inside * area.size)
            self.heats.append(heat)
            self.pictures.add(heat, cloud)
            self._head(network, colour, area, stage)
        label = sentence("training step", stage.text_size(22), theme.muted)
        last = self.networks[0].last_step
        self.step = LiveNumber(stage.text_size(30), theme.text)
        if stage.is_upright or self.is_many:
            label.move_to(at(areas[0].low[0], place[1]), aligned_edge=LEFT)
            base = label.get_right()[0] + 0.25 * scale, place[1] - 0.12 * scale
        else:
            label.scale(min(1.0, 0.85 * BESIDE * scale / label.width))
            label.move_to(at(place[0], place[1] + 0.12 * scale), aligned_edge=DOWN)
            base, self.step.align = (place[0], place[1] - 0.4 * scale), 0.5
        self.step.place(at(*base)).write(f"{last}")
        self.words.add(label, self.step)
        self.borders = VGroup(*(_border(area, c) for area, c in zip(areas, colours, strict=True)))
        self.reasons = VGroup()
        if self.is_many:
            self._explain(areas, stage)
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
            number.write(percent(float(network.accuracy[now]), 0))

    def _head(self, network: LayerHealth, colour: str, area: Area, stage: Stage) -> None:
        """Write name and accuracy above a map, all smaller if they have no room."""
        scale = stage.scale
        badge = Badge(network, 0.33 * scale, stage.text_size(30), colour, self.theme)
        right = sentence("right", stage.text_size(26), self.theme.accuracy)
        size, gap = stage.text_size(44), 0.15 * scale
        widest = float(np.ptp(number_outline("100%", size)[:, 0]))
        beside = 0.0 if self.is_many else widest + right.width + 3 * gap
        fit = min(1.0, float(area.size[0]) / (badge.width + beside))
        row = float(area.high[1]) + 0.45 * HEAD * scale
        badge.scale(fit).move_to(at(area.low[0], row), aligned_edge=LEFT)
        edge = float(area.high[0])
        if self.is_many:
            fit = min(1.0, 0.9 * float(area.size[0]) / (widest + right.width + gap))
            row = float(area.low[1]) - RIGHT_AT * scale
            together = fit * (widest + gap + right.width)
            edge = float(area.centre[0]) + together / 2
        right.scale(fit).move_to(at(edge, row), aligned_edge=RIGHT)
        number = LiveNumber(fit * size, self.theme.accuracy, align=1)
        number.place(at(right.get_left()[0] - fit * gap, row - 0.16 * fit * scale)).write("100%")
        right.align_to(number, DOWN)
        self.badges.append(badge)
        self.rights.append(right)
        self.accuracies.append(number)
        self.words.add(right, number)

    def _explain(self, areas: list[Area], stage: Stage) -> None:
        """Say below each map what was left of the gradient at the first layer, before training."""
        scale, theme = stage.scale, self.theme
        for network, area in zip(self.networks, areas, strict=True):
            told = sentence("step 0, left at layer 1", stage.text_size(22), theme.gradient)
            told.scale(min(1.0, float(area.size[0]) / told.width))
            number = LiveNumber(stage.text_size(28), theme.gradient)
            number.write(size_text(float(network.flow.left[0]), 2))
            for part, below in ((told, TOLD_AT), (number, LEFT_AT)):
                part.move_to(at(float(area.centre[0]), float(area.low[1]) - below * scale))
            self.reasons.add(VGroup(told, number))

    def frame_those(self, networks: Sequence[LayerHealth]) -> Callable[[float], None]:
        """Return what lights the borders of some networks' maps, and takes green from accuracies.

        Green is the colour of what is right: those networks have not learned it.
        """
        lit = [k for k, network in enumerate(self.networks) if network in networks]
        green, plain = ManimColor(self.theme.accuracy), ManimColor(self.theme.muted)

        def light(progress: float) -> None:
            for k in lit:
                self.borders[k].set_stroke(opacity=progress)
                for part in (self.accuracies[k], self.rights[k]):
                    part.set_fill(green.interpolate(plain, progress))

        return light

    def _areas(self, stage: Stage) -> tuple[list[Area], np.ndarray]:
        """Return squares for the maps, and the middle of the room for the step."""
        scale, count = stage.scale, len(self.networks)
        low = stage.hero.low + [0.0, 0.08 * scale]
        high = np.array([stage.hero.high[0], stage.frame.high[1] - 0.25 * scale])
        head, between = HEAD * scale, BETWEEN * scale
        if not stage.is_upright and not self.is_many:
            beside = BESIDE * scale
            side = min(high[1] - low[1] - head, (high[0] - low[0] - beside) / count)
            total, bottom = count * side + beside, (low[1] + high[1] - head - side) / 2
            left = (low[0] + high[0] - total) / 2
            corners = [np.array([left + k * (side + beside), bottom]) for k in range(count)]
            place = np.array([left + side + beside / 2, bottom + side / 2])
            return [Area(corner, corner + side) for corner in corners], place
        place = np.array([(low[0] + high[0]) / 2, high[1] - 0.5 * ROW * scale])
        high = high - [0.0, ROW * scale]
        foot = FOOT * scale if self.is_many else 0.0

        def side_of(columns: int) -> float:
            rows = -(-count // columns)
            room = high - low - between * (np.array([columns, rows]) - 1)
            return float(min(room[0] / columns, room[1] / rows - head - foot))

        columns = max(range(1, count + 1), key=side_of)
        rows, side = -(-count // columns), side_of(columns)
        step = np.array([side + between, side + head + foot + between])
        whole = step * [columns, rows] - between
        corner = (low + high - whole) / 2 + [0.0, foot + (rows - 1) * step[1]]
        grid = [divmod(k, columns) for k in range(count)]
        corners = [corner + step * [column, -row] for row, column in grid]
        return [Area(low, low + side) for low in corners], place


def _border(area: Area, colour: str) -> VMobject:
    """Return the border of a map, not seen yet."""
    corners = area.low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * area.size
    border = VMobject(stroke_color=colour, stroke_width=6, stroke_opacity=0)
    border.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
    return border
