"""What the film of convolution says of what was measured."""

from __future__ import annotations

import numpy as np

from engine.experiments.filters import BRIGHTEST, FilterRun, WorkedResponse, edge_filter, patches
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, grouped, percent

LOPSIDED = 0.4
"""A filter tells one side from the other if its weights lean by this share of their sizes."""
STRONG = 0.7
"""A response is strong from this share of the strongest on."""
MOST_STRONG = 3
"""So many strong responses are pointed at."""
FAINTER = 0.7
"""Maps are fainter than others if they are by this factor weaker."""


def chosen_filter(run: FilterRun) -> int:
    """Return the trained filter that is shown at work."""
    return edge_filter(run.filters(run.last_step)[0])


def chosen_place(run: FilterRun) -> tuple[int, int]:
    """Return the row and the column, not at the edge, in which that filter responds most."""
    inner = run.maps(run.last_step)[chosen_filter(run), 1:-1, 1:-1]
    row, column = np.unravel_index(inner.argmax(), inner.shape)
    return int(row) + 1, int(column) + 1


def number_text(value: float) -> str:
    """Return how weights, products and responses are written."""
    return fixed(value, 2)


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
    return "Each weight times the pixel below it: {pixel} × {weight} = {product}.", {
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


def confirmed_side(run: FilterRun) -> str:
    """Return the side to which the shown filter leans, if all its strong responses bear it out.

    They do if the digit has more ink on that side of their places than on the other.
    """
    which = chosen_filter(run)
    side = leaning(run.filters(run.last_step)[0][which])
    shown, seen = run.maps(run.last_step)[which], patches(run.image)
    strong = seen[shown >= STRONG * shown.max()]
    more = {
        "above": strong[:, 0] - strong[:, 2],
        "below": strong[:, 2] - strong[:, 0],
        "left": strong[:, :, 0] - strong[:, :, 2],
        "right": strong[:, :, 2] - strong[:, :, 0],
    }
    return side if side and (more[side].sum(axis=1) > 0).all() else ""


def strong_places(run: FilterRun) -> list[tuple[int, int]]:
    """Return places where the shown filter responds strongly, far from one another.

    The first is the one whose response was worked out.
    """
    shown = run.maps(run.last_step)[chosen_filter(run)]
    strong = [(int(r), int(c)) for r, c in np.argwhere(shown >= STRONG * shown.max())]
    found = [chosen_place(run)]
    while len(found) < MOST_STRONG:
        away = [min(max(abs(r - i), abs(c - j)) for i, j in found) for r, c in strong]
        if not away or max(away) < 3:
            break
        found.append(strong[int(np.argmax(away))])
    return found


def finding(run: FilterRun) -> Phrase:
    """Say what the shown filter responds to."""
    side = confirmed_side(run)
    return {
        "above": "Strong blue: more ink above than below. The filter responds to such edges.",
        "below": "Strong blue: more ink below than above. The filter responds to such edges.",
        "left": "Strong blue: more ink on the left than on the right. It responds to such edges.",
        "right": "Strong blue: more ink on the right than on the left. It responds to such edges.",
        "": "Blue: the pixels match the filter's signs. Orange: they contradict them.",
    }[side], {}


def background(run: FilterRun) -> Phrase | None:
    """Say why the map is blue where there is no ink, if it is."""
    which, seen = chosen_filter(run), patches(run.image)
    blank = ~seen.any(axis=(2, 3))
    bias = float(run.filters(run.last_step)[1][which])
    if not blank.any() or round(bias, 2) <= 0:
        return None
    return "Faint blue where there is no ink at all: the bias alone, {bias}.", {
        "bias": number_text(bias)
    }


def blank_place(run: FilterRun) -> tuple[int, int]:
    """Return a row and a column without any ink under the filter: the one nearest to the middle."""
    places = np.argwhere(~patches(run.image).any(axis=(2, 3)))
    middle = (np.array(run.image.shape) - 1) / 2
    row, column = places[np.abs(places - middle).max(axis=1).argmin()].tolist()
    return row, column


def rectified(run: FilterRun) -> Phrase:
    """Say what ReLU takes away from the map."""
    shown = run.maps(run.last_step)[chosen_filter(run)]
    return "Then ReLU: what is below 0 becomes 0, here {cut} of {places} responses.", {
        "cut": int((shown < 0).sum()),
        "places": shown.size,
    }


def untrained(run: FilterRun) -> Phrase:
    """Say what the maps were before training."""
    before, after = (np.maximum(run.maps(step), 0).std() for step in (0, run.last_step))
    if before < FAINTER * after:
        return "Before training, all weights are random, and the maps are faint.", {}
    return "Before training, all weights are random.", {}


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


def moral() -> Phrase:
    """Say what a convolution is."""
    return "The same nine weights at every place: that is a convolution.", {}
