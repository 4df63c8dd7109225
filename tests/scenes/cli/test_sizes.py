"""Sizes as people write them."""

import pytest

from engine.errors import UsageError
from scenes.cli.sizes import bytes_of


@pytest.mark.parametrize(
    ("text", "size"),
    [("8MB", 8_000_000), ("1.5 mb", 1_500_000), ("200kB", 200_000), ("2MiB", 2 << 20)],
)
def test_a_size_is_a_number_with_a_unit(text: str, size: int) -> None:
    assert bytes_of("--max-size", text) == size


@pytest.mark.parametrize("text", ["", "8", "MB", "-8MB", "8 megs", "1e3kB", "nanMB", "8MB8MB"])
def test_what_is_no_size_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"--max-size .*e\.g\. 8MB"):
        bytes_of("--max-size", text)


def test_a_size_that_no_film_has_is_refused() -> None:
    with pytest.raises(UsageError, match="10kB"):
        bytes_of("--max-size", "9kB")
