"""How alike two films look: 1 if they are the same, and the less the more they differ."""

import av
import numpy as np
import pytest

from scenes.encoding.likeness import mean_ssim
from tests.support.segments import moving_disc


def frames(pictures: list[np.ndarray]) -> list[av.VideoFrame]:
    return [av.VideoFrame.from_ndarray(each, format="rgba") for each in pictures]


def test_the_same_frames_are_wholly_alike() -> None:
    assert mean_ssim(frames(moving_disc(4)), frames(moving_disc(4))) == pytest.approx(1)


def test_the_more_noise_the_less_alike() -> None:
    rng = np.random.default_rng(0)
    clean = moving_disc(4)
    found = []
    for most in (4, 16, 64):
        noisy = [np.minimum(each, 255 - most) + rng.integers(most, size=each.shape, dtype=np.uint8)
                 for each in clean]  # fmt: skip
        found.append(mean_ssim(frames(noisy), frames(clean)))
    assert 1 > found[0] > found[1] > found[2] > 0


def test_films_of_different_length_are_not_compared() -> None:
    with pytest.raises(ValueError, match="longer"):
        mean_ssim(frames(moving_disc(2)), frames(moving_disc(3)))
