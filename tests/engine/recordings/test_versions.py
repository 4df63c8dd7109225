"""A recording names the versions of what made it."""

import numpy as np
import torch

from engine.recordings.versions import versions


def test_the_versions_that_numbers_depend_on_are_named() -> None:
    assert versions()["torch"] == torch.__version__
    assert versions()["numpy"] == np.__version__
    assert {"python", "scikit-learn", "warpreel"} < set(versions())
