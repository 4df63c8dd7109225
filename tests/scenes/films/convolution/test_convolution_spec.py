"""What the film of convolution can be asked for."""

import pytest

from engine.errors import UsageError
from engine.experiments.filters_spec import FiltersSpec
from scenes.films.convolution.convolution_spec import ConvolutionSpec


def test_it_takes_the_options_of_the_filters_and_those_of_films() -> None:
    spec = ConvolutionSpec(digit=8, steps=30, aspect="1:1")
    assert spec.filters == FiltersSpec(digit=8, steps=30)
    assert dict(spec.subject)["digit"] == 8


@pytest.mark.parametrize(
    ("options", "flag"), [({"digit": -1}, "--digit"), ({"tempo": 0.0}, "--tempo")]
)
def test_both_kinds_of_options_have_limits(options: dict[str, float], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        ConvolutionSpec(**options)
