"""What networks say of the plane while they are trained: a large map for each, and its accuracy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, Group, ManimColor, VGroup

from engine.experiments.saturation import Comparison, LayerHealth
from engine.geometry.decision_maps import DecisionMaps
from scenes.films.activations.mobjects.badge import Badge
from scenes.languages.numbers import percent
from scenes.mobjects.arrays.colour_map import ColourMap
from scenes.mobjects.arrays.heat_map import HeatMap
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, number_outline, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

HEAD, ROW = 0.85, 0.75
"""Heights of a map's heading, and of the row for the step in upright frames, at scale 1."""
BESIDE, BETWEEN = 1.9, 0.4
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


class DecisionPair(Group):
    """Networks' maps beside each other, or one above the other, whichever lets them be larger.

    Parameters
    ----------
    networks : sequence of LayerHealth
        One or two of them, whose inputs lie in a plane.
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
    """

    def __init__(
        self, networks: Sequence[LayerHealth], results: Comparison, colours: Sequence[str],
        stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        self.networks, self.theme, scale = list(networks), theme, stage.scale
        self.maps: list[DecisionMaps] = [n.maps for n in networks if n.maps is not None]
        self.badges: list[Badge] = []
        self.accuracies: list[LiveNumber] = []
        self.heats: list[HeatMap] = []
        self.pictures, self.words = Group(), VGroup()
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
        if stage.is_upright:
            label.move_to(at(areas[0].low[0], place[1]), aligned_edge=LEFT)
            base = label.get_right()[0] + 0.25 * scale, place[1] - 0.12 * scale
        else:
            label.scale(min(1.0, 0.85 * BESIDE * scale / label.width))
            label.move_to(at(place[0], place[1] + 0.12 * scale), aligned_edge=DOWN)
            base, self.step.align = (place[0], place[1] - 0.4 * scale), 0.5
        self.step.place(at(*base)).write(f"{last}")
        self.words.add(label, self.step)
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
        fit = min(1.0, float(area.size[0]) / (badge.width + widest + right.width + 3 * gap))
        row = float(area.high[1]) + 0.45 * HEAD * scale
        badge.scale(fit).move_to(at(area.low[0], row), aligned_edge=LEFT)
        right.scale(fit).move_to(at(area.high[0], row), aligned_edge=RIGHT)
        number = LiveNumber(fit * size, self.theme.accuracy, align=1)
        number.place(at(right.get_left()[0] - fit * gap, row - 0.16 * fit * scale)).write("100%")
        right.align_to(number, DOWN)
        self.badges.append(badge)
        self.accuracies.append(number)
        self.words.add(right, number)

    def _areas(self, stage: Stage) -> tuple[list[Area], np.ndarray]:
        """Return squares for the maps, and the middle of the room for the step."""
        scale, count = stage.scale, len(self.networks)
        low = stage.hero.low + [0.0, 0.08 * scale]
        high = np.array([stage.hero.high[0], stage.frame.high[1] - 0.25 * scale])
        head, between = HEAD * scale, BETWEEN * scale
        if not stage.is_upright:
            beside = BESIDE * scale
            side = min(high[1] - low[1] - head, (high[0] - low[0] - beside) / count)
            total, bottom = count * side + beside, (low[1] + high[1] - head - side) / 2
            left = (low[0] + high[0] - total) / 2
            corners = [np.array([left + k * (side + beside), bottom]) for k in range(count)]
            place = np.array([left + side + beside / 2, bottom + side / 2])
            return [Area(corner, corner + side) for corner in corners], place
        place = np.array([(low[0] + high[0]) / 2, high[1] - 0.5 * ROW * scale])
        high = high - [0.0, ROW * scale]
        width, height = (high - low).tolist()
        across = min(height - head, (width - between * (count - 1)) / count)
        above = min((height - between * (count - 1)) / count - head, width)
        step = np.array([across + between, 0.0])
        side = across
        if above > across:
            side, step = above, np.array([0.0, -(above + head + between)])
        whole = side + np.abs(step) * (count - 1) + [0.0, head]
        corner = (low + high - whole) / 2 + [0.0, max(-step[1], 0.0) * (count - 1)]
        return [Area(corner + k * step, corner + k * step + side) for k in range(count)], place
