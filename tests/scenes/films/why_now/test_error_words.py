"""Models and errors are written alike everywhere."""

import pytest

from engine.experiments.more_data import MODELS
from scenes.films.why_now.error_words import error_text, has_peak, short_name
from tests.support.learning_curves import made_up


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.106, "1.11"), (11.26, "11.3"), (3304.6, "3,305"), (0.999, "1.00"), (4e7, "4 × 10⁷")],
)
def test_errors_have_three_digits(value: float, text: str) -> None:
    assert error_text(value) == text


def test_a_peak_is_where_points_equal_features_and_far_higher() -> None:
    assert has_peak(made_up())
    assert not has_peak(made_up(flexible=[11.0, 10.0, 9.0, 8.0, 7.0, 6.5, 2.5, 1.1]))
    assert not has_peak(made_up(features=400))


def test_all_models_have_names_of_their_own() -> None:
    assert len({*map(short_name, MODELS)}) == 4
