"""A scene of one's own, for plain Manim, of arrays: points over the probability of a class.

python -m manim render -ql --disable_caching examples/array_scene.py Probability
"""

import numpy as np
from manim import Group, Scene, UpdateFromAlphaFunc

from manim_warpreel import THEMES, HeatMap, PointCloud, decision_colours, speed_up

THEME = THEMES["dark"]
LOW, HIGH = np.array([-6.0, -3.5]), np.array([6.0, 3.5])


class Probability(Scene):
    def setup(self) -> None:
        speed_up(self)  # the same pictures, several times faster

    def construct(self) -> None:
        rng = np.random.default_rng(0)
        labels = np.arange(200) % 2
        points = rng.normal(0, 0.7, (200, 2)) + np.where(labels, 1.2, -1.2)[:, None]
        x, y = np.meshgrid(np.linspace(LOW[0], HIGH[0], 96), np.linspace(LOW[1], HIGH[1], 56))

        region = HeatMap(LOW, HIGH, decision_colours(THEME))
        cloud = PointCloud(labels, THEME, radius=0.08)
        cloud.set_positions(points)
        self.add(region, cloud)

        def turn(mobject: HeatMap, share: float) -> None:
            angle = np.pi * share / 2
            distance = np.cos(angle) * x + np.sin(angle) * y
            mobject.set_values(1 / (1 + np.exp(-2 * distance)))

        self.play(UpdateFromAlphaFunc(region, turn), run_time=2)
        self.play(Group(region, cloud).animate.scale(0.5))
