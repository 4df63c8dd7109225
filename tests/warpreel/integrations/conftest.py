"""Keras computes with PyTorch here; it looks for its backend when it is imported."""

import os

os.environ["KERAS_BACKEND"] = "torch"
