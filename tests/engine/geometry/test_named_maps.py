"""Maps that have a name are the chapter's."""

import numpy as np
import pytest

from engine.geometry.named_maps import NAMED_MAPS, VECTOR


@pytest.mark.parametrize(
    ("name", "lands"),
    [
        ("scaling", [0.415, 0.255]),
        ("reflection-x", [0.83, -0.51]),
        ("reflection-y", [-0.83, 0.51]),
        ("shear", [0.83, 0.925]),
        ("rotation-30", [0.46380109, 0.85667296]),
        ("rotation-90", [-0.51, 0.83]),
    ],
)
def test_each_carries_the_chapter_s_vector_where_the_notebook_says(
    name: str, lands: list[float]
) -> None:
    image = np.reshape(NAMED_MAPS[name], (2, 2)) @ VECTOR
    assert image == pytest.approx(np.array(lands), abs=5e-9)
