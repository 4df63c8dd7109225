"""What the film of more data can be asked for."""

import pytest

from engine.errors import UsageError
from scenes.films.why_now.specs import MoreDataSpec


def test_by_default_it_is_the_chapter_s_experiment() -> None:
    spec = MoreDataSpec()
    assert (spec.features, spec.samples_max) == (1_000, 10_000)
    assert spec.seeds >= 5


@pytest.mark.parametrize(
    ("options", "flag"),
    [
        ({"features": 29}, "--features 29"),
        ({"features": 2_001}, "--features 2,001"),
        ({"samples_max": 99}, "--samples-max 99"),
        ({"samples_max": 50_001}, "--samples-max 50,001"),
        ({"seeds": 0}, "--seeds 0"),
        ({"seeds": 101}, "--seeds 101"),
        ({"features": 500, "samples_max": 1_999}, "--samples-max 1,999: .*2,000"),
    ],
)
def test_numbers_have_limits(options: dict[str, int], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        MoreDataSpec(**options)


def test_four_points_for_each_feature_are_enough() -> None:
    assert MoreDataSpec(features=500, samples_max=2_000).samples_max == 2_000
