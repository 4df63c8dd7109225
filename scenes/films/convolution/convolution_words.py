"""What the film of convolution says of what was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.experiments.filters import (
    BRIGHTEST,
    FilterRun,
    WorkedResponse,
    edge_filter,
    patches,
    worked_map,
)
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, grouped, percent

LOPSIDED = 0.4
"""A filter tells one side from the other if its weights lean by this share of their sizes."""
STRONG = 0.7
"""A response is strong from this share of the strongest on."""
MOST_STRONG = 2
"""So many strong responses are pointed at."""


def chosen_filter(run: FilterRun) -> int:
    """Return the trained filter that is shown at work."""
    return edge_filter(run.filters(run.last_step)[0])


def chosen_place(run: FilterRun) -> tuple[int, int]:
    """Return the row and the column, not at the edge, in which that filter responds most."""
    responses = inner(chosen_map(run))
    row, column = np.unravel_index(responses.argmax(), responses.shape)
    return int(row) + 1, int(column) + 1


def chosen_map(run: FilterRun) -> np.ndarray:
    """Return the responses of that filter, which recompute from its weights as they are shown."""
    return worked_map(run, chosen_filter(run))


def inner(places: np.ndarray) -> np.ndarray:
    """Return the part of (rows, columns, …) in which no filter reaches beyond the image's edge."""
    return places[1:-1, 1:-1]


def number_text(value: float) -> str:
    """Return how weights, products and responses are written."""
    return fixed(value, 2)


def question() -> Phrase:
    """Ask what the film answers."""
    return "How can a network find a shape wherever it is?", {}


def opening(run: FilterRun) -> Phrase:
    """Say what the picture is."""
    rows, columns = run.image.shape
    return "A handwritten {digit}: {rows} × {columns} pixels, each a number from 0 to {most}.", {
        "digit": run.label,
        "rows": rows,
        "columns": columns,
        "most": BRIGHTEST,
    }


def one_product(worked: WorkedResponse) -> Phrase:
    """Say what is done at the pixel whose product is largest."""
    row, column = np.unravel_index(np.abs(worked.products).argmax(), worked.products.shape)
    return "Each weight times the pixel below it: {weight} × {pixel} = {product}.", {
        "pixel": int(worked.pixels[row, column]),
        "weight": number_text(float(worked.weights[row, column])),
        "product": number_text(float(worked.products[row, column])),
    }


def response(worked: WorkedResponse) -> Phrase:
    """Say what the sum comes to with the bias."""
    return "The sum, {total}, and the filter's bias, {bias}: the response is {response}.", {
        "total": number_text(worked.total),
        "bias": number_text(worked.bias),
        "response": number_text(worked.response),
    }


def leaning(weights: np.ndarray) -> str:
    """Return on which side of a filter (3, 3) its weights are larger, or nothing.

    Returns
    -------
    {"above", "below", "left", "right", ""}
    """
    size = float(np.abs(weights).sum())
    down = float(weights[2].sum() - weights[0].sum())
    across = float(weights[:, 2].sum() - weights[:, 0].sum())
    if max(abs(down), abs(across)) < LOPSIDED * size:
        return ""
    if abs(down) >= abs(across):
        return "below" if down > 0 else "above"
    return "right" if across > 0 else "left"


def strong_inside(run: FilterRun) -> np.ndarray:
    """Return where the shown filter responds strongly inside the image, bool (rows, columns)."""
    responses = chosen_map(run)
    strong = np.zeros(responses.shape, dtype=bool)
    inner(strong)[:] = inner(responses) >= STRONG * inner(responses).max()
    return strong


def confirmed_side(run: FilterRun) -> str:
    """Return the side to which the shown filter leans, if all its strong responses bear it out.

    They do if the digit has more ink on that side of their places than on the other. Where the
    filter reaches beyond the image's edge, the zeros there would have their say.
    """
    side = leaning(run.filters(run.last_step)[0][chosen_filter(run)])
    strong = patches(run.image)[strong_inside(run)]
    more = {
        "above": strong[:, 0] - strong[:, 2],
        "below": strong[:, 2] - strong[:, 0],
        "left": strong[:, :, 0] - strong[:, :, 2],
        "right": strong[:, :, 2] - strong[:, :, 0],
    }
    return side if side and (more[side].sum(axis=1) > 0).all() else ""


def strong_places(run: FilterRun) -> list[tuple[int, int]]:
    """Return places where the shown filter responds strongly, far from one another.

    The first is the one whose response was worked out; none is at the image's edge.
    """
    strong = [(int(r), int(c)) for r, c in np.argwhere(strong_inside(run))]
    found = [chosen_place(run)]
    while len(found) < MOST_STRONG:
        away = [min(max(abs(r - i), abs(c - j)) for i, j in found) for r, c in strong]
        if not away or max(away) < 3:
            break
        found.append(strong[int(np.argmax(away))])
    return found


def second_place(run: FilterRun) -> tuple[int, int] | None:
    """Return another place that is pointed at: at the image's edge, if what is said holds there.

    There, zeros beyond the edge are as blank as paper.
    """
    responses, side = chosen_map(run).copy(), confirmed_side(run)
    least = STRONG * inner(responses).max()
    inner(responses)[:] = -np.inf
    row, column = np.unravel_index(responses.argmax(), responses.shape)
    if side and responses[row, column] >= least:
        ink = patches(run.image)[row, column].astype(float)
        across = {"above": ink[0] - ink[2], "left": ink[:, 0] - ink[:, 2]}
        across |= {"below": -across["above"], "right": -across["left"]}
        if across[side].sum() > 0:
            return int(row), int(column)
    return next(iter(strong_places(run)[1:]), None)


def finding(run: FilterRun) -> Phrase:
    """Say what the shown filter responds to."""
    side = confirmed_side(run)
    return {
        "above": "Strong where more ink lies above than below: it finds such edges.",
        "below": "Strong where more ink lies below than above: it finds such edges.",
        "left": "Strong where more ink lies left than right: it finds such edges.",
        "right": "Strong where more ink lies right than left: it finds such edges.",
        "": "Blue: the pixels match the filter's signs. Orange: they contradict them.",
    }[side], {}


@dataclass(frozen=True)
class Finder:
    """Another filter of the layer, and what tells of it.

    Attributes
    ----------
    which : int
    places : pair of (int, int)
        Where under it there is most ink, and where least.
    told : pair of int
        Its responses there, after ReLU, as they are written.
    """

    which: int
    places: tuple[tuple[int, int], tuple[int, int]]
    told: tuple[int, int]

    @property
    def said(self) -> Phrase:
        """Where it responds."""
        values = {"most": self.told[0], "least": self.told[1]}
        if self.told[0] > self.told[1]:
            return "High where ink lies: {most} where most does, {least} where least does.", values
        return "Low where ink lies: {most} where most does, {least} where least does.", values


def finders(run: FilterRun) -> list[Finder]:
    """Return which other filter avoids ink most, and which finds it best."""
    ink = patches(run.image).sum(axis=(2, 3))
    most, least = (
        (int(row), int(column))
        for row, column in (np.unravel_index(of(ink), ink.shape) for of in (np.argmax, np.argmin))
    )
    found = []
    for which in range(run.count):
        shown = np.maximum(worked_map(run, which), 0)
        told = (round(float(shown[most])), round(float(shown[least])))
        if which != chosen_filter(run):
            found.append(Finder(which, (most, least), told))
    if not found:
        return []
    ordered = sorted(found, key=lambda each: each.told[1] - each.told[0])
    avoids = [each for each in ordered[-1:] if each.told[0] < each.told[1]]
    return avoids + [each for each in ordered[:1] if each.told[0] > each.told[1]]


def rectified(run: FilterRun) -> Phrase:
    """Say what ReLU takes away from the map."""
    shown = chosen_map(run)
    return "Then ReLU: what is below 0 becomes 0, here {cut} of {places} responses.", {
        "cut": int((shown < 0).sum()),
        "places": shown.size,
    }


def trained(run: FilterRun) -> Phrase:
    """Say how well digits are read after training, and as what this one is."""
    values = {
        "steps": grouped(run.last_step),
        "share": percent(run.accuracy[-1]),
        "digit": run.read_as,
    }
    if run.accuracy[-1] <= run.accuracy[0]:
        return (
            "After {steps} steps it still reads only {share} of new digits, this one as a {digit}.",
            values,
        )
    if run.read_as == run.label:
        return (
            "After {steps} steps it reads {share} of new digits, and this {digit}, too.",
            values,
        )
    return (
        "After {steps} steps it reads {share} of new digits, but this one as a {digit}, not a "
        "{label}.",
        values | {"label": run.label},
    )


def moved(run: FilterRun) -> Phrase:
    """Say what becomes of the map when the digit is moved by a pixel."""
    return "Move the {digit} by a pixel: its map moves along.", {"digit": run.label}


def best_move(run: FilterRun) -> int | None:
    """Return which of the moves is told of: the one after which the network is surest, if any."""
    if not len(run.moved_shares):
        return None
    return int(run.moved_shares[:, run.read_as].argmax())


def read_again(run: FilterRun, move: int) -> Phrase:
    """Say as what the network reads the digit that was moved."""
    shares = run.moved_shares[move]
    values = {"answer": int(shares.argmax()), "share": percent(float(shares.max()))}
    if shares.argmax() == run.read_as:
        return "Later layers notice. Still, they read a {answer}: {share}.", values
    return "But later layers now read a {answer}: {share}.", values


def moral() -> Phrase:
    """Say what a convolution is."""
    return "Each filter: the same nine weights at every place. That is a convolution.", {}
