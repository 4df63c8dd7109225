"""No request for a data set is too absurd to be answered, and a file is one too."""

from pathlib import Path

import numpy as np
import pytest

from engine.data.make_dataset import make_dataset
from engine.errors import DataError, UnknownNameError, UsageError


@pytest.mark.parametrize(("name", "samples"), [("digits", 20), ("digits", 500), ("iris", 31)])
def test_a_smaller_sample_is_drawn_in_proportion_from_the_whole(name: str, samples: int) -> None:
    whole, part = make_dataset(name), make_dataset(name, samples=samples)
    assert part.samples == samples
    share = np.bincount(whole.labels) * samples / whole.samples
    assert np.abs(np.bincount(part.labels) - share).max() <= 1
    known = {row.tobytes(): label for row, label in zip(whole.features, whole.labels, strict=True)}
    assert [known[row.tobytes()] for row in part.features] == part.labels.tolist()


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ("moons", {"samples": 0}, "--samples 0: choose between 4 and 1,000,000 points"),
        ("moons", {"samples": 3}, "--samples 3: choose between 4 and 1,000,000 points"),
        ("moons", {"samples": -5}, "--samples -5: choose between 4"),
        ("moons", {"samples": 1_000_001}, "--samples 1000001: choose between 4 and 1,000,000"),
        ("spirals", {"samples": 9, "classes": 5}, "--samples 9: choose between 10 and"),
        ("moons", {"noise": -1}, "--noise -1: choose a standard deviation between 0 and 10"),
        ("moons", {"noise": float("nan")}, "--noise nan: choose a standard deviation"),
        ("moons", {"noise": float("inf")}, "--noise inf: choose a standard deviation"),
        ("moons", {"turns": 3}, "--turns 3: it does not apply to moons, which is not wound"),
        ("iris", {"turns": 3}, "--turns 3: it does not apply to iris, which is not wound"),
        ("spirals", {"turns": float("nan")}, "--turns nan: choose between 0 and 20"),
        ("spirals", {"turns": -1}, "--turns -1: choose between 0 and 20"),
        ("spirals", {"classes": 1}, "--classes 1: choose between 2 and 150"),
        ("blobs", {"classes": 0, "samples": 50}, "--classes 0: choose between 2 and"),
        ("blobs", {"classes": 200}, "--classes 200: choose between 2 and 150; give --samples"),
        ("moons", {"classes": 3}, "--classes 3: it does not apply to moons, which always has 2"),
        ("circles", {"classes": 3}, "--classes 3: it does not apply to circles"),
        ("iris", {"classes": 2}, "--classes 2: it does not apply to iris, which is real data"),
        ("digits", {"noise": 0.1}, "--noise 0.1: it does not apply to digits"),
        ("iris", {"samples": 151}, "--samples 151: choose between 6 and 150 points"),
        ("digits", {"samples": 19}, "--samples 19: choose between 20 and 1,797 points"),
        ("points.csv", {"noise": 0.1}, "--noise 0.1: it does not apply to data from a file"),
        ("points.csv", {"classes": 2}, "--classes 2: it does not apply to data from a file"),
        ("moons", {"seed": -1}, "--seed -1: choose 0 or more"),
    ],
)
def test_an_absurd_request_is_refused_in_one_sentence(
    data: str, options: dict[str, float], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        make_dataset(data, **options)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="no dataset named 'spiral'; did you mean spirals"):
        make_dataset("spiral")


def test_capitals_and_underscores_are_forgiven() -> None:
    assert make_dataset("Disc_in_Ring").name == "disc-in-ring"


# A user's file


@pytest.mark.parametrize("name", ["points.csv", "POINTS.CSV", "folder/points", "points.NPZ"])
def test_what_looks_like_a_path_is_one(name: str) -> None:
    with pytest.raises(DataError, match="there is no file"):
        make_dataset(name)


def test_a_file_can_be_sampled_and_left_unscaled(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    rows = [f"{i},{i * i},{'odd' if i % 2 else 'even'}" for i in range(40)]
    path.write_text("\n".join(rows))
    whole = make_dataset(str(path))
    assert whole.features.mean(axis=0) == pytest.approx([0, 0], abs=1e-6)
    part = make_dataset(str(path), samples=10, standardise=False)
    assert np.bincount(part.labels).tolist() == [5, 5]
    assert part.features[:, 1] == pytest.approx(part.features[:, 0] ** 2)
    with pytest.raises(UsageError, match="--samples 41: choose between 4 and 40 points"):
        make_dataset(str(path), samples=41)
