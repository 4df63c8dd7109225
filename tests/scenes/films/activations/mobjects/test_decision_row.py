"""Maps show what was measured at the step that is written."""

import numpy as np
import pytest
from manim import ManimColor, config, tempconfig

from engine.experiments.saturation import Comparison
from scenes.encoding.qualities import ASPECTS
from scenes.films.activations.mobjects.decision_row import DecisionRow, decision_pixels
from scenes.films.activations.saturation import Saturation
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_words import size_text
from scenes.languages.numbers import percent
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES

DARK = THEMES["dark"]


@pytest.fixture(scope="module")
def results() -> Comparison:
    spec = SaturationSpec(activations=("sigmoid", "relu"), depth=3, width=8, steps=40)
    return Saturation.compute(spec)


def pair(results: Comparison, networks: int = 2) -> DecisionRow:
    colours = [DARK.colour_of(3), DARK.colour_of(2)][:networks]
    return DecisionRow(results.networks[:networks], results, colours, stage_of_frame(BAND), DARK)


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
        assert written[1:] == [percent(float(n.accuracy[now]), 0) for n in results.networks]


def test_pixels_have_the_colour_of_the_class_that_wins(results: Comparison) -> None:
    maps = results.networks[1].maps
    moment = len(maps.steps) - 1
    pixels = decision_pixels(maps, moment, DARK)[::-1].astype(int)
    tints = [255 * ManimColor(DARK.colour_of(k)).to_rgb() for k in (0, 1)]
    ground = 255 * ManimColor(DARK.panel).to_rgb()
    nearer = np.stack([(pixels - ground) @ (tint - ground) for tint in tints]).argmax(axis=0)
    assert (nearer == maps.winners[moment]).mean() > 0.99


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("networks", [1, 2])
def test_maps_are_large_and_in_the_frame(results: Comparison, aspect: str, networks: int) -> None:
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        drawn, stage = pair(results, networks), stage_of_frame(BAND)
    for heat in drawn.heats:
        assert (heat.low >= stage.hero.low).all()
        assert (heat.high <= stage.frame.high).all()
        assert np.ptp(heat.high - heat.low) == pytest.approx(0)
        assert np.prod(heat.high - heat.low) > 0.15 * float(stage.frame.size.prod())
    written = [number.get_left()[0] for number in drawn.accuracies]
    names = [badge.get_right()[0] for badge in drawn.badges]
    assert all(name < number for name, number in zip(names, written, strict=True))


@pytest.mark.parametrize("aspect", ASPECTS)
def test_of_many_all_have_room_and_what_was_left_is_told_below(
    aspect: str, written: list[str]
) -> None:
    spec = SaturationSpec(depth=3, width=8, steps=10)
    results = Saturation.compute(spec)
    across, down = ASPECTS[aspect]
    with tempconfig({"frame_height": config.frame_width * down / across}):
        stage = stage_of_frame(BAND)
        colours = [DARK.colour_of(k) for k in range(4)]
        drawn = DecisionRow(results.networks, results, colours, stage, DARK)
    low, high = stage.hero.low - 0.01, stage.frame.high
    left = [size_text(float(network.flow.left[0]), 2) for network in results.networks]
    for heat, reason in zip(drawn.heats, drawn.reasons, strict=True):
        told, number = reason
        assert (heat.low >= low).all()
        assert (heat.high <= high).all()
        assert low[1] < number.get_bottom()[1] < number.get_top()[1] < told.get_bottom()[1]
        assert told.get_top()[1] < heat.low[1]
        assert told.width <= (heat.high - heat.low)[0] + 1e-6
    assert [text for text in written if text in left] == left


def test_accuracies_of_those_that_have_not_learned_are_not_green(results: Comparison) -> None:
    drawn = pair(results)
    drawn.frame_those(results.networks[:1])(1.0)
    colours = [ManimColor(each.get_fill_color()).to_hex() for each in drawn.accuracies]
    assert colours == [ManimColor(c).to_hex() for c in (DARK.muted, DARK.accuracy)]
