"""The numbers above a fit are those that were measured."""

import pytest

from scenes.films.why_now.mobjects.fit_numbers import FitNumbers, error_text, is_exact
from scenes.films.why_now.mobjects.fit_track import FitTrack
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.double_descents import TWICE, made_up


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1284, "0.128"), (48.722, "48.72"), (219.19, "219.2"), (1271.6, "1,272"),
        (2.1158e9, "2.1 × 10⁹"), (3e-5, "3.0 × 10⁻⁵"), (1e-27, "0"),
    ],
)  # fmt: skip
def test_errors_have_four_digits_at_most(value: float, text: str) -> None:
    assert error_text(value) == text


def test_numbers_are_those_of_the_nearest_fit(written: list[str]) -> None:
    numbers = FitNumbers(FitTrack(made_up(TWICE)), stage_of_frame(), THEMES["dark"])
    written.clear()
    numbers.draw(2.4)
    assert written == ["3", "0.200", "0.200", "0.167", "3.333"]
    numbers.draw(4.0)
    assert written[5:] == ["5", "90.00", "90.00", "0", "2.000"]


def test_a_fit_is_exact_from_the_threshold_on() -> None:
    result = made_up(TWICE)
    assert [is_exact(result, fit) for fit in (3, 4, 7)] == [False, True, True]
    assert not is_exact(made_up(TWICE, exact_from=None), 7)
