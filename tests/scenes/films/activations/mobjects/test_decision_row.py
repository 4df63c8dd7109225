"""Maps show what was measured at the step that is written."""

import numpy as np
import pytest
from manim import ManimColor, config, tempconfig

from engine.experiments.saturation import Comparison
from scenes.encoding.qualities import ASPECTS
from scenes.films.activations.depth.gradient_sizes import size_text
from scenes.films.activations.mobjects.decision_row import DecisionRow, decision_pixels
from scenes.films.activations.saturation import Saturation
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.languages.numbers import percent
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES

DARK = THEMES["dark"]


@pytest.fixture(scope="module")
def results() -> Comparison:
    spec = SaturationSpec(
        activations=("sigmoid", "relu", "tanh", "leaky-relu"), depth=3, width=8, steps=40
    )
    return Saturation.compute(spec)


def pair(results: Comparison, networks: int = 2) -> DecisionRow:
    colours = DARK.classes[:networks]
    shown = results.networks[:networks]
    return DecisionRow(shown, results, colours, shown[:2], stage_of_frame(BAND), DARK)


def test_accuracies_are_those_of_the_step_that_is_written(
    results: Comparison, written: list[str]
) -> None:
    drawn = pair(results)
    for step in (0.0, 7.5, 40.0):
        written.clear()
        drawn.draw(step)
        now = int(written[0])
        assert now <= step
        assert now in results.networks[0].maps.steps
        assert written[1:] == [percent(float(n.accuracy[now]), 0) for n in drawn.networks]


def test_pixels_have_the_colour_of_the_class_that_wins(results: Comparison) -> None:
    maps = results.networks[1].maps
    moment = len(maps.steps) - 1
    pixels = decision_pixels(maps, moment, DARK)[::-1].astype(int)
    tints = [255 * ManimColor(DARK.colour_of(k)).to_rgb() for k in (0, 1)]
    ground = 255 * ManimColor(DARK.panel).to_rgb()
    nearer = np.stack([(pixels - ground) @ (tint - ground) for tint in tints]).argmax(axis=0)
    assert (nearer == maps.winners[moment]).mean() > 0.99


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("networks", [1, 2, 4])
def test_maps_are_large_and_in_the_frame(results: Comparison, aspect: str, networks: int) -> None:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        drawn, stage = pair(results, networks), stage_of_frame(BAND)
    for heat in drawn.heats:
        assert (heat.low >= stage.hero.low).all()
        assert (heat.high <= stage.frame.high).all()
        assert np.ptp(heat.high - heat.low) == pytest.approx(0)
    frame = float(stage.frame.size.prod())
    shares = [float(np.prod(heat.high - heat.low)) / frame for heat in drawn.heats]
    large = [share for k, share in enumerate(shares) if k not in drawn.small]
    assert min(large) > (0.04 if networks == 4 and stage.is_upright else 0.1)
    assert min(shares) > 0.01
    for badge, number in zip(drawn.badges, drawn.accuracies, strict=True):
        apart = np.abs(badge.get_center() - number.get_center())[:2]
        room = np.array([badge.width + number.width, badge.height + number.height]) / 2
        assert (apart > room).any()


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("networks", [2, 4])
def test_what_was_left_is_told_at_each_map(
    results: Comparison, aspect: str, networks: int, written: list[str]
) -> None:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        drawn, stage = pair(results, networks), stage_of_frame(BAND)
    assert len(drawn.small) == (2 if networks == 4 and not stage.is_upright else 0)
    for k, (heat, reason) in enumerate(zip(drawn.heats, drawn.reasons, strict=True)):
        left = results.networks[k].flow.left[0]
        said = [text for text in written if text == size_text(float(left))]
        assert said
        assert stage.hero.low[1] - 0.01 < reason.get_bottom()[1]
        if k in drawn.small:
            assert reason.get_left()[0] > heat.high[0]
            assert reason.get_right()[0] < stage.frame.high[0]
        else:
            assert reason.get_top()[1] < heat.low[1]
            assert reason.width <= (heat.high - heat.low)[0] + 1e-6


def test_the_more_is_right_the_greener_it_is_written(results: Comparison) -> None:
    drawn = pair(results)
    plain, green = (ManimColor(c).to_hex() for c in (DARK.muted, DARK.accuracy))
    assert drawn.colour_of(0.5).to_hex() == drawn.colour_of(0.3).to_hex() == plain
    assert drawn.colour_of(1.0).to_hex() == green
    assert drawn.colour_of(0.75).to_hex() not in (plain, green)


def test_borders_of_those_that_have_not_learned_are_lit(results: Comparison) -> None:
    drawn = pair(results)
    drawn.light_those(results.networks[:1])(1.0)
    assert [border.get_stroke_opacity() for border in drawn.borders] == [1, 0]
