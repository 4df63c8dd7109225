"""What the film of convolution says of what was measured."""

from __future__ import annotations

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


def border_place(run: FilterRun) -> tuple[int, int] | None:
    """Return the place at the image's edge where the filter responds most, if it does strongly."""
    responses = chosen_map(run).copy()
    least = STRONG * inner(responses).max()
    inner(responses)[:] = -np.inf
    row, column = np.unravel_index(responses.argmax(), responses.shape)
    return (int(row), int(column)) if responses[row, column] >= least else None


def border() -> Phrase:
    """Say why it responds there."""
    return "Strong at the edge, too: beyond it is no ink.", {}


def blank_place(run: FilterRun) -> tuple[int, int] | None:
    """Return the first place where no ink is under the filter, if there is any."""
    places = np.argwhere(~patches(run.image).any(axis=(2, 3)))
    return (int(places[0][0]), int(places[0][1])) if len(places) else None


def blank(run: FilterRun) -> Phrase:
    """Say what the shown filter responds where there is no ink: its bias."""
    row, column = blank_place(run) or (0, 0)
    return "On blank paper only the bias is left: {bias}.", {
        "bias": number_text(float(chosen_map(run)[row, column]))
    }


def finding(run: FilterRun) -> Phrase:
    """Say what the shown filter responds to."""
    side = confirmed_side(run)
    return {
        "above": "Strong here, where more ink lies above than below: it responds to such edges.",
        "below": "Strong here, where more ink lies below than above: it responds to such edges.",
        "left": "Strong here, where more ink lies left than right: it responds to such edges.",
        "right": "Strong here, where more ink lies right than left: it responds to such edges.",
        "": "Blue: the pixels match the filter's signs. Orange: they contradict them.",
    }[side], {}


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
            "After {steps} steps it reads {share} of new digits, and this one as a {digit}: right.",
            values,
        )
    return (
        "After {steps} steps it reads {share} of new digits, but this one as a {digit}, not a "
        "{label}.",
        values | {"label": run.label},
    )


def moved(run: FilterRun) -> Phrase:
    """Say what becomes of the map when the digit is moved by a pixel."""
    return "Move the {digit} by one pixel: its map moves along, number by number.", {
        "digit": run.label
    }


def best_move(run: FilterRun) -> int | None:
    """Return which of the moves is told of: the one after which the network is surest, if any."""
    if not len(run.moved_shares):
        return None
    return int(run.moved_shares[:, run.read_as].argmax())


def all_move(run: FilterRun) -> Phrase:
    """Say that all maps move along with the digit."""
    return "Move the {digit}: all maps move along.", {"digit": run.label}


def read_again(run: FilterRun, move: int) -> Phrase:
    """Say as what the network reads the digit that was moved."""
    shares = run.moved_shares[move]
    values = {"answer": int(shares.argmax()), "share": percent(float(shares.max()))}
    if shares.argmax() == run.read_as:
        return "Later layers notice, but it is still read as a {answer}: {share}.", values
    return "But now it is read as a {answer}: {share}.", values


def moral() -> Phrase:
    """Say what a convolution is."""
    return "Each filter: the same nine weights at every place. That is a convolution.", {}
