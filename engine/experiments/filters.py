"""The filters of a convolutional layer over its training, and what they make of one digit.

Pixels are whole numbers from 0 to 16, as the data set has them. The network sees them divided by
16; a response is here 16 times the network's, so that it is a sum of weights times those pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view

from engine.experiments.digit_reader import DigitReader, digit_reader, held_out
from engine.experiments.filters_spec import FiltersSpec
from engine.experiments.softmax import softmax
from engine.progress import TrainingStep
from engine.recordings.metrics import measured

BRIGHTEST = 16
"""The largest value of a pixel."""
DECIMALS = 2
"""Of the weights with which a single response is worked out."""


@dataclass(frozen=True)
class FilterRun:
    """Filters over the training, and a digit.

    Attributes
    ----------
    image : int64 array (rows, columns)
        A digit that was not trained on.
    label : int
        What it is.
    read_as : int
        What the trained network takes it for.
    shares : float64 array (recorded, 10)
        The probability that the network gives to each digit, for this one.
    moved_shares : float64 array (moves, 10)
        The same of the trained network, for this digit moved as `blank_moves` tells.
    steps : int64 array (recorded,)
    weights : float32 array (recorded, filters, 3, 3)
    biases : float32 array (recorded, filters)
    accuracy : float64 array (recorded,)
        Share of the digits that are read rightly, of those that were not trained on.
    """

    image: np.ndarray
    label: int
    read_as: int
    shares: np.ndarray
    moved_shares: np.ndarray
    steps: np.ndarray
    weights: np.ndarray
    biases: np.ndarray
    accuracy: np.ndarray

    @property
    def last_step(self) -> int:
        """The last step that was recorded."""
        return int(self.steps[-1])

    @property
    def count(self) -> int:
        """The number of filters."""
        return self.weights.shape[1]

    def filters(self, step: float) -> tuple[np.ndarray, np.ndarray]:
        """Return weights (filters, 3, 3) and biases (filters,) at a step, between recorded ones.

        Biases are in the unit of responses: `BRIGHTEST` times those of the network.
        """
        place = float(np.interp(step, self.steps, np.arange(len(self.steps))))
        before = int(place)
        after, share = min(before + 1, len(self.steps) - 1), place - before
        weights, biases = (
            (1 - share) * each[before].astype(np.float64) + share * each[after]
            for each in (self.weights, self.biases)
        )
        return weights, BRIGHTEST * biases

    def maps(self, step: float) -> np.ndarray:
        """Return the responses of each filter at each place, array (filters, rows, columns)."""
        return feature_maps(self.image, *self.filters(step))


@dataclass(frozen=True)
class WorkedResponse:
    """One response, worked out from weights of two decimals: all its numbers are exact.

    Attributes
    ----------
    pixels : int64 array (3, 3)
        Those under the filter; 0 beyond the edge of the image.
    weights, products : float64 array (3, 3)
    bias : float
    """

    pixels: np.ndarray
    weights: np.ndarray
    products: np.ndarray
    bias: float

    @property
    def total(self) -> float:
        """The sum of the products."""
        return float(np.round(self.products.sum(), DECIMALS))

    @property
    def response(self) -> float:
        """The sum with the bias."""
        return float(np.round(self.total + self.bias, DECIMALS))


def feature_maps(image: np.ndarray, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """Slide filters over an image: sums of products, and the bias; outside of the image is 0.

    This is what deep learning calls a convolution; signal processing calls it a cross-correlation.

    Parameters
    ----------
    image : array (rows, columns)
    weights : array (filters, 3, 3)
    biases : array (filters,)

    Returns
    -------
    float64 array (filters, rows, columns)
    """
    maps: np.ndarray = np.einsum("rcij,fij->frc", patches(image), weights)
    return maps + biases[:, None, None]


def patches(image: np.ndarray) -> np.ndarray:
    """Return what is under a filter at each place, array (rows, columns, 3, 3)."""
    return sliding_window_view(np.pad(image, 1), (3, 3))


def blank_moves(image: np.ndarray) -> list[int]:
    """Return by how many columns, 1 or −1, an image can be moved without any ink leaving it.

    The image is worked with zeros beyond its edge: then its maps move along, to the last number.
    """
    return [by for by, edge in ((1, image[:, -1]), (-1, image[:, 0])) if not edge.any()]


def moved_by(image: np.ndarray, columns: int) -> np.ndarray:
    """Return an image moved to the right by a number of columns that `blank_moves` tells."""
    return np.roll(image, columns, axis=1)


def worked_response(run: FilterRun, which: int, row: int, column: int) -> WorkedResponse:
    """Work out the response of a trained filter at a place, from weights of two decimals."""
    weights, biases = (np.round(values[which], DECIMALS) for values in run.filters(run.last_step))
    pixels = patches(run.image)[row, column]
    return WorkedResponse(pixels, weights, np.round(weights * pixels, DECIMALS), float(biases))


def worked_map(run: FilterRun, which: int, image: np.ndarray | None = None) -> np.ndarray:
    """Return all responses of a trained filter, worked out from weights of two decimals.

    Parameters
    ----------
    run : FilterRun
    which : int
        The filter.
    image : int array (rows, columns), optional
        The run's own by default.

    Returns
    -------
    float64 array (rows, columns)
    """
    weights, biases = (np.round(values[which], DECIMALS) for values in run.filters(run.last_step))
    seen = run.image if image is None else image
    return np.asarray(np.round(feature_maps(seen, weights[None], biases[None])[0], DECIMALS))


def edge_filter(weights: np.ndarray) -> int:
    """Return the filter (of filters, 3, 3) that is most like an edge: of much contrast, little sum.

    It is the one of which the sum of the weights is smallest in relation to that of their sizes.
    """
    sums, sizes = weights.sum(axis=(1, 2)), np.abs(weights).sum(axis=(1, 2))
    return int((np.abs(sums) / np.maximum(sizes, 1e-12)).argmin())


def record_filters(spec: FiltersSpec, progress: TrainingStep) -> FilterRun:
    """Train the network, and record the filters of its first layer.

    Parameters
    ----------
    spec : FiltersSpec
    progress : callable
        Called at each step with the step, the loss and the accuracy, which is not known then.

    Raises
    ------
    DivergenceError
        If the loss stops being finite.
    """
    from sklearn.datasets import load_digits

    digits = load_digits()
    held = held_out(digits.target, spec.seed)
    chosen = int(held[digits.target[held] == spec.digit][0])
    image = digits.images[chosen].astype(np.int64)
    steps: list[int] = []
    weights: list[np.ndarray] = []
    biases: list[np.ndarray] = []
    given: list[np.ndarray] = []
    moved: list[np.ndarray] = []

    def shares_of(network: DigitReader, pixels: np.ndarray) -> np.ndarray:
        seen = torch.from_numpy((pixels / BRIGHTEST).astype(np.float32))
        with torch.no_grad():
            return softmax(network(seen[None, None])[0].numpy().astype(np.float64))

    def watch(step: int, network: DigitReader) -> None:
        if step % spec.every and step != spec.steps:
            return
        assert network.conv1.bias is not None  # it has biases by default
        steps.append(step)
        weights.append(network.conv1.weight.detach().numpy()[:, 0].copy())
        biases.append(network.conv1.bias.detach().numpy().copy())
        given.append(shares_of(network, image))
        if step == spec.steps:
            moved.extend(shares_of(network, moved_by(image, by)) for by in blank_moves(image))

    recording = digit_reader(spec.training, progress, watch)
    shares = recording.metrics.validation_accuracy
    assert shares is not None  # it has validation points
    return FilterRun(
        image=image,
        label=spec.digit,
        read_as=int(given[-1].argmax()),
        shares=np.array(given),
        moved_shares=np.array(moved).reshape(-1, 10),
        steps=np.array(steps),
        weights=np.array(weights),
        biases=np.array(biases),
        accuracy=np.array([measured(shares, step) for step in steps]),
    )
