"""What the film of softmax can be asked for."""

import pytest

from engine.errors import UsageError
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec


def test_by_default_it_shows_the_chapter_s_outputs() -> None:
    assert SoftmaxSpec().logits == (8.591, 8.454, 9.940)
    assert SoftmaxSpec().temperature == 1


@pytest.mark.parametrize("logits", [(), (1.0,), (1.0,) * 7])
def test_it_takes_two_to_six_outputs(logits: tuple[float, ...]) -> None:
    with pytest.raises(UsageError, match="--logits: give 2 to 6"):
        SoftmaxSpec(logits=logits)


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), 51.0, -51.0])
def test_outputs_have_limits(odd: float) -> None:
    with pytest.raises(UsageError, match="--logits"):
        SoftmaxSpec(logits=(0.0, odd))


@pytest.mark.parametrize("temperature", [0.0, -1.0, 0.09, 101.0, float("nan")])
def test_temperature_has_limits(temperature: float) -> None:
    with pytest.raises(UsageError, match="--temperature"):
        SoftmaxSpec(temperature=temperature)
