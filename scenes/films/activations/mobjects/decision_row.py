"""What networks say of the plane while they are trained: a large map for each, and its accuracy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Circle, Group, ManimColor, VGroup, VMobject

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

HEAD, ROW, FOOT = 1.25, 0.45, 1.26
"""Heights of a map's heading, of the row for the step above, and below a map for what was left of
its gradient, at scale 1."""
NAME, SHARE = 0.95, 0.14
"""How far above a map the middle of a name is, and the lower edge of an accuracy."""
CHAIN, TOLD, LEFT_OVER = 0.19, 0.49, 1.03
"""How far below a map the middles of the discs are, of the words, and of the number."""
EDGE, BETWEEN = 0.1, 0.35
"""Room beside maps, and between two of them, at scale 1."""
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
    """Networks' maps, in as many rows as let them be largest.

    Parameters
    ----------
    networks : sequence of LayerHealth
        Whose inputs lie in a plane.
    results : Comparison
    colours : sequence of str
        Of the names.
    bright : callable
        Returns the opacity that says how much is left of a gradient.
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
        Below each map what was left of its gradient before training: a disc for each layer, and
        the number at the first one. No part of the row, so that it can come at last.
    borders : VGroup
        Of the maps, not seen until they are lit; no part of the row either.
    """

    def __init__(
        self, networks: Sequence[LayerHealth], results: Comparison, colours: Sequence[str],
        bright: Callable[[float], float], stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        self.networks, self.theme, scale = list(networks), theme, stage.scale
        self.chance = float(np.exp(-results.guess))
        self.maps: list[DecisionMaps] = [n.maps for n in networks if n.maps is not None]
        self.accuracies: list[LiveNumber] = []
        self.heats: list[HeatMap] = []
        self.pictures, self.words = Group(), VGroup()
        areas, place = self._areas(stage)
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
        self.reasons = VGroup(
            *(
                self._reason(network, area, bright, stage)
                for network, area in zip(networks, areas, strict=True)
            )
        )
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
        """Write name and accuracy above each map, names smaller if one of them has no room."""
        scale, side = stage.scale, float(areas[0].size[0])
        self.badges = [
            Badge(network, 0.3 * scale, stage.text_size(32), colour, self.theme)
            for network, colour in zip(self.networks, colours, strict=True)
        ]
        fit = min(1.0, *(side / badge.width for badge in self.badges))
        for badge, area in zip(self.badges, areas, strict=True):
            x, top = float(area.centre[0]), float(area.high[1])
            badge.scale(fit).move_to(at(x, top + NAME * scale))
            number = LiveNumber(stage.text_size(42), self.theme.accuracy, align=0.5)
            number.place(at(x, top + SHARE * scale)).write("100%")
            self.accuracies.append(number)
            self.words.add(number)

    def _reason(
        self, network: LayerHealth, area: Area, bright: Callable[[float], float], stage: Stage
    ) -> VGroup:
        """Draw what was left of a gradient at each layer, before training, below a map."""
        left, theme, side = network.flow.left, self.theme, float(area.size[0])
        step = side / len(left)
        radius = min(0.11 * stage.scale, 0.4 * step)
        xs = area.low[0] + step * (np.arange(len(left)) + 0.5)
        chain = VGroup()
        for x, size in zip(xs.tolist(), left.tolist(), strict=True):
            disc = Circle(radius, stroke_color=theme.muted, stroke_width=1.5)
            disc.set_fill(theme.gradient, opacity=bright(size))
            chain.add(disc.move_to(at(x, float(area.low[1]) - CHAIN * stage.scale)))
        told = sentence(
            "left at layer 1 at first:", stage.text_size(24), theme.gradient
        )  # fmt: skip
        told.scale(min(1.0, side / told.width))
        number = LiveNumber(stage.text_size(33), theme.gradient).write(size_text(float(left[0])))
        x, low = float(area.centre[0]), float(area.low[1])
        told.move_to(at(x, low - TOLD * stage.scale))
        return VGroup(chain, told, number.move_to(at(x, low - LEFT_OVER * stage.scale)))

    def light_those(self, networks: Sequence[LayerHealth]) -> Callable[[float], None]:
        """Return what lights the borders of some networks' maps."""
        lit = [k for k, network in enumerate(self.networks) if network in networks]

        def light(progress: float) -> None:
            for k in lit:
                self.borders[k].set_stroke(opacity=progress)

        return light

    def _areas(self, stage: Stage) -> tuple[list[Area], np.ndarray]:
        """Return squares for the maps, and the middle of the room for the step."""
        scale, count = stage.scale, len(self.networks)
        low = stage.hero.low + np.array([EDGE, 0.08 + FOOT]) * scale
        high = np.array([stage.hero.high[0] - EDGE * scale, stage.frame.high[1] - 0.2 * scale])
        head = HEAD * scale
        place = np.array([(low[0] + high[0]) / 2, high[1] - 0.5 * ROW * scale])
        high = high - [0.0, ROW * scale]
        between, foot = BETWEEN * scale, FOOT * scale

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


def _border(area: Area, colour: str) -> VMobject:
    """Return the border of a map, not seen yet."""
    corners = area.low + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * area.size
    border = VMobject(stroke_color=colour, stroke_width=6, stroke_opacity=0)
    border.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
    return border
